import CareTypes
import Foundation
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Separates joined care situations after a merge of persons is undone. It decides again which of them are one
/// (`CareGrouping`), each by its own days.
struct CareSeparation: Sendable {
  let careRecords: CareRecords
  let evidenceRecords: EvidenceRecords
  let visibility: Visibility
  let careJoining: CareJoining

  /// Separates care that belongs to other people now from the care it was joined with, and joins again what still
  /// belongs together.
  ///
  /// - Parameter returned: The care situations that belong to other people now.
  /// - Returns: These care situations, and all that they were joined with.
  func part(_ returned: [Int64], in transaction: WriteTransaction) throws -> [Int64] {
    let db = transaction.connection
    let roots = Set(
      try returned.map { try careRecords.standing(for: careRecords.careSituation($0, in: db), in: db).key }
    )
    return try roots.sorted().flatMap { root in
      let together = try together(under: careRecords.careSituation(root, in: db), in: db)
      if together.count > 1 { try regroup(together, in: transaction) }
      return together.map(\.care.key)
    }
  }

  /// A care situation that is joined with others.
  private struct Together {
    let care: CareRow
    let own: OwnCourse
    /// How it was joined into the care situation that remains; nil for the one that remains.
    let join: Join?
    /// The care situations into which it was joined before a clerk changed them, each with the revision of the join.
    let settledIn: [Int64: Int64]

    struct Join {
      let since: Int64
      let hasContactPoint: Bool
      let evidence: [Int64]
    }

    var member: CareGrouping.Member {
      CareGrouping.Member(
        key: care.key,
        caregiver: care.caregiver,
        recipient: care.recipient,
        own: own.course,
        settledIn: Set(settledIn.keys)
      )
    }
  }

  /// A care situation into which another one was joined: its key, the last revision before which its joins are settled,
  /// and the revision of the join that leads to the other.
  private struct Above {
    let key: Int64
    let settled: Int64
    var since: Int64 = 0
  }

  /// A care situation and all that were joined into it, in order of precedence.
  private func together(under care: CareRow, beneath path: [Above] = [], in db: Connection) throws -> [Together] {
    let own = try ownCourse(of: care, in: db)
    let join = try care.joinedInto.map { _ in try self.join(of: care, in: db) }
    var path = path
    if let join, let last = path.indices.last { path[last].since = join.since }
    let settling = path.filter { $0.settled > 0 && $0.since <= $0.settled }
    var found = [
      Together(
        care: care,
        own: own,
        join: join,
        settledIn: Dictionary(uniqueKeysWithValues: settling.map { ($0.key, $0.since) })
      )
    ]
    path.append(Above(key: care.key, settled: own.settled))
    for child in try db.rows(Self.joinedInOrderSQL, [care.key]) {
      found += try together(under: CareRow(child), beneath: path, in: db)
    }
    return found
  }

  static let joinedInOrderSQL = """
    SELECT care_situation.* FROM care_situation LEFT JOIN joined_care ON joined_care.joined = care_situation.key
    WHERE joined_into = ? ORDER BY since, key
    """

  private func join(of care: CareRow, in db: Connection) throws -> Together.Join {
    let row = try db.row("SELECT * FROM joined_care WHERE joined = ?", [care.key])
    guard let row else { throw Refusal(.internal, "It is not known how a care situation was joined") }
    return Together.Join(
      since: row["since"],
      hasContactPoint: row["has_contact_point"],
      evidence: try JSONDecoder().decode([Int64].self, from: row["evidence"] as Data)
    )
  }

  private func regroup(_ together: [Together], in transaction: WriteTransaction) throws {
    let db = transaction.connection
    let groups = CareGrouping.groups(of: together.map(\.member))
    let groupOf = Dictionary(
      groups.enumerated().flatMap { index, group in group.members.map { ($0.key, index) } },
      uniquingKeysWith: { first, _ in first }
    )
    let leaving = together.filter { one in
      one.care.joinedInto.map { groupOf[$0] != groupOf[one.care.key] } ?? false
    }
    for one in leaving { try release(one, from: together, in: db) }
    for group in groups {
      guard let stays = together.first(where: { $0.care.key == group.first.key }) else { continue }
      let others = Set(group.others.map(\.key))
      try settle(stays, of: group, coming: leaving.filter { others.contains($0.care.key) }, in: transaction)
      if stays.care.joinedInto != nil {
        try careRecords.revise(
          careRecords.careSituation(stays.care.key, in: db),
          .completed,
          at: transaction.now,
          in: db
        )
        try visibility.showCareSituation(stays.care.key, of: [stays.care.caregiver, stays.care.recipient], in: db)
      }
    }
  }

  /// Lets a care situation replace exactly the others of its group.
  private func settle(
    _ stays: Together,
    of group: CareGrouping.Group,
    coming: [Together],
    in transaction: WriteTransaction
  ) throws {
    let db = transaction.connection
    for one in coming {
      try careJoining.take(
        careRecords.careSituation(one.care.key, in: db),
        into: careRecords.careSituation(stays.care.key, in: db),
        since: one.settledIn[stays.care.key] ?? stays.care.revision + 1,
        in: db
      )
    }
    let care = try careRecords.careSituation(stays.care.key, in: db)
    let course = try group.course()
    if try !coming.isEmpty || course != careRecords.course(of: care, in: db) {
      try careRecords.revise(care, to: course, at: transaction.now, in: db)
    }
    guard try careRecords.careSituation(care.key, in: db).sealedContactPoint == nil else { return }
    // What left may have been the one of several to bring one.
    for member in try careRecords.careJoined(into: care.key, in: db) {
      guard let contact = try careRecords.contactPoint(of: member, in: db) else { continue }
      try careRecords.writeContactPoint(contact, of: careRecords.careSituation(care.key, in: db), in: db)
      try db.execute("UPDATE joined_care SET has_contact_point = 1 WHERE joined = ?", [member.key])
      return
    }
  }

  /// Makes a care situation independent again, and returns its contact point and evidence.
  private func release(_ one: Together, from together: [Together], in db: Connection) throws {
    try takeContactPoint(of: one, from: together, in: db)
    for other in together where other.care.key != one.care.key {
      _ = try evidenceRecords.passEvidence(one.join?.evidence ?? [], ofCare: other.care.key, to: one.care.key, in: db)
    }
    try db.execute("UPDATE care_situation SET joined_into = NULL WHERE key = ?", [one.care.key])
    try db.execute("DELETE FROM joined_care WHERE joined = ?", [one.care.key])
  }

  /// Removes the contact point that came with a care situation from those that have it only for that reason.
  private func takeContactPoint(of one: Together, from together: [Together], in db: Connection) throws {
    guard let brought = try careRecords.contactPoint(of: one.care, in: db) else { return }
    var below = one
    while below.join?.hasContactPoint == true,
      let above = together.first(where: { $0.care.key == below.care.joinedInto }),
      try careRecords.contactPoint(of: careRecords.careSituation(above.care.key, in: db), in: db) == brought
    {
      try db.execute("UPDATE care_situation SET contact_point = NULL WHERE key = ?", [above.care.key])
      below = above
    }
  }

  private func ownCourse(of care: CareRow, in db: Connection) throws -> OwnCourse {
    let revisions = try db.values(Int64.self, Self.jointsSQL, [care.key])
    let joints = try revisions.map { revision in
      OwnCourse.Joint(
        revision: revision,
        before: try careRecords.course(of: care, in: revision - 1, db),
        after: try careRecords.course(of: care, in: revision, db)
      )
    }
    return OwnCourse(now: try careRecords.course(of: care, in: db), joints: joints)
  }

  static let jointsSQL =
    "SELECT revision FROM care_revision WHERE care_situation = ? AND kind = 'joined' ORDER BY revision DESC"
}
