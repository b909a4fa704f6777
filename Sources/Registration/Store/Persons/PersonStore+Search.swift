package import CareTypes
import GRDB
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
      return try candidates(search, for: viewer, in: db).filter { person in
        try visibility.sees(viewer, person, clearance: .find, in: db)
          && visibility.territory(ofPerson: person.key, on: viewer.today, in: db).contains(municipality)
      }.prefix(50).map { try found($0, for: viewer, in: db) }
    }
  }

  private func candidates(_ search: PersonSearch, for viewer: Viewer, in db: Database) throws -> [PersonRow] {
    switch search {
    case .number(let number):
      return try visibility.visiblePerson(with: number, for: viewer, in: db).map { [$0] } ?? []
    case .name(let familyName, let birthDate):
      return try NameSpelling.foldedForms(of: familyName).flatMap { form in
        // Many have the name of another municipality's people: those are passed over after this.
        try Row.fetchAll(
          db.cachedStatement(sql: Self.byNameSQL),
          arguments: [lookupHashes.nameHash(folded: form, birthDate)]
        )
        .map(PersonRow.init)
      }.filter { row in
        try personRecords.identity(of: row, in: db).map { NameSpelling.areOne($0.familyName, familyName) } ?? false
      }.sorted { $0.key < $1.key }
    }
  }

  static let byNameSQL = "SELECT * FROM person WHERE name_hash = ? AND merged_into IS NULL ORDER BY key LIMIT 1000"

  private func found(_ person: PersonRow, for viewer: Viewer, in db: Database) throws -> FoundPerson {
    let isReadable = !person.isSealed || viewer.clearance == .read
    let isMasked = try visibility.isMasked(person, for: viewer, in: db)
    let residence = try personRecords.residences(of: person, in: db)[viewer.today]
    let numbers = try personRecords.numbers(
      of: person.key,
      personRecords.cipher(of: person, in: db),
      today: viewer.today,
      in: db
    )
    let hasINSZ = if case .insz = numbers.current { true } else { false }
    return FoundPerson(
      id: person.id,
      shown: try isReadable
        ? personRecords.identity(of: person, in: db).map {
          FoundPerson.Shown(
            displayName: $0.displayName,
            birthDate: isMasked ? nil : person.birthDate,
            streetLine: isMasked ? "" : residence.address?.streetLine ?? ""
          )
        } : nil,
      place: tables.current(residence.place, on: viewer.today),
      isSealed: person.isSealed,
      hasINSZ: hasINSZ
    )
  }
}
