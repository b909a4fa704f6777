import ServiceCore
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
    of care: CareRow,
    confirmed: Set<PlausibilityRule>,
    for viewer: Viewer,
    in db: Database
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

  /// Looks at the hours of a new care situation together with the other care of the caregiver.
  func refuseImplausible(
    hoursOf care: CareRow,
    _ hours: HoursPerWeek,
    confirmed: Set<PlausibilityRule>,
    for viewer: Viewer,
    in db: Database
  ) throws -> [Plausibility.Finding] {
    var plausibility = Plausibility(on: viewer.today)
    let others = try minutes(ofCareBeside: care, for: viewer, in: db)
    plausibility.look(atMinutesOfAllCare: [hours.minutes] + others, "care_situation.hours_per_week")
    return try plausibility.settle(confirmed: confirmed)
  }

  /// The minutes of a week that the caregiver spends on others than the recipient of a care situation, as far as the viewer
  /// sees: today, or on the day of that care that is nearest to it.
  private func minutes(ofCareBeside care: CareRow, for viewer: Viewer, in db: Database) throws -> [Int] {
    let day = care.span.day(nearestTo: viewer.today)
    let caregiver = try person(care.caregiver, in: db)
    return try careSituations(ofPerson: care.caregiver, in: db).compactMap { other in
      guard other.key != care.key, other.caregiver == care.caregiver, other.span.contains(day),
        try sees(viewer, caregiver, person(other.recipient, in: db), in: db)
      else { return nil }
      return try terms(of: other.key, db)[day].hours.minutes
    }
  }

  /// Where a person lives on a day, by the codes of that day.
  private func home(ofPerson key: Int64, on day: CalendarDate, in db: Database) throws -> Residence {
    let residence = try residences(of: person(key, in: db), in: db)[day]
    return Residence(place: tables.current(residence.place, on: day), address: residence.address)
  }

  /// Looks at evidence that is shown for a person or for care.
  func refuseImplausible(
    _ evidence: Evidence,
    with keeper: EvidenceKeeper,
    for viewer: Viewer
  ) throws {
    guard case .person(let person, _) = keeper else { return }
    var plausibility = Plausibility(on: viewer.today)
    plausibility.look(at: evidence, person.birthDate, person.birthDate, "evidence.issued_date")
    _ = try plausibility.settle(confirmed: [])
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

  /// Looks at a birth date that comes in the place of another, with all care of the person and the evidence about them, and
  /// at what is new of a name or telephone number.
  ///
  /// - Parameters:
  ///   - isOfNumber: Whether a new number tells it.
  ///   - identity: What comes in the place of what is held; nothing: it stays.
  func refuseImplausible(
    birthDate: CalendarDate?,
    isOfNumber: Bool = false,
    identity: Identity? = nil,
    of person: PersonRow,
    _ field: String,
    confirmed: Set<PlausibilityRule>,
    for viewer: Viewer,
    in db: Database
  ) throws -> [Plausibility.Finding] {
    var plausibility = Plausibility(on: viewer.today)
    if let new = identity {
      let held = try self.identity(of: person, in: db)
      if new.familyName != held?.familyName {
        plausibility.look(atName: new.familyName, beside: new.givenNames, "details.family_name")
      }
      if new.givenNames != held?.givenNames {
        plausibility.look(atName: new.givenNames, beside: new.familyName, "details.given_names")
      }
      if new.phone != held?.phone { plausibility.look(atPhone: new.phone, "details.phone") }
    }
    if isOfNumber { plausibility.look(atNumberOf: birthDate, held: person.birthDate, field) }
    if let birthDate, birthDate != person.birthDate {
      let situations = try openCare(of: person, for: viewer, in: db)
      if situations.isEmpty { plausibility.look(atBirthDate: birthDate, field) }
      for care in situations {
        let isCaregiver = care.caregiver == person.key
        let other = try self.person(isCaregiver ? care.recipient : care.caregiver, in: db).birthDate
        let births: (CalendarDate?, CalendarDate?) = isCaregiver ? (birthDate, other) : (other, birthDate)
        plausibility.look(at: care.span, births.0, births.1, Plausibility.Fields(all: field))
        let relation = try terms(of: care.key, db)[care.span.day(nearestTo: viewer.today)].relation
        plausibility.look(at: relation, births.0, births.1, from: care.span.start, field)
      }
      for evidence in try standingEvidence(about: person, in: db) {
        plausibility.look(at: evidence, birthDate, birthDate, field)
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

  /// Looks at an assessment.
  func refuseImplausible(_ assessment: Assessment, of person: PersonRow, for viewer: Viewer) throws {
    var plausibility = Plausibility(on: viewer.today)
    plausibility.look(at: assessment, person.birthDate, "assessment.assess_date")
    _ = try plausibility.settle(confirmed: [])
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

  /// The care of a person in which the viewer sees the other as well, and not masked: what rests on anyone else would tell
  /// of them.
  private func openCare(of person: PersonRow, for viewer: Viewer, in db: Database) throws -> [CareRow] {
    try careSituations(ofPerson: person.key, in: db).filter { care in
      let other = try self.person(care.caregiver == person.key ? care.recipient : care.caregiver, in: db)
      return try sees(viewer, person, other, in: db) && !isMasked(other, for: viewer, in: db)
    }
  }

  // MARK: - What is held

  /// What is hardly to be believed of a person and of their care as they are held, as far as the viewer sees.
  func implausible(_ person: PersonRow, for viewer: Viewer, in db: Database) throws -> Set<MergedPersons.Warning> {
    var own = Plausibility(on: viewer.today)
    let identity = try identity(of: person, in: db)
    if let identity {
      own.look(at: identity, "")
      own.look(atPhone: identity.phone, "")
    }
    own.look(atBirthDate: person.birthDate, "")
    for evidence in try standingEvidence(about: person, in: db) {
      own.look(at: evidence, person.birthDate, person.birthDate, "")
    }
    for consent in try consents(of: person, in: db) { own.look(at: consent, person.birthDate, "") }
    var found = Set(own.findings.map { MergedPersons.Warning(rule: $0.rule.rawValue, subject: person.name) })
    for care in try openCare(of: person, for: viewer, in: db) {
      var plausibility = Plausibility(on: viewer.today)
      let births = try birthDates(of: care, in: db)
      plausibility.look(at: care.span, births.caregiver, births.recipient, Plausibility.Fields(all: ""))
      let terms = try terms(of: care.key, db)[care.span.day(nearestTo: viewer.today)]
      plausibility.look(at: terms.relation, births.caregiver, births.recipient, from: care.span.start, "")
      if terms.sameAddress, !care.span.ends(before: viewer.today) {
        let homes = try [care.caregiver, care.recipient].map { try home(ofPerson: $0, on: viewer.today, in: db) }
        plausibility.look(atOneHome: homes[0], homes[1], "")
      }
      let names = try [care.caregiver, care.recipient].map { try self.identity(of: self.person($0, in: db), in: db) }
      if let one = names[0], let other = names[1] {
        plausibility.look(atTwo: (one, births.caregiver), (other, births.recipient), "")
      }
      plausibility.look(at: care.declarations.caregiver, births.caregiver, "", .caregiver)
      plausibility.look(at: care.declarations.recipient, births.recipient, "", .recipient)
      let others = try minutes(ofCareBeside: care, for: viewer, in: db)
      plausibility.look(atMinutesOfAllCare: [terms.hours.minutes] + others, "")
      found.formUnion(plausibility.findings.map { MergedPersons.Warning(rule: $0.rule.rawValue, subject: care.name) })
    }
    return found
  }

  /// The evidence about a person that was not withdrawn.
  private func standingEvidence(about person: PersonRow, in db: Database) throws -> [Evidence] {
    let rows = try Row.fetchAll(db.cachedStatement(sql: Self.evidenceAboutSQL), arguments: [person.key])
    return try recordedEvidence(in: rows, db).map(\.evidence)
  }

  static let evidenceAboutSQL = "SELECT * FROM evidence WHERE person = ? AND withdrawn IS NULL ORDER BY key"
}
