package import CareTypes
import RuleLanguage
package import ServiceCore

/// Finds what is implausible in data, by the rules of `PlausibilityRule`.
package struct Plausibility: Sendable {
  /// A rule that is broken, and where.
  package struct Finding: Sendable, Hashable {
    /// The rule.
    package let rule: PlausibilityRule
    /// Path of the field.
    package let field: String
    /// Whom it is about.
    package let concerns: Concern
  }

  /// Whom something is about.
  package enum Concern: Sendable, Hashable {
    /// The caregiver, or the only person whom the data is about.
    case caregiver
    /// The recipient.
    case recipient
    /// The care of the two.
    case both
  }

  private var findings: [Finding] = []
  private let today: CalendarDate

  private init(on today: CalendarDate) {
    self.today = today
  }

  /// Refuses impossible data, and implausible data that the client has not confirmed.
  ///
  /// - Parameters:
  ///   - data: The data.
  ///   - confirmed: The rules whose findings the client confirms.
  ///   - today: The legal date.
  /// - Returns: What was found and confirmed.
  /// - Throws: `Refusal` with `invalidField`, or with `implausible` naming what is to be confirmed.
  @discardableResult
  package static func check(
    _ data: [PlausibilityInput],
    confirmed: Set<PlausibilityRule> = [],
    on today: CalendarDate
  ) throws(Refusal) -> [Finding] {
    let findings = findings(in: data, on: today)
    let refused = findings.filter { $0.rule.severity == .refuse }
    if !refused.isEmpty {
      throw .invalid(refused.map { FieldViolation(field: $0.field, description: $0.rule.english) })
    }
    let open = findings.filter { !confirmed.contains($0.rule) }
    guard !open.isEmpty else { return findings }
    throw Refusal(
      .implausible,
      "Is this right? To be confirmed with \(Set(open.map(\.rule.word)).sorted().joined(separator: ", "))",
      violations: open.map(\.violation)
    )
  }

  /// Everything implausible in some data, whether it can be confirmed or not.
  package static func findings(in data: [PlausibilityInput], on today: CalendarDate) -> [Finding] {
    var plausibility = Plausibility(on: today)
    for input in data { plausibility.check(input) }
    return plausibility.findings
  }

  /// Everything implausible in a new care situation by itself that the client did not confirm.
  package static func findings(in new: NewCareSituation, on today: CalendarDate) -> [Finding] {
    let births = PlausibilityInput.BirthDates(caregiver: nil, recipient: nil)
    return findings(in: [.registration(new, recordedBirths: births)], on: today)
      .filter { !new.confirmedWarnings.contains($0.rule) }
  }

  private mutating func note(
    _ rule: PlausibilityRule,
    _ field: String,
    _ concerns: Concern = .both,
    if broken: Bool
  ) {
    if broken { findings.append(Finding(rule: rule, field: field, concerns: concerns)) }
  }

  // MARK: - Which rules apply to what

  private mutating func check(_ input: PlausibilityInput) {
    switch input {
    case .registration(let new, let births): checkRegistration(new, births)
    case .hours(let hours, let others, let field): checkMinutesOfAllCare([hours.minutesPerYear] + others, field)
    case .terms(let patch, let span, let births, let homes, let otherMinutes):
      if let hours = patch.hours {
        checkHours(hours, "terms.\(hours.field)")
        checkMinutesOfAllCare([hours.minutesPerYear] + otherMinutes, "terms.\(hours.field)")
      }
      if let relation = patch.relation { checkRelation(relation, births, from: span.start, "terms.relation") }
      if patch.sameAddress == true { checkOneAddress(homes, during: span, "terms.same_address") }
    case .span(let span, let births):
      checkDays(span, births, DayFields(all: "start_date", end: "end_date"))
    case .declarations(let declarations, let births):
      checkDeclaration(declarations.caregiver, births.caregiver, "caregiver_declaration", .caregiver)
      checkDeclaration(declarations.recipient, births.recipient, "recipient_declaration", .recipient)
    case .evidence(let evidence, let birth, let field):
      checkEvidence(evidence, PlausibilityInput.BirthDates(caregiver: birth, recipient: birth), field)
    case .assessment(let assessment, let birth):
      note(
        .assessmentBeforeBirth,
        "assessment.assess_date",
        .caregiver,
        if: birth.map { assessment.date < $0 } ?? false
      )
    case .consent(let consent, let birth): checkConsent(consent, birth, "consent", .caregiver)
    case .move(let day, let birth): checkMove(day, birth, "residence.start_date")
    case .identity(let identity, let recorded): checkChanges(of: identity, from: recorded, "details")
    case .number(let birth, let recorded, let field):
      if let birth, let recorded { note(.numberOfAnotherBirthDate, field, .caregiver, if: birth != recorded) }
    case .birthDate(let birth, let care, let evidence, let field):
      if care.isEmpty { checkBirthDate(birth, field, .caregiver) }
      for care in care {
        checkDays(care.span, care.births, DayFields(all: field))
        checkRelation(care.terms.relation, care.births, from: care.span.start, field)
      }
      for evidence in evidence { check(.evidence(evidence, birth: birth, field: field)) }
    case .recordedPerson(let identity, let birth, let evidence, let consents):
      if let identity { checkName(identity, "", .caregiver) }
      if let identity { checkPhone(identity.phone, "", .caregiver) }
      checkBirthDate(birth, "", .caregiver)
      for evidence in evidence { check(.evidence(evidence, birth: birth, field: "")) }
      for consent in consents { checkConsent(consent, birth, "", .caregiver) }
    case .recordedCare(let care, let declarations, let homes, let identities, let otherMinutes):
      checkDays(care.span, care.births, DayFields(all: ""))
      checkRelation(care.terms.relation, care.births, from: care.span.start, "")
      if care.terms.sameAddress { checkOneAddress(homes, during: care.span, "") }
      checkTwoNames(identities, care.births, "")
      check(.declarations(declarations, care.births))
      checkMinutesOfAllCare([care.terms.hours.minutesPerYear] + otherMinutes, "")
    }
  }

  private mutating func checkRegistration(
    _ new: NewCareSituation,
    _ recordedBirths: PlausibilityInput.BirthDates
  ) {
    let field = "care_situation"
    let births = PlausibilityInput.BirthDates(
      caregiver: new.caregiver.birthDate ?? recordedBirths.caregiver,
      recipient: new.recipient.birthDate ?? recordedBirths.recipient
    )
    let (identities, span) = ([new.caregiver.identity, new.recipient.identity], new.care.span)
    checkName(identities[0], "\(field).caregiver", .caregiver)
    checkName(identities[1], "\(field).recipient", .recipient)
    checkDays(span, births, DayFields(start: "\(field).start_date", people: field))
    checkHours(new.care.terms.hours, "\(field).\(new.care.terms.hours.field)")
    checkRelation(new.care.terms.relation, births, from: span.start, "\(field).relation")
    if new.care.terms.sameAddress {
      let homes = [new.caregiver.residence, new.recipient.residence]
      checkOneAddress(homes, during: span, "\(field).same_address")
    }
    checkTwoNames(identities, births, "\(field).recipient")
    checkPhone(identities[0].phone, "\(field).caregiver.phone", .caregiver)
    checkPhone(identities[1].phone, "\(field).recipient.phone", .recipient)
    for (index, evidence) in new.care.evidence.enumerated() {
      checkEvidence(evidence, births, "\(field).evidence[\(index)].issued_date")
    }
    let parties = [
      (Concern.caregiver, "caregiver", births.caregiver, new.care.declarations.caregiver, new.caregiverConsents),
      (Concern.recipient, "recipient", births.recipient, new.care.declarations.recipient, new.recipientConsents),
    ]
    for (concern, party, birth, declaration, consents) in parties {
      checkDeclaration(declaration, birth, "\(field).\(party)_declaration", concern)
      for (index, consent) in consents.enumerated() {
        checkConsent(consent, birth, "\(field).\(party)_consents[\(index)]", concern)
      }
    }
  }

  private mutating func checkChanges(of identity: Identity, from recorded: Identity?, _ field: String) {
    let (family, given) = (identity.familyName, identity.givenNames)
    if family != recorded?.familyName { checkName(family, beside: given, "\(field).family_name", .caregiver) }
    if given != recorded?.givenNames { checkName(given, beside: family, "\(field).given_names", .caregiver) }
    if identity.phone != recorded?.phone { checkPhone(identity.phone, "\(field).phone", .caregiver) }
  }

  // MARK: - The rules

  /// The fields that findings about the days of care name.
  private struct DayFields {
    let start: String
    let end: String
    let caregiver: String
    let recipient: String

    /// The fields of a request with both people and the first day.
    init(start: String, people: String) {
      self.start = start
      end = "\(people).end_date"
      caregiver = "\(people).caregiver.birth_date"
      recipient = "\(people).recipient.birth_date"
    }

    /// One field for all findings, except about the last day if `end` is given.
    init(all field: String, end: String? = nil) {
      start = field
      self.end = end ?? field
      caregiver = field
      recipient = field
    }
  }

  private mutating func checkDays(_ span: DateSpan, _ births: PlausibilityInput.BirthDates, _ fields: DayFields) {
    let last = max(span.start, span.end ?? today)
    if let caregiver = births.caregiver {
      note(.careBeforeCaregiverBirth, fields.start, .caregiver, if: span.start < caregiver)
      let age = caregiver.fullYears(until: span.start)
      note(.caregiverUnderFive, fields.caregiver, .caregiver, if: span.start >= caregiver && age < 5)
      note(.caregiverVeryYoung, fields.caregiver, .caregiver, if: (5..<8).contains(age))
    }
    if let recipient = births.recipient {
      note(.careBeforeRecipientBirth, fields.start, .recipient, if: span.start < recipient)
    }
    checkBirthDate(births.caregiver, until: last, fields.caregiver, .caregiver)
    checkBirthDate(births.recipient, until: last, fields.recipient, .recipient)
    let years = span.start.fullYears(until: last)
    note(.careBeyondLifetime, fields.start, if: years > 122)
    note(.veryLongCare, fields.start, if: (61...122).contains(years))
    note(.careLongAgo, fields.start, if: span.start.year < 1950)
    if let end = span.end { note(.careEndsFarAhead, fields.end, if: end > today && today.fullYears(until: end) >= 10) }
  }

  /// Checks what the caregiver is to the recipient. They may be so by adoption or marriage as well.
  ///
  /// - Parameter day: The first day of care.
  private mutating func checkRelation(
    _ relation: Relation,
    _ births: PlausibilityInput.BirthDates,
    from day: CalendarDate,
    _ field: String
  ) {
    if relation == .partner {
      let isYoung = [births.caregiver, births.recipient].compactMap(\.self).contains {
        $0 <= day && $0.fullYears(until: day) < 16
      }
      note(.partnerUnderSixteen, field, if: isYoung)
    }
    guard let caregiver = births.caregiver, let recipient = births.recipient else { return }
    let generation: (older: CalendarDate, younger: CalendarDate, years: Int)? =
      switch relation {
      case .child: (recipient, caregiver, 12)
      case .parent: (caregiver, recipient, 12)
      case .grandchild: (recipient, caregiver, 24)
      case .partner, .sibling, .otherFamily, .neighbour, .friend, .other: nil
      }
    guard let generation else { return }
    let isBefore = generation.older < generation.younger
    let years = isBefore ? generation.older.fullYears(until: generation.younger) : 0
    note(.relationAgainstAges, field, if: years < generation.years)
  }

  /// Checks the homes of two people who are said to live at one address. Care that has ended is not checked, because the
  /// homes are those of today.
  private mutating func checkOneAddress(_ homes: [Residence], during span: DateSpan, _ field: String) {
    guard homes.count == 2, !span.ends(before: today) else { return }
    note(.sameAddressApart, field, if: homes[0].isApart(from: homes[1]))
  }

  /// Compares the names of a caregiver and a recipient who were born on one day.
  private mutating func checkTwoNames(
    _ identities: [Identity?],
    _ births: PlausibilityInput.BirthDates,
    _ field: String
  ) {
    let known = identities.compactMap(\.self)
    guard known.count == 2, let birth = births.caregiver, birth == births.recipient else { return }
    note(.oneNameAndBirthDate, field, if: NameMatch.areOneName(known[0], known[1]))
  }

  /// Checks that evidence about a person is not older than the person.
  private mutating func checkEvidence(
    _ evidence: Evidence,
    _ births: PlausibilityInput.BirthDates,
    _ field: String
  ) {
    let (birth, concern): (CalendarDate?, Concern) =
      switch evidence.subject {
      case .caregiver: (births.caregiver, .caregiver)
      case .recipient: (births.recipient, .recipient)
      case .careSituation: (nil, .both)
      }
    note(.evidenceBeforeBirth, field, concern, if: birth.map { evidence.validity.start < $0 } ?? false)
  }

  /// Checks the minutes of a year that all care of one caregiver takes together, if there is more than one care situation.
  private mutating func checkMinutesOfAllCare(_ minutes: [Int], _ field: String) {
    note(
      .hoursBeyondTheWeek,
      field,
      .caregiver,
      if: minutes.count > 1 && minutes.reduce(0, +) > CareHours.mostMinutesPerYear
    )
  }

  private mutating func checkPhone(_ phone: String, _ field: String, _ concerns: Concern) {
    let digits = phone.utf8.filter { (48...57).contains($0) }.map(Int.init)
    let steps = zip(digits, digits.dropFirst()).map { $1 - $0 }
    func longest(_ step: Int) -> Int {
      steps.reduce(into: (run: 0, best: 0)) { found, next in
        found.run = next == step ? found.run + 1 : 0
        found.best = max(found.best, found.run)
      }.best
    }
    // Eight digits in a row: what is beside them is the country and the zone.
    note(.placeholderPhone, field, concerns, if: [-1, 0, 1].contains { longest($0) >= 7 })
  }

  /// Checks a birth date by itself.
  ///
  /// - Parameter day: The last day on which the person is known to be alive; nil for today.
  private mutating func checkBirthDate(
    _ date: CalendarDate?,
    until day: CalendarDate? = nil,
    _ field: String,
    _ concerns: Concern
  ) {
    guard let date else { return }
    let age = date.fullYears(until: max(date, day ?? today))
    note(.olderThanAnyone, field, concerns, if: age > 122)
    note(.veryOld, field, concerns, if: (111...122).contains(age))
    note(.defaultBirthDate, field, concerns, if: (date.year, date.month, date.day) == (1900, 1, 1))
  }

  private mutating func checkHours(_ hours: CareHours, _ field: String) {
    note(.everyHourOfTheWeek, field, if: hours.minutesPerYear >= CareHours.mostMinutesPerYear)
  }

  private mutating func checkName(_ identity: Identity, _ field: String, _ concerns: Concern) {
    checkName(identity.familyName, beside: identity.givenNames, "\(field).family_name", concerns)
    checkName(identity.givenNames, beside: identity.familyName, "\(field).given_names", concerns)
  }

  /// Checks the family name or the given names.
  ///
  /// - Parameter other: The other part of the name.
  private mutating func checkName(_ name: String, beside other: String, _ field: String, _ concerns: Concern) {
    note(.nameWithoutLetters, field, concerns, if: !name.contains(where: \.isLetter))
    note(.placeholderName, field, concerns, if: PlaceholderName.isOne(name, beside: other))
  }

  private mutating func checkDeclaration(
    _ declaration: Declaration?,
    _ birth: CalendarDate?,
    _ field: String,
    _ concerns: Concern
  ) {
    guard let declaration, let birth else { return }
    let field = "\(field).signed_date"
    note(.signedBeforeBirth, field, concerns, if: declaration.signedDate < birth)
    checkSigner(declaration.givenBy, on: declaration.signedDate, birth, field, concerns)
  }

  private mutating func checkConsent(_ consent: Consent, _ birth: CalendarDate?, _ field: String, _ concerns: Concern) {
    guard let birth else { return }
    let field = "\(field).given_date"
    note(.consentBeforeBirth, field, concerns, if: consent.givenDate < birth)
    checkSigner(consent.givenBy, on: consent.givenDate, birth, field, concerns)
  }

  /// Checks that no small child signs or consents alone.
  private mutating func checkSigner(
    _ signer: GivenBy,
    on day: CalendarDate,
    _ birth: CalendarDate,
    _ field: String,
    _ concerns: Concern
  ) {
    let isSmall = day >= birth && birth.fullYears(until: day) < 7
    note(.declaredBySmallChild, field, concerns, if: signer == .themselves && isSmall)
  }

  private mutating func checkMove(_ day: CalendarDate, _ birth: CalendarDate?, _ field: String) {
    note(.moveBeforeBirth, field, .caregiver, if: birth.map { day < $0 } ?? false)
    note(.moveLongAgo, field, .caregiver, if: day < today && day.fullYears(until: today) >= 10)
  }
}

extension Plausibility.Finding {
  /// What is asked, at the field: ends with the word of the rule.
  package var violation: FieldViolation {
    FieldViolation(field: field, description: "\(rule.english) (\(rule.word))")
  }
}

extension PlausibilityRule {
  /// The word for it in messages, such as `VERY_OLD`.
  package var word: String {
    rawValue.reduce(into: "") { word, letter in
      word += letter.isUppercase ? "_\(letter)" : letter.uppercased()
    }
  }
}
