package import CareTypes
package import RegistrationDomain
import ServiceCore
package import ServiceRuntime

extension MergeStore {
  /// Undoes a merge: what was transferred returns, as far as the kept person still has it.
  ///
  /// - Returns: The id of the person who was kept.
  /// - Throws: `Refusal` when the person is not merged or not visible, or the one who was kept was erased or merged.
  package func unmerge(_ merged: OpaqueID, for viewer: Viewer, command: Command) async throws -> OpaqueID {
    try await database.command(command) { transaction in
      let db = transaction.connection
      let missing = Refusal.notFound(ResourceCollection.persons.name(merged))
      guard let from = try personRecords.person(merged, in: db), !from.isErased, let kept = from.mergedInto else {
        throw missing
      }
      let to = try personRecords.person(kept, in: db)
      guard try visibility.sees(viewer, to, in: db) else { throw missing }
      try visibility.requireAtHome(to, for: viewer, in: db)
      try to.status.requireChangeable()
      guard
        let row = try db.row("SELECT * FROM merge WHERE merged = ? AND undone IS NULL", [from.key])
      else { throw missing }
      let passed = try MergeTransfer(row)

      try db.execute("UPDATE person SET merged_into = NULL, revision = revision + 1 WHERE key = ?", [from.key])
      try db.execute("UPDATE merge SET undone = ? WHERE key = ?", [transaction.now.microseconds, row["key"] as Int64])
      let mergeTime = Instant(microseconds: row["recorded"])
      try returnAll(passed, since: mergeTime, from: to, to: from, today: viewer.today, in: transaction)
      let parted = try careSeparation.part(passed.care, in: transaction)
      for key in passed.pairs ?? [] { try duplicateRecords.reopen(duplicate: key, in: transaction) }
      try registrationOutbox.tell(.personsUnmerged(kept: to.id, merged: merged), in: transaction)
      try consentRecords.keepWithdrawals(of: to, for: from, since: mergeTime, in: db)
      for person in [to, from] {
        try consentRecords.settleConsents(of: personRecords.sameRecords(as: person, in: db), in: transaction)
      }
      try tellApart(passed, parted, kept: to, in: transaction)
      try personRecords.bumpRevision(of: to, in: db)
      return to.id
    }
  }

  /// Publishes the care situations of two people who are no longer one. Events with evidence of the other person,
  /// published while they were one, leave the feed.
  ///
  /// - Parameter parted: The care situations that were joined with care that returned.
  private func tellApart(
    _ passed: MergeTransfer,
    _ parted: [Int64],
    kept: PersonRow,
    in transaction: WriteTransaction
  ) throws {
    let db = transaction.connection
    let gaveBack = passed.evidence?.isEmpty == false
    let others = gaveBack ? try careRecords.careSituations(ofPerson: kept.key, in: db).map(\.key) : []
    let changed = Set(passed.care + parted + others).sorted()
    if try gaveBack || evidenceRecords.hasEvidence(kept, in: db) {
      for key in changed { try registrationOutbox.takeBackFacts(of: key, in: db) }
    }
    try careEvents.tellChange(ofAll: changed, in: transaction)
  }

  /// Returns what was transferred, as far as the kept person still has it.
  private func returnAll(
    _ passed: MergeTransfer,
    since mergeTime: Instant,
    from: PersonRow,
    to: PersonRow,
    today: CalendarDate,
    in transaction: WriteTransaction
  ) throws {
    let db = transaction.connection
    for key in passed.asCaregiver {
      let care = try careRecords.careSituation(key, in: db)
      try setPeople(of: care, caregiver: to.key, recipient: care.recipient, in: transaction)
    }
    for key in passed.asRecipient {
      let care = try careRecords.careSituation(key, in: db)
      try setPeople(of: care, caregiver: care.caregiver, recipient: to.key, in: transaction)
    }
    try numberClaims.returnClaims(
      passed.claims ?? [],
      passed: passed.heldClaims ?? [],
      since: mergeTime,
      from: from,
      to: to,
      in: transaction
    )
    for number in passed.numbers { try pass(number: number.hash, from: from, to: to, held: number.held, in: db) }
    try holdWhatStays(of: from, today: today, in: db)
    let standing = try standingMerges(into: from, in: db)
    let unmerge = RecordUnmerge(
      try mergedRecord(of: from, today: today, in: db),
      without: try mergedRecord(of: to, today: today, in: db),
      filled: passed.filled ?? [],
      replacing: try passed.replacedBirthDate.map { try CalendarDate(daysSinceEpoch: $0) },
      standing: try standing.map { try mergedRecord(of: $0.merged, today: today, in: db) }
    )
    try writeMerged(unmerge.record, of: from, in: transaction)
    for key in passed.assessments { try pass(assessment: key, from: from, to: to, in: db) }
    _ = try evidenceRecords.passEvidence(passed.evidence ?? [], from: from, to: to, in: db)
    let needs = try returnNeeds(passed.needs, since: mergeTime, of: from, standing, in: db)
    for (index, merge) in standing.enumerated() where !unmerge.filled[index].isEmpty || !needs[index].isEmpty {
      var passed = merge.passed
      passed.filled = (passed.filled ?? []) + unmerge.filled[index]
      passed.needs += needs[index]
      try db.execute("UPDATE merge SET passed = ? WHERE key = ?", [passed.text, merge.key])
    }
  }

  /// A merge that was not undone.
  private struct StandingMerge {
    let key: Int64
    let merged: PersonRow
    let passed: MergeTransfer
    let time: Instant
  }

  private func standingMerges(into kept: PersonRow, in db: Connection) throws -> [StandingMerge] {
    try db.rows(Self.mergesIntoSQL, [kept.key])
      .filter { ($0["undone"] as Int64?) == nil }
      .map { row in
        StandingMerge(
          key: row["key"],
          merged: try personRecords.person(row["merged"] as Int64, in: db),
          passed: try MergeTransfer(row),
          time: Instant(microseconds: row["recorded"])
        )
      }
  }

  /// Removes the needs that came with a merge. A need stays if it was recorded again since, or if a record that is
  /// still merged has it.
  ///
  /// - Returns: For each record that is still merged, the needs that the kept person has because of it from now on.
  private func returnNeeds(
    _ areas: [String],
    since mergeTime: Instant,
    of kept: PersonRow,
    _ standing: [StandingMerge],
    in db: Connection
  ) throws -> [[String]] {
    var left: [String] = []
    for area in areas {
      let deleted = try db.change(
        "DELETE FROM need WHERE person = ? AND area = ? AND recorded = ?",
        [kept.key, area, mergeTime.microseconds]
      )
      if deleted > 0 { left.append(area) }
    }
    return try standing.map { merge in
      let known = try Set(personRecords.needs(of: merge.merged.key, in: db).map(\.rawValue))
      let taken = left.filter(known.contains)
      left.removeAll(where: known.contains)
      for area in taken {
        try db.execute(
          "INSERT INTO need (person, area, recorded) VALUES (?, ?, ?)",
          [kept.key, area, merge.time.microseconds]
        )
      }
      return taken
    }
  }
}
