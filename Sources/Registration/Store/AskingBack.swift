import CareTypes
import GRDB
import ServiceRuntime

/// Holds what comes in against the rules of `PlausibilityRule`, together with what is known already, and keeps what was
/// confirmed. Each answers what was found and confirmed, and refuses what cannot be or was not confirmed.
extension RegistrationStore {
  // MARK: - Care

  /// Looks at a new care situation. A national number tells what it tells, whoever is held under it, so that the answer
  /// is the same for who is sealed and for nobody.
  func refuseImplausible(
    _ new: NewCareSituation,
    for viewer: Viewer,
    in db: Database
  ) throws -> [Plausibility.Finding] {
    /// The birth date of who is in sight under a local number.
    func held(_ details: PersonDetails) throws -> CalendarDate? {
      guard case .local(let local) = details.number, let key = try personKey(of: .local(local), in: db) else {
        return nil
      }
      let row = try person(key, in: db)
      return try sees(viewer, row, in: db) ? row.birthDate : nil
    }
    var plausibility = Plausibility(on: viewer.today)
    plausibility.look(at: new, caregiverBirth: try held(new.caregiver), recipientBirth: try held(new.recipient))
    return try plausibility.settle(confirmed: new.confirmedWarnings)
  }

  /// Looks at days of care that are corrected.
  func refuseImplausible(
    _ span: DateSpan,
    of care: CareRow,
    confirmed: Set<PlausibilityRule>,
    for viewer: Viewer,
    in db: Database
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

  /// Looks at terms of care that change.
  func refuseImplausible(
    _ patch: CareTermsPatch,
    confirmed: Set<PlausibilityRule>,
    for viewer: Viewer
  ) throws -> [Plausibility.Finding] {
    var plausibility = Plausibility(on: viewer.today)
    if let hours = patch.hours { plausibility.look(atHours: hours, "terms.hours_per_week") }
    return try plausibility.settle(confirmed: confirmed)
  }

  /// Looks at declarations that are handed in.
  func refuseImplausible(
    _ declarations: Declarations,
    of care: CareRow,
    confirmed: Set<PlausibilityRule>,
    for viewer: Viewer,
    in db: Database
  ) throws -> [Plausibility.Finding] {
    let births = try birthDates(of: care, in: db)
    var plausibility = Plausibility(on: viewer.today)
    plausibility.look(at: declarations.caregiver, births.caregiver, "caregiver_declaration", .caregiver)
    plausibility.look(at: declarations.recipient, births.recipient, "recipient_declaration", .recipient)
    return try plausibility.settle(confirmed: confirmed)
  }

  private func birthDates(
    of care: CareRow,
    in db: Database
  ) throws -> (caregiver: CalendarDate?, recipient: CalendarDate?) {
    (try person(care.caregiver, in: db).birthDate, try person(care.recipient, in: db).birthDate)
  }

  // MARK: - A person

  /// Looks at a birth date that comes in the place of another, with all care of the person, and at new names.
  ///
  /// - Parameter isOfNumber: Whether a new number tells it.
  func refuseImplausible(
    birthDate: CalendarDate?,
    isOfNumber: Bool = false,
    names: (family: String?, given: String?) = (nil, nil),
    of person: PersonRow,
    _ field: String,
    confirmed: Set<PlausibilityRule>,
    for viewer: Viewer,
    in db: Database
  ) throws -> [Plausibility.Finding] {
    var plausibility = Plausibility(on: viewer.today)
    if let name = names.family { plausibility.look(atName: name, "details.family_name") }
    if let name = names.given { plausibility.look(atName: name, "details.given_names") }
    if isOfNumber { plausibility.look(atNumberOf: birthDate, held: person.birthDate, field) }
    if let birthDate, birthDate != person.birthDate {
      let situations = try careSituations(ofPerson: person.key, in: db)
      if situations.isEmpty { plausibility.look(atBirthDate: birthDate, field) }
      for care in situations {
        let isCaregiver = care.caregiver == person.key
        let other = try self.person(isCaregiver ? care.recipient : care.caregiver, in: db).birthDate
        let births: (CalendarDate?, CalendarDate?) = isCaregiver ? (birthDate, other) : (other, birthDate)
        plausibility.look(at: care.span, births.0, births.1, Plausibility.Fields(all: field))
      }
    }
    return try plausibility.settle(confirmed: confirmed)
  }

  /// Looks at a move.
  func refuseImplausible(
    moveOn day: CalendarDate,
    of person: PersonRow,
    confirmed: Set<PlausibilityRule>,
    for viewer: Viewer
  ) throws -> [Plausibility.Finding] {
    var plausibility = Plausibility(on: viewer.today)
    plausibility.look(atMove: day, person.birthDate, "residence.start_date")
    return try plausibility.settle(confirmed: confirmed)
  }

  /// Looks at a consent.
  func refuseImplausible(
    _ consent: Consent,
    of person: PersonRow,
    confirmed: Set<PlausibilityRule>,
    for viewer: Viewer
  ) throws -> [Plausibility.Finding] {
    var plausibility = Plausibility(on: viewer.today)
    plausibility.look(at: consent, person.birthDate, "consent")
    return try plausibility.settle(confirmed: confirmed)
  }
}
