import ServiceCore
package import CareTypes
import GRDB
import ServiceRuntime

/// In which way persons are looked for.
package enum PersonSearch: Sendable, Hashable {
  /// By the number that holds, or an earlier one.
  case number(PersonNumber)
  /// By family name, however it is spelled, and birth date.
  case name(String, birthDate: CalendarDate)
}

/// A person in a list.
package struct FoundPerson: Sendable, Hashable {
  /// Opaque id.
  package let id: OpaqueID
  /// Who they are and where they live; nothing of a sealed record that the viewer may find but not read.
  package let shown: Shown?
  /// Where they live today.
  package let place: Place
  /// Whether the record is sealed.
  package let isSealed: Bool
  /// Whether they have a national number.
  package let hasINSZ: Bool

  /// What a clerk recognises a person by.
  package struct Shown: Sendable, Hashable {
    /// Family name and given names.
    package let displayName: String
    /// Birth date, when known.
    package let birthDate: CalendarDate?
    /// Street, number and box.
    package let streetLine: String
  }
}

extension RegistrationStore {
  /// Persons whom a municipality sees, at most 50.
  ///
  /// - Throws: `Refusal` for a municipality outside the scope.
  package func search(
    _ search: PersonSearch,
    in municipality: NISCode,
    for viewer: Viewer
  ) async throws -> [FoundPerson] {
    try await database.read { db in
      _ = try area(of: municipality, for: viewer)
      return try candidates(search, for: viewer, in: db).filter { person in
        try sees(viewer, person, clearance: .find, in: db)
          && territory(ofPerson: person.key, on: viewer.today, in: db).contains(municipality)
      }.prefix(50).map { try found($0, for: viewer, in: db) }
    }
  }

  private func candidates(_ search: PersonSearch, for viewer: Viewer, in db: Database) throws -> [PersonRow] {
    switch search {
    case .number(let number):
      return try person(with: number, for: viewer, in: db).map { [$0] } ?? []
    case .name(let familyName, let birthDate):
      return try NameSpelling.foldedForms(of: familyName).flatMap { form in
        // Many have the name of another municipality's people: those are passed over after this.
        try Row.fetchAll(db.cachedStatement(sql: Self.byNameSQL), arguments: [nameHash(folded: form, birthDate)])
          .map(PersonRow.init)
      }.filter { row in
        try identity(of: row, in: db).map { NameSpelling.areOne($0.familyName, familyName) } ?? false
      }.sorted { $0.key < $1.key }
    }
  }

  static let byNameSQL = "SELECT * FROM person WHERE name_hash = ? AND merged_into IS NULL ORDER BY key LIMIT 1000"

  private func found(_ person: PersonRow, for viewer: Viewer, in db: Database) throws -> FoundPerson {
    let isReadable = !person.isSealed || viewer.clearance == .read
    let isMasked = try isMasked(person, for: viewer, in: db)
    let residence = try residences(of: person, in: db)[viewer.today]
    let numbers = try numbers(of: person.key, cipher(of: person, in: db), today: viewer.today, in: db)
    let hasINSZ = if case .insz = numbers.current { true } else { false }
    return FoundPerson(
      id: person.id,
      shown: try isReadable
        ? identity(of: person, in: db).map {
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

  /// A person, with everything that is shown of them. One who was merged is answered with whom they were merged into.
  ///
  /// - Throws: `Refusal` when the person is not there or out of sight.
  package func person(_ id: OpaqueID, for viewer: Viewer) async throws -> Person {
    try await database.read { db in
      try shown(visiblePerson(id, for: viewer, in: db), for: viewer, in: db)
    }
  }
}
