import CareTypes
import Foundation
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
  /// - Returns: How many share a key with the person, and were considered.
  @discardableResult
  func findDuplicates(of person: PersonRow, in transaction: WriteTransaction) throws -> Int {
    let db = transaction.connection
    let today = try transaction.now.dateInBelgium()
    guard let subject = try subjects(of: [person], today: today, in: db)[person.key] else { return 0 }
    let keys = keys(of: subject)
    try replaceLikenessKeys(of: person, with: keys, in: db)
    return try findDuplicates(of: person, subject, keys.hashes, today: today, in: transaction)
  }

  /// The same for a person who was just stored with their keys, which are not in the index yet.
  ///
  /// - Parameter partner: With whom they are in care; nil when that must not show.
  @discardableResult
  func findDuplicates(of new: NewPerson, partner: Int64?, in transaction: WriteTransaction) throws -> Int {
    let today = try transaction.now.dateInBelgium()
    var subject = new.subject
    if let partner { subject.partners = [partner] }
    try insertLikenessKeys(of: new.row, new.likenessKeys, in: transaction.connection)
    return try findDuplicates(of: new.row, subject, new.likenessKeys.hashes, today: today, in: transaction)
  }

  /// The keys under which a person is looked for, as a probable duplicate or by family name and birth date.
  func keys(of subject: Likeness.Subject) -> PackedHashes {
    let name = subject.birthDate.map { lookupHashes.nameHash(folded: NameFolding.folded(subject.familyName), $0) }
    return PackedHashes(lookupHashes.likenessHashes(LikenessKeys.keys(of: subject)).union([name].compactMap { $0 }))
  }

  /// Looks for probable duplicates of a person among those who share a key. Takes one statement if nobody with a fitting
  /// birth date does, and as many for all others as for one.
  private func findDuplicates(
    of person: PersonRow,
    _ subject: Likeness.Subject,
    _ hashes: Set<Int64>,
    today: CalendarDate,
    in transaction: WriteTransaction
  ) throws -> Int {
    let db = transaction.connection
    let sharing = try sharing(hashes, with: person.key, in: db)
    // Most share a name and a place and were born on another day: that can be seen without decrypting anything.
    let fitting = sharing.filter { Likeness.canBeOne(bornOn: $0.value, person.birthDate) }.keys
    if fitting.isEmpty { return sharing.count }
    let others = try personRecords.persons(fitting, in: db).filter { $0.value.mergedInto == nil }
    let subjects = try subjects(of: others.values, today: today, in: db)
    for (key, other) in others.sorted(by: { $0.key < $1.key }) {
      guard let compared = subjects[key], Likeness(subject, compared) != nil else { continue }
      let homes = try visibility.homes(ofPerson: person.key, on: today, in: db).union(
        visibility.homes(ofPerson: key, on: today, in: db)
      )
      let municipalities = homes.union(subject.homes.union(compared.homes).compactMap(\.place.flemishMunicipality))
      try insertDuplicate(person, other, municipalities: municipalities, in: transaction)
    }
    return sharing.count
  }

  /// The others who share a key with a person, with their birth dates.
  private func sharing(
    _ hashes: Set<Int64>,
    with person: Int64,
    in db: Connection
  ) throws -> [Int64: CalendarDate?] {
    let rows = try db.rows(
      Self.sharingSQL,
      ["hashes": ValueList(hashes), "person": person, "most": Self.mostSharing + 1]
    )
    // A key that so many share says little, and would cost much.
    let few = Dictionary(grouping: rows) { $0["hash"] as Int64 }.values.filter { $0.count <= Self.mostSharing }
    return try few.joined().reduce(into: [:]) { found, row in
      found.updateValue(try row.optionalDate("birth_date"), forKey: row["person"])
    }
  }

  /// The most others under a key with whom someone is compared.
  static let mostSharing = 24

  // All that is read lies together under each key: the persons, of whom there may be many, are not touched.
  static let sharingSQL = """
    SELECT likeness_key.hash, likeness_key.person, likeness_key.birth_date
    FROM \(ValueList.members(":hashes")) AS sought JOIN likeness_key ON likeness_key.hash = sought.value
      AND likeness_key.person IN (
        SELECT sharing.person FROM likeness_key AS sharing
        WHERE sharing.hash = sought.value AND sharing.person <> :person LIMIT :most)
    """

  static let likenessKeysSQL = "SELECT likeness_keys FROM person WHERE key = ?"

  private func replaceLikenessKeys(
    of person: PersonRow,
    with keys: PackedHashes,
    in db: Connection
  ) throws {
    let existing = try likenessKeys(of: person.key, in: db).hashes
    try deleteLikenessKeys(of: person.key, existing.subtracting(keys.hashes), in: db)
    try insertLikenessKeys(of: person, keys, in: db)
    try db.execute("UPDATE person SET likeness_keys = ? WHERE key = ?", [keys.bytes, person.key])
  }

  /// Removes everything under which a person is looked for.
  func forgetLikenessKeys(of person: Int64, in db: Connection) throws {
    try deleteLikenessKeys(of: person, likenessKeys(of: person, in: db).hashes, in: db)
    try db.execute("UPDATE person SET likeness_keys = NULL WHERE key = ?", [person])
  }

  private func likenessKeys(of person: Int64, in db: Connection) throws -> PackedHashes {
    PackedHashes(bytes: try db.value(Data.self, Self.likenessKeysSQL, [person]) ?? Data())
  }

  private func deleteLikenessKeys(of person: Int64, _ hashes: Set<Int64>, in db: Connection) throws {
    for hash in hashes {
      try db.execute("DELETE FROM likeness_key WHERE hash = ? AND person = ?", [hash, person])
    }
  }

  /// Stores keys of a person; those that are stored already get the birth date that the person has now.
  private func insertLikenessKeys(of person: PersonRow, _ keys: PackedHashes, in db: Connection) throws {
    try db.execute(
      """
      INSERT INTO likeness_key (hash, person, birth_date)
      SELECT value, :person, :birth_date FROM \(ValueList.members(":hashes")) AS new WHERE true
      ON CONFLICT (hash, person) DO UPDATE SET birth_date = excluded.birth_date
      """,
      [
        "person": person.key, "birth_date": person.birthDate?.daysSinceEpoch, "hashes": ValueList(keys.hashes),
      ]
    )
  }

  /// What is compared of some persons, by their keys; nothing of those who were erased.
  func subjects(
    of persons: some Collection<PersonRow>,
    today: CalendarDate,
    in db: Connection
  ) throws -> [Int64: Likeness.Subject] {
    let ciphers = try personRecords.ciphers(of: persons)
    let identities = try personRecords.identities(of: persons, ciphers)
    let numbers = try personRecords.knownNumbers(of: ciphers, today: today, in: db)
    let residences = try personRecords.residences(of: persons, ciphers, in: db)
    let partners = try partners(of: persons.map(\.key), in: db)
    return persons.reduce(into: [:]) { found, person in
      guard let identity = identities[person.key], let residences = residences[person.key] else { return }
      found[person.key] = Likeness.Subject(
        identity: identity,
        birthDate: person.birthDate,
        number: PersonNumbers(numbers[person.key] ?? []).current,
        residences: residences,
        partners: partners[person.key] ?? [],
        today: today,
        tables
      )
    }
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
