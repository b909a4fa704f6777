package import CareTypes
package import RegistrationDomain
import ServiceCore
import ServiceRuntime

extension PersonStore {
  /// Persons whom a municipality sees, at most 50.
  ///
  /// - Throws: `Refusal` for a municipality outside the scope.
  package func search(
    _ search: PersonSearch,
    in municipality: NISCode,
    for viewer: Viewer
  ) async throws -> [FoundPerson] {
    try await database.read { db in
      _ = try visibility.area(of: municipality, for: viewer)
      let candidates = try candidates(search, for: viewer, in: db)
      let rules = try visibility.rules(of: candidates.map(\.key), for: viewer, in: db)
      let visible = try candidates.filter { person in
        try rules.sees(person.status, clearance: .find)
          && rules.network.territory(of: person.key, on: viewer.today).contains(municipality)
      }
      return try found(Array(visible.prefix(50)), by: rules, in: db)
    }
  }

  private func candidates(_ search: PersonSearch, for viewer: Viewer, in db: Connection) throws -> [PersonRow] {
    switch search {
    case .number(let number):
      return try visibility.visiblePerson(with: number, for: viewer, in: db).map { [$0] } ?? []
    case .name(let familyName, let birthDate):
      let hashes = NameSpelling.foldedForms(of: familyName).map { lookupHashes.nameHash(folded: $0, birthDate) }
      // Many bear the name in other municipalities: they are left out afterwards.
      let rows = try db.rows(Self.byNameSQL, [ValueList(hashes)]).map(PersonRow.init)
      let identities = try personRecords.identities(of: rows)
      return rows.filter { row in
        identities[row.key].map { NameSpelling.areOne($0.familyName, familyName) } ?? false
      }.sorted { $0.key < $1.key }
    }
  }

  static let byNameSQL = """
    \(PersonRecords.personSQL)
    WHERE person.key IN (SELECT person FROM likeness_key WHERE hash IN \(ValueList.members("?")))
      AND person.merged_into IS NULL
    ORDER BY person.key LIMIT 1000
    """

  /// Persons as they appear in a list, in the order given.
  private func found(_ rows: [PersonRow], by rules: VisibilityRules, in db: Connection) throws -> [FoundPerson] {
    let viewer = rules.viewer
    let persons = try personViews.fetch(rows, today: viewer.today, in: db)
    return try rows.compactMap { row in
      guard let person = persons[row.key] else { return nil }
      let isMasked = try rules.isMasked(row.status)
      let residence = person.residences[viewer.today]
      let hasINSZ = if case .insz = person.number { true } else { false }
      var shown: FoundPerson.Shown?
      if viewer.mayRead(row.status), let identity = person.identity {
        shown = FoundPerson.Shown(
          displayName: identity.displayName,
          birthDate: isMasked ? nil : row.birthDate,
          streetLine: isMasked ? "" : residence.address?.streetLine ?? ""
        )
      }
      return FoundPerson(
        id: row.id,
        shown: shown,
        place: tables.current(residence.place, on: viewer.today),
        isSealed: row.isSealed,
        hasINSZ: hasINSZ
      )
    }
  }
}
