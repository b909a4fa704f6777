import CareTypes
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Finds persons who are probably one, and keeps the pairs.
struct DuplicateRecords: Sendable {
  let tables: ReferenceTables
  let personRecords: PersonRecords
  let lookupHashes: LookupHashes
  let visibility: Visibility

  /// Looks for probable duplicates of a person, after updating the person's keys, and puts the pairs on the lists of
  /// the municipalities where either lives.
  ///
  /// - Returns: How many were compared.
  @discardableResult
  func findDuplicates(of person: PersonRow, in transaction: WriteTransaction) throws -> Int {
    let db = transaction.connection
    let today = try transaction.now.dateInBelgium()
    guard let subject = try subject(person, today: today, in: db) else { return 0 }
    let hashes = LikenessKeys.keys(of: subject).map(lookupHashes.likenessHash)
    try replaceLikenessKeys(of: person.key, with: hashes, in: db)
    var candidates: Set<Int64> = []
    for hash in hashes {
      let sharing = try db.values(Int64.self, Self.sharingSQL, [hash, person.key, Self.mostSharing + 1])
      // A key that so many share says little, and would cost much.
      if sharing.count <= Self.mostSharing { candidates.formUnion(sharing) }
    }
    for key in candidates.sorted() {
      let other = try personRecords.person(key, in: db)
      guard let compared = try self.subject(other, today: today, in: db), Likeness(subject, compared) != nil
      else { continue }
      let homes = try visibility.homes(ofPerson: person.key, on: today, in: db).union(
        visibility.homes(ofPerson: key, on: today, in: db)
      )
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

  static let likenessKeysSQL = "SELECT hash FROM likeness_key WHERE person = ?"

  private func replaceLikenessKeys(of person: Int64, with hashes: [Int64], in db: Connection) throws {
    let held = try Set(
      db.values(Int64.self, Self.likenessKeysSQL, [person])
    )
    for hash in held.subtracting(hashes) {
      try db.execute("DELETE FROM likeness_key WHERE hash = ? AND person = ?", [hash, person])
    }
    for hash in Set(hashes).subtracting(held) {
      try db.execute("INSERT INTO likeness_key (hash, person) VALUES (?, ?)", [hash, person])
    }
  }

  /// What is compared of a person; nil once they were erased.
  func subject(_ person: PersonRow, today: CalendarDate, in db: Connection) throws -> Likeness.Subject? {
    guard let cipher = try personRecords.cipher(of: person, in: db),
      let identity = try personRecords.identities(of: [person], [person.key: cipher])[person.key]
    else { return nil }
    return Likeness.Subject(
      identity: identity,
      birthDate: person.birthDate,
      number: try personRecords.numbers(of: person.key, cipher, today: today, in: db).current,
      residences: try personRecords.residences(of: person, in: db),
      partners: try partners(of: [person.key], in: db)[person.key] ?? [],
      today: today,
      tables
    )
  }

  /// The care partners of several persons, by their keys; at most so many of each. Sealed persons are left out: with whom
  /// they are in care must not show.
  func partners(of persons: some Sequence<Int64>, in db: Connection) throws -> [Int64: Set<Int64>] {
    let rows = try db.rows(Self.likePartnersSQL, ["persons": ValueList(Set(persons))])
    return Dictionary(grouping: rows) { $0["person"] as Int64 }
      .mapValues { Set($0.prefix(Self.mostPartners).map { $0["partner"] }) }
  }

  /// The most care partners of someone that are compared.
  private static let mostPartners = 50

  static let likePartnersSQL = """
    SELECT caregiver AS person, recipient AS partner FROM care_situation JOIN person ON person.key = recipient
    WHERE caregiver IN \(ValueList.members(":persons")) AND person.sealed = 0
    UNION SELECT recipient, caregiver FROM care_situation JOIN person ON person.key = caregiver
    WHERE recipient IN \(ValueList.members(":persons")) AND person.sealed = 0
    ORDER BY partner
    """

  func insertDuplicate(
    _ one: PersonRow,
    _ other: PersonRow,
    municipalities: Set<NISCode>,
    in transaction: WriteTransaction
  ) throws {
    let db = transaction.connection
    let pair = (min(one.key, other.key), max(one.key, other.key))
    try db.execute(
      "INSERT INTO duplicate (id, first, second, found) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
      [OpaqueID.random().text, pair.0, pair.1, transaction.now.microseconds]
    )
    let key = try db.value(
      Int64.self,
      "SELECT key FROM duplicate WHERE first = ? AND second = ? AND closed IS NULL",
      [pair.0, pair.1]
    )
    // A pair that was said to be two people stays two people.
    guard let key else { return }
    for municipality in municipalities {
      try db.execute(
        "INSERT INTO duplicate_municipality (municipality, duplicate) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [municipality.digits, key]
      )
    }
  }

  func close(duplicate key: Int64, at now: Instant, in db: Connection) throws {
    try db.execute("UPDATE duplicate SET closed = ? WHERE key = ?", [now.microseconds, key])
    try db.execute("DELETE FROM duplicate_municipality WHERE duplicate = ?", [key])
  }

  /// Reopens a pair that was closed by a merge which is undone, unless one of the two was merged otherwise.
  func reopen(duplicate key: Int64, in transaction: WriteTransaction) throws {
    let db = transaction.connection
    let row = try db.row("SELECT * FROM duplicate WHERE key = ?", [key])
    guard let row else { return }
    let (first, second) = (
      try personRecords.person(row["first"] as Int64, in: db), try personRecords.person(row["second"] as Int64, in: db)
    )
    if first.mergedInto != nil || second.mergedInto != nil { return }
    try db.execute("UPDATE duplicate SET closed = NULL WHERE key = ?", [key])
    let today = try transaction.now.dateInBelgium()
    let homes = try visibility.homes(ofPerson: first.key, on: today, in: db).union(
      visibility.homes(ofPerson: second.key, on: today, in: db)
    )
    try insertDuplicate(first, second, municipalities: homes, in: transaction)
  }

  /// The pairs that include a person.
  func duplicates(ofPerson key: Int64, in db: Connection) throws -> [SQLRow] {
    try db.rows(
      "SELECT * FROM duplicate WHERE first = :key UNION SELECT * FROM duplicate WHERE second = :key",
      ["key": key]
    )
  }
}
