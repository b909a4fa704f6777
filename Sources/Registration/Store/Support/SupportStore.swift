package import CareTypes
import Foundation
package import RegistrationDomain
import ServiceCore
package import ServiceRuntime

/// What caregivers need: assessments of their load, areas of support, and gaps in what is on offer.
package struct SupportStore: Sendable {
  let database: ServiceDatabase
  let personRecords: PersonRecords
  let visibility: Visibility
  let registrationOutbox: RegistrationOutbox

  /// Records how much the care weighs on a caregiver. An overload is published.
  ///
  /// - Throws: `Refusal` when the person does not exist, is not visible, was erased, or is restricted.
  package func record(
    _ assessment: Assessment,
    of id: OpaqueID,
    for viewer: Viewer,
    command: Command
  ) async throws -> Instant {
    try await database.command(command) { transaction in
      let db = transaction.connection
      let person = try visibility.recordablePerson(id, for: viewer, in: db)
      try Plausibility.check([.assessment(assessment, birth: person.birthDate)], on: viewer.today)
      guard let cipher = try personRecords.cipher(of: person) else {
        throw Refusal(.internal, "A person has no key")
      }
      try db.execute(
        "INSERT INTO assessment (person, content, recorded) VALUES (?, ?, ?)",
        [
          person.key, try assessment.sealed(by: cipher), transaction.now.microseconds,
        ]
      )
      if assessment.isOverload {
        try registrationOutbox.publish(
          .caregiverOverloaded(caregiver: person.id, date: assessment.date),
          in: transaction
        )
      }
      return transaction.now
    }
  }

  /// A page of the assessments of a caregiver, newest record first, and the needs recorded last.
  ///
  /// - Parameter key: The last key of the page before.
  /// - Throws: `Refusal` when the person does not exist or is not visible.
  package func assessments(
    of id: OpaqueID,
    before key: Int64?,
    limit: Int,
    for viewer: Viewer
  ) async throws -> (page: Page<Assessment, Int64>, needs: [SupportArea]) {
    try await database.read { db in
      let person = try visibility.visiblePerson(id, for: viewer, in: db)
      try visibility.refuseMasked(person, for: viewer, in: db)
      let cipher = try personRecords.cipher(of: person)
      let rows = try db.rows(Self.assessmentsSQL, [person.key, key ?? Int64.max, limit + 1])
      let found = try rows.compactMap { row in
        try cipher.map { (key: row["key"] as Int64, assessment: try Assessment(sealed: row["content"], $0)) }
      }
      let page = Page(found, limit: limit, place: \.key)
      return (
        Page(items: page.items.map(\.assessment), next: page.next), try personRecords.needs(of: person.key, in: db)
      )
    }
  }

  static let assessmentsSQL =
    "SELECT key, content FROM assessment WHERE person = ? AND key < ? ORDER BY key DESC LIMIT ?"

  /// Records in which support areas a caregiver needs support; replaces what was recorded before.
  ///
  /// - Throws: `Refusal` when the person does not exist, is not visible, was erased, or is restricted.
  package func record(
    needs areas: [SupportArea],
    of id: OpaqueID,
    for viewer: Viewer,
    command: Command
  ) async throws -> Instant {
    try await database.command(command) { transaction in
      let db = transaction.connection
      let person = try visibility.recordablePerson(id, for: viewer, in: db)
      try db.execute("DELETE FROM need WHERE person = ?", [person.key])
      for area in areas {
        try db.execute(
          "INSERT INTO need (person, area, recorded) VALUES (?, ?, ?)",
          [person.key, area.rawValue, transaction.now.microseconds]
        )
      }
      return transaction.now
    }
  }

  /// Records a gap in what is on offer.
  ///
  /// - Throws: `Refusal` for a municipality outside the scope.
  package func record(_ gap: Gap, for viewer: Viewer, command: Command) async throws -> Instant {
    try await database.command(command) { transaction in
      _ = try visibility.area(of: gap.municipality, for: viewer)
      try transaction.connection.execute(
        "INSERT INTO gap (municipality, area, description, recorded) VALUES (?, ?, ?, ?)",
        [
          gap.municipality.digits, gap.area.rawValue, gap.description, transaction.now.microseconds,
        ]
      )
      return transaction.now
    }
  }

  /// A page of the gaps of a municipality, oldest first, and the key after which the next page begins.
  ///
  /// - Throws: `Refusal` for a municipality outside the scope.
  package func gaps(
    in municipality: NISCode,
    after key: Int64,
    limit: Int,
    for viewer: Viewer
  ) async throws -> Page<RecordedGap, Int64> {
    try await database.read { db in
      try Paging.page(of: visibility.area(of: municipality, for: viewer), after: key, limit: limit) {
        code,
        key,
        limit in
        try db.rows(Self.gapsSQL, [code.digits, key, limit])
      } making: { rows in
        try rows.map { row in
          RecordedGap(
            gap: Gap(
              municipality: visibility.code(of: try NISCode(row["municipality"] as String), on: viewer.today),
              area: try row.word("area"),
              description: row["description"]
            ),
            recordTime: Instant(microseconds: row["recorded"])
          )
        }
      }
    }
  }

  static let gapsSQL = "SELECT * FROM gap WHERE municipality = ? AND key > ? ORDER BY key LIMIT ?"
}
