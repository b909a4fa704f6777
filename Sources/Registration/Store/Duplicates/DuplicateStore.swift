package import CareTypes
import GRDB
package import RegistrationDomain
import ServiceCore
package import ServiceRuntime

/// Pairs of persons who are probably one.
package struct DuplicateStore: Sendable {
  let database: ServiceDatabase
  let personRecords: PersonRecords
  let personViews: PersonViews
  let visibility: Visibility
  let duplicateRecords: DuplicateRecords
  let numberClaims: NumberClaims

  /// A page of the open pairs of a municipality, oldest finding first, and the key after which the next page begins. A
  /// pair with a person out of sight is passed over, and so is one that is no longer alike.
  ///
  /// - Throws: `Refusal` for a municipality outside the scope.
  package func duplicates(
    in municipality: NISCode,
    after key: Int64,
    limit: Int,
    for viewer: Viewer
  ) async throws -> Page<Duplicate, Int64> {
    try await database.read { db in
      try Paging.page(of: visibility.area(of: municipality, for: viewer), after: key, limit: limit) {
        code,
        key,
        limit in
        try Row.fetchAll(db.cachedStatement(sql: Self.duplicatesSQL), arguments: [code.digits, key, limit])
      } making: { row -> Duplicate? in
        let (first, second) = (
          try personRecords.person(row["first"] as Int64, in: db),
          try personRecords.person(row["second"] as Int64, in: db)
        )
        guard let one = try side(first, beside: second, for: viewer, in: db),
          let other = try side(second, beside: first, for: viewer, in: db),
          let likeness = try likeness(one, other, today: viewer.today, in: db)
        else { return nil }
        return Duplicate(
          id: try row.id("id"),
          first: one.person,
          second: other.person,
          findTime: Instant(microseconds: row["found"]),
          likeness: likeness
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
  ) throws -> Side? {
    if try visibility.sees(viewer, row, in: db) {
      let isMasked = try visibility.isMasked(row, for: viewer, in: db)
      return Side(row: row, person: try personViews.shown(row, for: viewer, in: db), isMasked: isMasked)
    }
    guard try numberClaims.mayDecideOnClaim(row, on: other, for: viewer, in: db) else { return nil }
    let person = try personViews.fetch(row, today: viewer.today, in: db).masked(on: viewer.today)
    return Side(row: row, person: person, isMasked: true)
  }

  /// One side of a pair, as it is shown.
  private struct Side {
    let row: PersonRow
    let person: Person
    let isMasked: Bool
  }

  /// How alike two sides are by what is held now; nothing when what was mended since made them two.
  private func likeness(_ one: Side, _ other: Side, today: CalendarDate, in db: Database) throws -> Likeness? {
    guard let first = try duplicateRecords.subject(one.row, today: today, in: db),
      let second = try duplicateRecords.subject(other.row, today: today, in: db)
    else { return nil }
    let isNumberShared = try [(one, other), (other, one)].contains { claimant, holder in
      try !numberClaims.claims(by: claimant.row.key, onNumbersOf: holder.row.key, in: db).isEmpty
    }
    let likeness = Likeness(first, second, sharesNumber: isNumberShared)
    return one.isMasked || other.isMasked ? likeness?.masked : likeness
  }

  static let duplicatesSQL = """
    SELECT duplicate.* FROM duplicate_municipality AS seen JOIN duplicate ON duplicate.key = seen.duplicate
    WHERE seen.municipality = ? AND seen.duplicate > ? ORDER BY seen.duplicate LIMIT ?
    """

  /// Says that a pair is two people after all. A number of the one that was told of the other is the other's no longer.
  ///
  /// - Throws: `Refusal` when it is not there, closed, or out of sight, or a number would be taken from someone whose data
  ///   may not be processed.
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
      let (first, second) = (
        try personRecords.person(row["first"] as Int64, in: db),
        try personRecords.person(row["second"] as Int64, in: db)
      )
      guard try side(first, beside: second, for: viewer, in: db) != nil,
        try side(second, beside: first, for: viewer, in: db) != nil
      else { throw missing }
      // Whoever keeps neither record cannot say for those who do.
      let isOurs = try [first, second].contains {
        try visibility.isAtHome($0, for: viewer, in: db) && !visibility.isMasked($0, for: viewer, in: db)
      }
      guard isOurs else {
        throw Refusal(.outOfScope, "The records of the two are kept by the municipalities where they live")
      }
      try duplicateRecords.close(duplicate: row["key"], at: transaction.now, in: db)
      try numberClaims.refuteClaims(of: first, on: second, in: transaction)
      try numberClaims.refuteClaims(of: second, on: first, in: transaction)
      return transaction.now
    }
  }
}
