import CareTypes
import GRDB
import RegistrationDomain
import ServiceCore
import ServiceRuntime

extension Visibility {
  /// The code that an area has on a day: municipalities merge, and what they had passes to the new one.
  func code(of municipality: NISCode, on date: CalendarDate) -> NISCode {
    tables.current(municipality, on: date)
  }

  /// All codes whose area belongs to a municipality on a day, its own first.
  func codes(of municipality: NISCode, on date: CalendarDate) -> [NISCode] {
    [municipality] + tables.municipalities.predecessors(of: municipality, at: date)
  }

  /// Where a person lives on a day, by the code of that day.
  func place(ofPerson key: Int64, on date: CalendarDate, in db: Database) throws -> Place {
    let digits = try String.fetchOne(
      db.cachedStatement(sql: Self.residenceSQL),
      arguments: [key, date.daysSinceEpoch]
    )
    let first = try digits ?? String.fetchOne(db.cachedStatement(sql: Self.firstResidenceSQL), arguments: [key])
    guard let first else { throw Refusal(.internal, "A person lives nowhere") }
    return tables.current(try Place(first), on: date)
  }

  static let residenceSQL = """
    SELECT municipality FROM residence WHERE person = ? AND replaced IS NULL AND start_date <= ?
    ORDER BY start_date DESC LIMIT 1
    """

  static let firstResidenceSQL = """
    SELECT municipality FROM residence WHERE person = ? AND replaced IS NULL ORDER BY start_date LIMIT 1
    """

  /// The municipality in Flanders where a person lives on a day. Outside Flanders those of the people whom they care for
  /// or are cared for by; where there is none, the last where they lived themselves; else those of anyone whom they ever
  /// cared for or were cared for by.
  func homes(ofPerson key: Int64, on date: CalendarDate, in db: Database) throws -> Set<NISCode> {
    if let home = try place(ofPerson: key, on: date, in: db).flemishMunicipality { return [home] }
    let near = try partners(of: key, since: date.daysSinceEpoch - Self.aftercareDays, in: db)
    let homes = try near.compactMap { try place(ofPerson: $0, on: date, in: db).flemishMunicipality }
    if !homes.isEmpty { return Set(homes) }
    if let last = try lastHome(ofPerson: key, in: db) { return [code(of: last, on: date)] }
    let all = try partners(of: key, since: Self.always.lowerBound, in: db)
    return Set(try all.compactMap { try lastHome(ofPerson: $0, in: db) }.map { code(of: $0, on: date) })
  }

  /// The municipalities in Flanders of the two people of a care situation: where either lives, else those that act for
  /// them.
  func homes(
    ofCaregiver caregiver: Int64,
    recipient: Int64,
    on date: CalendarDate,
    in db: Database
  ) throws -> Set<NISCode> {
    let people = [caregiver, recipient]
    let homes = Set(try people.compactMap { try place(ofPerson: $0, on: date, in: db).flemishMunicipality })
    if !homes.isEmpty { return homes }
    return Set(try people.flatMap { try self.homes(ofPerson: $0, on: date, in: db) })
  }

  /// The last municipality in Flanders where a person lived as far as is known, else as was known before.
  private func lastHome(ofPerson key: Int64, in db: Database) throws -> NISCode? {
    try String.fetchAll(db.cachedStatement(sql: Self.residencesBackwardsSQL), arguments: [key])
      .lazy.compactMap { try? Place($0).flemishMunicipality }.first
  }

  static let residencesBackwardsSQL =
    "SELECT municipality FROM residence WHERE person = ? ORDER BY replaced IS NOT NULL, start_date DESC, recorded DESC"

  /// The municipalities in Flanders of a person, and of everyone whom they care for or are cared for by, on a day.
  func territory(ofPerson key: Int64, on date: CalendarDate, in db: Database) throws -> Set<NISCode> {
    let partners = try partners(of: key, since: date.daysSinceEpoch - Self.aftercareDays, in: db)
    let others = try partners.compactMap { try place(ofPerson: $0, on: date, in: db).flemishMunicipality }
    return try homes(ofPerson: key, on: date, in: db).union(others)
  }

  private func partners(of key: Int64, since day: Int, in db: Database) throws -> [Int64] {
    try Int64.fetchAll(db.cachedStatement(sql: Self.partnersSQL), arguments: ["key": key, "since": day])
  }

  static let partnersSQL = """
    SELECT recipient FROM care_situation
    WHERE caregiver = :key AND (end_date IS NULL OR end_date >= :since) AND joined_into IS NULL
    UNION SELECT caregiver FROM care_situation
    WHERE recipient = :key AND (end_date IS NULL OR end_date >= :since) AND joined_into IS NULL
    """

  /// Days after its end for which care lets the municipality of the one see the other.
  private static let aftercareDays = 365

  /// Lets the municipalities where the two people live see a care situation, each for the days of living there. On days on
  /// which neither lives in Flanders the last where either lived sees it, else the first where either will; of two who
  /// never did, where they were known to live before.
  ///
  /// - Parameter isNew: Whether none sees it yet.
  func showCareSituation(_ key: Int64, isNew: Bool = false, of people: [Int64], in db: Database) throws {
    if !isNew {
      try db.cachedStatement(sql: "DELETE FROM care_situation_municipality WHERE care_situation = ?")
        .execute(arguments: [key])
    }
    var stays: [Stay] = []
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
        guard let home = try Place(row["municipality"] as String).flemishMunicipality else { continue }
        // The first residence holds for every day before as well, the last for every day after.
        let from = index == 0 ? Self.always.lowerBound : row["start_date"] as Int
        stays.append(Stay(home: home, days: from...(row["end_date"] as Int? ?? Self.always.upperBound)))
      }
    }
    if stays.isEmpty {
      let homes = Set(try people.compactMap { try lastHome(ofPerson: $0, in: db) })
      stays = homes.map { Stay(home: $0, days: Self.always) }
    }
    for stay in stays + Self.between(stays) {
      try db.cachedStatement(
        sql: """
          INSERT INTO care_situation_municipality (municipality, care_situation, from_date, until_date)
          VALUES (?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET until_date = max(until_date, excluded.until_date)
          """
      ).execute(arguments: [stay.home.digits, key, stay.days.lowerBound, stay.days.upperBound])
    }
  }

  /// Days on which someone lives in a municipality.
  private struct Stay {
    let home: NISCode
    let days: ClosedRange<Int>
  }

  /// For the days that no stay covers, the stay that ended last, else the one that begins first.
  private static func between(_ stays: [Stay]) -> [Stay] {
    var open: [Stay] = []
    var next = always.lowerBound
    var last: Stay?
    for stay in stays.sorted(by: { $0.days.lowerBound < $1.days.lowerBound }) {
      if stay.days.lowerBound > next {
        open.append(Stay(home: (last ?? stay).home, days: next...(stay.days.lowerBound - 1)))
      }
      if stay.days.upperBound >= next {
        next = stay.days.upperBound + 1
        last = stay
      }
    }
    if let last, next <= always.upperBound { open.append(Stay(home: last.home, days: next...always.upperBound)) }
    return open
  }

  /// Wider than the days that a date can be.
  private static let always = -1_000_000...1_000_000
}
