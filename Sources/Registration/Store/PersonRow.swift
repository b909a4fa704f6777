import CareTypes
import Foundation
import GRDB
import ServiceCore
import ServiceRuntime

/// A row of the table `person`: what stands in it as plain text, and what is sealed.
struct PersonRow {
  let key: Int64
  let id: OpaqueID
  let dataKey: Int64?
  let sealedIdentity: Data?
  let nameHash: Data?
  let birthDate: CalendarDate?
  let reach: Reach
  let hasTrustedAdult: Bool
  let isSealed: Bool
  let isRestricted: Bool
  /// The municipality whose confirmation it awaits, by the code of when that began: another one made the record, or let
  /// the person move there. Nothing: it was confirmed.
  let unconfirmedIn: NISCode?
  let mergedInto: Int64?
  let isErased: Bool
  let revision: Int64

  init(_ row: Row) throws {
    key = row["key"]
    id = try row.id("id")
    dataKey = row["data_key"]
    sealedIdentity = row["identity"]
    nameHash = row["name_hash"]
    birthDate = try row.optionalDate("birth_date")
    reach = Reach(
      language: try row.word("language"),
      channel: try row.word("channel"),
      digitalSkill: try row.optionalWord("digital_skill")
    )
    hasTrustedAdult = row["has_trusted_adult"]
    isSealed = row["sealed"]
    isRestricted = row["restricted"]
    unconfirmedIn = try (row["unconfirmed_in"] as String?).map { try NISCode($0) }
    mergedInto = row["merged_into"]
    isErased = (row["erased"] as Int64?) != nil
    revision = row["revision"]
  }

  /// The row of a person who was just stored.
  init(
    key: Int64,
    id: OpaqueID,
    dataKey: Int64,
    identity: Data,
    _ nameHash: Data?,
    _ details: PersonDetails,
    unconfirmedIn: NISCode?
  ) {
    self.key = key
    self.id = id
    self.dataKey = dataKey
    sealedIdentity = identity
    self.nameHash = nameHash
    birthDate = details.birthDate
    reach = details.reach
    hasTrustedAdult = details.identity.trustedAdult != nil
    isSealed = false
    isRestricted = false
    self.unconfirmedIn = unconfirmedIn
    mergedInto = nil
    isErased = false
    revision = 1
  }

  /// Whether it awaits the confirmation of the municipality where the person lives.
  var isUnconfirmed: Bool { unconfirmedIn != nil }

  /// Resource name.
  var name: String { ResourceCollection.persons.name(id) }
}

/// What of a care party goes into events.
extension CareSnapshot.Party {
  init(_ row: PersonRow, residences: Timeline<Place>) {
    self.init(id: row.id, birthDate: row.isErased ? nil : row.birthDate, residences: residences)
  }
}

extension RegistrationStore {
  // MARK: - Finding

  /// The row of a key.
  func person(_ key: Int64, in db: Database) throws -> PersonRow {
    guard
      let row = try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM person WHERE key = ?"), arguments: [key])
    else { throw Refusal(.internal, "A person is not there") }
    return try PersonRow(row)
  }

  /// The row of an id.
  func person(_ id: OpaqueID, in db: Database) throws -> PersonRow? {
    try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM person WHERE id = ?"), arguments: [id.text])
      .map(PersonRow.init)
  }

  /// The key of the person whom a number finds, also an earlier one.
  func personKey(of number: PersonNumber, in db: Database) throws -> Int64? {
    try personKey(ofHash: hash(of: number), in: db)
  }

  /// The key of the person whom a number finds, by the hash of the number.
  func personKey(ofHash hash: Data, in db: Database) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT person FROM person_identifier WHERE hash = ?"),
      arguments: [hash]
    )
  }

  /// A person whom a viewer sees and may change.
  ///
  /// - Parameter evenRestricted: Whether it may be done while the processing is restricted.
  /// - Throws: `Refusal` when the person is not there or out of sight, was merged or erased, is restricted, or awaits the
  ///   confirmation of the municipality where they live.
  func changeablePerson(
    _ id: OpaqueID,
    for viewer: Viewer,
    evenRestricted: Bool = false,
    in db: Database
  ) throws -> PersonRow {
    guard let person = try person(id, in: db), try sees(viewer, person, in: db) else {
      throw Refusal.notFound(ResourceCollection.persons.name(id))
    }
    try refuseMasked(person, for: viewer, in: db)
    try refuseUnchangeable(person, evenRestricted: evenRestricted)
    return person
  }

  /// A person of whom something is recorded. Under the id of someone who was merged into another it is that other, as in
  /// what is read; what changes a record that was read, under its etag, is refused there by `changeablePerson`.
  ///
  /// - Parameter evenRestricted: Whether it may be done while the processing is restricted.
  /// - Throws: `Refusal` as `changeablePerson`, but for a person who was merged.
  func recordablePerson(
    _ id: OpaqueID,
    for viewer: Viewer,
    evenRestricted: Bool = false,
    in db: Database
  ) throws -> PersonRow {
    let person = try visiblePerson(id, for: viewer, in: db)
    try refuseMasked(person, for: viewer, in: db)
    try refuseUnchangeable(person, evenRestricted: evenRestricted)
    return person
  }

  /// - Throws: `Refusal` for a person who was merged or erased, or is restricted.
  func refuseUnchangeable(_ person: PersonRow, evenRestricted: Bool = false) throws {
    if person.isErased || person.mergedInto != nil {
      throw Refusal(.personGone, "\(person.name) was \(person.isErased ? "erased" : "merged into another person")")
    }
    if person.isRestricted, !evenRestricted {
      throw Refusal(.personRestricted, "The processing of the data of \(person.name) is restricted")
    }
  }

  /// A person whom a viewer sees, or the one whom they were merged into.
  ///
  /// - Throws: `Refusal` when the person is not there or out of sight.
  func visiblePerson(_ id: OpaqueID, for viewer: Viewer, in db: Database) throws -> PersonRow {
    guard var row = try person(id, in: db) else { throw Refusal.notFound(ResourceCollection.persons.name(id)) }
    while let kept = row.mergedInto { row = try person(kept, in: db) }
    guard try sees(viewer, row, in: db) else { throw Refusal.notFound(ResourceCollection.persons.name(id)) }
    return row
  }

  // MARK: - Hashes

  /// The keyed hash by which a number is found.
  func hash(of number: PersonNumber) -> Data {
    switch number {
    case .insz(let insz): lookup("insz/\(insz.digits)")
    case .local(let local): lookup("local/\(local.digits)")
    }
  }

  /// The keyed hash by which a family name and birth date are found together.
  func nameHash(_ familyName: String, _ birthDate: CalendarDate?) -> Data? {
    birthDate.map { nameHash(folded: NameFolding.folded(familyName), $0) }
  }

  /// The same of a family name in its folded form.
  func nameHash(folded familyName: String, _ birthDate: CalendarDate) -> Data {
    lookup("name/\(familyName)/\(birthDate.isoText)")
  }

  // MARK: - Storing

  /// Stores a person who is not known yet, and where they live. A number that another has is kept as told, and so is any
  /// that a municipality tells of someone who lives elsewhere.
  func insertPerson(
    _ details: PersonDetails,
    for viewer: Viewer,
    in transaction: WriteTransaction
  ) throws -> PersonRow {
    let (db, now) = (transaction.database, transaction.now)
    let id = OpaqueID.random()
    let (dataKey, cipher) = try dataKeys.make(in: db)
    let sealed = try cipher.seal(json: details.identity, at: Self.identityPlace)
    let nameHash = nameHash(details.identity.familyName, details.birthDate)
    try db.cachedStatement(
      sql: """
        INSERT INTO person (id, data_key, identity, name_hash, birth_date, language, channel, digital_skill,
          has_trusted_adult, recorded)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      id.text, dataKey, sealed, nameHash, details.birthDate?.daysSinceEpoch,
      details.reach.language.rawValue, details.reach.channel.rawValue, details.reach.digitalSkill?.rawValue,
      details.identity.trustedAdult != nil, now.microseconds,
    ])
    // For who lives outside Flanders whoever registers them acts.
    let home = details.residence.place.flemishMunicipality.map { code(of: $0, on: viewer.today) }
    let isUnconfirmed = home.map { viewer.scope?.municipalities.contains($0) == false } ?? false
    let person = PersonRow(
      key: db.lastInsertedRowID,
      id: id,
      dataKey: dataKey,
      identity: sealed,
      nameHash,
      details,
      unconfirmedIn: isUnconfirmed ? home : nil
    )
    if isUnconfirmed { try setUnconfirmed(in: home, person, in: db) }
    let start = try now.dateInBelgium()
    try insert(
      Timeline(start: start, value: details.residence),
      of: person.key,
      isFirst: true,
      cipher,
      at: now,
      in: db
    )
    let number = try details.number ?? .local(freeLocalNumber(in: db))
    let holder = try personKey(of: number, in: db)
    if case .insz(let insz) = number, person.isUnconfirmed || holder != nil {
      try claim(insz, by: person, heldBy: holder, cipher, in: transaction)
    } else {
      try insert(number, of: person.key, isFirst: true, cipher, at: now, in: db)
      try pairWithClaimants(of: number, person, in: transaction)
    }
    return person
  }

  static let identityPlace = "identity"
  static let addressPlace = "address"
  static let numberPlace = "number"

  /// A local number that nobody has.
  func freeLocalNumber(in db: Database) throws -> LocalNumber {
    var generator = SystemRandomNumberGenerator()
    while true {
      let number = LocalNumber.random(using: &generator)
      if try personKey(of: .local(number), in: db) == nil { return number }
    }
  }

  /// Lets a number find a person from now on; one of its kind that held becomes an earlier one.
  ///
  /// - Parameters:
  ///   - isFirst: Whether the person has none yet.
  ///   - holdsNow: Whether it holds; otherwise it is an earlier one from the start.
  func insert(
    _ number: PersonNumber,
    of person: Int64,
    isFirst: Bool = false,
    holdsNow: Bool = true,
    _ cipher: FieldCipher,
    at now: Instant,
    in db: Database
  ) throws {
    let (kind, digits) = number.kindAndDigits
    if !isFirst, holdsNow { try letHoldNoMore(kind, of: person, in: db) }
    try db.cachedStatement(
      sql: """
        INSERT INTO person_identifier (hash, person, kind, digits, current, recorded) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (hash) DO UPDATE SET current = excluded.current, recorded = excluded.recorded
        """
    ).execute(arguments: [
      hash(of: number), person, kind, try cipher.seal(digits, at: Self.numberPlace), holdsNow, now.microseconds,
    ])
  }

  /// Lets the number of a kind that holds be an earlier one.
  func letHoldNoMore(_ kind: String, of person: Int64, in db: Database) throws {
    try db.cachedStatement(sql: "UPDATE person_identifier SET current = 0 WHERE person = ? AND kind = ?")
      .execute(arguments: [person, kind])
  }

  /// Records where a person lives from day to day; what was known before stays as what was known.
  ///
  /// - Parameter isFirst: Whether nothing is known yet.
  func insert(
    _ residences: Timeline<Residence>,
    of person: Int64,
    isFirst: Bool = false,
    _ cipher: FieldCipher,
    at now: Instant,
    in db: Database
  ) throws {
    if !isFirst {
      try db.cachedStatement(sql: "UPDATE residence SET replaced = ? WHERE person = ? AND replaced IS NULL")
        .execute(arguments: [now.microseconds, person])
    }
    for span in residences.spans {
      try db.cachedStatement(
        sql: """
          INSERT INTO residence (person, start_date, end_date, municipality, address, recorded) VALUES (?, ?, ?, ?, ?, ?)
          """
      ).execute(arguments: [
        person, span.start.daysSinceEpoch, span.end?.daysSinceEpoch, span.value.place.text,
        try span.value.address.map { try cipher.seal(json: $0, at: Self.addressPlace) }, now.microseconds,
      ])
    }
  }

  /// Counts a change of a person.
  ///
  /// - Returns: The new revision.
  @discardableResult
  func bumpRevision(of person: PersonRow, in db: Database) throws -> Int64 {
    try db.cachedStatement(sql: "UPDATE person SET revision = revision + 1 WHERE key = ?")
      .execute(arguments: [person.key])
    return person.revision + 1
  }

  // MARK: - Reading

  /// The cipher of a person; nothing once they were erased.
  func cipher(of person: PersonRow, in db: Database) throws -> FieldCipher? {
    try person.dataKey.map { try dataKeys.cipher($0, in: db) }
  }

  /// The identity of a person; nothing once they were erased.
  func identity(of person: PersonRow, in db: Database) throws -> Identity? {
    guard let sealed = person.sealedIdentity, let cipher = try cipher(of: person, in: db) else { return nil }
    return try cipher.open(sealed, as: Identity.self, at: Self.identityPlace)
  }

  /// Where a person lives over time, as it was known at a time.
  ///
  /// - Parameter known: Until when it was recorded; nothing: what is known now. Before the first record that one counts.
  func residences(
    of person: PersonRow,
    known: Instant? = nil,
    in db: Database
  ) throws -> Timeline<Residence> {
    let cipher = try cipher(of: person, in: db)
    func read(_ sql: String, _ arguments: StatementArguments) throws -> Timeline<Residence>? {
      let rows = try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments)
      return Timeline(
        try rows.map { row in
          Timeline.Period(
            start: try row.date("start_date"),
            value: Residence(
              place: try Place(row["municipality"] as String),
              address: try (row["address"] as Data?).flatMap {
                try cipher?.open($0, as: Residence.Address.self, at: Self.addressPlace)
              }
            )
          )
        }
      )
    }
    var timeline: Timeline<Residence>?
    if let known { timeline = try read(Self.knownResidencesSQL, [person.key, known.microseconds, known.microseconds]) }
    guard let timeline = try timeline ?? read(Self.residencesSQL, [person.key]) else {
      throw Refusal(.internal, "A person lives nowhere")
    }
    return timeline
  }

  static let residencesSQL =
    "SELECT start_date, municipality, address FROM residence WHERE person = ? AND replaced IS NULL"

  static let knownResidencesSQL = """
    SELECT start_date, municipality, address FROM residence
    WHERE person = ? AND recorded < ? AND (replaced IS NULL OR replaced >= ?)
    """

  /// Where a person lives over time, for events.
  func places(of person: PersonRow, in db: Database) throws -> Timeline<Place> {
    let rows = try Row.fetchAll(db.cachedStatement(sql: Self.residencesSQL), arguments: [person.key])
    let periods = try rows.map {
      Timeline.Period(start: try $0.date("start_date"), value: try Place($0["municipality"] as String))
    }
    guard let timeline = Timeline(periods) else { throw Refusal(.internal, "A person lives nowhere") }
    return timeline
  }

  /// A person with everything that is shown of them.
  func fetch(_ row: PersonRow, known: Instant? = nil, today: CalendarDate, in db: Database) throws -> Person {
    let cipher = try cipher(of: row, in: db)
    let numbers = try numbers(of: row.key, cipher, today: today, in: db)
    return Person(
      id: row.id,
      revision: row.revision,
      identity: try identity(of: row, in: db),
      number: numbers.current,
      formerNumbers: numbers.former,
      // What stays of it is for counts alone.
      birthDate: row.isErased ? nil : row.birthDate,
      residences: try residences(of: row, known: known, in: db),
      reach: row.reach,
      consents: try consents(of: row, known: known, in: db),
      isSealed: row.isSealed,
      isRestricted: row.isRestricted,
      isUnconfirmed: row.isUnconfirmed
    )
  }
}
