package import CareTypes
package import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// What the other services ask: who cares for someone, where people live, and how many caregivers there are.
package struct CaregiverStore: Sendable {
  let database: ServiceDatabase
  let personRecords: PersonRecords
  let consentRecords: ConsentRecords
  let visibility: Visibility
  let registrationOutbox: RegistrationOutbox

  /// A person whose caregivers are asked for.
  package enum Recipient: Sendable, Hashable {
    /// By the national number.
    case number(INSZ)
    /// By the opaque id, also that of a person who was merged into another.
    case person(OpaqueID)
  }

  /// The caregivers of a recipient, as far as the recipient consented.
  package func caregivers(
    of recipient: Recipient,
    purpose: ConsentPurpose,
    on date: CalendarDate
  ) async throws -> (found: FoundCaregivers?, sequence: Int64) {
    try await database.read { db in
      let sequence = try registrationOutbox.feedSequence(in: db)
      guard let key = try personKey(of: recipient, in: db),
        try db.value(Bool.self, "SELECT EXISTS (SELECT 1 FROM care_situation WHERE recipient = ?)", [key]) == true
      else { return (nil, sequence) }
      let recipient = try personRecords.person(key, in: db)
      let purposes = try consentRecords.consentsInForce(of: key, in: db).map(\.purpose)
      // Nobody is notified about a sealed record: the caregiver may be the one against whom it is sealed.
      let isWithheld = recipient.isSealed || recipient.isRestricted
      guard purposes.contains(purpose), !isWithheld else {
        let found = FoundCaregivers(
          recipient: recipient.id,
          consented: false,
          caregivers: [],
          purposes: isWithheld ? [] : purposes,
          isWithheld: isWithheld
        )
        return (found, sequence)
      }
      let rows = try db.rows(Self.caregiversSQL, [key, date.daysSinceEpoch, date.daysSinceEpoch])
      let keys = rows.map { $0["caregiver"] as Int64 }
      let persons = try personRecords.persons(keys, in: db)
      let network = try visibility.network(of: keys + [key], in: db)
      let caregivers = try rows.compactMap { row -> FoundCaregiver? in
        guard let caregiver = persons[row["caregiver"]] else { return nil }
        // One municipality is responsible for the notice.
        let homes = try network.municipalities(ofCaregiver: caregiver.key, recipient: key, on: date)
        guard let home = try network.place(of: caregiver.key, on: date).flemishMunicipality ?? homes.min() else {
          return nil
        }
        return FoundCaregiver(
          careSituation: try row.id("id"),
          caregiver: caregiver.id,
          municipality: home,
          route: NoticeRoute(
            channel: caregiver.contactPreferences.channel,
            birthDate: caregiver.birthDate,
            hasTrustedAdult: caregiver.hasTrustedAdult,
            isSealed: caregiver.isSealed,
            isRestricted: caregiver.isRestricted,
            on: date
          ),
          language: caregiver.contactPreferences.language
        )
      }
      let found = FoundCaregivers(
        recipient: recipient.id,
        consented: true,
        caregivers: caregivers,
        purposes: purposes,
        isWithheld: false
      )
      return (found, sequence)
    }
  }

  private func personKey(of recipient: Recipient, in db: Connection) throws -> Int64? {
    switch recipient {
    case .number(let number): return try personRecords.personKey(of: .insz(number), in: db)
    case .person(let id):
      guard var person = try personRecords.person(id, in: db) else { return nil }
      while let kept = person.mergedInto { person = try personRecords.person(kept, in: db) }
      return person.key
    }
  }

  static let caregiversSQL = """
    SELECT id, caregiver FROM care_situation
    WHERE recipient = ? AND start_date <= ? AND (end_date IS NULL OR end_date >= ?) AND joined_into IS NULL ORDER BY key
    """

  /// The municipalities in Flanders of both persons of a care situation today.
  ///
  /// - Throws: `Refusal` when it does not exist or is not visible.
  package func municipalities(ofCareSituation id: OpaqueID, for viewer: Viewer) async throws -> [NISCode] {
    try await database.read { db in
      let found = try visibility.visibleCare(id, for: viewer, in: db)
      return try visibility.homes(
        ofCaregiver: found.caregiver.key,
        recipient: found.recipient.key,
        on: viewer.today,
        in: db
      ).sorted()
    }
  }

  /// Those of some care situations that a viewer sees, in the order given. It takes a handful of statements, however many
  /// there are.
  package func seen(_ ids: [OpaqueID], by viewer: Viewer) async throws -> [OpaqueID] {
    try await database.read { db in
      let rows = try db.rows(Self.careByIDsSQL, [ValueList(ids.map(\.text))])
      let care = try Dictionary(rows.map { (try $0.id("id"), $0) }) { first, _ in first }
      let people = Set(rows.flatMap { [$0["caregiver"] as Int64, $0["recipient"] as Int64] })
      let persons = try personRecords.persons(people, in: db)
      let rules = try visibility.rules(of: people, for: viewer, in: db)
      return try ids.filter { id in
        guard let row = care[id], let caregiver = persons[row["caregiver"]], let recipient = persons[row["recipient"]],
          !caregiver.isErased, !recipient.isErased
        else { return false }
        return try rules.seesCare(of: caregiver.status, recipient.status)
      }
    }
  }

  static let careByIDsSQL = """
    SELECT id, caregiver, recipient FROM care_situation WHERE id IN \(ValueList.members("?")) AND joined_into IS NULL
    """

  /// The municipalities in Flanders of a person today, and of everyone whom they care for or are cared for by.
  ///
  /// - Throws: `Refusal` when the person does not exist or is not visible.
  package func municipalities(ofPerson id: OpaqueID, for viewer: Viewer) async throws -> [NISCode] {
    try await database.read { db in
      let person = try visibility.visiblePerson(id, for: viewer, in: db)
      return try visibility.territory(ofPerson: person.key, on: viewer.today, in: db).sorted()
    }
  }

  /// The caregivers who live in some municipalities and care on a day, counted, and beside them those who live outside
  /// Flanders and care for someone in these municipalities.
  package func census(in municipalities: [NISCode], on date: CalendarDate) async throws -> CaregiverCensus {
    try await database.read { db in
      try CaregiverCensus(
        of: municipalities.flatMap { try caregivers(in: $0, on: date, db) },
        outsideFlanders: caregiversOutsideFlanders(caringIn: municipalities, on: date, db),
        on: date
      )
    }
  }

  /// The caregivers who live in a municipality and care on a day, each once.
  private func caregivers(in municipality: NISCode, on date: CalendarDate, _ db: Connection) throws
    -> [CountedCaregiver]
  {
    var counted: [CountedCaregiver] = []
    for code in visibility.codes(of: municipality, on: date) {
      try db.each(Self.countSQL, ["municipality": code.digits, "date": date.daysSinceEpoch]) { row in
        counted.append(
          CountedCaregiver(
            municipality: municipality,
            birthDate: try row.optionalDate("birth_date"),
            minutesPerYear: row["minutes"]
          )
        )
      }
    }
    return counted
  }

  /// How many caregivers live outside Flanders and care on a day for someone in some municipalities.
  private func caregiversOutsideFlanders(
    caringIn municipalities: [NISCode],
    on date: CalendarDate,
    _ db: Connection
  ) throws -> Int {
    var caregivers: Set<Int64> = []
    for code in municipalities.flatMap({ visibility.codes(of: $0, on: date) }) {
      let keys = try db.values(
        Int64.self,
        Self.outsideFlandersSQL,
        ["municipality": code.digits, "date": date.daysSinceEpoch]
      )
      caregivers.formUnion(keys)
    }
    return caregivers.count
  }

  /// A condition of SQL: a row of `residence` says where a person lives on `:date`. That is the last residence that began by
  /// then, or the first of all.
  ///
  /// - Parameter home: The name that the query gives to the table.
  private static func isHome(_ home: String) -> String {
    """
    \(home).replaced IS NULL AND (\(home).end_date IS NULL OR \(home).end_date >= :date)
      AND (\(home).start_date <= :date OR NOT EXISTS (
        SELECT 1 FROM residence AS earlier WHERE earlier.person = \(home).person AND earlier.replaced IS NULL
          AND earlier.start_date < \(home).start_date))
    """
  }

  /// A condition of SQL: the care situation goes on on `:date`.
  private static let goesOn = """
    situation.start_date <= :date AND (situation.end_date IS NULL OR situation.end_date >= :date)
      AND situation.joined_into IS NULL
    """

  // Flemish codes begin with the digits of a Flemish province; see `NISCode.region`.
  static let outsideFlandersSQL = """
    SELECT DISTINCT situation.caregiver
    FROM residence
    JOIN care_situation AS situation ON situation.recipient = residence.person
    JOIN residence AS home ON home.person = situation.caregiver
    WHERE residence.municipality = :municipality AND \(isHome("residence"))
      AND \(goesOn) AND \(isHome("home"))
      AND substr(home.municipality, 1, 1) NOT IN ('1', '3', '4', '7')
      AND substr(home.municipality, 1, 2) NOT IN ('23', '24')
    """

  static let countSQL = """
    SELECT person.birth_date, CAST(sum((
      SELECT minutes_per_year FROM care_period
      WHERE care_situation = situation.key AND until IS NULL AND start_date <= :date
      ORDER BY start_date DESC LIMIT 1)) AS BIGINT) AS minutes
    FROM residence
    JOIN care_situation AS situation ON situation.caregiver = residence.person
    JOIN person ON person.key = residence.person
    WHERE residence.municipality = :municipality AND \(isHome("residence")) AND \(goesOn)
    GROUP BY residence.person, person.birth_date
    """
}
