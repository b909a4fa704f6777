import CareTypes
import GRDB
import ServiceRuntime

/// Holds what comes in against the rules of `PlausibilityRule`, together with what is known already.
extension RegistrationStore {
  /// Looks at a new care situation. A national number tells what it tells, whoever is held under it, so that the answer
  /// is the same for who is sealed and for nobody.
  ///
  /// - Throws: `Refusal` for what cannot be, or was not confirmed.
  func refuseImplausible(_ new: NewCareSituation, for viewer: Viewer, in db: Database) throws {
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
    try plausibility.settle(confirmed: new.confirmedWarnings)
  }

  /// Looks at days of care that are corrected.
  ///
  /// - Throws: `Refusal` for what cannot be, or was not confirmed.
  func refuseImplausible(
    _ span: DateSpan,
    of care: CareRow,
    confirmed: Set<PlausibilityRule>,
    for viewer: Viewer,
    in db: Database
  ) throws {
    let caregiver = try person(care.caregiver, in: db).birthDate
    let recipient = try person(care.recipient, in: db).birthDate
    var plausibility = Plausibility(on: viewer.today)
    plausibility.look(at: span, caregiver, recipient, Plausibility.Fields(all: "start_date"))
    try plausibility.settle(confirmed: confirmed)
  }

  /// Looks at a birth date that comes in the place of another, with all care of the person.
  ///
  /// - Throws: `Refusal` for what cannot be, or was not confirmed.
  func refuseImplausible(
    birthDate: CalendarDate?,
    names: (family: String?, given: String?) = (nil, nil),
    of person: PersonRow,
    _ field: String,
    confirmed: Set<PlausibilityRule>,
    for viewer: Viewer,
    in db: Database
  ) throws {
    var plausibility = Plausibility(on: viewer.today)
    if let name = names.family { plausibility.look(atName: name, "details.family_name") }
    if let name = names.given { plausibility.look(atName: name, "details.given_names") }
    if let birthDate, birthDate != person.birthDate {
      let situations = try careSituations(ofPerson: person.key, in: db)
      if situations.isEmpty { plausibility.look(atBirthDate: birthDate, field) }
      for care in situations {
        let isCaregiver = care.caregiver == person.key
        let other = try self.person(isCaregiver ? care.recipient : care.caregiver, in: db).birthDate
        let births: (CalendarDate?, CalendarDate?) = isCaregiver ? (birthDate, other) : (other, birthDate)
        plausibility.look(at: care.span, births.0, births.1, Plausibility.Fields(all: field))
        for period in try terms(of: care.key, db).spans {
          plausibility.look(atRelation: period.value.relation, births.0, births.1, field)
        }
      }
    }
    try plausibility.settle(confirmed: confirmed)
  }
}
