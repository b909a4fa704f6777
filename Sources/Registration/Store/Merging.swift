package import CareTypes
import Foundation
import GRDB
package import ServiceRuntime

/// What passed over in a merge, by the keys of the rows, so that it can return.
private struct PassedOver: Codable {
  struct Number: Codable {
    let hash: Data
    let held: Bool
  }

  var numbers: [Number] = []
  var asCaregiver: [Int64] = []
  var asRecipient: [Int64] = []
  var assessments: [Int64] = []
  var needs: [String] = []
  /// Hashes of numbers that were told of the one, and that the other has.
  var claims: [Data]?
  /// Those of them that the other has by the merge alone.
  var heldClaims: [Data]?
  /// Evidence about the person.
  var evidence: [Int64]?
  /// The fields of the kept record that changed.
  var filled: [String]?
  /// The care situations that were taken together.
  var joined: [JoinedCare]?
  /// Pairs of probable duplicates with others, which were closed.
  var pairs: [Int64]?
}

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
    let held = try holdClaimedNumbers(toldOf: from, by: to, in: transaction)
    passed.claims = try dropClaims(of: from, on: to, in: db) + held
    passed.heldClaims = held
    let care = try careSituations(ofPerson: from.key, withJoined: true, in: db)
    try passCare(care, from: from, to: to, &passed, in: transaction)
    try passNumbers(from: from, to: to, &passed, at: transaction.now, in: db)
    try passAssessments(from: from, to: to, &passed, at: transaction.now, in: db)
    let evidence = try passEvidence(from: from, to: to, in: db)
    passed.evidence = evidence

    try db.cachedStatement(sql: "UPDATE person SET merged_into = ?, revision = revision + 1 WHERE key = ?")
      .execute(arguments: [to.key, from.key])
    passed.pairs = try closePairs(of: from, mergedInto: to, in: transaction)
    let record = try mergeRecord(of: from, into: to, in: transaction)
    passed.filled = record.filled
    try db.cachedStatement(sql: "INSERT INTO merge (kept, merged, passed, recorded) VALUES (?, ?, ?, ?)")
      .execute(arguments: [
        to.key, from.key, String(decoding: try JSONEncoder().encode(passed), as: UTF8.self),
        transaction.now.microseconds,
      ])
    try tell(.personsMerged(kept: kept, merged: merged), in: transaction)
    try settleConsents(of: sameRecords(as: to, in: db), in: transaction)
    let changed =
      evidence.isEmpty ? passed.joined?.map(\.stays) ?? [] : try careSituations(ofPerson: to.key, in: db).map(\.key)
    try tellChange(ofAll: care.map(\.key) + changed, in: transaction)
    let rulesBefore = Set(before.map(\.rule))
    let warnings = try implausible(person(to.key, in: db), for: viewer, in: db).filter { found in
      // Of the person themselves it was so before, whichever record it was; of care it is known by the care.
      !before.contains(found) && !(found.subject == to.name && rulesBefore.contains(found.rule))
    }
    return MergedPersons(
      revision: try bumpRevision(of: to, in: db),
      filled: record.filled,
      differing: record.differing,
      joined: try (passed.joined ?? []).map { pair in
        MergedPersons.Joined(
          stays: try careSituation(pair.stays, in: db).id,
          joined: try careSituation(pair.joined, in: db).id
        )
      },
      warnings: warnings.sorted { ($0.subject, $0.rule) < ($1.subject, $1.rule) }
    )
  }

  /// Tells care situations anew, each once.
  private func tellChange(ofAll keys: [Int64], in transaction: WriteTransaction) throws {
    for key in Set(keys).sorted() { try tellChange(of: careSituation(key, in: transaction.database), in: transaction) }
  }

  /// Undoes a merge: what passed over returns, as far as it is still with the person who was kept.
  ///
  /// - Returns: The person who was kept.
  /// - Throws: `Refusal` when the person is not merged or out of sight, or the one who was kept was erased or merged.
  package func unmerge(_ merged: OpaqueID, for viewer: Viewer, command: Command) async throws -> OpaqueID {
    try await database.command(command) { transaction in
      let db = transaction.database
      let missing = Refusal.notFound(ResourceCollection.persons.name(merged))
      guard let from = try person(merged, in: db), !from.isErased, let kept = from.mergedInto else { throw missing }
      let to = try person(kept, in: db)
      guard try sees(viewer, to, in: db) else { throw missing }
      try requireAtHome(to, for: viewer, in: db)
      try refuseUnchangeable(to)
      guard
        let row = try Row.fetchOne(
          db.cachedStatement(sql: "SELECT key, passed, recorded FROM merge WHERE merged = ? AND undone IS NULL"),
          arguments: [from.key]
        )
      else { throw missing }
      let passed = try JSONDecoder().decode(PassedOver.self, from: row["passed"] as Data)

      try db.cachedStatement(sql: "UPDATE person SET merged_into = NULL, revision = revision + 1 WHERE key = ?")
        .execute(arguments: [from.key])
      try db.cachedStatement(sql: "UPDATE merge SET undone = ? WHERE key = ?")
        .execute(arguments: [transaction.now.microseconds, row["key"] as Int64])
      let mergeTime = Instant(microseconds: row["recorded"])
      try returnAll(passed, since: mergeTime, from: to, to: from, in: transaction)
      let parted = try partOthers(of: passed.asCaregiver + passed.asRecipient, in: transaction)
      for key in passed.pairs ?? [] { try reopen(duplicate: key, in: transaction) }
      try tell(.personsUnmerged(kept: to.id, merged: merged), in: transaction)
      try keepWithdrawals(of: to, for: from, since: mergeTime, in: db)
      for person in [to, from] { try settleConsents(of: sameRecords(as: person, in: db), in: transaction) }
      try tellApart(passed, parted, kept: to, in: transaction)
      try bumpRevision(of: to, in: db)
      return to.id
    }
  }

  // MARK: - Parts of a merge

  /// Tells the care situations of two who are no longer one. What was told meanwhile of the one with evidence of the other
  /// leaves the feed.
  ///
  /// - Parameter parted: What came apart beside it.
  private func tellApart(
    _ passed: PassedOver,
    _ parted: [JoinedCare],
    kept: PersonRow,
    in transaction: WriteTransaction
  ) throws {
    let db = transaction.database
    let returned = passed.asCaregiver + passed.asRecipient + parted.flatMap { [$0.joined, $0.stays] }
    let gaveBack = passed.evidence?.isEmpty == false
    let others =
      gaveBack ? try careSituations(ofPerson: kept.key, in: db).map(\.key) : passed.joined?.map(\.stays) ?? []
    let changed = Set(returned + others).sorted()
    if try gaveBack || hasEvidence(kept, in: db) { for key in changed { try takeBackFacts(of: key, in: db) } }
    try tellChange(ofAll: changed, in: transaction)
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

  private func passCare(
    _ care: [CareRow],
    from: PersonRow,
    to: PersonRow,
    _ passed: inout PassedOver,
    in transaction: WriteTransaction
  ) throws {
    let db = transaction.database
    for situation in care {
      let isCaregiver = situation.caregiver == from.key
      let caregiver = isCaregiver ? to.key : situation.caregiver
      let recipient = isCaregiver ? situation.recipient : to.key
      guard caregiver != recipient else { throw Refusal(.mergeConflict, "The two care for each other") }
      if isCaregiver { passed.asCaregiver.append(situation.key) } else { passed.asRecipient.append(situation.key) }
      try setPeople(of: situation, caregiver: caregiver, recipient: recipient, in: transaction)
      if situation.joinedInto != nil { continue }
      let (joined, stands) = try joinOverlaps(of: careSituation(situation.key, in: db), in: transaction)
      passed.joined = (passed.joined ?? []) + joined
      do {
        let terms = try terms(of: stands.key, db)
        try refuseSecondPrimary(terms, span: stands.span, recipient: recipient, except: stands.key, in: db)
      } catch let refusal as Refusal where refusal.reason == .primaryCaregiverExists {
        throw Refusal(.mergeConflict, "The recipient would have two primary caregivers in one period")
      }
    }
  }

  /// Brings into a record what another knows of the same person.
  private func mergeRecord(
    of from: PersonRow,
    into to: PersonRow,
    in transaction: WriteTransaction
  ) throws -> RecordMerge {
    let db = transaction.database
    guard let (kept, cipher) = try mergedRecord(of: to, in: db), let (other, _) = try mergedRecord(of: from, in: db)
    else { throw Refusal(.internal, "A person has no identity") }
    let merge = RecordMerge(kept, with: other)
    try write(merge.record, of: to, cipher, in: transaction)
    return merge
  }

  /// Takes out of a record again what came into it by a merge.
  private func undoRecordMerge(
    of from: PersonRow,
    into to: PersonRow,
    filled: [String],
    in transaction: WriteTransaction
  ) throws {
    let db = transaction.database
    guard let (kept, cipher) = try mergedRecord(of: to, in: db), let (other, _) = try mergedRecord(of: from, in: db)
    else { throw Refusal(.internal, "A person has no identity") }
    try write(RecordMerge.undone(kept, from: other, filled: filled), of: to, cipher, in: transaction)
  }

  private func mergedRecord(of row: PersonRow, in db: Database) throws -> (MergedRecord, FieldCipher)? {
    guard let identity = try identity(of: row, in: db), let cipher = try cipher(of: row, in: db) else { return nil }
    let record = MergedRecord(
      identity: identity,
      birthDate: row.birthDate,
      reach: row.reach,
      isSealed: row.isSealed
    )
    return (record, cipher)
  }

  private func write(
    _ record: MergedRecord,
    of row: PersonRow,
    _ cipher: FieldCipher,
    in transaction: WriteTransaction
  ) throws {
    try write(record.identity, record.reach, birthDate: record.birthDate, of: row, cipher, in: transaction)
    guard record.isSealed != row.isSealed else { return }
    try transaction.database.cachedStatement(sql: "UPDATE person SET sealed = ? WHERE key = ?")
      .execute(arguments: [record.isSealed, row.key])
    if record.isSealed { try shield(row, in: transaction) }
  }

  private func setPeople(
    of care: CareRow,
    caregiver: Int64,
    recipient: Int64,
    in transaction: WriteTransaction
  ) throws {
    let db = transaction.database
    try db.cachedStatement(sql: "UPDATE care_situation SET caregiver = ?, recipient = ? WHERE key = ?")
      .execute(arguments: [caregiver, recipient, care.key])
    if care.joinedInto != nil { return }
    try revise(care, .completed, at: transaction.now, in: db)
    try showCareSituation(care.key, of: [caregiver, recipient], in: db)
  }

  private func passNumbers(
    from: PersonRow,
    to: PersonRow,
    _ passed: inout PassedOver,
    at now: Instant,
    in db: Database
  ) throws {
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT hash, kind, current FROM person_identifier WHERE person = ? ORDER BY recorded"),
      arguments: [from.key]
    )
    for row in rows {
      let number = PassedOver.Number(hash: row["hash"], held: row["current"])
      passed.numbers.append(number)
      let isTaken = try Bool.fetchOne(
        db.cachedStatement(
          sql: "SELECT EXISTS (SELECT 1 FROM person_identifier WHERE person = ? AND kind = ? AND current = 1)"
        ),
        arguments: [to.key, row["kind"] as String]
      )
      try pass(number.hash, from: from, to: to, held: number.held && isTaken == false, in: db)
    }
  }

  /// Passes one number, sealed anew under the key of its new owner.
  private func pass(
    _ hash: Data,
    from: PersonRow,
    to: PersonRow,
    held: Bool,
    in db: Database
  ) throws {
    guard let opening = try cipher(of: from, in: db), let sealing = try cipher(of: to, in: db),
      let digits = try Data.fetchOne(
        db.cachedStatement(sql: "SELECT digits FROM person_identifier WHERE hash = ? AND person = ?"),
        arguments: [hash, from.key]
      )
    else { return }
    let sealed = try sealing.seal(opening.open(digits, at: Self.numberPlace), at: Self.numberPlace)
    try db.cachedStatement(sql: "UPDATE person_identifier SET person = ?, digits = ?, current = ? WHERE hash = ?")
      .execute(arguments: [to.key, sealed, held, hash])
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

  private func pass(assessment key: Int64, from: PersonRow, to: PersonRow, in db: Database) throws {
    guard let opening = try cipher(of: from, in: db), let sealing = try cipher(of: to, in: db),
      let content = try Data.fetchOne(
        db.cachedStatement(sql: "SELECT content FROM assessment WHERE key = ? AND person = ?"),
        arguments: [key, from.key]
      )
    else { return }
    let sealed = try sealing.seal(opening.openBytes(content, at: Self.assessmentPlace), at: Self.assessmentPlace)
    try db.cachedStatement(sql: "UPDATE assessment SET person = ?, content = ? WHERE key = ?")
      .execute(arguments: [to.key, sealed, key])
  }

  /// What was joined in the merges into a person, in their order: of those that stand, and of those that were undone.
  private func joinedCare(
    ofMergesInto kept: PersonRow,
    in db: Database
  ) throws -> (standing: [JoinedCare], parted: [JoinedCare]) {
    let rows = try Row.fetchAll(db.cachedStatement(sql: Self.mergesIntoSQL), arguments: [kept.key])
    func joined(_ isUndone: Bool) throws -> [JoinedCare] {
      try rows.filter { ($0["undone"] as Int64? != nil) == isUndone }
        .flatMap { try JSONDecoder().decode(PassedOver.self, from: $0["passed"] as Data).joined ?? [] }
    }
    return (try joined(false), try joined(true))
  }

  static let mergesIntoSQL = "SELECT passed, undone FROM merge WHERE kept = ? AND passed <> '{}' ORDER BY key"

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

  /// Parts care that returned from care with which it was taken together when records of the other person were merged, and
  /// which is of the same two people no more.
  ///
  /// - Returns: What was parted.
  private func partOthers(of returned: [Int64], in transaction: WriteTransaction) throws -> [JoinedCare] {
    let db = transaction.database
    var parted: [JoinedCare] = []
    for care in try returned.map({ try careSituation($0, in: db) }) {
      let joined = try care.joinedInto == nil ? careJoined(into: care.key, in: db) : [care]
      for other in joined {
        guard let stays = try other.joinedInto.map({ try careSituation($0, in: db) }),
          (other.caregiver, other.recipient) != (stays.caregiver, stays.recipient)
        else { continue }
        let people = try [other.caregiver, other.recipient].flatMap { try sameRecords(as: person($0, in: db), in: db) }
        let known = try people.flatMap { try takeOut(joined: other.key, ofMergesInto: $0.key, in: db) }
        // What an erasure forgot of a merge is not to be restored, but the two part all the same.
        parted += known.isEmpty ? [JoinedCare(other, into: stays)] : known
      }
    }
    try part(parted, in: transaction)
    return parted
  }

  /// Takes a care situation that was joined out of what the merges into a person remember.
  private func takeOut(joined key: Int64, ofMergesInto kept: Int64, in db: Database) throws -> [JoinedCare] {
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT key, passed FROM merge WHERE kept = ? AND undone IS NULL AND passed <> '{}'"),
      arguments: [kept]
    )
    for row in rows {
      var passed = try JSONDecoder().decode(PassedOver.self, from: row["passed"] as Data)
      let taken = (passed.joined ?? []).filter { $0.joined == key }
      if taken.isEmpty { continue }
      passed.joined?.removeAll { $0.joined == key }
      try db.cachedStatement(sql: "UPDATE merge SET passed = ? WHERE key = ?").execute(arguments: [
        String(decoding: try JSONEncoder().encode(passed), as: UTF8.self), row["key"] as Int64,
      ])
      return taken
    }
    return []
  }

  private func returnAll(
    _ passed: PassedOver,
    since mergeTime: Instant,
    from: PersonRow,
    to: PersonRow,
    in transaction: WriteTransaction
  ) throws {
    let db = transaction.database
    let (standing, parted) = try joinedCare(ofMergesInto: from, in: db)
    try part(passed.joined ?? [], standing: standing, parted: parted, in: transaction)
    for key in passed.asCaregiver {
      let care = try careSituation(key, in: db)
      try setPeople(of: care, caregiver: to.key, recipient: care.recipient, in: transaction)
    }
    for key in passed.asRecipient {
      let care = try careSituation(key, in: db)
      try setPeople(of: care, caregiver: care.caregiver, recipient: to.key, in: transaction)
    }
    try undoRecordMerge(of: to, into: from, filled: passed.filled ?? [], in: transaction)
    try returnClaims(
      passed.claims ?? [],
      passed: passed.heldClaims ?? [],
      since: mergeTime,
      from: from,
      to: to,
      in: transaction
    )
    for number in passed.numbers { try pass(number.hash, from: from, to: to, held: number.held, in: db) }
    for key in passed.assessments { try pass(assessment: key, from: from, to: to, in: db) }
    _ = try passEvidence(passed.evidence ?? [], from: from, to: to, in: db)
    // A need that was recorded anew since stays with the person who was kept.
    for area in passed.needs {
      try db.cachedStatement(sql: "DELETE FROM need WHERE person = ? AND area = ? AND recorded = ?")
        .execute(arguments: [from.key, area, mergeTime.microseconds])
    }
  }
}
