package import CareTypes
package import RegistrationDomain
import ServiceCore
package import ServiceRuntime

extension PersonStore {
  /// A page of the people of a municipality whom other municipalities registered and whom it has not confirmed, oldest
  /// first, as long as care goes on in which they were registered.
  ///
  /// - Throws: `Refusal` for a municipality outside the scope.
  package func unconfirmedPersons(
    in municipality: NISCode,
    after key: Int64,
    limit: Int,
    for viewer: Viewer
  ) async throws -> Page<UnconfirmedPerson, Int64> {
    try await database.read { db in
      try Paging.page(of: visibility.area(of: municipality, for: viewer), after: key, limit: limit) {
        code,
        key,
        limit in
        try db.rows(
          Self.unconfirmedSQL,
          ["code": code.digits, "after": key, "today": viewer.today.daysSinceEpoch, "limit": limit]
        )
      } making: { rows in
        try unconfirmed(rows.map(PersonRow.init), for: viewer, in: db)
      }
    }
  }

  /// Persons as they are listed, with their care; nil for one whom the viewer may not see.
  private func unconfirmed(_ rows: [PersonRow], for viewer: Viewer, in db: Connection) throws -> [UnconfirmedPerson?] {
    let rules = try visibility.rules(of: rows.map(\.key), for: viewer, in: db)
    let persons = try personViews.shown(rows, by: rules, in: db)
    let situations = try careRecords.careSituations(ofPersons: rows.map(\.key), in: db)
    let summaries = Array(zip(situations, try personViews.summaries(of: situations, for: viewer, in: db)))
    return try rows.map { row in
      guard try rules.sees(row.status), let person = persons[row.key] else { return nil }
      let own = summaries.filter { $0.0.caregiver == row.key || $0.0.recipient == row.key }
      return UnconfirmedPerson(person: person, care: own.compactMap(\.1))
    }
  }

  static let unconfirmedSQL = """
    \(PersonRecords.personSQL)
    WHERE person.unconfirmed_in = :code AND person.key > :after AND person.merged_into IS NULL
      AND (
        EXISTS (SELECT 1 FROM care_situation WHERE caregiver = person.key AND \(goesOnAfter))
        OR EXISTS (SELECT 1 FROM care_situation WHERE recipient = person.key AND \(goesOnAfter)))
    ORDER BY person.key LIMIT :limit
    """

  private static let goesOnAfter = "(end_date IS NULL OR end_date > :today) AND joined_into IS NULL"

  /// Confirms, for the municipality where a person lives, that the record is right: from now on its number finds the
  /// person.
  ///
  /// - Returns: The new revision.
  /// - Throws: `Refusal` with `numberInUse` when another record has the number, so that the two are to be merged, or
  ///   their pair dismissed; when the person does not exist, is not visible, lives elsewhere, was merged or erased, or
  ///   is restricted, or for a stale etag.
  package func confirm(
    person id: OpaqueID,
    etag: String,
    for viewer: Viewer,
    command: Command
  ) async throws -> Int64 {
    try await change(id, etag: etag, for: viewer, evenUnconfirmed: true, command) { person, _, transaction in
      try personChanges.confirm(person, for: viewer, in: transaction)
    }
  }
}
