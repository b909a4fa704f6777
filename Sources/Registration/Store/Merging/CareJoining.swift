import CareTypes
import GRDB
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Care situations of the same two people that overlap, once two records of a person are merged: one stays, for the days
/// of both; the other is kept under it with its history, and counts no more.
struct CareJoining: Sendable {
  let careRecords: CareRecords
  let evidenceRecords: EvidenceRecords

  /// Takes a care situation together with those of the same two people that it overlaps. Of two the one stays that was
  /// with the person who is kept.
  ///
  /// - Parameter moved: One that has just passed to the person who is kept.
  /// - Returns: What was joined, in order, and the one that stands for it now.
  func joinOverlaps(
    of moved: CareRow,
    in transaction: WriteTransaction
  ) throws -> (joined: [MergedPersons.Joined], stands: CareRow) {
    var (joined, stands) = ([MergedPersons.Joined](), moved)
    while let other = try overlapping(stands, in: transaction.database) {
      let (joins, stays) = joined.isEmpty ? (stands, other) : (other, stands)
      stands = try join(joins, into: stays, in: transaction)
      joined.append(MergedPersons.Joined(stays: stays.id, joined: joins.id))
    }
    return (joined, stands)
  }

  /// The first other care situation of the same two people in the same period.
  private func overlapping(_ care: CareRow, in db: Database) throws -> CareRow? {
    try Row.fetchAll(db.cachedStatement(sql: CareRecords.sameTwoSQL), arguments: [care.caregiver, care.recipient])
      .map(CareRow.init).first { $0.key != care.key && $0.span.overlaps(care.span) }
  }

  /// - Returns: The one that stays, as it now is.
  private func join(_ other: CareRow, into stays: CareRow, in transaction: WriteTransaction) throws -> CareRow {
    let db = transaction.database
    let course = try careRecords.course(of: stays, in: db).joined(with: [careRecords.course(of: other, in: db)])
    try take(other, into: stays, since: stays.revision + 1, in: db)
    return try careRecords.revise(careRecords.careSituation(stays.key, in: db), to: course, at: transaction.now, in: db)
  }

  /// Lets a care situation stand for another, with what that one brings beside its course.
  ///
  /// - Parameter since: The revision of the one that stands in which its course is that of both.
  func take(_ other: CareRow, into stays: CareRow, since: Int64, in db: Database) throws {
    try db.cachedStatement(sql: "UPDATE care_situation SET joined_into = ? WHERE key = ?")
      .execute(arguments: [stays.key, other.key])
    try db.cachedStatement(sql: "DELETE FROM care_situation_municipality WHERE care_situation = ?")
      .execute(arguments: [other.key])
    let contact = stays.sealedContactPoint == nil ? try careRecords.contactPoint(of: other, in: db) : nil
    if let contact { try careRecords.writeContactPoint(contact, of: stays, in: db) }
    let evidence = try evidenceRecords.passEvidence(ofCare: other.key, to: stays.key, in: db)
    try db.cachedStatement(
      sql: "INSERT INTO joined_care (joined, since, has_contact_point, evidence) VALUES (?, ?, ?, ?)"
    ).execute(arguments: [other.key, since, contact != nil, "[\(evidence.map(String.init).joined(separator: ","))]"])
  }
}
