import CareTypes
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Reads persons and care situations as a viewer is shown them.
struct PersonViews: Sendable {
  let personRecords: PersonRecords
  let careRecords: CareRecords
  let consentRecords: ConsentRecords
  let visibility: Visibility

  /// Care situations as they appear in a list, in the order given.
  ///
  /// - Returns: For each care situation its summary, or nil for one that the viewer may not even find.
  func summaries(
    of situations: [CareRow],
    for viewer: Viewer,
    in db: Connection
  ) throws -> [CareSituationSummary?] {
    let keys = Set(situations.flatMap { [$0.caregiver, $0.recipient] })
    let persons = try personRecords.persons(keys, in: db)
    let identities = try personRecords.identities(of: persons.values.filter { viewer.mayRead($0.status) })
    let places = try visibility.homes(of: keys, in: db)
    let terms = try careRecords.terms(of: situations.map(\.key), in: db)
    return try situations.map { care in
      guard let caregiver = persons[care.caregiver], let recipient = persons[care.recipient],
        let terms = terms[care.key]
      else { throw Refusal(.internal, "A care situation is not complete") }
      let isSealed = caregiver.isSealed || recipient.isSealed
      if isSealed, viewer.clearance == .none { return nil }
      let isNamed = !isSealed || viewer.clearance == .read
      return CareSituationSummary(
        id: care.id,
        caregiverName: isNamed ? identities[caregiver.key]?.displayName ?? "" : "",
        recipientName: isNamed ? identities[recipient.key]?.displayName ?? "" : "",
        caregiverPlace: try places.place(of: caregiver.key, on: viewer.today),
        recipientPlace: try places.place(of: recipient.key, on: viewer.today),
        hours: terms[care.span.day(nearestTo: viewer.today)].hours,
        span: care.span
      )
    }
  }

  /// A person with everything that is stored about them.
  ///
  /// - Parameter known: Only what was recorded before this time is used; nil for what is known now.
  func fetch(_ row: PersonRow, known: Instant? = nil, today: CalendarDate, in db: Connection) throws -> Person {
    guard let person = try fetch([row], known: known, today: today, in: db)[row.key] else {
      throw Refusal(.internal, "A person is not there")
    }
    return person
  }

  /// Several persons with everything that is stored about them, by the keys of their rows.
  ///
  /// - Parameters:
  ///   - ciphers: Their ciphers, by the keys of their rows, if the caller has them already.
  ///   - known: Only what was recorded before this time is used; nil for what is known now.
  func fetch(
    _ rows: some Collection<PersonRow>,
    _ ciphers: [Int64: FieldCipher]? = nil,
    known: Instant? = nil,
    today: CalendarDate,
    in db: Connection
  ) throws -> [Int64: Person] {
    let ciphers = try ciphers ?? personRecords.ciphers(of: rows)
    let identities = try personRecords.identities(of: rows, ciphers)
    let numbers = try personRecords.knownNumbers(of: ciphers, today: today, in: db)
    let residences = try personRecords.residences(of: rows, ciphers, known: known, in: db)
    let consents = try consentRecords.consents(of: rows, known: known, in: db)
    return try rows.reduce(into: [:]) { found, row in
      guard let residences = residences[row.key] else { throw Refusal(.internal, "A person lives nowhere") }
      found[row.key] = Person(
        row,
        identity: identities[row.key],
        numbers: PersonNumbers(numbers[row.key] ?? []),
        residences: residences,
        consents: consents[row.key] ?? []
      )
    }
  }

  /// A person as a viewer who may see them is shown them.
  func shown(_ row: PersonRow, for viewer: Viewer, in db: Connection) throws -> Person {
    let person = try fetch(row, today: viewer.today, in: db)
    return try visibility.isMasked(row, for: viewer, in: db) ? person.masked(on: viewer.today) : person
  }

  /// Several persons as a viewer who may see them is shown them, by the keys of their rows.
  ///
  /// - Parameter rules: Who may see whom, for that viewer.
  func shown(
    _ rows: some Collection<PersonRow>,
    by rules: VisibilityRules,
    in db: Connection
  ) throws -> [Int64: Person] {
    let persons = try fetch(rows, today: rules.viewer.today, in: db)
    return try rows.reduce(into: [:]) { found, row in
      guard let person = persons[row.key] else { return }
      found[row.key] = try rules.isMasked(row.status) ? person.masked(on: rules.viewer.today) : person
    }
  }
}

extension Person {
  /// A person, put together from what is stored about them.
  fileprivate init(
    _ row: PersonRow,
    identity: Identity?,
    numbers: PersonNumbers,
    residences: Timeline<Residence>,
    consents: [Consent]
  ) {
    self.init(
      id: row.id,
      revision: row.revision,
      identity: identity,
      number: numbers.current,
      formerNumbers: numbers.former,
      // What is left of the birth date of someone who was erased is for counts only.
      birthDate: row.isErased ? nil : row.birthDate,
      residences: residences,
      contactPreferences: row.contactPreferences,
      consents: consents,
      isSealed: row.isSealed,
      isRestricted: row.isRestricted,
      isUnconfirmed: row.isUnconfirmed
    )
  }
}
