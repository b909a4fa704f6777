import CareTypes
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Loads the recorded data with which `Plausibility` compares new data, and keeps the warnings that a client confirms: which
/// rule, which client, and when.
struct PlausibilityChecks: Sendable {
  let tables: ReferenceTables
  let personRecords: PersonRecords
  let careRecords: CareRecords
  let evidenceRecords: EvidenceRecords
  let consentRecords: ConsentRecords
  let visibility: Visibility

  // MARK: - Care situations

  /// Checks a new care situation. The birth date of a national number is taken from the number itself, so that the
  /// answer is the same whether a sealed person has the number or nobody.
  ///
  /// - Returns: The warnings that the client confirms, to be kept with the care situation.
  func check(
    _ new: NewCareSituation,
    for viewer: Viewer,
    in db: Connection
  ) throws -> [Plausibility.Finding] {
    /// The birth date of the visible person who has a local number.
    func recordedBirth(_ details: PersonDetails) throws -> CalendarDate? {
      guard case .local(let local) = details.number, let key = try personRecords.personKey(of: .local(local), in: db)
      else {
        return nil
      }
      let row = try personRecords.person(key, in: db)
      return try visibility.sees(viewer, row, in: db) ? row.birthDate : nil
    }
    let births = PlausibilityInput.BirthDates(
      caregiver: try recordedBirth(new.caregiver),
      recipient: try recordedBirth(new.recipient)
    )
    return try Plausibility.check(
      [.registration(new, recordedBirths: births)],
      confirmed: new.confirmedWarnings,
      on: viewer.today
    )
  }

  /// Checks the hours of a new care situation together with the other care of the caregiver.
  ///
  /// - Returns: The warnings that the client confirms, to be kept with the care situation.
  func check(
    hoursOf care: CareRow,
    _ hours: CareHours,
    confirmed: Set<PlausibilityRule>,
    for viewer: Viewer,
    in db: Connection
  ) throws -> [Plausibility.Finding] {
    let others = try minutes(ofCareBeside: care, for: viewer, in: db)
    return try Plausibility.check(
      [.hours(hours, otherMinutes: others, field: "care_situation.\(hours.field)")],
      confirmed: confirmed,
      on: viewer.today
    )
  }

  /// Checks the corrected days of a care situation, and keeps the warnings that the client confirms.
  func check(
    _ span: DateSpan,
    of care: CareRow,
    confirmed: Set<PlausibilityRule>,
    for viewer: Viewer,
    by client: String,
    in transaction: WriteTransaction
  ) throws {
    let births = try birthDates(of: care, in: transaction.connection)
    let found = try Plausibility.check([.span(span, births)], confirmed: confirmed, on: viewer.today)
    try keepConfirmed(found, of: care, by: client, in: transaction)
  }

  /// Checks changed terms of a care situation, and keeps the warnings that the client confirms.
  func check(
    _ patch: CareTermsPatch,
    of care: CareRow,
    confirmed: Set<PlausibilityRule>,
    for viewer: Viewer,
    by client: String,
    in transaction: WriteTransaction
  ) throws {
    let db = transaction.connection
    let input = PlausibilityInput.terms(
      patch,
      span: care.span,
      try birthDates(of: care, in: db),
      homes: patch.sameAddress == true ? try homes(of: care, on: viewer.today, in: db) : [],
      otherMinutes: patch.hours == nil ? [] : try minutes(ofCareBeside: care, for: viewer, in: db)
    )
    let found = try Plausibility.check([input], confirmed: confirmed, on: viewer.today)
    try keepConfirmed(found, of: care, by: client, in: transaction)
  }

  /// Checks declarations on honour, and keeps the warnings that the client confirms.
  func check(
    _ declarations: Declarations,
    of care: CareRow,
    confirmed: Set<PlausibilityRule>,
    for viewer: Viewer,
    by client: String,
    in transaction: WriteTransaction
  ) throws {
    let births = try birthDates(of: care, in: transaction.connection)
    let found = try Plausibility.check([.declarations(declarations, births)], confirmed: confirmed, on: viewer.today)
    try keepConfirmed(found, of: care, by: client, in: transaction)
  }

  // MARK: - What recorded care is compared with

  /// The minutes per year (`CareHours.minutesPerYear`) that the caregiver spends on other recipients, as far as the viewer may see them: today, or
  /// on the day of the care situation that is nearest to today.
  func minutes(ofCareBeside care: CareRow, for viewer: Viewer, in db: Connection) throws -> [Int] {
    let day = care.span.day(nearestTo: viewer.today)
    let others = try careRecords.careSituations(ofPerson: care.caregiver, in: db).filter { other in
      other.key != care.key && other.caregiver == care.caregiver && other.span.contains(day)
    }
    if others.isEmpty { return [] }
    let recipients = try visibility.seenRecipients(
      of: personRecords.person(care.caregiver, in: db),
      among: personRecords.persons(others.map(\.recipient), in: db).values,
      for: viewer,
      in: db
    )
    let terms = try careRecords.terms(of: others.filter { recipients.contains($0.recipient) }.map(\.key), in: db)
    return terms.values.map { $0[day].hours.minutesPerYear }
  }

  /// Where the two people of a care situation live on a day, by the codes of that day.
  func homes(of care: CareRow, on day: CalendarDate, in db: Connection) throws -> [Residence] {
    try [care.caregiver, care.recipient].map { key in
      let residence = try personRecords.residences(of: personRecords.person(key, in: db), in: db)[day]
      return Residence(place: tables.current(residence.place, on: day), address: residence.address)
    }
  }

  /// The birth dates of the two people of a care situation.
  func birthDates(of care: CareRow, in db: Connection) throws -> PlausibilityInput.BirthDates {
    PlausibilityInput.BirthDates(
      caregiver: try personRecords.person(care.caregiver, in: db).birthDate,
      recipient: try personRecords.person(care.recipient, in: db).birthDate
    )
  }

  // MARK: - Confirmed warnings

  /// Keeps the warnings that were confirmed for a care situation.
  func keepConfirmed(
    _ confirmed: [Plausibility.Finding],
    of care: CareRow,
    by client: String,
    in transaction: WriteTransaction
  ) throws {
    for finding in confirmed {
      let person: Int64? =
        switch finding.concerns {
        case .caregiver: care.caregiver
        case .recipient: care.recipient
        case .both: nil
        }
      try insert(finding.rule, care: care.key, person: person, by: client, in: transaction)
    }
  }

  /// Keeps the warnings that were confirmed for a person.
  func keepConfirmed(
    _ confirmed: [Plausibility.Finding],
    of person: PersonRow,
    by client: String,
    in transaction: WriteTransaction
  ) throws {
    // One rule can be broken by several care situations at once.
    for rule in Set(confirmed.map(\.rule)) {
      try insert(rule, care: nil, person: person.key, by: client, in: transaction)
    }
  }

  private func insert(
    _ rule: PlausibilityRule,
    care: Int64?,
    person: Int64?,
    by client: String,
    in transaction: WriteTransaction
  ) throws {
    try transaction.connection.execute(
      "INSERT INTO confirmed_warning (care_situation, person, rule, client, recorded) VALUES (?, ?, ?, ?, ?)",
      [care, person, rule.word, client, transaction.now.microseconds]
    )
  }

  /// The warnings that were confirmed for a person.
  static let warningsOfPersonSQL = "SELECT rule, client, recorded FROM confirmed_warning WHERE person = ? ORDER BY key"

  /// The warnings that were confirmed about the care in several care situations, and not about one of the two people.
  static let warningsOfSeveralSQL = """
    SELECT care_situation, rule, client, recorded FROM confirmed_warning
    WHERE care_situation IN \(ValueList.members("?")) AND person IS NULL ORDER BY key
    """
}
