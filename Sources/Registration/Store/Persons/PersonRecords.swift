import CareTypes
import Foundation
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Reads and writes the rows of persons, their numbers and their residences.
struct PersonRecords: Sendable {
  let dataKeys: DataKeys
  let lookupHashes: LookupHashes

  /// The records of one person: theirs, and those that were merged into it.
  func sameRecords(as person: PersonRow, in db: Connection) throws -> [PersonRow] {
    [person] + (try mergedPersons(into: person.key, in: db))
  }

  func needs(of person: Int64, in db: Connection) throws -> [SupportArea] {
    try db.values(String.self, "SELECT area FROM need WHERE person = ? ORDER BY area", [person]).compactMap(
      SupportArea.init(rawValue:)
    )
  }

  /// The row of a key.
  func person(_ key: Int64, in db: Connection) throws -> PersonRow {
    guard
      let row = try db.row("\(Self.personSQL) WHERE person.key = ?", [key])
    else { throw Refusal(.internal, "A person is not there") }
    return try PersonRow(row)
  }

  /// The rows of several keys.
  func persons(_ keys: some Sequence<Int64>, in db: Connection) throws -> [Int64: PersonRow] {
    let rows = try db.rows(Self.personsSQL, [ValueList(Set(keys))])
    return try Dictionary(uniqueKeysWithValues: rows.map { ($0["key"], try PersonRow($0)) })
  }

  static let personsSQL = "\(personSQL) WHERE person.key IN \(ValueList.members("?"))"

  /// Reads rows of `person` with their data keys, for `PersonRow`; a condition follows.
  static let personSQL = """
    SELECT person.key, person.id, person.data_key, data_key.master, data_key.wrapped, person.identity, person.birth_date,
      person.language, person.channel, person.digital_skill, person.has_trusted_adult, person.sealed, person.restricted,
      person.unconfirmed_in, person.merged_into, person.erased, person.revision
    FROM person LEFT JOIN data_key ON data_key.key = person.data_key
    """

  /// The row of an id.
  func person(_ id: OpaqueID, in db: Connection) throws -> PersonRow? {
    try db.row("\(Self.personSQL) WHERE person.id = ?", [id.text])
      .map(PersonRow.init)
  }

  /// The key of the person whom a number finds, also an earlier one.
  func personKey(of number: PersonNumber, in db: Connection) throws -> Int64? {
    try personKey(ofHash: lookupHashes.hash(of: number), in: db)
  }

  /// The key of the person whom a number finds, by the hash of the number.
  func personKey(ofHash hash: Data, in db: Connection) throws -> Int64? {
    try db.value(Int64.self, "SELECT person FROM person_identifier WHERE hash = ?", [hash])
  }

  /// Increases the revision of a person.
  ///
  /// - Returns: The new revision.
  @discardableResult
  func bumpRevision(of person: PersonRow, in db: Connection) throws -> Int64 {
    try db.execute("UPDATE person SET revision = revision + 1 WHERE key = ?", [person.key])
    return person.revision + 1
  }

  /// Sets the municipality whose confirmation a record awaits.
  func setUnconfirmed(in municipality: NISCode?, _ person: PersonRow, in db: Connection) throws {
    try db.execute("UPDATE person SET unconfirmed_in = ? WHERE key = ?", [municipality?.digits, person.key])
  }

  /// Everyone who was merged into a person, directly or through others.
  func mergedPersons(into key: Int64, in db: Connection) throws -> [PersonRow] {
    let direct = try db.rows("\(Self.personSQL) WHERE person.merged_into = ?", [key]).map(PersonRow.init)
    return try direct.flatMap { [$0] + (try mergedPersons(into: $0.key, in: db)) }
  }
}

extension PersonRecords {
  /// Records where a person lives from day to day; what was known before stays as what was known.
  ///
  /// - Parameter isFirst: Whether nothing is known yet.
  func insertResidences(
    _ residences: Timeline<Residence>,
    of person: Int64,
    isFirst: Bool = false,
    _ cipher: FieldCipher,
    at now: Instant,
    in db: Connection
  ) throws {
    if !isFirst {
      try db.execute(
        "UPDATE residence SET replaced = ? WHERE person = ? AND replaced IS NULL",
        [now.microseconds, person]
      )
    }
    for span in residences.spans {
      try db.execute(
        """
        INSERT INTO residence (person, start_date, end_date, municipality, address, recorded) VALUES (?, ?, ?, ?, ?, ?)
        """,
        [
          person, span.start.daysSinceEpoch, span.end?.daysSinceEpoch, span.value.place.text,
          try span.value.address.map { try cipher.seal($0, at: SealedField.address) }, now.microseconds,
        ]
      )
    }
  }

  /// Where a person lives over time, as it was known at a time.
  ///
  /// - Parameter known: Only what was recorded before this time is used; nil for what is known now. For a time before the first record, that one is used.
  func residences(
    of person: PersonRow,
    known: Instant? = nil,
    in db: Connection
  ) throws -> Timeline<Residence> {
    let found = try residences(of: [person], ciphers(of: [person]), known: known, in: db)
    guard let timeline = found[person.key] else { throw Refusal(.internal, "A person lives nowhere") }
    return timeline
  }

  /// Where several persons live over time, as it was known at a time, by the keys of their rows.
  ///
  /// - Parameters:
  ///   - ciphers: Their ciphers, by the keys of their rows.
  ///   - known: As for one person.
  func residences(
    of persons: some Collection<PersonRow>,
    _ ciphers: [Int64: FieldCipher],
    known: Instant? = nil,
    in db: Connection
  ) throws -> [Int64: Timeline<Residence>] {
    var found: [Int64: Timeline<Residence>] = [:]
    if let known {
      for key in persons.map(\.key) {
        let rows = try db.rows(Self.knownResidencesSQL, [key, known.microseconds, known.microseconds])
        found[key] = try Self.timeline(rows, ciphers[key])
      }
    }
    let others = persons.map(\.key).filter { found[$0] == nil }
    if others.isEmpty { return found }
    let rows = try db.rows(Self.residencesOfSeveralSQL, [ValueList(Set(others))])
    for (key, rows) in Dictionary(grouping: rows, by: { $0["person"] as Int64 }) {
      found[key] = try Self.timeline(rows, ciphers[key])
    }
    return found
  }

  private static func timeline(_ rows: [SQLRow], _ cipher: FieldCipher?) throws -> Timeline<Residence>? {
    Timeline(
      try rows.map { row in
        Timeline.Period(
          start: try row.date("start_date"),
          value: Residence(
            place: try Place(row["municipality"] as String),
            address: try (row["address"] as Data?).flatMap {
              try cipher?.open($0, as: Residence.Address.self, at: SealedField.address)
            }
          )
        )
      }
    )
  }

  static let residencesSQL =
    "SELECT start_date, municipality, address FROM residence WHERE person = ? AND replaced IS NULL"

  static let residencesOfSeveralSQL = """
    SELECT person, start_date, municipality, address FROM residence
    WHERE person IN \(ValueList.members("?")) AND replaced IS NULL
    """

  static let knownResidencesSQL = """
    SELECT start_date, municipality, address FROM residence
    WHERE person = ? AND recorded < ? AND (replaced IS NULL OR replaced >= ?)
    """

  /// Where a person lives over time, for events.
  func places(of person: PersonRow, in db: Connection) throws -> Timeline<Place> {
    try places(ofPerson: person.key, in: db)
  }

  /// Where the person of a key lives over time, without addresses.
  func places(ofPerson key: Int64, in db: Connection) throws -> Timeline<Place> {
    let rows = try db.rows(Self.residencesSQL, [key])
    let periods = try rows.map {
      Timeline.Period(start: try $0.date("start_date"), value: try Place($0["municipality"] as String))
    }
    guard let timeline = Timeline(periods) else { throw Refusal(.internal, "A person lives nowhere") }
    return timeline
  }
}
