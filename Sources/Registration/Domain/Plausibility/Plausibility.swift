package import CareTypes
import RuleLanguage
package import ServiceCore

/// Collects implausible facts in data that is handed in: rules of `PlausibilityRule`, each at a field.
package struct Plausibility: Sendable, Hashable {
  /// A rule, and the field at which it is broken.
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

  /// What was found.
  package private(set) var findings: [Finding] = []
  private let today: CalendarDate

  /// Without findings yet.
  package init(on today: CalendarDate) {
    self.today = today
  }

  /// What is found in a new care situation, and was not confirmed.
  package init(of new: NewCareSituation, on today: CalendarDate) {
    self.init(on: today)
    look(at: new)
    findings.removeAll { new.confirmedWarnings.contains($0.rule) }
  }

  private mutating func note(
    _ rule: PlausibilityRule,
    _ field: String,
    _ concerns: Concern = .both,
    if broken: Bool
  ) {
    if broken { findings.append(Finding(rule: rule, field: field, concerns: concerns)) }
  }

  // MARK: - Rules

  /// Looks at a new care situation.
  ///
  /// - Parameters:
  ///   - new: The care situation that is handed in.
  ///   - caregiverBirth: Birth date of a caregiver who is known already, if it is not given.
  ///   - recipientBirth: Birth date of a recipient who is known already, if it is not given.
  package mutating func look(
    at new: NewCareSituation,
    caregiverBirth: CalendarDate? = nil,
    recipientBirth: CalendarDate? = nil
  ) {
    let field = "care_situation"
    let caregiver = new.caregiver.birthDate ?? caregiverBirth
    let recipient = new.recipient.birthDate ?? recipientBirth
    look(at: new.caregiver.identity, "\(field).caregiver", .caregiver)
    look(at: new.recipient.identity, "\(field).recipient", .recipient)
    look(at: new.care.span, caregiver, recipient, Fields(start: "\(field).start_date", field))
    look(atHours: new.care.terms.hours, "\(field).hours_per_week")
    look(at: new.care.terms.relation, caregiver, recipient, from: new.care.span.start, "\(field).relation")
    if new.care.terms.sameAddress, !new.care.span.ends(before: today) {
      look(atOneHome: new.caregiver.residence, new.recipient.residence, "\(field).same_address")
    }
    look(atTwo: (new.caregiver.identity, caregiver), (new.recipient.identity, recipient), "\(field).recipient")
    look(atPhone: new.caregiver.identity.phone, "\(field).caregiver.phone", .caregiver)
    look(atPhone: new.recipient.identity.phone, "\(field).recipient.phone", .recipient)
    for (index, evidence) in new.care.evidence.enumerated() {
      look(at: evidence, caregiver, recipient, "\(field).evidence[\(index)].issued_date")
    }
    let parties = [
      (Concern.caregiver, "caregiver", caregiver, new.care.declarations.caregiver, new.caregiverConsents),
      (Concern.recipient, "recipient", recipient, new.care.declarations.recipient, new.recipientConsents),
    ]
    for (concern, party, birth, declaration, consents) in parties {
      look(at: declaration, birth, "\(field).\(party)_declaration", concern)
      for (index, consent) in consents.enumerated() {
        look(at: consent, birth, "\(field).\(party)_consents[\(index)]", concern)
      }
    }
  }

  /// The fields to which findings about the days of care belong.
  package struct Fields: Sendable, Hashable {
    let start: String
    let end: String
    let caregiver: String
    let recipient: String

    /// The fields of a request with both people and the first day.
    package init(start: String, _ people: String) {
      self.start = start
      end = "\(people).end_date"
      caregiver = "\(people).caregiver.birth_date"
      recipient = "\(people).recipient.birth_date"
    }

    /// One field for all findings.
    package init(all field: String, end: String? = nil) {
      start = field
      self.end = end ?? field
      caregiver = field
      recipient = field
    }
  }

  /// Looks at the days of care between two people.
  package mutating func look(
    at span: DateSpan,
    _ caregiver: CalendarDate?,
    _ recipient: CalendarDate?,
    _ fields: Fields
  ) {
    let last = max(span.start, span.end ?? today)
    if let caregiver {
      note(.careBeforeCaregiverBirth, fields.start, .caregiver, if: span.start < caregiver)
      let age = caregiver.fullYears(until: span.start)
      note(.caregiverUnderFive, fields.caregiver, .caregiver, if: span.start >= caregiver && age < 5)
      note(.caregiverVeryYoung, fields.caregiver, .caregiver, if: (5..<8).contains(age))
    }
    if let recipient { note(.careBeforeRecipientBirth, fields.start, .recipient, if: span.start < recipient) }
    look(atBirthDate: caregiver, until: last, fields.caregiver, .caregiver)
    look(atBirthDate: recipient, until: last, fields.recipient, .recipient)
    let years = span.start.fullYears(until: last)
    note(.careBeyondLifetime, fields.start, if: years > 122)
    note(.veryLongCare, fields.start, if: (61...122).contains(years))
    note(.careLongAgo, fields.start, if: span.start.year < 1950)
    if let end = span.end { note(.careEndsFarAhead, fields.end, if: end > today && today.fullYears(until: end) >= 10) }
  }

  /// Looks at what the caregiver is to the recipient, who may be so by adoption or marriage as well.
  ///
  /// - Parameter day: The first day of care.
  package mutating func look(
    at relation: Relation,
    _ caregiver: CalendarDate?,
    _ recipient: CalendarDate?,
    from day: CalendarDate,
    _ field: String
  ) {
    if relation == .partner {
      let isYoung = [caregiver, recipient].compactMap(\.self).contains { $0 <= day && $0.fullYears(until: day) < 16 }
      note(.partnerUnderSixteen, field, if: isYoung)
    }
    guard let caregiver, let recipient else { return }
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

  /// Checks the homes of two people who are said to live together.
  package mutating func look(atOneHome one: Residence, _ other: Residence, _ field: String) {
    note(.sameAddressApart, field, if: one.isApart(from: other))
  }

  /// Looks at the names and birth dates of caregiver and recipient beside each other.
  package mutating func look(
    atTwo one: (identity: Identity, birth: CalendarDate?),
    _ other: (identity: Identity, birth: CalendarDate?),
    _ field: String
  ) {
    guard let birth = one.birth, birth == other.birth else { return }
    note(.oneNameAndBirthDate, field, if: NameMatch.areOneName(one.identity, other.identity))
  }

  /// Looks at evidence: what is about a person is not older than they are.
  package mutating func look(
    at evidence: Evidence,
    _ caregiver: CalendarDate?,
    _ recipient: CalendarDate?,
    _ field: String
  ) {
    let (birth, concern): (CalendarDate?, Concern) =
      switch evidence.subject {
      case .caregiver: (caregiver, .caregiver)
      case .recipient: (recipient, .recipient)
      case .careSituation: (nil, .both)
      }
    note(.evidenceBeforeBirth, field, concern, if: birth.map { evidence.validity.start < $0 } ?? false)
  }

  /// Looks at an assessment.
  package mutating func look(at assessment: Assessment, _ birth: CalendarDate?, _ field: String) {
    note(.assessmentBeforeBirth, field, .caregiver, if: birth.map { assessment.date < $0 } ?? false)
  }

  /// Looks at the minutes of a week that all care of one caregiver takes together, where there is more than one.
  package mutating func look(atMinutesOfAllCare minutes: [Int], _ field: String) {
    note(.hoursBeyondTheWeek, field, .caregiver, if: minutes.count > 1 && minutes.reduce(0, +) > 168 * 60)
  }

  /// Looks at a telephone number.
  package mutating func look(atPhone phone: String, _ field: String, _ concerns: Concern = .caregiver) {
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

  /// Compares the birth date of a new number with the recorded one.
  package mutating func look(atNumberOf told: CalendarDate?, held: CalendarDate?, _ field: String) {
    guard let told, let held else { return }
    note(.numberOfAnotherBirthDate, field, .caregiver, if: told != held)
  }

  /// Looks at a birth date by itself.
  ///
  /// - Parameter day: The day on which they are known to live; nil: today.
  package mutating func look(
    atBirthDate date: CalendarDate?,
    until day: CalendarDate? = nil,
    _ field: String,
    _ concerns: Concern = .caregiver
  ) {
    guard let date else { return }
    let age = date.fullYears(until: max(date, day ?? today))
    note(.olderThanAnyone, field, concerns, if: age > 122)
    note(.veryOld, field, concerns, if: (111...122).contains(age))
    note(.defaultBirthDate, field, concerns, if: (date.year, date.month, date.day) == (1900, 1, 1))
  }

  /// Looks at the hours of care in a week.
  package mutating func look(atHours hours: HoursPerWeek, _ field: String) {
    note(.everyHourOfTheWeek, field, if: hours.minutes >= 168 * 60)
  }

  /// Looks at a name.
  package mutating func look(at identity: Identity, _ field: String, _ concerns: Concern = .caregiver) {
    look(atName: identity.familyName, beside: identity.givenNames, "\(field).family_name", concerns)
    look(atName: identity.givenNames, beside: identity.familyName, "\(field).given_names", concerns)
  }

  /// Looks at one part of a name.
  ///
  /// - Parameter other: The other part.
  package mutating func look(
    atName name: String,
    beside other: String,
    _ field: String,
    _ concerns: Concern = .caregiver
  ) {
    note(.nameWithoutLetters, field, concerns, if: !name.contains(where: \.isLetter))
    note(.placeholderName, field, concerns, if: PlaceholderName.isOne(name, beside: other))
  }

  /// Looks at a declaration on honour.
  package mutating func look(
    at declaration: Declaration?,
    _ birth: CalendarDate?,
    _ field: String,
    _ concerns: Concern = .caregiver
  ) {
    guard let declaration, let birth else { return }
    let field = "\(field).signed_date"
    note(.signedBeforeBirth, field, concerns, if: declaration.signedDate < birth)
    look(declaration.signedDate, declaration.givenBy, birth, field, concerns)
  }

  /// Looks at a consent.
  package mutating func look(
    at consent: Consent,
    _ birth: CalendarDate?,
    _ field: String,
    _ concerns: Concern = .caregiver
  ) {
    guard let birth else { return }
    let field = "\(field).given_date"
    note(.consentBeforeBirth, field, concerns, if: consent.givenDate < birth)
    look(consent.givenDate, consent.givenBy, birth, field, concerns)
  }

  private mutating func look(
    _ day: CalendarDate,
    _ signer: GivenBy,
    _ birth: CalendarDate,
    _ field: String,
    _ concerns: Concern
  ) {
    let isSmall = day >= birth && birth.fullYears(until: day) < 7
    note(.declaredBySmallChild, field, concerns, if: signer == .themselves && isSmall)
  }

  /// Looks at the first day of living elsewhere.
  package mutating func look(atMove day: CalendarDate, _ birth: CalendarDate?, _ field: String) {
    note(.moveBeforeBirth, field, .caregiver, if: birth.map { day < $0 } ?? false)
    note(.moveLongAgo, field, .caregiver, if: day < today && day.fullYears(until: today) >= 10)
  }

  // MARK: - What comes of it

  /// Refuses impossible data, and implausible data that the client has not confirmed.
  ///
  /// - Returns: What was found and confirmed.
  /// - Throws: `Refusal` with `invalidField`, or with `implausible` naming what is to be confirmed.
  package func settle(confirmed: Set<PlausibilityRule>) throws(Refusal) -> [Finding] {
    func violations(_ findings: [Finding]) -> [FieldViolation] {
      findings.map { FieldViolation(field: $0.field, description: $0.rule.english) }
    }
    let refused = findings.filter { $0.rule.severity == .refuse }
    if !refused.isEmpty { throw .invalid(violations(refused)) }
    let open = findings.filter { !confirmed.contains($0.rule) }
    guard !open.isEmpty else { return findings }
    throw Refusal(
      .implausible,
      "Is this right? To be confirmed with \(Set(open.map(\.rule.word)).sorted().joined(separator: ", "))",
      violations: open.map(\.violation)
    )
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
