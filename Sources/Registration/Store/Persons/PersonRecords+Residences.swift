import CareTypes
import Foundation
import RegistrationDomain
import ServiceCore
import ServiceRuntime

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
          try span.value.address.map { try cipher.seal(json: $0, at: SealedField.address) }, now.microseconds,
        ]
      )
    }
  }

  /// Where a person lives over time, as it was known at a time.
  ///
  /// - Parameter known: Before when it was recorded; nil: what is known now. Before the first record, that one counts.
  func residences(
    of person: PersonRow,
    known: Instant? = nil,
    in db: Connection
  ) throws -> Timeline<Residence> {
    let cipher = try cipher(of: person, in: db)
    if let known {
      let rows = try db.rows(Self.knownResidencesSQL, [person.key, known.microseconds, known.microseconds])
      if let timeline = try Self.timeline(rows, cipher) { return timeline }
    }
    let rows = try db.rows(Self.residencesSQL, [person.key])
    guard let timeline = try Self.timeline(rows, cipher) else { throw Refusal(.internal, "A person lives nowhere") }
    return timeline
  }

  /// Where several persons live over time, as it is known now.
  ///
  /// - Parameter ciphers: Their ciphers, by the keys of their rows.
  func residences(
    of persons: some Collection<PersonRow>,
    _ ciphers: [Int64: FieldCipher],
    in db: Connection
  ) throws -> [Int64: Timeline<Residence>] {
    let rows = try db.rows(Self.residencesOfSeveralSQL, [ValueList(Set(persons.map(\.key)))])
    return try Dictionary(grouping: rows) { $0["person"] as Int64 }.reduce(into: [:]) { found, group in
      found[group.key] = try Self.timeline(group.value, ciphers[group.key])
    }
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
