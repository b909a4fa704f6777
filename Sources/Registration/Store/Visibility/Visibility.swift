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
  /// are masked. Takes one statement, or none if all homes are known.
  ///
  /// - Parameter known: Homes that the caller has already, by person.
  func homeRules(
    of people: some Sequence<Int64>,
    known: [Int64: [CareNetwork.Home]] = [:],
    for viewer: Viewer,
    in db: Connection
  ) throws -> VisibilityRules {
    let read = try homes(of: Set(people).subtracting(known.keys), in: db)
    let network = CareNetwork(homes: known.merging(read) { known, _ in known }, links: [:], tables: tables)
    return VisibilityRules(viewer: viewer, network: network, tables: tables)
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
    if people.isEmpty { return [:] }
    let rows = try db.rows(Self.homesSQL, [ValueList(people)])
    return try Dictionary(grouping: rows) { $0["person"] as Int64 }.mapValues { rows in
      try rows.map { row in
        CareNetwork.Home(
          place: try Place(row["municipality"] as String),
          start: try row.date("start_date"),
          isReplaced: !row.isNull("replaced"),
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

extension Visibility {
  /// The person whom a viewer finds by a number: the one who has it if they are visible, else a visible one for whom it was
  /// given.
  ///
  /// - Returns: Nil when nobody visible is known by it.
  func visiblePerson(with number: PersonNumber, for viewer: Viewer, in db: Connection) throws -> PersonRow? {
    try visiblePerson(among: personRecords.bearers(of: number, in: db), for: viewer, in: db)
  }

  /// The same, of those who are known by a number.
  func visiblePerson(among bearers: NumberBearers, for viewer: Viewer, in db: Connection) throws -> PersonRow? {
    if let key = bearers.holder {
      let holder = try personRecords.person(key, in: db)
      if try sees(viewer, holder, clearance: .find, in: db) { return holder }
    }
    for key in bearers.claimants {
      var claimant = try personRecords.person(key, in: db)
      while let kept = claimant.mergedInto { claimant = try personRecords.person(kept, in: db) }
      if try sees(viewer, claimant, clearance: .find, in: db) { return claimant }
    }
    return nil
  }

  /// A person whom a viewer may see and change.
  ///
  /// - Parameter evenRestricted: Whether the change is allowed while the processing is restricted.
  /// - Throws: `Refusal` when the person does not exist, is not visible, was merged or erased, is restricted, or is masked
  ///   for the viewer.
  func changeablePerson(
    _ id: OpaqueID,
    for viewer: Viewer,
    evenRestricted: Bool = false,
    in db: Connection
  ) throws -> PersonRow {
    guard let person = try personRecords.person(id, in: db), try sees(viewer, person, in: db) else {
      throw Refusal.notFound(ResourceCollection.persons.name(id))
    }
    try refuseMasked(person, for: viewer, in: db)
    try person.status.requireChangeable(evenRestricted: evenRestricted)
    return person
  }

  /// A person about whom a viewer may record something. The id of someone who was merged leads to the person they were
  /// merged into, as when it is read. Changes of a record under its etag use `changeablePerson`, which refuses that id.
  ///
  /// - Parameter evenRestricted: Whether it is allowed while the processing is restricted.
  /// - Throws: `Refusal` as `changeablePerson`, except for a person who was merged.
  func recordablePerson(
    _ id: OpaqueID,
    for viewer: Viewer,
    evenRestricted: Bool = false,
    in db: Connection
  ) throws -> PersonRow {
    let person = try visiblePerson(id, for: viewer, in: db)
    try refuseMasked(person, for: viewer, in: db)
    try person.status.requireChangeable(evenRestricted: evenRestricted)
    return person
  }

  /// A person whom a viewer may see, or the one whom they were merged into.
  ///
  /// - Throws: `Refusal` with `notFound` when the person does not exist or is not visible.
  func visiblePerson(_ id: OpaqueID, for viewer: Viewer, in db: Connection) throws -> PersonRow {
    guard var row = try personRecords.person(id, in: db) else {
      throw Refusal.notFound(ResourceCollection.persons.name(id))
    }
    while let kept = row.mergedInto { row = try personRecords.person(kept, in: db) }
    guard try sees(viewer, row, in: db) else { throw Refusal.notFound(ResourceCollection.persons.name(id)) }
    return row
  }
}

extension Visibility {
  /// A care situation and its people, whom a viewer may see.
  ///
  /// - Parameter itself: Whether the care situation of this id is meant even if it was joined into another one.
  /// - Throws: `Refusal` with `notFound` when it does not exist or is not visible.
  func visibleCare(
    _ id: OpaqueID,
    itself: Bool = false,
    for viewer: Viewer,
    in db: Connection
  ) throws -> (care: CareRow, caregiver: PersonRow, recipient: PersonRow) {
    let missing = Refusal.notFound(ResourceCollection.careSituations.name(id))
    guard var care = try careRecords.careSituation(id, in: db) else { throw missing }
    if !itself { care = try careRecords.remainingCare(for: care, in: db) }
    let persons = try personRecords.persons([care.caregiver, care.recipient], in: db)
    guard let caregiver = persons[care.caregiver], let recipient = persons[care.recipient] else {
      throw Refusal(.internal, "A person is not there")
    }
    guard try sees(viewer, caregiver, recipient, in: db) else { throw missing }
    return (care, caregiver, recipient)
  }

  /// A care situation that a viewer may see and change.
  ///
  /// - Parameter etag: The etag that was last read; nil when the change needs none.
  /// - Throws: `Refusal` when it does not exist or is not visible, one of its people is erased or restricted, or the etag is
  ///   stale.
  func changeableCare(_ id: OpaqueID, etag: String? = nil, for viewer: Viewer, in db: Connection) throws -> CareRow {
    let found = try visibleCare(id, for: viewer, in: db)
    for person in [found.caregiver, found.recipient] { try person.status.requireChangeable() }
    if let etag { try ETag.check(etag, found.care.revision, of: found.care.name) }
    return found.care
  }

  /// Whether a draft is on the work list of a municipality of the viewer.
  func sees(_ viewer: Viewer, draft row: SQLRow) throws -> Bool {
    guard let scope = viewer.scope else { return true }
    return scope.municipalities.contains(code(of: try NISCode(row["municipality"] as String), on: viewer.today))
  }

  /// Updates which municipalities see a care situation, and on which days.
  func showCareSituation(_ key: Int64, of people: [Int64], in db: Connection) throws {
    try db.execute("DELETE FROM care_situation_municipality WHERE care_situation = ?", [key])
    let places = try people.map { try personRecords.places(ofPerson: $0, in: db) }
    try showNewCareSituation(key, of: people, livingIn: places, in: db)
  }

  /// Stores which municipalities see a care situation, and on which days, when none sees it yet.
  ///
  /// - Parameters:
  ///   - people: The keys of the two people.
  ///   - places: Where each of the two lives over time.
  func showNewCareSituation(
    _ key: Int64,
    of people: [Int64],
    livingIn places: [Timeline<Place>],
    in db: Connection
  ) throws {
    let stays = try CareVisibilityPeriods.stays(of: places) {
      let network = try homes(of: people, in: db)
      return Set(people.compactMap { network.lastMunicipality(of: $0) })
    }
    // Two who live in one municipality are seen there once.
    for stay in Set(stays) {
      try db.execute(
        """
        INSERT INTO care_situation_municipality (municipality, care_situation, from_date, until_date)
        VALUES (?, ?, ?, ?)
        ON CONFLICT (municipality, care_situation, from_date) DO UPDATE SET until_date = excluded.until_date
        WHERE excluded.until_date > care_situation_municipality.until_date
        """,
        [stay.municipality.digits, key, stay.days.lowerBound, stay.days.upperBound]
      )
    }
  }
}
