package import CareTypes
import Foundation
import GRDB
import ServiceCore
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
  /// How alike they are, and why, by what is held now.
  package let likeness: Likeness
}

extension RegistrationStore {
  /// Looks for persons who are probably the same as one, under keys that are brought up to date with what is held, and
  /// puts them on the lists of those where either lives.
  ///
  /// - Returns: How many were compared.
  @discardableResult
  func findDuplicates(of person: PersonRow, in transaction: WriteTransaction) throws -> Int {
    let db = transaction.database
    let today = try transaction.now.dateInBelgium()
    guard let subject = try subject(person, today: today, in: db) else { return 0 }
    let hashes = LikenessKeys.keys(of: subject).map(likenessHash)
    try replaceLikenessKeys(of: person.key, with: hashes, in: db)
    var candidates: Set<Int64> = []
    for hash in hashes {
      let sharing = try Int64.fetchAll(
        db.cachedStatement(sql: Self.sharingSQL),
        arguments: [hash, person.key, Self.mostSharing + 1]
      )
      // What so many have in common says nothing, and would cost much.
      if sharing.count <= Self.mostSharing { candidates.formUnion(sharing) }
    }
    for key in candidates.sorted() {
      let other = try self.person(key, in: db)
      guard let compared = try self.subject(other, today: today, in: db), Likeness(subject, compared) != nil
      else { continue }
      let homes = try homes(ofPerson: person.key, on: today, in: db).union(homes(ofPerson: key, on: today, in: db))
      let municipalities = homes.union(subject.homes.union(compared.homes).compactMap(\.place.flemishMunicipality))
      try insertDuplicate(person, other, municipalities: municipalities, in: transaction)
    }
    return candidates.count
  }

  /// The most others under a key with whom someone is compared.
  static let mostSharing = 24

  static let sharingSQL = """
    SELECT likeness_key.person FROM likeness_key JOIN person ON person.key = likeness_key.person
    WHERE likeness_key.hash = ? AND likeness_key.person <> ? AND person.merged_into IS NULL AND person.erased IS NULL
    LIMIT ?
    """

  /// Gives keys to persons who were registered before there were any, and looks for their duplicates.
  ///
  /// - Returns: How many; nothing more is to be done when that is less than the limit.
  package func findEarlierDuplicates(on today: CalendarDate, limit: Int) async throws -> Int {
    try await database.write { transaction in
      let db = transaction.database
      let keys = try Int64.fetchAll(
        db.cachedStatement(sql: "SELECT person FROM likeness_backlog LIMIT ?"),
        arguments: [limit]
      )
      for key in keys {
        let person = try person(key, in: db)
        if !person.isErased { try findDuplicates(of: person, in: transaction) }
        try db.cachedStatement(sql: "DELETE FROM likeness_backlog WHERE person = ?").execute(arguments: [key])
      }
      return keys.count
    }
  }

  private func likenessHash(_ key: String) -> Int64 {
    lookup("likeness/\(key)").prefix(8).reduce(0) { $0 << 8 | Int64($1) }
  }

  static let likenessKeysSQL = "SELECT hash FROM likeness_key WHERE person = ?"

  private func replaceLikenessKeys(of person: Int64, with hashes: [Int64], in db: Database) throws {
    let held = try Set(
      Int64.fetchAll(
        db.cachedStatement(sql: Self.likenessKeysSQL),
        arguments: [person]
      )
    )
    for hash in held.subtracting(hashes) {
      try db.cachedStatement(sql: "DELETE FROM likeness_key WHERE hash = ? AND person = ?")
        .execute(arguments: [hash, person])
    }
    for hash in Set(hashes).subtracting(held) {
      try db.cachedStatement(sql: "INSERT INTO likeness_key (hash, person) VALUES (?, ?)")
        .execute(arguments: [hash, person])
    }
  }

  /// What is compared of a person, for today and for the residences that are known to come; nothing once they were
  /// erased.
  func subject(_ person: PersonRow, today: CalendarDate, in db: Database) throws -> Likeness.Subject? {
    guard let cipher = try cipher(of: person, in: db), let identity = try identity(of: person, in: db) else {
      return nil
    }
    let number = try numbers(of: person.key, cipher, today: today, in: db).current
    let spans = try residences(of: person, in: db).spans.filter { $0.end.map { $0 >= today } ?? true }
    // Of a sealed person it is not told with whom they have to do.
    let partners = try Int64.fetchAll(db.cachedStatement(sql: Self.likePartnersSQL), arguments: ["key": person.key])
    let insz: INSZ? = if case .insz(let insz) = number { insz } else { nil }
    return Likeness.Subject(
      familyName: identity.familyName,
      givenNames: identity.givenNames,
      birthDate: person.birthDate,
      insz: insz,
      homes: Set(
        spans.map { span in
          Likeness.Home(
            place: span.value.place,
            postalCode: span.value.address?.postalCode ?? "",
            streetLine: span.value.address?.streetLine ?? "",
            on: max(today, span.start),
            tables
          )
        }
      ),
      phone: identity.phone,
      email: identity.email,
      partners: Set(partners)
    )
  }

  static let likePartnersSQL = """
    SELECT recipient FROM care_situation JOIN person ON person.key = recipient
    WHERE caregiver = :key AND person.sealed = 0
    UNION SELECT caregiver FROM care_situation JOIN person ON person.key = caregiver
    WHERE recipient = :key AND person.sealed = 0 LIMIT 50
    """

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
      try page(of: area(of: municipality, for: viewer), after: key, limit: limit) { code, key, limit in
        try Row.fetchAll(db.cachedStatement(sql: Self.duplicatesSQL), arguments: [code.digits, key, limit])
      } making: { row -> Duplicate? in
        let (first, second) = (try person(row["first"] as Int64, in: db), try person(row["second"] as Int64, in: db))
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
    if try sees(viewer, row, in: db) {
      let isMasked = try isMasked(row, for: viewer, in: db)
      return Side(row: row, person: try shown(row, for: viewer, in: db), isMasked: isMasked)
    }
    guard try mayDecideOnClaim(row, on: other, for: viewer, in: db) else { return nil }
    let person = try fetch(row, today: viewer.today, in: db).masked(on: viewer.today)
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
    guard let first = try subject(one.row, today: today, in: db),
      let second = try subject(other.row, today: today, in: db)
    else { return nil }
    let isNumberShared = try [(one, other), (other, one)].contains { claimant, holder in
      try !claims(by: claimant.row.key, onNumbersOf: holder.row.key, in: db).isEmpty
    }
    let likeness = Likeness(first, second, sharesNumber: isNumberShared)
    return one.isMasked || other.isMasked ? likeness?.masked : likeness
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
      let (first, second) = (try person(row["first"] as Int64, in: db), try person(row["second"] as Int64, in: db))
      guard try side(first, beside: second, for: viewer, in: db) != nil,
        try side(second, beside: first, for: viewer, in: db) != nil
      else { throw missing }
      // Whoever keeps neither record cannot say for those who do.
      let isOurs = try [first, second].contains {
        try isAtHome($0, for: viewer, in: db) && !isMasked($0, for: viewer, in: db)
      }
      guard isOurs else {
        throw Refusal(.outOfScope, "The records of the two are kept by the municipalities where they live")
      }
      try close(duplicate: row["key"], at: transaction.now, in: db)
      try refuteClaims(of: first, on: second, in: transaction)
      try refuteClaims(of: second, on: first, in: transaction)
      return transaction.now
    }
  }

  func close(duplicate key: Int64, at now: Instant, in db: Database) throws {
    try db.cachedStatement(sql: "UPDATE duplicate SET closed = ? WHERE key = ?")
      .execute(arguments: [now.microseconds, key])
    try db.cachedStatement(sql: "DELETE FROM duplicate_municipality WHERE duplicate = ?").execute(arguments: [key])
  }

  /// Opens a pair again that was closed with a merge which is undone, unless one of the two is no longer there.
  func reopen(duplicate key: Int64, in transaction: WriteTransaction) throws {
    let db = transaction.database
    let row = try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM duplicate WHERE key = ?"), arguments: [key])
    guard let row else { return }
    let (first, second) = (try person(row["first"] as Int64, in: db), try person(row["second"] as Int64, in: db))
    if first.mergedInto != nil || second.mergedInto != nil { return }
    try db.cachedStatement(sql: "UPDATE duplicate SET closed = NULL WHERE key = ?").execute(arguments: [key])
    let today = try transaction.now.dateInBelgium()
    let homes = try homes(ofPerson: first.key, on: today, in: db).union(homes(ofPerson: second.key, on: today, in: db))
    try insertDuplicate(first, second, municipalities: homes, in: transaction)
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
