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
  func separate(_ returned: [Int64], in transaction: WriteTransaction) throws -> [Int64] {
    let db = transaction.connection
    let remaining = Set(
      try returned.map { try careRecords.remainingCare(for: careRecords.careSituation($0, in: db), in: db).key }
    )
    return try remaining.sorted().flatMap { key in
      let all = try careJoined(into: careRecords.careSituation(key, in: db), in: db)
      if all.count > 1 { try regroup(all, in: transaction) }
      return all.map(\.care.key)
    }
  }

  /// A care situation that is joined with others.
  private struct JoinedCare {
    let care: CareRow
    let withoutJoins: TimelineWithoutJoins
    /// How it was joined into the care situation that remains; nil for the one that remains.
    let join: Join?
    /// The care situations into which it was joined before a clerk changed them, each with the revision of the join.
    let permanentlyJoinedInto: [Int64: Int64]

    struct Join {
      /// The revision of the other care situation from which it has the days of both.
      let since: Int64
      let hasContactPoint: Bool
      /// The keys of the evidence that the other care situation took over.
      let evidence: [Int64]
    }

    var member: CareGrouping.Member {
      CareGrouping.Member(
        key: care.key,
        caregiver: care.caregiver,
        recipient: care.recipient,
        own: withoutJoins.timeline,
        permanentlyJoinedInto: Set(permanentlyJoinedInto.keys)
      )
    }
  }

  /// A care situation into which another one was joined, directly or through others.
  private struct JoinTarget {
    let key: Int64
    let lastPermanentJoin: Int64
    /// The revision of the join that leads to the other.
    var since: Int64 = 0

    /// Whether the join that leads to the other can no longer be undone.
    var isPermanent: Bool { lastPermanentJoin > 0 && since <= lastPermanentJoin }
  }

  /// A care situation and all that were joined into it, in order of precedence.
  ///
  /// - Parameter targets: The care situations into which this one was joined, the one that remains first.
  private func careJoined(
    into care: CareRow,
    beneath targets: [JoinTarget] = [],
    in db: Connection
  ) throws -> [JoinedCare] {
    let withoutJoins = try timelineWithoutJoins(of: care, in: db)
    let join = try care.joinedInto.map { _ in try self.join(of: care, in: db) }
    var targets = targets
    if let join, let last = targets.indices.last { targets[last].since = join.since }
    var found = [
      JoinedCare(
        care: care,
        withoutJoins: withoutJoins,
        join: join,
        permanentlyJoinedInto: Dictionary(
          uniqueKeysWithValues: targets.filter(\.isPermanent).map { ($0.key, $0.since) }
        )
      )
    ]
    targets.append(JoinTarget(key: care.key, lastPermanentJoin: withoutJoins.lastPermanentJoin))
    for joined in try db.rows(Self.joinedInOrderSQL, [care.key]) {
      found += try careJoined(into: CareRow(joined), beneath: targets, in: db)
    }
    return found
  }

  static let joinedInOrderSQL = """
    SELECT care_situation.* FROM care_situation LEFT JOIN joined_care ON joined_care.joined = care_situation.key
    WHERE joined_into = ? ORDER BY since, key
    """

  private func join(of care: CareRow, in db: Connection) throws -> JoinedCare.Join {
    let row = try db.row("SELECT * FROM joined_care WHERE joined = ?", [care.key])
    guard let row else { throw Refusal(.internal, "It is not known how a care situation was joined") }
    return JoinedCare.Join(
      since: row["since"],
      hasContactPoint: row["has_contact_point"],
      evidence: try JSONDecoder().decode([Int64].self, from: row["evidence"] as Data)
    )
  }

  /// Decides again which care situations are one, and separates and joins them accordingly.
  private func regroup(_ all: [JoinedCare], in transaction: WriteTransaction) throws {
    let db = transaction.connection
    let groups = CareGrouping.groups(of: all.map(\.member))
    let groupOf = Dictionary(
      groups.enumerated().flatMap { index, group in group.members.map { ($0.key, index) } },
      uniquingKeysWith: { first, _ in first }
    )
    let leaving = all.filter { one in
      one.care.joinedInto.map { groupOf[$0] != groupOf[one.care.key] } ?? false
    }
    for one in leaving { try makeIndependent(one, from: all, in: db) }
    for group in groups {
      guard let remaining = all.first(where: { $0.care.key == group.first.key }) else { continue }
      let others = Set(group.others.map(\.key))
      try replace(
        group,
        by: remaining,
        newlyJoined: leaving.filter { others.contains($0.care.key) },
        in: transaction
      )
      if remaining.care.joinedInto != nil {
        try careRecords.revise(
          careRecords.careSituation(remaining.care.key, in: db),
          .completed,
          at: transaction.now,
          in: db
        )
        try visibility.showCareSituation(
          remaining.care.key,
          of: [remaining.care.caregiver, remaining.care.recipient],
          in: db
        )
      }
    }
  }

  /// Lets a care situation replace the others of its group, and nothing else.
  ///
  /// - Parameter newlyJoined: The others that were joined into another care situation so far.
  private func replace(
    _ group: CareGrouping.Group,
    by remaining: JoinedCare,
    newlyJoined: [JoinedCare],
    in transaction: WriteTransaction
  ) throws {
    let db = transaction.connection
    let key = remaining.care.key
    for one in newlyJoined {
      try careJoining.replace(
        careRecords.careSituation(one.care.key, in: db),
        by: careRecords.careSituation(key, in: db),
        since: one.permanentlyJoinedInto[key] ?? remaining.care.revision + 1,
        in: db
      )
    }
    let care = try careRecords.careSituation(key, in: db)
    let timeline = try group.timeline()
    if try !newlyJoined.isEmpty || timeline != careRecords.timeline(of: care, in: db) {
      try careRecords.revise(care, to: timeline, at: transaction.now, in: db)
    }
    guard try careRecords.careSituation(key, in: db).sealedContactPoint == nil else { return }
    // The contact point may have come from one that left; another one may have one as well.
    for member in try careRecords.careJoined(into: key, in: db) {
      guard let contact = try careRecords.contactPoint(of: member, in: db) else { continue }
      try careRecords.writeContactPoint(contact, of: careRecords.careSituation(key, in: db), in: db)
      try db.execute("UPDATE joined_care SET has_contact_point = 1 WHERE joined = ?", [member.key])
      return
    }
  }

  /// Makes a care situation independent again, and returns its contact point and evidence.
  private func makeIndependent(_ one: JoinedCare, from all: [JoinedCare], in db: Connection) throws {
    try returnContactPoint(of: one, from: all, in: db)
    for other in all where other.care.key != one.care.key {
      _ = try evidenceRecords.transferEvidence(
        one.join?.evidence ?? [],
        ofCare: other.care.key,
        to: one.care.key,
        in: db
      )
    }
    try db.execute("UPDATE care_situation SET joined_into = NULL WHERE key = ?", [one.care.key])
    try db.execute("DELETE FROM joined_care WHERE joined = ?", [one.care.key])
  }

  /// Removes the contact point that came with a care situation from those that have it only for that reason.
  private func returnContactPoint(of one: JoinedCare, from all: [JoinedCare], in db: Connection) throws {
    guard let brought = try careRecords.contactPoint(of: one.care, in: db) else { return }
    var joined = one
    while joined.join?.hasContactPoint == true,
      let target = all.first(where: { $0.care.key == joined.care.joinedInto }),
      try careRecords.contactPoint(of: careRecords.careSituation(target.care.key, in: db), in: db) == brought
    {
      try db.execute("UPDATE care_situation SET contact_point = NULL WHERE key = ?", [target.care.key])
      joined = target
    }
  }

  private func timelineWithoutJoins(of care: CareRow, in db: Connection) throws -> TimelineWithoutJoins {
    let revisions = try db.values(Int64.self, Self.joinRevisionsSQL, [care.key])
    let joins = try revisions.map { revision in
      TimelineWithoutJoins.JoinRevision(
        revision: revision,
        before: try careRecords.timeline(of: care, in: revision - 1, db),
        after: try careRecords.timeline(of: care, in: revision, db)
      )
    }
    return TimelineWithoutJoins(now: try careRecords.timeline(of: care, in: db), joins: joins)
  }

  static let joinRevisionsSQL =
    "SELECT revision FROM care_revision WHERE care_situation = ? AND kind = 'joined' ORDER BY revision DESC"
}
