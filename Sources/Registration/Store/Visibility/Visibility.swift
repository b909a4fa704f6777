import CareTypes
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Loads what `VisibilityRules` decides on: where people live, and with whom they are in care.
struct Visibility: Sendable {
  let tables: ReferenceTables
  let personRecords: PersonRecords
  let careRecords: CareRecords
  let lookupHashes: LookupHashes

  /// Who may see some people, for a viewer. Takes two statements, however many people there are.
  func rules(
    of people: some Sequence<Int64>,
    for viewer: Viewer,
    in db: Connection
  ) throws -> VisibilityRules {
    VisibilityRules(viewer: viewer, network: try network(of: people, in: db), tables: tables)
  }

  /// The rules for a viewer about some people, without their care partners: enough to know where they live, and whether they
  /// are masked. Takes one statement.
  func homeRules(
    of people: some Sequence<Int64>,
    for viewer: Viewer,
    in db: Connection
  ) throws -> VisibilityRules {
    VisibilityRules(viewer: viewer, network: try homes(of: people, in: db), tables: tables)
  }

  /// Where some people live, and with whom they are in care.
  func network(of people: some Sequence<Int64>, in db: Connection) throws -> CareNetwork {
    var all = Set(people)
    var links: [Int64: [CareNetwork.Link]] = [:]
    let rows = try db.rows(Self.linksSQL, ["keys": ValueList(all)])
    for row in rows {
      let partner: Int64 = row["partner"]
      links[row["person"], default: []].append(
        CareNetwork.Link(partner: partner, end: try row.optionalDate("end_date"))
      )
      all.insert(partner)
    }
    return CareNetwork(homes: try homes(of: all, in: db), links: links, tables: tables)
  }

  /// Where some people live, without their care partners.
  func homes(of people: some Sequence<Int64>, in db: Connection) throws -> CareNetwork {
    CareNetwork(homes: try homes(of: Set(people), in: db), links: [:], tables: tables)
  }

  private func homes(of people: Set<Int64>, in db: Connection) throws -> [Int64: [CareNetwork.Home]] {
    let rows = try db.rows(Self.homesSQL, [ValueList(people)])
    return try Dictionary(grouping: rows) { $0["person"] as Int64 }.mapValues { rows in
      try rows.map { row in
        CareNetwork.Home(
          place: try Place(row["municipality"] as String),
          start: try row.date("start_date"),
          isReplaced: (row["replaced"] as Int64?) != nil,
          recordTime: Instant(microseconds: row["recorded"])
        )
      }
    }
  }

  static let linksSQL = """
    SELECT caregiver AS person, recipient AS partner, end_date FROM care_situation
    WHERE caregiver IN \(ValueList.members(":keys")) AND joined_into IS NULL
    UNION ALL SELECT recipient, caregiver, end_date FROM care_situation
    WHERE recipient IN \(ValueList.members(":keys")) AND joined_into IS NULL
    """

  static let homesSQL = """
    SELECT person, municipality, start_date, replaced, recorded FROM residence
    WHERE person IN \(ValueList.members("?"))
    """

  // MARK: - One person, or two

  /// The code that a municipality has on a day: when municipalities merge, their area passes to the new one.
  func code(of municipality: NISCode, on date: CalendarDate) -> NISCode {
    tables.current(municipality, on: date)
  }

  /// All codes whose area belongs to a municipality on a day, its own first.
  func codes(of municipality: NISCode, on date: CalendarDate) -> [NISCode] {
    [municipality] + tables.municipalities.predecessors(of: municipality, at: date)
  }

  /// The municipalities in Flanders that act for a person on a day.
  func homes(ofPerson key: Int64, on date: CalendarDate, in db: Connection) throws -> Set<NISCode> {
    try network(of: [key], in: db).municipalities(of: key, on: date)
  }

  /// The municipalities in Flanders of the two people of a care situation on a day.
  func homes(
    ofCaregiver caregiver: Int64,
    recipient: Int64,
    on date: CalendarDate,
    in db: Connection
  ) throws -> Set<NISCode> {
    try network(of: [caregiver, recipient], in: db)
      .municipalities(ofCaregiver: caregiver, recipient: recipient, on: date)
  }

  /// The municipalities in Flanders of a person and of all their care partners on a day.
  func territory(ofPerson key: Int64, on date: CalendarDate, in db: Connection) throws -> Set<NISCode> {
    try network(of: [key], in: db).territory(of: key, on: date)
  }

  /// Checks that the viewer keeps the record of a person.
  ///
  /// - Throws: `Refusal` with `outOfScope` for a person who lives outside the municipalities of the viewer.
  func requireAtHome(_ person: PersonRow, for viewer: Viewer, in db: Connection) throws {
    if viewer.scope == nil { return }
    let homes = try homeRules(of: [person.key], for: viewer, in: db)
    let rules = try homes.livesInFlanders(person.key) ? homes : rules(of: [person.key], for: viewer, in: db)
    try rules.requireAtHome(person.status)
  }

  /// Whether a person is visible.
  ///
  /// - Parameter clearance: The clearance that their record requires if it is sealed.
  func sees(
    _ viewer: Viewer,
    _ person: PersonRow,
    clearance: CallScope.Clearance = .read,
    in db: Connection
  ) throws -> Bool {
    if viewer.scope == nil { return true }
    // Care partners, of whom there may be many, matter only for who lives elsewhere.
    let homes = try homeRules(of: [person.key], for: viewer, in: db)
    let rules = try homes.livesInScope(person.key) ? homes : rules(of: [person.key], for: viewer, in: db)
    return try rules.sees(person.status, clearance: clearance)
  }

  /// Whether the care situation of two people is visible.
  func sees(_ viewer: Viewer, _ caregiver: PersonRow, _ recipient: PersonRow, in db: Connection) throws -> Bool {
    try !seenRecipients(of: caregiver, among: [recipient], for: viewer, in: db).isEmpty
  }

  /// The recipients of a caregiver whose care situation is visible. Takes at most three statements, however many there are.
  func seenRecipients(
    of caregiver: PersonRow,
    among recipients: some Collection<PersonRow>,
    for viewer: Viewer,
    in db: Connection
  ) throws -> Set<Int64> {
    if viewer.scope == nil { return Set(recipients.map(\.key)) }
    var rules = try homeRules(of: [caregiver.key] + recipients.map(\.key), for: viewer, in: db)
    // Care partners matter only where neither of the two lives in Flanders.
    if try !rules.livesInFlanders(caregiver.key) {
      let elsewhere = try recipients.map(\.key).filter { try !rules.livesInFlanders($0) }
      if !elsewhere.isEmpty {
        rules = try self.rules(of: [caregiver.key] + recipients.map(\.key), for: viewer, in: db)
      }
    }
    return try Set(recipients.filter { try rules.seesCare(of: caregiver.status, $0.status) }.map(\.key))
  }

  /// Whether the viewer may only see the name and municipality of a person.
  func isMasked(_ person: PersonRow, for viewer: Viewer, in db: Connection) throws -> Bool {
    if person.unconfirmedIn == nil || viewer.scope == nil { return false }
    return try homeRules(of: [person.key], for: viewer, in: db).isMasked(person.status)
  }

  /// Checks that a person is not masked for the viewer.
  ///
  /// - Throws: `Refusal` with `outOfScope`.
  func refuseMasked(_ person: PersonRow, for viewer: Viewer, in db: Connection) throws {
    if person.unconfirmedIn == nil || viewer.scope == nil { return }
    try homeRules(of: [person.key], for: viewer, in: db).requireUnmasked(person.status)
  }

  /// The codes of a municipality that the viewer may list.
  ///
  /// - Throws: `Refusal` with `notFound` for a municipality outside the scope.
  func area(of municipality: NISCode, for viewer: Viewer) throws(Refusal) -> [NISCode] {
    if let scope = viewer.scope, !scope.municipalities.contains(municipality) {
      throw Refusal.notFound("The municipality \(municipality)")
    }
    return codes(of: municipality, on: viewer.today)
  }
}
