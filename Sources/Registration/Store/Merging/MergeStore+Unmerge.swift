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
      let transfer = try MergeTransfer(row)

      try db.execute("UPDATE person SET merged_into = NULL, revision = revision + 1 WHERE key = ?", [from.key])
      try db.execute("UPDATE merge SET undone = ? WHERE key = ?", [transaction.now.microseconds, row["key"] as Int64])
      let mergeTime = Instant(microseconds: row["recorded"])
      try returnAll(transfer, since: mergeTime, from: to, to: from, today: viewer.today, in: transaction)
      let separated = try careSeparation.separate(transfer.care, in: transaction)
      for key in transfer.pairs ?? [] { try duplicateRecords.reopen(duplicate: key, in: transaction) }
      try registrationOutbox.publish(.personsUnmerged(kept: to.id, merged: merged), in: transaction)
      try consentRecords.keepWithdrawals(of: to, for: from, since: mergeTime, in: db)
      for person in [to, from] {
        try consentRecords.updateConsentsInForce(of: personRecords.sameRecords(as: person, in: db), in: transaction)
      }
      try publishSeparated(transfer, separated, kept: to, in: transaction)
      try personRecords.bumpRevision(of: to, in: db)
      return to.id
    }
  }

  /// Publishes the care situations of two people who are no longer one. Events with evidence of the other person,
  /// published while they were one, leave the feed.
  ///
  /// - Parameter separated: The care situations that were joined with care that returned.
  private func publishSeparated(
    _ transfer: MergeTransfer,
    _ separated: [Int64],
    kept: PersonRow,
    in transaction: WriteTransaction
  ) throws {
    let db = transaction.connection
    let returnsEvidence = transfer.evidence?.isEmpty == false
    let others = returnsEvidence ? try careRecords.careSituations(ofPerson: kept.key, in: db).map(\.key) : []
    let changed = Set(transfer.care + separated + others).sorted()
    if try returnsEvidence || evidenceRecords.hasEvidence(kept, in: db) {
      for key in changed { try registrationOutbox.removeFacts(of: key, in: db) }
    }
    try registrationOutbox.publishFacts(ofCareWithKeys: changed, in: transaction)
  }

  /// Returns what was transferred, as far as the kept person still has it.
  private func returnAll(
    _ transfer: MergeTransfer,
    since mergeTime: Instant,
    from: PersonRow,
    to: PersonRow,
    today: CalendarDate,
    in transaction: WriteTransaction
  ) throws {
    let db = transaction.connection
    for key in transfer.asCaregiver {
      let care = try careRecords.careSituation(key, in: db)
      try setPeople(of: care, caregiver: to.key, recipient: care.recipient, in: transaction)
    }
    for key in transfer.asRecipient {
      let care = try careRecords.careSituation(key, in: db)
      try setPeople(of: care, caregiver: care.caregiver, recipient: to.key, in: transaction)
    }
    try numberClaims.returnClaims(
      transfer.claims ?? [],
      transferred: transfer.heldClaims ?? [],
      since: mergeTime,
      from: from,
      to: to,
      in: transaction
    )
    for number in transfer.numbers {
      try self.transfer(number: number.hash, from: from, to: to, isInForce: number.isInForce, in: db)
    }
    try restoreNumberInForce(of: from, today: today, in: db)
    let others = try otherMerges(into: from, in: db)
    let unmerge = RecordUnmerge(
      try mergedRecord(of: from, today: today, in: db),
      without: try mergedRecord(of: to, today: today, in: db),
      filled: transfer.filled ?? [],
      replacing: try transfer.replacedBirthDate.map { try CalendarDate(daysSinceEpoch: $0) },
      remaining: try others.map { try mergedRecord(of: $0.merged, today: today, in: db) }
    )
    try writeMerged(unmerge.record, of: from, in: transaction)
    for key in transfer.assessments { try self.transfer(assessment: key, from: from, to: to, in: db) }
    _ = try evidenceRecords.transferEvidence(transfer.evidence ?? [], from: from, to: to, in: db)
    let needs = try returnNeeds(transfer.needs, since: mergeTime, of: from, others, in: db)
    for (index, merge) in others.enumerated() where !unmerge.filled[index].isEmpty || !needs[index].isEmpty {
      var transfer = merge.transfer
      transfer.filled = (transfer.filled ?? []) + unmerge.filled[index]
      transfer.needs += needs[index].map(\.rawValue)
      try db.execute("UPDATE merge SET passed = ? WHERE key = ?", [transfer.text, merge.key])
    }
  }

  /// A merge into the same person that was not undone.
  private struct OtherMerge {
    let key: Int64
    let merged: PersonRow
    let transfer: MergeTransfer
    let time: Instant
  }

  private func otherMerges(into kept: PersonRow, in db: Connection) throws -> [OtherMerge] {
    try db.rows(Self.mergesIntoSQL, [kept.key])
      .filter { $0.isNull("undone") }
      .map { row in
        OtherMerge(
          key: row["key"],
          merged: try personRecords.person(row["merged"] as Int64, in: db),
          transfer: try MergeTransfer(row),
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
    _ others: [OtherMerge],
    in db: Connection
  ) throws -> [[SupportArea]] {
    var left: [SupportArea] = []
    for area in areas.compactMap(SupportArea.init(rawValue:)) {
      let deleted = try db.change(
        "DELETE FROM need WHERE person = ? AND area = ? AND recorded = ?",
        [kept.key, area.rawValue, mergeTime.microseconds]
      )
      if deleted > 0 { left.append(area) }
    }
    let keptNeeds = MergedNeeds.kept(
      of: left,
      by: try others.map { try personRecords.needs(of: $0.merged.key, in: db) }
    )
    for (merge, areas) in zip(others, keptNeeds) {
      for area in areas {
        try db.execute(
          "INSERT INTO need (person, area, recorded) VALUES (?, ?, ?)",
          [kept.key, area.rawValue, merge.time.microseconds]
        )
      }
    }
    return keptNeeds
  }
}
