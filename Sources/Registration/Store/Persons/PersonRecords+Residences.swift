import CareTypes
import Foundation
import GRDB
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
        try span.value.address.map { try cipher.seal(json: $0, at: SealedField.address) }, now.microseconds,
      ])
    }
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
                try cipher?.open($0, as: Residence.Address.self, at: SealedField.address)
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
}
