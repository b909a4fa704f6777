package import CareTypes
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

  /// A page of the open pairs of a municipality, oldest finding first, and the key after which the next page begins.
  /// Pairs with a person who is not visible are left out, and so are pairs that are no longer alike.
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
        try db.rows(Self.duplicatesSQL, [code.digits, key, limit])
      } making: { rows in
        try duplicates(rows, for: viewer, in: db)
      }
    }
  }

  /// Pairs as they are listed; nil for a pair of whom the viewer may not know someone, or who are no longer alike.
  private func duplicates(_ rows: [SQLRow], for viewer: Viewer, in db: Connection) throws -> [Duplicate?] {
    let keys = Set(rows.flatMap { [$0["first"] as Int64, $0["second"] as Int64] })
    let persons = try personRecords.persons(keys, in: db)
    let rules = try visibility.rules(of: keys, for: viewer, in: db)
    let claims = try numberClaims.claims(among: keys, in: db)
    let records = try personViews.fetch(persons.values, today: viewer.today, in: db)
    let partners = try duplicateRecords.partners(of: keys, in: db)
    func subject(_ row: PersonRow) -> Likeness.Subject? {
      guard let record = records[row.key], let identity = record.identity else { return nil }
      return Likeness.Subject(
        identity: identity,
        birthDate: row.birthDate,
        number: record.number,
        residences: record.residences,
        partners: partners[row.key] ?? [],
        today: viewer.today,
        duplicateRecords.tables
      )
    }
    return try rows.map { row in
      guard let first = persons[row["first"]], let second = persons[row["second"]],
        let isFirstMasked = try masking(of: first, beside: second, rules, claims),
        let isSecondMasked = try masking(of: second, beside: first, rules, claims),
        let one = records[first.key], let other = records[second.key],
        let compared = subject(first), let otherCompared = subject(second)
      else { return nil }
      let sharesNumber =
        claims.contains(NumberClaims.Claim(claimant: first.key, holder: second.key))
        || claims.contains(NumberClaims.Claim(claimant: second.key, holder: first.key))
      guard let likeness = Likeness(compared, otherCompared, sharesNumber: sharesNumber) else { return nil }
      return Duplicate(
        id: try row.id("id"),
        first: isFirstMasked ? one.masked(on: viewer.today) : one,
        second: isSecondMasked ? other.masked(on: viewer.today) : other,
        findTime: Instant(microseconds: row["found"]),
        likeness: isFirstMasked || isSecondMasked ? likeness.masked : likeness
      )
    }
  }

  /// How the viewer is shown one person of a pair: masked or not. A person who is not visible is shown masked if a number
  /// of the other one was given for them.
  ///
  /// - Returns: Nil for a person of whom the viewer may not know.
  private func masking(
    of row: PersonRow,
    beside other: PersonRow,
    _ rules: VisibilityRules,
    _ claims: Set<NumberClaims.Claim>
  ) throws -> Bool? {
    if try rules.sees(row.status) { return try rules.isMasked(row.status) }
    let hasClaim = claims.contains(NumberClaims.Claim(claimant: row.key, holder: other.key))
    return try rules.mayDecideOnClaim(of: row.status, on: other.status, hasClaim: hasClaim) ? true : nil
  }

  static let duplicatesSQL = """
    SELECT duplicate.* FROM duplicate_municipality AS seen JOIN duplicate ON duplicate.key = seen.duplicate
    WHERE seen.municipality = ? AND seen.duplicate > ? ORDER BY seen.duplicate LIMIT ?
    """

  /// Dismisses a pair: the two are different people. If a number of the one was given for the other, the other loses
  /// it.
  ///
  /// - Throws: `Refusal` when it does not exist, is closed, or is not visible, or a number would be taken from someone
  ///   whose data is restricted.
  package func dismiss(duplicate id: OpaqueID, for viewer: Viewer, command: Command) async throws -> Instant {
    try await database.command(command) { transaction in
      let db = transaction.connection
      let missing = Refusal.notFound(ResourceCollection.duplicates.name(id))
      guard
        let row = try db.row("SELECT * FROM duplicate WHERE id = ? AND closed IS NULL", [id.text])
      else { throw missing }
      let (first, second) = (
        try personRecords.person(row["first"] as Int64, in: db),
        try personRecords.person(row["second"] as Int64, in: db)
      )
      let rules = try visibility.rules(of: [first.key, second.key], for: viewer, in: db)
      let claims = try numberClaims.claims(among: [first.key, second.key], in: db)
      guard try masking(of: first, beside: second, rules, claims) != nil,
        try masking(of: second, beside: first, rules, claims) != nil
      else { throw missing }
      try rules.requireSay(overOneOf: [first.status, second.status])
      try duplicateRecords.close(duplicate: row["key"], at: transaction.now, in: db)
      try numberClaims.refuteClaims(of: first, on: second, in: transaction)
      try numberClaims.refuteClaims(of: second, on: first, in: transaction)
      return transaction.now
    }
  }
}
