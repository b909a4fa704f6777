import CareTypes
import RegistrationDomain
import ServiceCore
import ServiceRuntime

extension PlausibilityChecks {
  /// Checks new identity data of a person, and keeps the warnings that the client confirms. A new birth date is checked
  /// against all care of the person, and the evidence about them.
  func check(
    _ rectified: RectifiedPerson,
    of person: PersonRow,
    confirmed: Set<PlausibilityRule>,
    for viewer: Viewer,
    by client: String,
    in transaction: WriteTransaction
  ) throws {
    let db = transaction.connection
    let identity = PlausibilityInput.identity(
      rectified.identity,
      recorded: try personRecords.identity(of: person)
    )
    let birth = try newBirthDate(rectified.birthDate, of: person, "details.birth_date", for: viewer, in: db)
    let found = try Plausibility.check([identity] + birth, confirmed: confirmed, on: viewer.today)
    try keepConfirmed(found, of: person, by: client, in: transaction)
  }

  /// Checks a new national number of a person, and keeps the warnings that the client confirms.
  func check(
    _ insz: INSZ,
    of person: PersonRow,
    confirmed: Set<PlausibilityRule>,
    for viewer: Viewer,
    by client: String,
    in transaction: WriteTransaction
  ) throws {
    let number = PlausibilityInput.number(birth: insz.birthDate, recorded: person.birthDate, field: "insz")
    let birth = try newBirthDate(insz.birthDate, of: person, "insz", for: viewer, in: transaction.connection)
    let found = try Plausibility.check([number] + birth, confirmed: confirmed, on: viewer.today)
    try keepConfirmed(found, of: person, by: client, in: transaction)
  }

  /// Checks a move, and keeps the warnings that the client confirms.
  func check(
    moveOn day: CalendarDate,
    of person: PersonRow,
    confirmed: Set<PlausibilityRule>,
    for viewer: Viewer,
    by client: String,
    in transaction: WriteTransaction
  ) throws {
    let found = try Plausibility.check(
      [.move(day, birth: person.birthDate)],
      confirmed: confirmed,
      on: viewer.today
    )
    try keepConfirmed(found, of: person, by: client, in: transaction)
  }

  /// Checks a consent, and keeps the warnings that the client confirms.
  func check(
    _ consent: Consent,
    of person: PersonRow,
    confirmed: Set<PlausibilityRule>,
    for viewer: Viewer,
    by client: String,
    in transaction: WriteTransaction
  ) throws {
    let found = try Plausibility.check(
      [.consent(consent, birth: person.birthDate)],
      confirmed: confirmed,
      on: viewer.today
    )
    try keepConfirmed(found, of: person, by: client, in: transaction)
  }

  /// What is implausible about a person and their care as recorded, as far as the viewer may see it.
  func implausible(_ person: PersonRow, for viewer: Viewer, in db: Connection) throws -> Set<MergeWarning> {
    let own = PlausibilityInput.recordedPerson(
      try personRecords.identity(of: person),
      birth: person.birthDate,
      evidence: try evidence(about: person, in: db),
      consents: try consentRecords.consents(of: person, in: db)
    )
    func warnings(_ input: PlausibilityInput, _ subject: String) -> [MergeWarning] {
      Plausibility.findings(in: [input], on: viewer.today).map { MergeWarning($0.rule, subject: subject) }
    }
    var found = Set(warnings(own, person.name))
    for care in try readableCare(of: person, for: viewer, in: db) {
      let recorded = try recorded(care, birthDates(of: care, in: db), on: viewer.today, in: db)
      let input = PlausibilityInput.recordedCare(
        recorded,
        care.declarations,
        homes: recorded.terms.sameAddress ? try homes(of: care, on: viewer.today, in: db) : [],
        identities: try [care.caregiver, care.recipient].map {
          try personRecords.identity(of: personRecords.person($0, in: db))
        },
        otherMinutes: try minutes(ofCareBeside: care, for: viewer, in: db)
      )
      found.formUnion(warnings(input, care.name))
    }
    return found
  }

  /// A birth date to be checked, with the care and evidence of the person; empty if it is the recorded one.
  private func newBirthDate(
    _ birth: CalendarDate?,
    of person: PersonRow,
    _ field: String,
    for viewer: Viewer,
    in db: Connection
  ) throws -> [PlausibilityInput] {
    guard let birth, birth != person.birthDate else { return [] }
    let care = try readableCare(of: person, for: viewer, in: db).map { care in
      let births = try birthDates(of: care, in: db)
      let isCaregiver = care.caregiver == person.key
      return try recorded(
        care,
        PlausibilityInput.BirthDates(
          caregiver: isCaregiver ? birth : births.caregiver,
          recipient: isCaregiver ? births.recipient : birth
        ),
        on: viewer.today,
        in: db
      )
    }
    return [.birthDate(birth, care: care, evidence: try evidence(about: person, in: db), field: field)]
  }

  /// The care situations of a person whose other person the viewer may see unmasked. A check with anyone else would
  /// reveal something about them.
  private func readableCare(of person: PersonRow, for viewer: Viewer, in db: Connection) throws -> [CareRow] {
    try careRecords.careSituations(ofPerson: person.key, in: db).filter { care in
      let other = try personRecords.person(care.caregiver == person.key ? care.recipient : care.caregiver, in: db)
      return try visibility.sees(viewer, person, other, in: db) && !visibility.isMasked(other, for: viewer, in: db)
    }
  }

  private func recorded(
    _ care: CareRow,
    _ births: PlausibilityInput.BirthDates,
    on today: CalendarDate,
    in db: Connection
  ) throws -> PlausibilityInput.RecordedCare {
    PlausibilityInput.RecordedCare(
      span: care.span,
      terms: try careRecords.terms(of: care.key, db)[care.span.day(nearestTo: today)],
      births: births
    )
  }

  /// The evidence about a person that was not withdrawn.
  private func evidence(about person: PersonRow, in db: Connection) throws -> [Evidence] {
    let rows = try db.rows(Self.evidenceAboutSQL, [person.key])
    return try evidenceRecords.recordedEvidence(in: rows, db).map(\.evidence)
  }

  static let evidenceAboutSQL = "SELECT * FROM evidence WHERE person = ? AND withdrawn IS NULL ORDER BY key"
}
