package import CareTypes
import Foundation
import GRDB
package import ServiceRuntime

extension RegistrationStore {
  /// Sets the last day of a care situation.
  ///
  /// - Returns: The new revision.
  /// - Throws: `Refusal` when it is not there or out of sight, or as `EndingCare.check` says.
  package func end(
    _ id: OpaqueID,
    _ ending: EndingCare,
    for viewer: Viewer,
    command: Command
  ) async throws -> Int64 {
    try await database.command(command) { transaction in
      let db = transaction.database
      let found = try visibleCare(id, for: viewer, in: db)
      // Allowed while the processing is restricted: it takes nothing but ends something.
      for person in [found.caregiver, found.recipient] { try refuseUnchangeable(person, evenRestricted: true) }
      let care = found.care
      try ending.check(name: care.name, span: care.span, revision: care.revision, today: viewer.today)
      let span = try DateSpan(start: care.span.start, end: ending.date)
      let ended = try revise(care, .ended, span: span, endReason: ending.reason, at: transaction.now, in: db)
      try tell(.ended(careSituation: id, date: ending.date), in: transaction)
      return ended.revision
    }
  }

  /// Changes or corrects terms of the care.
  ///
  /// - Returns: The new revision.
  /// - Throws: `Refusal` when it is not there or out of sight, for a stale etag, a day outside the care, a second primary
  ///   caregiver, or a person who is restricted or erased.
  package func update(
    _ id: OpaqueID,
    _ patch: CareTermsPatch,
    _ update: CareUpdate,
    confirmed: Set<PlausibilityRule> = [],
    etag: String,
    for viewer: Viewer,
    command: Command
  ) async throws -> Int64 {
    try await database.command(command) { transaction in
      let db = transaction.database
      let care = try changeableCare(id, etag: etag, for: viewer, in: db)
      let warnings = try refuseImplausible(patch, of: care, confirmed: confirmed, for: viewer, in: db)
      try keep(warnings, of: care, by: command.client, at: transaction.now, in: db)
      var terms = try terms(of: care.key, db)
      try update.apply(patch, to: &terms, of: care.span)
      try refuseSecondPrimary(terms, span: care.span, recipient: care.recipient, except: care.key, in: db)
      let kind: CareRevisionKind = if case .change = update { .changed } else { .corrected }
      let revised = try revise(care, kind, terms: terms, at: transaction.now, in: db)
      try tellChange(of: revised, in: transaction)
      return revised.revision
    }
  }

  /// Corrects the first and last day of the care.
  ///
  /// - Returns: The new revision.
  /// - Throws: `Refusal` when it is not there or out of sight, for a stale etag, or when it would overlap another care
  ///   situation of the two.
  package func correctSpan(
    _ id: OpaqueID,
    to span: DateSpan,
    reason: EndReason?,
    confirmed: Set<PlausibilityRule> = [],
    etag: String,
    for viewer: Viewer,
    command: Command
  ) async throws -> Int64 {
    try await database.command(command) { transaction in
      let db = transaction.database
      let care = try changeableCare(id, etag: etag, for: viewer, in: db)
      let warnings = try refuseImplausible(span, of: care, confirmed: confirmed, for: viewer, in: db)
      try keep(warnings, of: care, by: command.client, at: transaction.now, in: db)
      try refuseOverlap(caregiver: care.caregiver, recipient: care.recipient, span: span, except: care.key, in: db)
      var terms = try terms(of: care.key, db)
      terms.begin(on: span.start)
      try refuseSecondPrimary(terms, span: span, recipient: care.recipient, except: care.key, in: db)
      let revised = try revise(
        care,
        .corrected,
        span: span,
        endReason: reason,
        terms: terms,
        at: transaction.now,
        in: db
      )
      try tellChange(of: revised, in: transaction)
      return revised.revision
    }
  }

  /// Records the declaration on honour of one of the two, or of both.
  ///
  /// - Returns: The new revision.
  /// - Throws: `Refusal` when the care situation is not there or out of sight, or for a stale etag.
  package func record(
    _ declarations: Declarations,
    of id: OpaqueID,
    confirmed: Set<PlausibilityRule> = [],
    etag: String,
    for viewer: Viewer,
    command: Command
  ) async throws -> Int64 {
    try await database.command(command) { transaction in
      let db = transaction.database
      let care = try changeableCare(id, etag: etag, for: viewer, in: db)
      let warnings = try refuseImplausible(declarations, of: care, confirmed: confirmed, for: viewer, in: db)
      try keep(warnings, of: care, by: command.client, at: transaction.now, in: db)
      let both = Declarations(
        caregiver: declarations.caregiver ?? care.declarations.caregiver,
        recipient: declarations.recipient ?? care.declarations.recipient
      )
      try write(both, of: care, in: db)
      let revised = try revise(care, .completed, declarations: both, at: transaction.now, in: db)
      try tellChange(of: revised, in: transaction)
      return revised.revision
    }
  }

  /// Records the one to turn to.
  ///
  /// - Returns: The new revision.
  /// - Throws: `Refusal` when the care situation is not there or out of sight, or for a stale etag.
  package func record(
    _ contact: ContactPoint,
    of id: OpaqueID,
    etag: String,
    for viewer: Viewer,
    command: Command
  ) async throws -> Int64 {
    try await database.command(command) { transaction in
      let db = transaction.database
      let care = try changeableCare(id, etag: etag, for: viewer, in: db)
      try write(contact, of: care, in: db)
      return try revise(care, .completed, at: transaction.now, in: db).revision
    }
  }

  func write(_ declarations: Declarations, of care: CareRow, in db: Database) throws {
    try db.cachedStatement(
      sql: """
        UPDATE care_situation SET caregiver_signed_date = ?, caregiver_signed_by = ?, recipient_signed_date = ?,
          recipient_signed_by = ?
        WHERE key = ?
        """
    ).execute(arguments: [
      declarations.caregiver?.signedDate.daysSinceEpoch, declarations.caregiver?.givenBy.rawValue,
      declarations.recipient?.signedDate.daysSinceEpoch, declarations.recipient?.givenBy.rawValue, care.key,
    ])
  }

  func write(_ contact: ContactPoint, of care: CareRow, in db: Database) throws {
    let sealed = try cipher(forWriting: care, in: db).seal(json: contact, at: Self.contactPlace)
    try db.cachedStatement(sql: "UPDATE care_situation SET contact_point = ? WHERE key = ?")
      .execute(arguments: [sealed, care.key])
  }

  // MARK: - Evidence

  /// Records evidence for a fact.
  ///
  /// - Returns: The id of the evidence.
  /// - Throws: `Refusal` when the care situation is not there or out of sight, or one of the two is restricted or erased.
  package func record(
    _ evidence: Evidence,
    of id: OpaqueID,
    for viewer: Viewer,
    command: Command
  ) async throws -> OpaqueID {
    try await database.command(command) { transaction in
      let db = transaction.database
      let care = try changeableCare(id, for: viewer, in: db)
      let cipher = try cipher(forWriting: care, in: db)
      let evidenceID = try insert(evidence, of: care.key, cipher, at: transaction.now, in: db)
      try tellChange(of: careSituation(care.key, in: db), in: transaction)
      return evidenceID
    }
  }

  /// Withdraws evidence that proved wrong.
  ///
  /// - Throws: `Refusal` when it is not there or out of sight, or was withdrawn already.
  package func withdrawEvidence(_ id: OpaqueID, for viewer: Viewer, command: Command) async throws -> Instant {
    try await database.command(command) { transaction in
      let db = transaction.database
      let name = ResourceCollection.evidence.name(id)
      guard
        let row = try Row.fetchOne(
          db.cachedStatement(sql: "SELECT key, care_situation, withdrawn FROM evidence WHERE id = ?"),
          arguments: [id.text]
        )
      else { throw Refusal.notFound(name) }
      let care = try careSituation(row["care_situation"] as Int64, in: db)
      let people = (try person(care.caregiver, in: db), try person(care.recipient, in: db))
      guard try sees(viewer, people.0, people.1, in: db) else { throw Refusal.notFound(name) }
      guard (row["withdrawn"] as Int64?) == nil else {
        throw Refusal(.evidenceWithdrawn, "\(name) was withdrawn already")
      }
      try db.cachedStatement(sql: "UPDATE evidence SET withdrawn = ? WHERE key = ?")
        .execute(arguments: [transaction.now.microseconds, row["key"] as Int64])
      try tellChange(of: care, in: transaction)
      return transaction.now
    }
  }

  @discardableResult
  func insert(
    _ evidence: Evidence,
    of care: Int64,
    _ cipher: FieldCipher,
    at now: Instant,
    in db: Database
  ) throws -> OpaqueID {
    let id = OpaqueID.random()
    try db.cachedStatement(
      sql: """
        INSERT INTO evidence (id, care_situation, fact, kind, value, assessor, issued_date, valid_until_date, recorded)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      id.text, care, evidence.fact, evidence.kind?.rawValue,
      String(decoding: try JSONEncoder().encode(evidence.value), as: UTF8.self),
      try cipher.seal(evidence.assessor, at: Self.assessorPlace), evidence.validity.start.daysSinceEpoch,
      evidence.validity.end?.daysSinceEpoch, now.microseconds,
    ])
    return id
  }
}
