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
  var consents: [Int64] = []
  var assessments: [Int64] = []
  var needs: [String] = []
  /// Hashes of numbers that were told of the one and that the other has.
  var claims: [Data]?
}

extension RegistrationStore {
  /// Merges a person into another: numbers, care situations, consents, assessments and needs pass to the one who is kept.
  ///
  /// - Returns: The new revision of the person who is kept.
  /// - Throws: `Refusal` when either is not there, out of sight, merged, erased or restricted; for a stale etag; with
  ///   `mergeConflict` when their care situations stand against it.
  package func merge(
    _ merged: OpaqueID,
    into kept: OpaqueID,
    etag: String,
    for viewer: Viewer,
    command: Command
  ) async throws -> Int64 {
    try await database.command(command) { transaction in
      let db = transaction.database
      let to = try changeablePerson(kept, for: viewer, in: db)
      try requireAtHome(to, for: viewer, in: db)
      let from = try mergeable(merged, into: to, for: viewer, in: db)
      try ETag.check(etag, to.revision, of: to.name)
      guard to.key != from.key else { throw Refusal.invalid("merged", "is the person who is kept") }

      var passed = PassedOver()
      passed.claims = try dropClaims(of: from, on: to, in: db)
      let care = try careSituations(ofPerson: from.key, in: db)
      try passCare(care, from: from, to: to, &passed, in: transaction)
      try passNumbers(from: from, to: to, &passed, at: transaction.now, in: db)
      try passConsents(from: from, to: to, &passed, in: transaction)
      try passAssessments(from: from, to: to, &passed, at: transaction.now, in: db)

      try db.cachedStatement(sql: "UPDATE person SET merged_into = ?, revision = revision + 1 WHERE key = ?")
        .execute(arguments: [to.key, from.key])
      // A record that was sealed stays so under its new name.
      try db.cachedStatement(sql: "UPDATE person SET sealed = max(sealed, ?) WHERE key = ?")
        .execute(arguments: [from.isSealed, to.key])
      for row in try duplicates(ofPerson: from.key, in: db) {
        try close(duplicate: row["key"], at: transaction.now, in: db)
      }
      try db.cachedStatement(sql: "INSERT INTO merge (kept, merged, passed, recorded) VALUES (?, ?, ?, ?)")
        .execute(arguments: [
          to.key, from.key, String(decoding: try JSONEncoder().encode(passed), as: UTF8.self),
          transaction.now.microseconds,
        ])
      try tell(.personsMerged(kept: kept, merged: merged), in: transaction)
      for situation in care { try tellChange(of: careSituation(situation.key, in: db), in: transaction) }
      return try bumpRevision(of: to, in: db)
    }
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
      try tell(.personsUnmerged(kept: to.id, merged: merged), in: transaction)
      for key in passed.asCaregiver + passed.asRecipient {
        try tellChange(of: careSituation(key, in: db), in: transaction)
      }
      try bumpRevision(of: to, in: db)
      return to.id
    }
  }

  // MARK: - Parts of a merge

  /// A person whom a viewer may merge into another: one whose record they keep, or of whom the number of the other was
  /// told.
  private func mergeable(
    _ id: OpaqueID,
    into kept: PersonRow,
    for viewer: Viewer,
    in db: Database
  ) throws -> PersonRow {
    guard let row = try person(id, in: db) else { throw Refusal.notFound(ResourceCollection.persons.name(id)) }
    if try mayDecideOnClaim(row, on: kept, for: viewer, in: db) {
      try refuseUnchangeable(row)
      return row
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
      let conflict = Refusal(.mergeConflict, "A care situation of the two stands against the merge")
      guard caregiver != recipient else { throw conflict }
      do {
        try refuseOverlap(caregiver: caregiver, recipient: recipient, span: situation.span, in: db)
        if !isCaregiver {
          let terms = try terms(of: situation.key, db)
          try refuseSecondPrimary(terms, span: situation.span, recipient: recipient, in: db)
        }
      } catch let refusal as Refusal
        where [.careSituationExists, .primaryCaregiverExists].contains(refusal.reason)
      {
        throw conflict
      }
      if isCaregiver { passed.asCaregiver.append(situation.key) } else { passed.asRecipient.append(situation.key) }
      try setPeople(of: situation, caregiver: caregiver, recipient: recipient, in: transaction)
    }
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

  private func passConsents(
    from: PersonRow,
    to: PersonRow,
    _ passed: inout PassedOver,
    in transaction: WriteTransaction
  ) throws {
    let db = transaction.database
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT key, purpose FROM consent AS theirs WHERE person = ? AND withdrawn IS NULL AND NOT EXISTS
            (SELECT 1 FROM consent WHERE person = ? AND purpose = theirs.purpose AND withdrawn IS NULL)
          """
      ),
      arguments: [from.key, to.key]
    )
    for row in rows {
      passed.consents.append(row["key"])
      try pass(consent: row["key"], to: to, purpose: row.word("purpose"), in: transaction)
    }
  }

  private func pass(
    consent key: Int64,
    to: PersonRow,
    purpose: ConsentPurpose,
    in transaction: WriteTransaction
  ) throws {
    try transaction.database.cachedStatement(sql: "UPDATE consent SET person = ? WHERE key = ?")
      .execute(arguments: [to.key, key])
    try tell(.consentChanged(person: to.id, purpose: purpose, given: true), in: transaction)
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

  private func returnAll(
    _ passed: PassedOver,
    since mergeTime: Instant,
    from: PersonRow,
    to: PersonRow,
    in transaction: WriteTransaction
  ) throws {
    let db = transaction.database
    for key in passed.asCaregiver {
      let care = try careSituation(key, in: db)
      try setPeople(of: care, caregiver: to.key, recipient: care.recipient, in: transaction)
    }
    for key in passed.asRecipient {
      let care = try careSituation(key, in: db)
      try setPeople(of: care, caregiver: care.caregiver, recipient: to.key, in: transaction)
    }
    try returnClaims(passed.claims ?? [], from: from, to: to, in: transaction)
    for number in passed.numbers { try pass(number.hash, from: from, to: to, held: number.held, in: db) }
    for key in passed.consents {
      let purpose = try String.fetchOne(
        db.cachedStatement(sql: "SELECT purpose FROM consent WHERE key = ? AND withdrawn IS NULL"),
        arguments: [key]
      )
      // One that was withdrawn or replaced since stays where that was recorded.
      guard let purpose = purpose.flatMap(ConsentPurpose.init(rawValue:)) else { continue }
      try pass(consent: key, to: to, purpose: purpose, in: transaction)
      try tell(.consentChanged(person: from.id, purpose: purpose, given: false), in: transaction)
    }
    for key in passed.assessments { try pass(assessment: key, from: from, to: to, in: db) }
    // A need that was recorded anew since stays with the person who was kept.
    for area in passed.needs {
      try db.cachedStatement(sql: "DELETE FROM need WHERE person = ? AND area = ? AND recorded = ?")
        .execute(arguments: [from.key, area, mergeTime.microseconds])
    }
  }
}
