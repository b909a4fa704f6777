import CareTypes
import RegistrationDomain
import ServiceCore
import ServiceRuntime

extension PlausibilityChecks {
  /// Checks a new birth date against all care of the person and the evidence about them, and a new name or telephone
  /// number.
  ///
  /// - Parameters:
  ///   - isOfNumber: Whether the birth date comes from a new national number.
  ///   - identity: The new identity; nil: it stays.
  func refuseImplausible(
    birthDate: CalendarDate?,
    isOfNumber: Bool = false,
    identity: Identity? = nil,
    of person: PersonRow,
    _ field: String,
    confirmed: Set<PlausibilityRule>,
    for viewer: Viewer,
    in db: Connection
  ) throws -> [Plausibility.Finding] {
    var plausibility = Plausibility(on: viewer.today)
    if let new = identity {
      let held = try personRecords.identity(of: person, in: db)
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
        let other = try personRecords.person(isCaregiver ? care.recipient : care.caregiver, in: db).birthDate
        let births: (CalendarDate?, CalendarDate?) = isCaregiver ? (birthDate, other) : (other, birthDate)
        plausibility.look(at: care.span, births.0, births.1, Plausibility.Fields(all: field))
        let relation = try careRecords.terms(of: care.key, db)[care.span.day(nearestTo: viewer.today)].relation
        plausibility.look(at: relation, births.0, births.1, from: care.span.start, field)
      }
      for evidence in try standingEvidence(about: person, in: db) {
        plausibility.look(at: evidence, birthDate, birthDate, field)
      }
    }
    return try plausibility.settle(confirmed: confirmed)
  }

  /// Checks a move.
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

  /// Checks an assessment.
  func refuseImplausible(_ assessment: Assessment, of person: PersonRow, for viewer: Viewer) throws {
    var plausibility = Plausibility(on: viewer.today)
    plausibility.look(at: assessment, person.birthDate, "assessment.assess_date")
    _ = try plausibility.settle(confirmed: [])
  }

  /// Checks a consent.
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

  /// The care situations of a person whose other person the viewer may see unmasked. A check with anyone else would
  /// reveal something about them.
  private func openCare(of person: PersonRow, for viewer: Viewer, in db: Connection) throws -> [CareRow] {
    try careRecords.careSituations(ofPerson: person.key, in: db).filter { care in
      let other = try personRecords.person(care.caregiver == person.key ? care.recipient : care.caregiver, in: db)
      return try visibility.sees(viewer, person, other, in: db) && !visibility.isMasked(other, for: viewer, in: db)
    }
  }

  /// What is implausible about a person and their care as recorded, as far as the viewer may see it.
  func implausible(_ person: PersonRow, for viewer: Viewer, in db: Connection) throws -> Set<MergedPersons.Warning> {
    var own = Plausibility(on: viewer.today)
    let identity = try personRecords.identity(of: person, in: db)
    if let identity {
      own.look(at: identity, "")
      own.look(atPhone: identity.phone, "")
    }
    own.look(atBirthDate: person.birthDate, "")
    for evidence in try standingEvidence(about: person, in: db) {
      own.look(at: evidence, person.birthDate, person.birthDate, "")
    }
    for consent in try consentRecords.consents(of: person, in: db) { own.look(at: consent, person.birthDate, "") }
    var found = Set(own.findings.map { MergedPersons.Warning(rule: $0.rule.rawValue, subject: person.name) })
    for care in try openCare(of: person, for: viewer, in: db) {
      var plausibility = Plausibility(on: viewer.today)
      let births = try birthDates(of: care, in: db)
      plausibility.look(at: care.span, births.caregiver, births.recipient, Plausibility.Fields(all: ""))
      let terms = try careRecords.terms(of: care.key, db)[care.span.day(nearestTo: viewer.today)]
      plausibility.look(at: terms.relation, births.caregiver, births.recipient, from: care.span.start, "")
      if terms.sameAddress, !care.span.ends(before: viewer.today) {
        let homes = try [care.caregiver, care.recipient].map { try home(ofPerson: $0, on: viewer.today, in: db) }
        plausibility.look(atOneHome: homes[0], homes[1], "")
      }
      let names = try [care.caregiver, care.recipient].map {
        try personRecords.identity(of: personRecords.person($0, in: db), in: db)
      }
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
  private func standingEvidence(about person: PersonRow, in db: Connection) throws -> [Evidence] {
    let rows = try db.rows(Self.evidenceAboutSQL, [person.key])
    return try evidenceRecords.recordedEvidence(in: rows, db).map(\.evidence)
  }

  static let evidenceAboutSQL = "SELECT * FROM evidence WHERE person = ? AND withdrawn IS NULL ORDER BY key"
}
