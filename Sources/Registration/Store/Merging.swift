package import CareTypes
import GRDB
import ServiceCore
package import ServiceRuntime

/// What a merge answers.
package struct MergedPersons: Codable, Sendable, Hashable {
  /// Care situations of the same two people that were taken together.
  package struct Joined: Codable, Sendable, Hashable {
    /// The one that stays.
    package let stays: OpaqueID
    /// The one for which it stands from now on.
    package let joined: OpaqueID
  }

  /// The new revision of the person who is kept.
  package let revision: Int64
  /// The fields of the person who is kept that changed.
  package let filled: [String]
  /// The fields in which the two differ, and in which the person who is kept stays as they were.
  package let differing: [String]
  /// Which care situations were taken together.
  package let joined: [Joined]
  /// What came of it that is hardly to be believed; nothing in answers of before this was told.
  package var warnings: [Warning]?

  /// Something that is hardly to be believed of the one record, and was not so of either.
  package struct Warning: Codable, Sendable, Hashable {
    /// Word of the rule, by its raw value.
    let rule: String
    /// Name of the person who is kept, or of the care situation.
    package let subject: String

    /// What it is about.
    package var warning: PlausibilityRule? { PlausibilityRule(rawValue: rule) }
  }
}

extension RegistrationStore {
  /// Merges a person into another as `MergeRule` says: numbers, care situations, evidence, assessments and needs pass to
  /// the one who is kept, with what only the other record knows. Care situations of the same two people that overlap become one.
  ///
  /// - Parameter isRehearsal: Whether nothing is to stay: the answer tells what would come of it.
  /// - Throws: `Refusal` when either is not there, out of sight, merged, erased or restricted; for a stale etag; with
  ///   `mergeConflict` when one cares for the other, or a recipient would have two primary caregivers.
  package func merge(
    _ merged: OpaqueID,
    into kept: OpaqueID,
    etag: String,
    isRehearsal: Bool,
    for viewer: Viewer,
    command: Command
  ) async throws -> MergedPersons {
    if isRehearsal {
      return try await database.rehearse([command]) { transaction, _ in
        try merge(merged, into: kept, etag: etag, for: viewer, in: transaction)
      }[0].get()
    }
    return try await database.command(command) { transaction in
      try merge(merged, into: kept, etag: etag, for: viewer, in: transaction)
    }
  }

  private func merge(
    _ merged: OpaqueID,
    into kept: OpaqueID,
    etag: String,
    for viewer: Viewer,
    in transaction: WriteTransaction
  ) throws -> MergedPersons {
    let db = transaction.database
    let to = try changeablePerson(kept, for: viewer, in: db)
    try requireAtHome(to, for: viewer, in: db)
    let from = try mergeable(merged, into: to, for: viewer, in: db)
    try ETag.check(etag, to.revision, of: to.name)
    guard to.key != from.key else { throw Refusal.invalid("merged", "is the person who is kept") }
    // Who merges into a record says that it is right.
    try confirm(to, for: viewer, in: transaction)

    let before = try [to, from].reduce(into: Set<MergedPersons.Warning>()) {
      $0.formUnion(try implausible($1, for: viewer, in: db))
    }
    var passed = PassedOver()
    let record = try mergedRecord(of: to, today: viewer.today, in: db)
    var other = try mergedRecord(of: from, today: viewer.today, in: db)
    let number = try nationalNumber(of: to, today: viewer.today, in: db)
    let held = try holdClaimedNumbers(toldOf: from, by: to, in: transaction)
    passed.claims = try dropClaims(of: from, on: to, in: db) + held
    passed.heldClaims = held
    let care = try careSituations(ofPerson: from.key, withJoined: true, in: db)
    let joined = try passCare(care, from: from, to: to, &passed, in: transaction)
    try passNumbers(from: from, to: to, &passed, in: db)
    other.insz = try nationalNumber(of: passed, in: to, today: viewer.today, db)
    let merge = RecordMerge(record, with: other)
    try hold(merge.record.insz, of: to, in: db)
    if merge.record.insz != number?.insz { passed.replacedNumber = number?.hash }
    if merge.record.birthDate != record.birthDate { passed.replacedBirthDate = record.birthDate?.daysSinceEpoch }
    try passAssessments(from: from, to: to, &passed, at: transaction.now, in: db)
    let evidence = try passEvidence(from: from, to: to, in: db)
    passed.evidence = evidence

    try db.cachedStatement(sql: "UPDATE person SET merged_into = ?, revision = revision + 1 WHERE key = ?")
      .execute(arguments: [to.key, from.key])
    passed.pairs = try closePairs(of: from, mergedInto: to, in: transaction)
    try pairOverNumbers(of: to, in: transaction)
    try write(merge.record, of: to, in: transaction)
    passed.filled = merge.filled
    try db.cachedStatement(sql: "INSERT INTO merge (kept, merged, passed, recorded) VALUES (?, ?, ?, ?)")
      .execute(arguments: [to.key, from.key, try passed.text, transaction.now.microseconds])
    try tell(.personsMerged(kept: kept, merged: merged), in: transaction)
    try settleConsents(of: sameRecords(as: to, in: db), in: transaction)
    let changed = try joined.compactMap { try careSituation($0.stays, in: db)?.key }
    let served = evidence.isEmpty ? [] : try careSituations(ofPerson: to.key, in: db).map(\.key)
    try tellChange(ofAll: care.map(\.key) + changed + served, in: transaction)
    let rulesBefore = Set(before.map(\.rule))
    let warnings = try implausible(person(to.key, in: db), for: viewer, in: db).filter { found in
      // Of the person themselves it was so before, whichever record it was; of care it is known by the care.
      !before.contains(found) && !(found.subject == to.name && rulesBefore.contains(found.rule))
    }
    return MergedPersons(
      revision: try bumpRevision(of: to, in: db),
      filled: merge.filled,
      differing: merge.differing,
      joined: joined,
      warnings: warnings.sorted { ($0.subject, $0.rule) < ($1.subject, $1.rule) }
    )
  }

  /// A person whom a viewer may merge into another: one whose record they keep, or of whom the number of the other was
  /// told.
  private func mergeable(
    _ id: OpaqueID,
    into kept: PersonRow,
    for viewer: Viewer,
    in db: Database
  ) throws -> PersonRow {
    guard let row = try person(id, in: db) else { throw Refusal.notFound(ResourceCollection.persons.name(id)) }
    // A number that was told of someone elsewhere gives no say over their record.
    if try mayDecideOnClaim(row, on: kept, for: viewer, in: db), try !isAtHome(row, for: viewer, in: db) {
      throw Refusal(.outOfScope, "The record of \(row.name) is kept by the municipality where they live")
    }
    let person = try changeablePerson(id, for: viewer, in: db)
    try requireAtHome(person, for: viewer, in: db)
    return person
  }

  /// Passes care to the person who is kept.
  ///
  /// - Returns: Which care situations were taken together.
  private func passCare(
    _ care: [CareRow],
    from: PersonRow,
    to: PersonRow,
    _ passed: inout PassedOver,
    in transaction: WriteTransaction
  ) throws -> [MergedPersons.Joined] {
    let db = transaction.database
    var all: [MergedPersons.Joined] = []
    for situation in care {
      let isCaregiver = situation.caregiver == from.key
      let caregiver = isCaregiver ? to.key : situation.caregiver
      let recipient = isCaregiver ? situation.recipient : to.key
      guard caregiver != recipient else { throw Refusal(.mergeConflict, "The two care for each other") }
      if isCaregiver { passed.asCaregiver.append(situation.key) } else { passed.asRecipient.append(situation.key) }
      try setPeople(of: situation, caregiver: caregiver, recipient: recipient, in: transaction)
      if situation.joinedInto != nil { continue }
      let (joined, stands) = try joinOverlaps(of: careSituation(situation.key, in: db), in: transaction)
      all += joined
      do {
        let terms = try terms(of: stands.key, db)
        try refuseSecondPrimary(terms, span: stands.span, recipient: recipient, except: stands.key, in: db)
      } catch let refusal as Refusal where refusal.reason == .primaryCaregiverExists {
        throw Refusal(.mergeConflict, "The recipient would have two primary caregivers in one period")
      }
    }
    return all
  }

  private func passAssessments(
    from: PersonRow,
    to: PersonRow,
    _ passed: inout PassedOver,
    at now: Instant,
    in db: Database
  ) throws {
    let keys = try Int64.fetchAll(
      db.cachedStatement(sql: "SELECT key FROM assessment WHERE person = ?"),
      arguments: [from.key]
    )
    for key in keys { try pass(assessment: key, from: from, to: to, in: db) }
    passed.assessments = keys
    let (mine, theirs) = (try needs(of: to.key, in: db), try needs(of: from.key, in: db))
    for area in theirs where !mine.contains(area) {
      passed.needs.append(area.rawValue)
      try db.cachedStatement(sql: "INSERT INTO need (person, area, recorded) VALUES (?, ?, ?)")
        .execute(arguments: [to.key, area.rawValue, now.microseconds])
    }
  }

  /// Closes the pairs of probable duplicates that a person is one of.
  ///
  /// - Returns: Those with another than the one who is kept.
  private func closePairs(
    of from: PersonRow,
    mergedInto to: PersonRow,
    in transaction: WriteTransaction
  ) throws -> [Int64] {
    let open = try duplicates(ofPerson: from.key, in: transaction.database).filter { ($0["closed"] as Int64?) == nil }
    for row in open { try close(duplicate: row["key"], at: transaction.now, in: transaction.database) }
    return open.filter { ![$0["first"], $0["second"]].contains(to.key) }.map { $0["key"] }
  }
}
