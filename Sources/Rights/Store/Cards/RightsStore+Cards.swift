package import CareTypes
package import Proofs
package import RightsDomain
package import ServiceRuntime
import ServiceCore

extension RightsStore {
  /// Issues a card, and revokes the one that the person had.
  ///
  /// - Parameters:
  ///   - person: The caregiver.
  ///   - command: Who asks it, under which request id. Its body must hold no names.
  /// - Throws: `Refusal` when the person holds no right that gives a card.
  package func issueCard(for person: OpaqueID, command: Command) async throws -> CaregiverCard {
    try await database.command(command) { [cache, parts] transaction in
      let db = transaction.connection
      let today = try transaction.now.dateInBelgium()
      let holder = try PersonRows.keeper(of: person, in: db)
      let file = try AwardReader(of: .person(holder), on: today, knownAt: transaction.now, cache, parts, in: db).file
      guard let lastDay = try CardRules.lastDay(for: holder, in: file, on: today) else {
        throw Refusal(.nothingToProve, "The person holds no recognition today")
      }
      try CardRows.revoke(of: holder, at: transaction.now, in: db)
      return try CardRows.insert(for: holder, issued: transaction.now, lastDay: lastDay, in: db)
    }
  }

  /// The latest card of a person; nil when none was issued.
  package func card(of person: OpaqueID) async throws -> CaregiverCard? {
    try await database.read { db in
      try CardRows.latest(of: PersonRows.keeper(of: person, in: db), in: db)
    }
  }

  /// Revokes the card of a person.
  ///
  /// - Returns: The card; nil when there is none that could be revoked.
  package func revokeCard(of person: OpaqueID, command: Command) async throws -> CaregiverCard? {
    try await database.command(command) { transaction in
      let db = transaction.connection
      let holder = try PersonRows.keeper(of: person, in: db)
      guard try CardRows.revoke(of: holder, at: transaction.now, in: db) > 0 else { return nil }
      return try CardRows.latest(of: holder, in: db)
    }
  }

  /// What an attest states of a person on a day; nil when no care is registered that it would state.
  package func attest(_ kind: Attest.Kind, of person: OpaqueID, on date: CalendarDate) async throws -> Attest? {
    try await database.read { db in
      let holder = try PersonRows.keeper(of: person, in: db)
      let keys = try db.values(Int64.self, CardStanding.ofCaregiverSQL, [holder.blob])
      let care = try SituationBatch.read(keys, on: date, in: db).map(\.facts)
      return try AttestRules.attest(kind, of: holder, from: care, on: date)
    }
  }

  /// A status list, and how many there are.
  ///
  /// - Parameter number: From 1.
  /// - Returns: Nil for a list that does not exist.
  package func statusList(_ number: Int) async throws -> (list: StatusList, count: Int, time: Instant)? {
    try await database.read { [database] db in
      let count = try CardRows.lists(in: db)
      guard (1...count).contains(number) else { return nil }
      return (StatusList(revoked: try CardRows.revoked(inList: number, in: db)), count, database.now)
    }
  }
}
