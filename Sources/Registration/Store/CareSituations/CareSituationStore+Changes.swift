package import CareTypes
package import RegistrationDomain
import ServiceCore
package import ServiceRuntime

extension CareSituationStore {
  /// Sets the last day of a care situation.
  ///
  /// - Returns: The new revision.
  /// - Throws: `Refusal` when it does not exist or is not visible, or as `EndingCare.check`.
  package func end(
    _ id: OpaqueID,
    _ ending: EndingCare,
    for viewer: Viewer,
    command: Command
  ) async throws -> Int64 {
    try await database.command(command) { transaction in
      let db = transaction.connection
      let found = try visibility.visibleCare(id, for: viewer, in: db)
      // Allowed while the processing is restricted, because it only ends something.
      for person in [found.caregiver, found.recipient] {
        try person.status.requireChangeable(evenRestricted: true)
      }
      let care = found.care
      try ending.check(name: care.name, span: care.span, revision: care.revision, today: viewer.today)
      let span = try DateSpan(start: care.span.start, end: ending.date)
      let ended = try careRecords.revise(
        care,
        .ended,
        span: span,
        endReason: ending.reason,
        at: transaction.now,
        in: db
      )
      try registrationOutbox.publish(
        .ended(careSituation: id, date: ending.date, caregiverDied: ending.reason == .caregiverDied),
        in: transaction
      )
      return ended.revision
    }
  }

  /// Changes or corrects terms of the care.
  ///
  /// - Returns: The new revision.
  /// - Throws: `Refusal` when it does not exist or is not visible, for a stale etag, a day outside the care, a second
  ///   primary caregiver, or a person who is restricted or erased.
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
      let db = transaction.connection
      let care = try visibility.changeableCare(id, etag: etag, for: viewer, in: db)
      try plausibilityChecks.check(
        patch,
        of: care,
        confirmed: confirmed,
        for: viewer,
        by: command.client,
        in: transaction
      )
      var terms = try careRecords.terms(of: care.key, db)
      try update.apply(patch, to: &terms, of: care.span)
      try careRecords.requireOnePrimary(terms, span: care.span, recipient: care.recipient, except: care.key, in: db)
      let kind: CareRevisionKind = if case .change = update { .changed } else { .corrected }
      let revised = try careRecords.revise(care, kind, terms: terms, at: transaction.now, in: db)
      try registrationOutbox.publishFacts(of: revised, in: transaction)
      return revised.revision
    }
  }

  /// Corrects the first and last day of the care.
  ///
  /// - Returns: The new revision.
  /// - Throws: `Refusal` when it does not exist or is not visible, for a stale etag, or when it would overlap another
  ///   care situation of the two.
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
      let db = transaction.connection
      let care = try visibility.changeableCare(id, etag: etag, for: viewer, in: db)
      try plausibilityChecks.check(
        span,
        of: care,
        confirmed: confirmed,
        for: viewer,
        by: command.client,
        in: transaction
      )
      try careRecords.requireNoOverlap(
        caregiver: care.caregiver,
        recipient: care.recipient,
        span: span,
        except: care.key,
        in: db
      )
      var terms = try careRecords.terms(of: care.key, db)
      terms.begin(on: span.start)
      try careRecords.requireOnePrimary(terms, span: span, recipient: care.recipient, except: care.key, in: db)
      let revised = try careRecords.revise(
        care,
        .corrected,
        span: span,
        endReason: reason,
        terms: terms,
        at: transaction.now,
        in: db
      )
      try registrationOutbox.publishFacts(of: revised, in: transaction)
      return revised.revision
    }
  }

  /// Records the declaration on honour of one of the two, or of both.
  ///
  /// - Returns: The new revision.
  /// - Throws: `Refusal` when the care situation does not exist or is not visible, or for a stale etag.
  package func record(
    _ declarations: Declarations,
    of id: OpaqueID,
    confirmed: Set<PlausibilityRule> = [],
    etag: String,
    for viewer: Viewer,
    command: Command
  ) async throws -> Int64 {
    try await database.command(command) { transaction in
      let db = transaction.connection
      let care = try visibility.changeableCare(id, etag: etag, for: viewer, in: db)
      try plausibilityChecks.check(
        declarations,
        of: care,
        confirmed: confirmed,
        for: viewer,
        by: command.client,
        in: transaction
      )
      let both = Declarations(
        caregiver: declarations.caregiver ?? care.declarations.caregiver,
        recipient: declarations.recipient ?? care.declarations.recipient
      )
      try careRecords.writeDeclarations(both, of: care, in: db)
      let revised = try careRecords.revise(care, .completed, declarations: both, at: transaction.now, in: db)
      try registrationOutbox.publishFacts(of: revised, in: transaction)
      return revised.revision
    }
  }

  /// Records whom a municipality can contact about the care (contactpunt).
  ///
  /// - Returns: The new revision.
  /// - Throws: `Refusal` when the care situation does not exist or is not visible, or for a stale etag.
  package func record(
    _ contact: ContactPoint,
    of id: OpaqueID,
    etag: String,
    for viewer: Viewer,
    command: Command
  ) async throws -> Int64 {
    try await database.command(command) { transaction in
      let db = transaction.connection
      let care = try visibility.changeableCare(id, etag: etag, for: viewer, in: db)
      try careRecords.writeContactPoint(contact, of: care, in: db)
      return try careRecords.revise(care, .completed, at: transaction.now, in: db).revision
    }
  }

}
