import Foundation
import CareTypes
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Joins care situations of the same two people that overlap after two records of a person were merged. One remains, with
/// the days of both. The other is kept with its history, but left out of lists and figures.
struct CareJoining: Sendable {
  let careRecords: CareRecords
  let evidenceRecords: EvidenceRecords

  /// Joins a care situation with those of the same two people that it overlaps. The care situation of the person who is
  /// kept remains.
  ///
  /// - Parameter moved: A care situation that has just been transferred to the person who is kept.
  /// - Returns: What was joined, in order, and the care situation that replaces it.
  func joinOverlaps(
    of moved: CareRow,
    in transaction: WriteTransaction
  ) throws -> (joined: [MergedPersons.Joined], remaining: CareRow) {
    var (joined, remaining) = ([MergedPersons.Joined](), moved)
    while let other = try overlapping(remaining, in: transaction.connection) {
      let (replaced, stays) = joined.isEmpty ? (remaining, other) : (other, remaining)
      remaining = try join(replaced, into: stays, in: transaction)
      joined.append(MergedPersons.Joined(stays: stays.id, joined: replaced.id))
    }
    return (joined, remaining)
  }

  /// The first other care situation of the same two people in the same period.
  private func overlapping(_ care: CareRow, in db: Connection) throws -> CareRow? {
    try careRecords.careSituations(ofCaregiver: care.caregiver, recipient: care.recipient, in: db).first {
      $0.key != care.key && $0.span.overlaps(care.span)
    }
  }

  /// - Returns: The care situation that remains, after the change.
  private func join(_ other: CareRow, into remaining: CareRow, in transaction: WriteTransaction) throws -> CareRow {
    let db = transaction.connection
    let timeline = try careRecords.timeline(of: remaining, in: db)
      .joined(with: [careRecords.timeline(of: other, in: db)])
    try replace(other, by: remaining, since: remaining.revision + 1, in: db)
    let care = try careRecords.careSituation(remaining.key, in: db)
    return try careRecords.revise(care, to: timeline, at: transaction.now, in: db)
  }

  /// Lets a care situation replace another one, and take over its contact point and evidence.
  ///
  /// - Parameter since: The revision in which the replacing care situation has the timeline of both.
  func replace(_ other: CareRow, by remaining: CareRow, since: Int64, in db: Connection) throws {
    try db.execute("UPDATE care_situation SET joined_into = ? WHERE key = ?", [remaining.key, other.key])
    try db.execute("DELETE FROM care_situation_municipality WHERE care_situation = ?", [other.key])
    let contact = remaining.sealedContactPoint == nil ? try careRecords.contactPoint(of: other, in: db) : nil
    if let contact { try careRecords.writeContactPoint(contact, of: remaining, in: db) }
    let evidence = try evidenceRecords.transferEvidence(ofCare: other.key, to: remaining.key, in: db)
    try db.execute(
      "INSERT INTO joined_care (joined, since, has_contact_point, evidence) VALUES (?, ?, ?, ?)",
      [other.key, since, contact != nil, String(decoding: try JSONEncoder().encode(evidence), as: UTF8.self)]
    )
  }
}
