import CareTypes
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Checks new data by the rules of `PlausibilityRule`, together with data that is recorded already. Each check returns
/// the findings that were confirmed, and refuses what cannot be, or was not, confirmed.
struct PlausibilityChecks: Sendable {
  let tables: ReferenceTables
  let personRecords: PersonRecords
  let careRecords: CareRecords
  let evidenceRecords: EvidenceRecords
  let consentRecords: ConsentRecords
  let visibility: Visibility

  /// Checks a new care situation. The birth date of a national number is taken from the number itself, so that the
  /// answer is the same whether a sealed person has the number or nobody.
  func refuseImplausible(
    _ new: NewCareSituation,
    for viewer: Viewer,
    in db: Connection
  ) throws -> [Plausibility.Finding] {
    /// The birth date of the visible person who has a local number.
    func held(_ details: PersonDetails) throws -> CalendarDate? {
      guard case .local(let local) = details.number, let key = try personRecords.personKey(of: .local(local), in: db)
      else {
        return nil
      }
      let row = try personRecords.person(key, in: db)
      return try visibility.sees(viewer, row, in: db) ? row.birthDate : nil
    }
    var plausibility = Plausibility(on: viewer.today)
    plausibility.look(at: new, caregiverBirth: try held(new.caregiver), recipientBirth: try held(new.recipient))
    return try plausibility.settle(confirmed: new.confirmedWarnings)
  }

  /// Checks the corrected days of a care situation.
  func refuseImplausible(
    _ span: DateSpan,
    of care: CareRow,
    confirmed: Set<PlausibilityRule>,
    for viewer: Viewer,
    in db: Connection
  ) throws -> [Plausibility.Finding] {
    let births = try birthDates(of: care, in: db)
    var plausibility = Plausibility(on: viewer.today)
    plausibility.look(
      at: span,
      births.caregiver,
      births.recipient,
      Plausibility.Fields(all: "start_date", end: "end_date")
    )
    return try plausibility.settle(confirmed: confirmed)
  }

  /// Checks changed terms of a care situation.
  func refuseImplausible(
    _ patch: CareTermsPatch,
    of care: CareRow,
    confirmed: Set<PlausibilityRule>,
    for viewer: Viewer,
    in db: Connection
  ) throws -> [Plausibility.Finding] {
    var plausibility = Plausibility(on: viewer.today)
    if let hours = patch.hours {
      plausibility.look(atHours: hours, "terms.hours_per_week")
      let others = try minutes(ofCareBeside: care, for: viewer, in: db)
      plausibility.look(atMinutesOfAllCare: [hours.minutes] + others, "terms.hours_per_week")
    }
    if let relation = patch.relation {
      let births = try birthDates(of: care, in: db)
      plausibility.look(at: relation, births.caregiver, births.recipient, from: care.span.start, "terms.relation")
    }
    if patch.sameAddress == true, !care.span.ends(before: viewer.today) {
      let homes = try [care.caregiver, care.recipient].map { try home(ofPerson: $0, on: viewer.today, in: db) }
      plausibility.look(atOneHome: homes[0], homes[1], "terms.same_address")
    }
    return try plausibility.settle(confirmed: confirmed)
  }

  /// Checks the hours of a new care situation together with the other care of the caregiver.
  func refuseImplausible(
    hoursOf care: CareRow,
    _ hours: HoursPerWeek,
    confirmed: Set<PlausibilityRule>,
    for viewer: Viewer,
    in db: Connection
  ) throws -> [Plausibility.Finding] {
    var plausibility = Plausibility(on: viewer.today)
    let others = try minutes(ofCareBeside: care, for: viewer, in: db)
    plausibility.look(atMinutesOfAllCare: [hours.minutes] + others, "care_situation.hours_per_week")
    return try plausibility.settle(confirmed: confirmed)
  }

  /// The minutes per week that the caregiver spends on other recipients, as far as the viewer may see them: today, or
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
    return terms.values.map { $0[day].hours.minutes }
  }

  /// Where a person lives on a day, by the codes of that day.
  func home(ofPerson key: Int64, on day: CalendarDate, in db: Connection) throws -> Residence {
    let residence = try personRecords.residences(of: personRecords.person(key, in: db), in: db)[day]
    return Residence(place: tables.current(residence.place, on: day), address: residence.address)
  }

  /// Checks evidence about a person or about care.
  func refuseImplausible(
    _ evidence: Evidence,
    with keeper: EvidenceSubject,
    for viewer: Viewer
  ) throws {
    guard case .person(let person, _) = keeper else { return }
    var plausibility = Plausibility(on: viewer.today)
    plausibility.look(at: evidence, person.birthDate, person.birthDate, "evidence.issued_date")
    _ = try plausibility.settle(confirmed: [])
  }

  /// Checks declarations on honour.
  func refuseImplausible(
    _ declarations: Declarations,
    of care: CareRow,
    confirmed: Set<PlausibilityRule>,
    for viewer: Viewer,
    in db: Connection
  ) throws -> [Plausibility.Finding] {
    let births = try birthDates(of: care, in: db)
    var plausibility = Plausibility(on: viewer.today)
    plausibility.look(at: declarations.caregiver, births.caregiver, "caregiver_declaration", .caregiver)
    plausibility.look(at: declarations.recipient, births.recipient, "recipient_declaration", .recipient)
    return try plausibility.settle(confirmed: confirmed)
  }

  func birthDates(
    of care: CareRow,
    in db: Connection
  ) throws -> (caregiver: CalendarDate?, recipient: CalendarDate?) {
    (
      try personRecords.person(care.caregiver, in: db).birthDate,
      try personRecords.person(care.recipient, in: db).birthDate
    )
  }
}
