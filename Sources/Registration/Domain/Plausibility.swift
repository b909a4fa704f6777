package import CareTypes
package import ServiceRuntime

/// What is hardly or not to be believed in something that is told: rules of `PlausibilityRule`, each at a field.
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
    /// The one who cares, or the one person of whom something is told.
    case caregiver
    /// The one who is cared for.
    case recipient
    /// The care of the two.
    case both
  }

  /// What was found.
  package private(set) var findings: [Finding] = []
  private let today: CalendarDate

  /// Nothing found yet.
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
  ///   - new: What is told.
  ///   - caregiverBirth: Birth date of a caregiver who is known already, when it is not told.
  ///   - recipientBirth: Birth date of a recipient who is known already, when it is not told.
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
    if let one = caregiver, let other = recipient {
      let isOneName = NameMatch.areOneName(new.caregiver.identity, new.recipient.identity)
      note(.oneNameAndBirthDate, "\(field).recipient", if: one == other && isOneName)
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

  /// The fields at which something about the days of care is told.
  package struct Fields: Sendable, Hashable {
    let start: String
    let end: String
    let caregiver: String
    let recipient: String

    /// The fields of a request that tells both people and the first day.
    package init(start: String, _ people: String) {
      self.start = start
      end = "\(people).end_date"
      caregiver = "\(people).caregiver.birth_date"
      recipient = "\(people).recipient.birth_date"
    }

    /// One field at which all of it is told.
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

  /// Looks at the birth date that a new number of a person tells, beside the one that is held.
  package mutating func look(atNumberOf told: CalendarDate?, held: CalendarDate?, _ field: String) {
    guard let told, let held else { return }
    note(.numberOfAnotherBirthDate, field, .caregiver, if: told != held)
  }

  /// Looks at a birth date by itself.
  ///
  /// - Parameter day: The day on which they are known to live; nothing: today.
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
    look(atName: identity.familyName, "\(field).family_name", concerns)
    look(atName: identity.givenNames, "\(field).given_names", concerns)
  }

  /// Looks at one part of a name.
  package mutating func look(atName name: String, _ field: String, _ concerns: Concern = .caregiver) {
    note(.nameWithoutLetters, field, concerns, if: !name.contains(where: \.isLetter))
    note(.placeholderName, field, concerns, if: Self.placeholders.contains(NameFolding.folded(name)))
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

  private static let placeholders: Set<String> = [
    "onbekend", "ongekend", "unknown", "inconnu", "nn", "nomennescio", "nvt", "na", "xxx", "geen", "leeg", "null",
    "nihil",
  ]

  // MARK: - What comes of it

  /// Refuses what cannot be, and asks back what was not confirmed.
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
