package import CareTypes
import Foundation
import GRDB
package import ServiceRuntime

/// A pair of persons who are probably one.
package struct Duplicate: Sendable, Hashable {
  /// Opaque id.
  package let id: OpaqueID
  /// The one registered first.
  package let first: Person
  /// The one registered later.
  package let second: Person
  /// When they were found to be alike.
  package let findTime: Instant
}

extension RegistrationStore {
  /// Looks for persons who are probably the same as one, and puts them on the lists of those where either lives.
  func findDuplicates(of person: PersonRow, in transaction: WriteTransaction) throws {
    guard let nameHash = person.nameHash else { return }
    let db = transaction.database
    let rows = try Row.fetchAll(db.cachedStatement(sql: Self.namesakesSQL), arguments: [nameHash, person.key])
    if rows.isEmpty { return }
    let today = try transaction.now.dateInBelgium()
    let traits = try traits(of: person, from: today, in: db)
    for other in try rows.map(PersonRow.init) {
      let others = try self.traits(of: other, from: today, in: db)
      guard traits.contains(where: { trait in others.contains { Likeness.areNear(trait, $0) } }) else { continue }
      let homes = try homes(ofPerson: person.key, on: today, in: db).union(
        homes(ofPerson: other.key, on: today, in: db)
      )
      let municipalities = homes.union((traits + others).compactMap(\.place.flemishMunicipality))
      try insertDuplicate(person, other, municipalities: municipalities, in: transaction)
    }
  }

  static let namesakesSQL = """
    SELECT * FROM person WHERE name_hash = ? AND key <> ? AND merged_into IS NULL LIMIT 50
    """

  /// What is compared of a person, for today and for the residences that are known to come.
  private func traits(of person: PersonRow, from today: CalendarDate, in db: Database) throws -> [Likeness.Trait] {
    try residences(of: person, in: db).spans.filter { $0.end.map { $0 >= today } ?? true }.map { span in
      Likeness.Trait(
        place: tables.current(span.value.place, on: max(today, span.start)),
        postalCode: span.value.address?.postalCode ?? ""
      )
    }
  }

  func insertDuplicate(
    _ one: PersonRow,
    _ other: PersonRow,
    municipalities: Set<NISCode>,
    in transaction: WriteTransaction
  ) throws {
    let db = transaction.database
    let pair = (min(one.key, other.key), max(one.key, other.key))
    try db.cachedStatement(sql: "INSERT OR IGNORE INTO duplicate (id, first, second, found) VALUES (?, ?, ?, ?)")
      .execute(arguments: [OpaqueID.random().text, pair.0, pair.1, transaction.now.microseconds])
    let key = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT key FROM duplicate WHERE first = ? AND second = ? AND closed IS NULL"),
      arguments: [pair.0, pair.1]
    )
    // A pair that was said to be two people stays two people.
    guard let key else { return }
    for municipality in municipalities {
      try db.cachedStatement(
        sql: "INSERT OR IGNORE INTO duplicate_municipality (municipality, duplicate) VALUES (?, ?)"
      ).execute(arguments: [municipality.digits, key])
    }
  }

  /// A page of the open pairs of a municipality, oldest finding first, and the key after which the next page begins. A
  /// pair with a person out of sight is passed over.
  ///
  /// - Throws: `Refusal` for a municipality outside the scope.
  package func duplicates(
    in municipality: NISCode,
    after key: Int64,
    limit: Int,
    for viewer: Viewer
  ) async throws -> Page<Duplicate, Int64> {
    try await database.read { db in
      try page(of: area(of: municipality, for: viewer), after: key, limit: limit) { code, key, limit in
        try Row.fetchAll(db.cachedStatement(sql: Self.duplicatesSQL), arguments: [code.digits, key, limit])
      } making: { row -> Duplicate? in
        let (first, second) = (try person(row["first"] as Int64, in: db), try person(row["second"] as Int64, in: db))
        guard let first = try side(first, beside: second, for: viewer, in: db),
          let second = try side(second, beside: first.row, for: viewer, in: db)
        else { return nil }
        return Duplicate(
          id: try row.id("id"),
          first: first.person,
          second: second.person,
          findTime: Instant(microseconds: row["found"])
        )
      }
    }
  }

  /// One side of a pair, as far as a viewer may see it: of who is out of sight, and of whom the number of the other was
  /// told, the name and the municipality.
  ///
  /// - Returns: Nothing for a side that the viewer may not know of.
  private func side(
    _ row: PersonRow,
    beside other: PersonRow,
    for viewer: Viewer,
    in db: Database
  ) throws -> (row: PersonRow, person: Person)? {
    if try sees(viewer, row, in: db) { return (row, try fetch(row, today: viewer.today, in: db)) }
    guard try mayDecideOnClaim(row, on: other, for: viewer, in: db) else { return nil }
    return (row, try fetch(row, today: viewer.today, in: db).masked(on: viewer.today))
  }

  /// Whether a viewer may say that someone out of sight, of whom a number was told, is the one who has it: the
  /// municipality where that one lives may.
  func mayDecideOnClaim(
    _ claimant: PersonRow,
    on holder: PersonRow,
    for viewer: Viewer,
    in db: Database
  ) throws -> Bool {
    if claimant.isSealed, viewer.clearance < .read { return false }
    guard try sees(viewer, holder, in: db), try isAtHome(holder, for: viewer, in: db) else { return false }
    return try !claims(by: claimant.key, onNumbersOf: holder.key, in: db).isEmpty
  }

  static let duplicatesSQL = """
    SELECT duplicate.* FROM duplicate_municipality AS seen JOIN duplicate ON duplicate.key = seen.duplicate
    WHERE seen.municipality = ? AND seen.duplicate > ? ORDER BY seen.duplicate LIMIT ?
    """

  /// Says that a pair is two people after all.
  ///
  /// - Throws: `Refusal` when it is not there, closed, or out of sight.
  package func dismiss(duplicate id: OpaqueID, for viewer: Viewer, command: Command) async throws -> Instant {
    try await database.command(command) { transaction in
      let db = transaction.database
      let missing = Refusal.notFound(ResourceCollection.duplicates.name(id))
      guard
        let row = try Row.fetchOne(
          db.cachedStatement(sql: "SELECT * FROM duplicate WHERE id = ? AND closed IS NULL"),
          arguments: [id.text]
        )
      else { throw missing }
      let (first, second) = (try person(row["first"] as Int64, in: db), try person(row["second"] as Int64, in: db))
      guard try side(first, beside: second, for: viewer, in: db) != nil,
        try side(second, beside: first, for: viewer, in: db) != nil
      else { throw missing }
      try close(duplicate: row["key"], at: transaction.now, in: db)
      return transaction.now
    }
  }

  func close(duplicate key: Int64, at now: Instant, in db: Database) throws {
    try db.cachedStatement(sql: "UPDATE duplicate SET closed = ? WHERE key = ?")
      .execute(arguments: [now.microseconds, key])
    try db.cachedStatement(sql: "DELETE FROM duplicate_municipality WHERE duplicate = ?").execute(arguments: [key])
  }

  /// The pairs that a person is one of.
  func duplicates(ofPerson key: Int64, in db: Database) throws -> [Row] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT * FROM duplicate WHERE first = :key UNION SELECT * FROM duplicate WHERE second = :key"
      ),
      arguments: ["key": key]
    )
  }
}
