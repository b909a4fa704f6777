import CareTypes
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Joins care situations of the same two people that overlap after two records of a person were merged. One stays, for
/// the days of both. The other is kept with its history, but no longer counted.
struct CareJoining: Sendable {
  let careRecords: CareRecords
  let evidenceRecords: EvidenceRecords

  /// Joins a care situation with those of the same two people that it overlaps. The care situation of the person who is
  /// kept stays.
  ///
  /// - Parameter moved: A care situation that has just been transferred to the person who is kept.
  /// - Returns: What was joined, in order, and the care situation that replaces it.
  func joinOverlaps(
    of moved: CareRow,
    in transaction: WriteTransaction
  ) throws -> (joined: [MergedPersons.Joined], stands: CareRow) {
    var (joined, stands) = ([MergedPersons.Joined](), moved)
    while let other = try overlapping(stands, in: transaction.connection) {
      let (joins, stays) = joined.isEmpty ? (stands, other) : (other, stands)
      stands = try join(joins, into: stays, in: transaction)
      joined.append(MergedPersons.Joined(stays: stays.id, joined: joins.id))
    }
    return (joined, stands)
  }

  /// The first other care situation of the same two people in the same period.
  private func overlapping(_ care: CareRow, in db: Connection) throws -> CareRow? {
    try careRecords.careSituations(ofCaregiver: care.caregiver, recipient: care.recipient, in: db).first {
      $0.key != care.key && $0.span.overlaps(care.span)
    }
  }

  /// - Returns: The care situation that stays, after the change.
  private func join(_ other: CareRow, into stays: CareRow, in transaction: WriteTransaction) throws -> CareRow {
    let db = transaction.connection
    let course = try careRecords.course(of: stays, in: db).joined(with: [careRecords.course(of: other, in: db)])
    try take(other, into: stays, since: stays.revision + 1, in: db)
    return try careRecords.revise(careRecords.careSituation(stays.key, in: db), to: course, at: transaction.now, in: db)
  }

  /// Lets a care situation replace another one, and take over its contact point and evidence.
  ///
  /// - Parameter since: The revision in which the replacing care situation has the course of both.
  func take(_ other: CareRow, into stays: CareRow, since: Int64, in db: Connection) throws {
    try db.execute("UPDATE care_situation SET joined_into = ? WHERE key = ?", [stays.key, other.key])
    try db.execute("DELETE FROM care_situation_municipality WHERE care_situation = ?", [other.key])
    let contact = stays.sealedContactPoint == nil ? try careRecords.contactPoint(of: other, in: db) : nil
    if let contact { try careRecords.writeContactPoint(contact, of: stays, in: db) }
    let evidence = try evidenceRecords.passEvidence(ofCare: other.key, to: stays.key, in: db)
    try db.execute(
      "INSERT INTO joined_care (joined, since, has_contact_point, evidence) VALUES (?, ?, ?, ?)",
      [other.key, since, contact != nil, "[\(evidence.map(String.init).joined(separator: ","))]"]
    )
  }
}
