package import CareTypes
package import RegistrationDomain
import ServiceCore
package import ServiceRuntime

/// Care situations: registering, reading, listing, changing and ending them.
package struct CareSituationStore: Sendable {
  let database: ServiceDatabase
  let personRecords: PersonRecords
  let careRecords: CareRecords
  let evidenceRecords: EvidenceRecords
  let visibility: Visibility
  let personViews: PersonViews
  let careRegistration: CareRegistration
  let draftRecords: DraftRecords
  let plausibilityChecks: PlausibilityChecks
  let registrationOutbox: RegistrationOutbox

  /// Reads a care situation with both persons.
  ///
  /// - Parameters:
  ///   - asOf: The day whose terms are returned; nil for today.
  ///   - known: Only what was recorded before this time is used; nil for what is known now.
  /// - Throws: `Refusal` when it does not exist or is not visible, or was not recorded yet at that time.
  package func careSituation(
    _ id: OpaqueID,
    asOf: CalendarDate? = nil,
    known until: Instant? = nil,
    for viewer: Viewer
  ) async throws -> CareSituation {
    try await database.read { db in
      let (care, caregiver, recipient) = try visibility.visibleCare(id, for: viewer, in: db)
      guard let history = try careRecords.history(of: care, known: until, in: db) else {
        throw Refusal.notFound(care.name)
      }
      let people = [caregiver, recipient]
      // Each key is opened once, for all that it encrypts.
      let ciphers = try personRecords.ciphers(of: people)
      let persons = try personViews.fetch(people, ciphers, known: until, today: viewer.today, in: db)
      let masked = try people.map { try visibility.isMasked($0, for: viewer, in: db) }
      let shown = try zip(people, masked).map { row, isMasked in
        guard let person = persons[row.key] else { throw Refusal(.internal, "A person is not there") }
        return isMasked ? person.masked(on: viewer.today) : person
      }
      return CareSituation(
        id: care.id,
        revision: care.revision,
        caregiver: shown[0],
        recipient: shown[1],
        history: history,
        asOf: history.day(for: asOf ?? viewer.today),
        evidence: try evidenceRecords.evidence(
          of: care,
          caregiver,
          recipient,
          known: until,
          isAcrossBorder: masked.contains(true),
          ciphers: personRecords.byDataKey(ciphers, of: people),
          in: db
        ),
        declarations: history.declarations,
        contactPoint: try careRecords.contactPoint(of: care, in: db),
        joined: try careRecords.careJoined(into: care.key, in: db).map(\.id),
        createTime: care.created,
        updateTime: care.updated
      )
    }
  }

  /// A page of what was recorded of a care situation, oldest first.
  ///
  /// - Throws: `Refusal` when it does not exist or is not visible.
  package func histories(
    of id: OpaqueID,
    after revision: Int64,
    limit: Int,
    for viewer: Viewer
  ) async throws -> Page<CareHistory, Int64> {
    try await database.read { db in
      let histories = try careRecords.histories(
        of: visibility.visibleCare(id, itself: true, for: viewer, in: db).care,
        after: revision,
        limit: limit + 1,
        in: db
      )
      return Page(histories, limit: limit, place: \.revision)
    }
  }

  /// Registers a care situation, and both persons where they are not known yet.
  ///
  /// - Throws: `Refusal` with `careSituationExists` when these two have one in the same period, `identityDiffers` when
  ///   the details of a person do not fit the number, `primaryCaregiverExists`, `personRestricted`, or
  ///   `requestIDReused`.
  /// - Parameter draft: The draft that is received instead when the details of a person do not fit the number; nil to
  ///   refuse the registration then.
  package func register(
    _ new: NewCareSituation,
    orDraft draft: ReceivedSignal? = nil,
    for viewer: Viewer,
    command: Command
  ) async throws -> RegistrationOutcome {
    try await database.command(command) { transaction in
      guard let draft else {
        return .registered(
          try careRegistration.register(new, from: .registration, for: viewer, by: command.client, in: transaction)
            .receipt
        )
      }
      do {
        return .registered(
          try transaction.connection.savepoint {
            try careRegistration.register(
              new,
              from: .registration,
              for: viewer,
              by: command.client,
              in: transaction
            ).receipt
          }
        )
      } catch let refusal as Refusal where refusal.reason == .identityDiffers {
        return .drafted(try draftRecords.receive(draft, from: command.client, in: transaction))
      }
    }
  }
}
