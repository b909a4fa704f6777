package import CareTypes
package import RegistrationDomain
import ServiceCore
package import ServiceRuntime

/// Merges records of one person, and undoes that.
package struct MergeStore: Sendable {
  let database: ServiceDatabase
  let personRecords: PersonRecords
  let careRecords: CareRecords
  let evidenceRecords: EvidenceRecords
  let consentRecords: ConsentRecords
  let visibility: Visibility
  let personChanges: PersonChanges
  let numberClaims: NumberClaims
  let duplicateRecords: DuplicateRecords
  let plausibilityChecks: PlausibilityChecks
  let careJoining: CareJoining
  let careSeparation: CareSeparation
  let careEvents: CareEvents
  let registrationOutbox: RegistrationOutbox
  let lookupHashes: LookupHashes

  /// Merges a person into another as `MergeRule` says. Numbers, care situations, evidence, assessments and needs are
  /// transferred to the person who is kept, with the data that only the other record has. Overlapping care situations
  /// of the same two people become one.
  ///
  /// - Parameter isRehearsal: Whether all changes are rolled back in the end: the answer says what the merge would do.
  /// - Throws: `Refusal` when either does not exist, is not visible, was merged or erased, or is restricted; for a
  ///   stale etag; with `mergeConflict` when one cares for the other, or a recipient would have two primary caregivers.
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
    let db = transaction.connection
    let to = try visibility.changeablePerson(kept, for: viewer, in: db)
    try visibility.requireAtHome(to, for: viewer, in: db)
    let from = try mergeable(merged, into: to, for: viewer, in: db)
    try ETag.check(etag, to.revision, of: to.name)
    try MergeConditions.requireTwo(to.status, from.status)
    // Who merges into a record says that it is right.
    try personChanges.confirm(to, for: viewer, in: transaction)

    let before = try [to, from].reduce(into: Set<MergedPersons.Warning>()) {
      $0.formUnion(try plausibilityChecks.implausible($1, for: viewer, in: db))
    }
    var passed = MergeTransfer()
    let record = try mergedRecord(of: to, today: viewer.today, in: db)
    var other = try mergedRecord(of: from, today: viewer.today, in: db)
    let number = try nationalNumber(of: to, today: viewer.today, in: db)
    let held = try numberClaims.holdClaimedNumbers(toldOf: from, by: to, in: transaction)
    passed.claims = try numberClaims.dropClaims(of: from, on: to, in: db) + held
    passed.heldClaims = held
    let care = try careRecords.careSituations(ofPerson: from.key, withJoined: true, in: db)
    let joined = try passCare(care, from: from, to: to, &passed, in: transaction)
    try passNumbers(from: from, to: to, &passed, in: db)
    other.insz = try nationalNumber(of: passed, in: to, today: viewer.today, db)
    let merge = RecordMerge(record, with: other)
    try hold(merge.record.insz, of: to, in: db)
    if merge.record.insz != number?.insz { passed.replacedNumber = number?.hash }
    if merge.record.birthDate != record.birthDate { passed.replacedBirthDate = record.birthDate?.daysSinceEpoch }
    try passAssessments(from: from, to: to, &passed, at: transaction.now, in: db)
    let evidence = try evidenceRecords.passEvidence(from: from, to: to, in: db)
    passed.evidence = evidence

    try db.execute("UPDATE person SET merged_into = ?, revision = revision + 1 WHERE key = ?", [to.key, from.key])
    passed.pairs = try closePairs(of: from, mergedInto: to, in: transaction)
    try numberClaims.pairOverNumbers(of: to, in: transaction)
    try writeMerged(merge.record, of: to, in: transaction)
    passed.filled = merge.filled
    try db.execute(
      "INSERT INTO merge (kept, merged, passed, recorded) VALUES (?, ?, ?, ?)",
      [to.key, from.key, try passed.text, transaction.now.microseconds]
    )
    try registrationOutbox.tell(.personsMerged(kept: kept, merged: merged), in: transaction)
    try consentRecords.settleConsents(of: personRecords.sameRecords(as: to, in: db), in: transaction)
    let changed = try joined.compactMap { try careRecords.careSituation($0.stays, in: db)?.key }
    let served = evidence.isEmpty ? [] : try careRecords.careSituations(ofPerson: to.key, in: db).map(\.key)
    try careEvents.tellChange(ofAll: care.map(\.key) + changed + served, in: transaction)
    let rulesBefore = Set(before.map(\.rule))
    let warnings = try plausibilityChecks.implausible(personRecords.person(to.key, in: db), for: viewer, in: db).filter
    { found in
      // Of the person themselves it was so before, whichever record it was; of care it is known by the care.
      !before.contains(found) && !(found.subject == to.name && rulesBefore.contains(found.rule))
    }
    return MergedPersons(
      revision: try personRecords.bumpRevision(of: to, in: db),
      filled: merge.filled,
      differing: merge.differing,
      joined: joined,
      warnings: warnings.sorted { ($0.subject, $0.rule) < ($1.subject, $1.rule) }
    )
  }

  /// A person whom a viewer may merge into another.
  ///
  /// - Throws: `Refusal` as `MergeConditions.requireSay`.
  private func mergeable(
    _ id: OpaqueID,
    into kept: PersonRow,
    for viewer: Viewer,
    in db: Connection
  ) throws -> PersonRow {
    guard let row = try personRecords.person(id, in: db) else {
      throw Refusal.notFound(ResourceCollection.persons.name(id))
    }
    try MergeConditions.requireSay(
      over: row.status,
      into: kept.status,
      hasClaim: !numberClaims.claims(by: row.key, onNumbersOf: kept.key, in: db).isEmpty,
      by: visibility.rules(of: [row.key, kept.key], for: viewer, in: db)
    )
    return row
  }

  /// Transfers care situations to the person who is kept.
  ///
  /// - Returns: Which care situations were joined.
  private func passCare(
    _ care: [CareRow],
    from: PersonRow,
    to: PersonRow,
    _ passed: inout MergeTransfer,
    in transaction: WriteTransaction
  ) throws -> [MergedPersons.Joined] {
    let db = transaction.connection
    var all: [MergedPersons.Joined] = []
    for situation in care {
      let isCaregiver = situation.caregiver == from.key
      let caregiver = isCaregiver ? to.key : situation.caregiver
      let recipient = isCaregiver ? situation.recipient : to.key
      try MergeConditions.requireTwoPeople(caregiver: caregiver, recipient: recipient)
      if isCaregiver { passed.asCaregiver.append(situation.key) } else { passed.asRecipient.append(situation.key) }
      try setPeople(of: situation, caregiver: caregiver, recipient: recipient, in: transaction)
      if situation.joinedInto != nil { continue }
      let (joined, stands) = try careJoining.joinOverlaps(
        of: careRecords.careSituation(situation.key, in: db),
        in: transaction
      )
      all += joined
      let days = CareConflicts.primaryDays(of: try careRecords.terms(of: stands.key, db), within: stands.span)
      try MergeConditions.requireOnePrimary(
        days,
        beside: days.isEmpty ? [] : careRecords.primaryDays(ofRecipient: recipient, except: stands.key, in: db)
      )
    }
    return all
  }

  private func passAssessments(
    from: PersonRow,
    to: PersonRow,
    _ passed: inout MergeTransfer,
    at now: Instant,
    in db: Connection
  ) throws {
    let keys = try db.values(Int64.self, "SELECT key FROM assessment WHERE person = ?", [from.key])
    for key in keys { try pass(assessment: key, from: from, to: to, in: db) }
    passed.assessments = keys
    let (mine, theirs) = (try personRecords.needs(of: to.key, in: db), try personRecords.needs(of: from.key, in: db))
    for area in theirs where !mine.contains(area) {
      passed.needs.append(area.rawValue)
      try db.execute(
        "INSERT INTO need (person, area, recorded) VALUES (?, ?, ?)",
        [to.key, area.rawValue, now.microseconds]
      )
    }
  }

  /// Closes the pairs of probable duplicates that include a person.
  ///
  /// - Returns: The pairs with someone else than the person who is kept.
  private func closePairs(
    of from: PersonRow,
    mergedInto to: PersonRow,
    in transaction: WriteTransaction
  ) throws -> [Int64] {
    let open = try duplicateRecords.duplicates(ofPerson: from.key, in: transaction.connection).filter {
      ($0["closed"] as Int64?) == nil
    }
    for row in open {
      try duplicateRecords.close(duplicate: row["key"], at: transaction.now, in: transaction.connection)
    }
    return open.filter { ![$0["first"], $0["second"]].contains(to.key) }.map { $0["key"] }
  }
}
