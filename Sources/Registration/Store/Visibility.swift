import CareTypes
import GRDB
import ServiceRuntime

/// Who sees what: the municipality where a person lives today, and those where the people live whom they care for or are
/// cared for by, as long as that goes on and a year after it. The record itself is changed and given out by the
/// municipality where they live alone. A sealed record takes a clearance as well. What is out of sight is refused exactly as what does not exist.
///
/// Who tells a national number is answered, by every method that takes one, as if nobody had it, or as one who is in sight:
///
/// | who has the number | clearance `none` | `find` | `read` |
/// | --- | --- | --- | --- |
/// | nobody | nobody | nobody | nobody |
/// | someone who lives elsewhere, without care partners here | nobody | nobody | nobody |
/// | someone in sight | in sight | in sight | in sight |
/// | someone here, sealed | nobody | in sight, shown without identity | in sight |
/// | someone here, erased | nobody | nobody | nobody |
/// | someone elsewhere, in an unconfirmed record of a third municipality | nobody | nobody | nobody |
///
/// "Nobody" holds byte for byte, apart from opaque ids and times, under whatever name the number is told. In sight, a search
/// finds, a number that is replaced is `NUMBER_IN_USE`, and a name or birth date that does not fit is `IDENTITY_DIFFERS`.
extension RegistrationStore {
  /// The code that an area has on a day: municipalities merge, and what they had passes to the new one.
  func code(of municipality: NISCode, on date: CalendarDate) -> NISCode {
    (try? tables.municipalities.successor(of: municipality, at: date).code) ?? municipality
  }

  /// All codes whose area belongs to a municipality on a day, its own first.
  func codes(of municipality: NISCode, on date: CalendarDate) -> [NISCode] {
    [municipality] + tables.municipalities.predecessors(of: municipality, at: date)
  }

  /// Where a person lives on a day, by the code of that day.
  func municipality(ofPerson key: Int64, on date: CalendarDate, in db: Database) throws -> NISCode {
    let digits = try String.fetchOne(
      db.cachedStatement(sql: Self.residenceSQL),
      arguments: [key, date.daysSinceEpoch]
    )
    let first = try digits ?? String.fetchOne(db.cachedStatement(sql: Self.firstResidenceSQL), arguments: [key])
    guard let first else { throw Refusal(.internal, "A person lives nowhere") }
    return code(of: try NISCode(first), on: date)
  }

  static let residenceSQL = """
    SELECT municipality FROM residence WHERE person = ? AND replaced IS NULL AND start_date <= ?
    ORDER BY start_date DESC LIMIT 1
    """

  static let firstResidenceSQL = """
    SELECT municipality FROM residence WHERE person = ? AND replaced IS NULL ORDER BY start_date LIMIT 1
    """

  /// Where a person and everyone whom they care for or are cared for by live on a day.
  func territory(ofPerson key: Int64, on date: CalendarDate, in db: Database) throws -> Set<NISCode> {
    let partners = try Int64.fetchAll(
      db.cachedStatement(sql: Self.partnersSQL),
      arguments: ["key": key, "since": date.daysSinceEpoch - Self.aftercareDays]
    )
    return Set(try ([key] + partners).map { try municipality(ofPerson: $0, on: date, in: db) })
  }

  static let partnersSQL = """
    SELECT recipient FROM care_situation WHERE caregiver = :key AND (end_date IS NULL OR end_date >= :since)
    UNION SELECT caregiver FROM care_situation WHERE recipient = :key AND (end_date IS NULL OR end_date >= :since)
    """

  /// Days after its end for which care lets the municipality of the one see the other.
  private static let aftercareDays = 365

  /// Whether a person lives in a municipality of the viewer.
  func isAtHome(_ person: PersonRow, for viewer: Viewer, in db: Database) throws -> Bool {
    guard let scope = viewer.scope else { return true }
    return scope.municipalities.contains(try municipality(ofPerson: person.key, on: viewer.today, in: db))
  }

  /// - Throws: `Refusal` for a person who lives outside the municipalities of the viewer.
  func requireAtHome(_ person: PersonRow, for viewer: Viewer, in db: Database) throws {
    guard try isAtHome(person, for: viewer, in: db) else {
      throw Refusal(.outOfScope, "The record of \(person.name) is kept by the municipality where they live")
    }
  }

  /// Whether a person is in sight.
  ///
  /// - Parameter clearance: What their record takes if it is sealed.
  func sees(
    _ viewer: Viewer,
    _ person: PersonRow,
    clearance: CallScope.Clearance = .read,
    in db: Database
  ) throws -> Bool {
    guard let scope = viewer.scope else { return true }
    if person.isSealed, scope.clearance < clearance { return false }
    return !(try territory(ofPerson: person.key, on: viewer.today, in: db).isDisjoint(with: scope.municipalities))
  }

  /// Whether the care situation of two people is in sight.
  func sees(_ viewer: Viewer, _ caregiver: PersonRow, _ recipient: PersonRow, in db: Database) throws -> Bool {
    guard let scope = viewer.scope else { return true }
    if caregiver.isSealed || recipient.isSealed, scope.clearance < .read { return false }
    return try [caregiver, recipient].contains {
      scope.municipalities.contains(try municipality(ofPerson: $0.key, on: viewer.today, in: db))
    }
  }

  /// A municipality that is in sight, as the codes whose area belongs to it today.
  ///
  /// - Throws: `Refusal` for one outside the scope.
  func area(of municipality: NISCode, for viewer: Viewer) throws(Refusal) -> [NISCode] {
    if let scope = viewer.scope, !scope.municipalities.contains(municipality) {
      throw Refusal.notFound("The municipality \(municipality)")
    }
    return codes(of: municipality, on: viewer.today)
  }

  /// Lets the municipalities where the two people live see a care situation, each for the days of living there.
  ///
  /// - Parameter isNew: Whether none sees it yet.
  func showCareSituation(_ key: Int64, isNew: Bool = false, of people: [Int64], in db: Database) throws {
    if !isNew {
      try db.cachedStatement(sql: "DELETE FROM care_situation_municipality WHERE care_situation = ?")
        .execute(arguments: [key])
    }
    for person in people {
      let rows = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT municipality, start_date, end_date FROM residence WHERE person = ? AND replaced IS NULL
            ORDER BY start_date
            """
        ),
        arguments: [person]
      )
      for (index, row) in rows.enumerated() {
        // The first residence holds for every day before as well, the last for every day after.
        let from = index == 0 ? Self.always.lowerBound : row["start_date"] as Int
        let until = row["end_date"] as Int? ?? Self.always.upperBound
        try db.cachedStatement(
          sql: """
            INSERT INTO care_situation_municipality (municipality, care_situation, from_date, until_date)
            VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET until_date = max(until_date, excluded.until_date)
            """
        ).execute(arguments: [row["municipality"] as String, key, from, until])
      }
    }
  }

  /// Wider than the days that a date can be.
  private static let always = -1_000_000...1_000_000
}
