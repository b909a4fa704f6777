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
  }

  /// What was found.
  package private(set) var findings: [Finding] = []
  private let today: CalendarDate

  /// Nothing found yet.
  package init(on today: CalendarDate) {
    self.today = today
  }

  private mutating func note(_ rule: PlausibilityRule, _ field: String, if broken: Bool) {
    if broken { findings.append(Finding(rule: rule, field: field)) }
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
    look(at: new.caregiver.identity, "\(field).caregiver")
    look(at: new.recipient.identity, "\(field).recipient")
    look(at: new.care.span, caregiver, recipient, Fields(start: "\(field).start_date", field))
    look(atRelation: new.care.terms.relation, caregiver, recipient, "\(field).relation")
    note(.everyHourOfTheWeek, "\(field).hours_per_week", if: new.care.terms.hours.minutes >= 168 * 60)
    if let one = caregiver, let other = recipient {
      note(
        .bothOnFirstOfJanuary,
        "\(field).recipient.birth_date",
        if: [one, other].allSatisfy { $0.month == 1 && $0.day == 1 }
      )
      let names = [new.caregiver.identity, new.recipient.identity].map { identity in
        [NameFolding.folded(identity.familyName), NameFolding.folded(identity.givenNames)].sorted()
      }
      note(.oneNameAndBirthDate, "\(field).recipient", if: one == other && names[0] == names[1])
    }
    let parties = [
      ("caregiver", caregiver, new.care.declarations.caregiver, new.caregiverConsents),
      ("recipient", recipient, new.care.declarations.recipient, new.recipientConsents),
    ]
    for (party, birth, declaration, consents) in parties {
      look(at: declaration, birth, "\(field).\(party)_declaration")
      for (index, consent) in consents.enumerated() {
        look(at: consent, birth, "\(field).\(party)_consents[\(index)]")
        note(
          .consentAfterCare,
          "\(field).\(party)_consents[\(index)].given_date",
          if: new.care.span.end.map { consent.givenDate > $0 } ?? false
        )
      }
    }
  }

  /// The fields at which something about the days of care is told.
  package struct Fields: Sendable, Hashable {
    let start: String
    let caregiver: String
    let recipient: String

    /// The fields of a request that tells both people and the first day.
    package init(start: String, _ people: String) {
      self.start = start
      caregiver = "\(people).caregiver.birth_date"
      recipient = "\(people).recipient.birth_date"
    }

    /// One field at which all of it is told.
    package init(all field: String) {
      start = field
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
    let last = max(span.start, min(span.end ?? today, today))
    if let caregiver {
      note(.careBeforeCaregiverBirth, fields.start, if: span.start < caregiver)
      let age = caregiver.fullYears(until: span.start)
      note(.caregiverUnderFive, fields.caregiver, if: span.start >= caregiver && age < 5)
      note(.caregiverVeryYoung, fields.caregiver, if: (5..<8).contains(age))
    }
    if let recipient { note(.careBeforeRecipientBirth, fields.start, if: span.start < recipient) }
    look(atBirthDate: caregiver, until: last, fields.caregiver)
    look(atBirthDate: recipient, until: last, fields.recipient)
    let years = span.start.fullYears(until: last)
    note(.careBeyondLifetime, fields.start, if: years > 122)
    note(.veryLongCare, fields.start, if: (61...122).contains(years))
    note(.careLongAgo, fields.start, if: span.start.year < 1950)
  }

  /// Looks at a birth date by itself.
  ///
  /// - Parameter day: The day on which they are known to live; nothing: today.
  package mutating func look(atBirthDate date: CalendarDate?, until day: CalendarDate? = nil, _ field: String) {
    guard let date else { return }
    let age = date.fullYears(until: max(date, day ?? today))
    note(.olderThanAnyone, field, if: age > 122)
    note(.veryOld, field, if: (111...122).contains(age))
    note(.defaultBirthDate, field, if: (date.year, date.month, date.day) == (1900, 1, 1))
  }

  /// Looks at whether ages go with a relation.
  package mutating func look(
    atRelation relation: Relation,
    _ caregiver: CalendarDate?,
    _ recipient: CalendarDate?,
    _ field: String
  ) {
    guard let caregiver, let recipient else { return }
    let (older, younger, least): (CalendarDate, CalendarDate, Int)
    switch relation {
    case .child: (older, younger, least) = (recipient, caregiver, 12)
    case .grandchild: (older, younger, least) = (recipient, caregiver, 24)
    case .parent: (older, younger, least) = (caregiver, recipient, 12)
    default: return
    }
    note(.agesAgainstRelation, field, if: younger < older || older.fullYears(until: younger) < least)
  }

  /// Looks at a name.
  package mutating func look(at identity: Identity, _ field: String) {
    look(atName: identity.familyName, "\(field).family_name")
    look(atName: identity.givenNames, "\(field).given_names")
  }

  /// Looks at one part of a name.
  package mutating func look(atName name: String, _ field: String) {
    let hasLetters = name.contains(where: \.isLetter)
    note(.nameWithoutLetters, field, if: !hasLetters)
    note(.nameWithDigits, field, if: hasLetters && name.contains(where: \.isNumber))
    note(.placeholderName, field, if: Self.placeholders.contains(NameFolding.folded(name)))
  }

  /// Looks at a declaration on honour.
  package mutating func look(at declaration: Declaration?, _ birth: CalendarDate?, _ field: String) {
    guard let declaration, let birth else { return }
    note(.signedBeforeBirth, "\(field).signed_date", if: declaration.signedDate < birth)
  }

  /// Looks at a consent.
  package mutating func look(at consent: Consent, _ birth: CalendarDate?, _ field: String) {
    guard let birth else { return }
    note(.consentBeforeBirth, "\(field).given_date", if: consent.givenDate < birth)
  }

  private static let placeholders: Set<String> = [
    "test", "tester", "testpersoon", "onbekend", "ongekend", "unknown", "inconnu", "nn", "nomennescio", "nvt", "na",
    "xx", "xxx", "xyz", "abc", "asdf", "qwerty", "azerty", "naam", "voornaam", "geen", "leeg", "null", "nihil", "dummy",
  ]

  // MARK: - What comes of it

  /// Refuses what cannot be, and asks back what was not confirmed.
  ///
  /// - Throws: `Refusal` with `invalidField`, or with `implausible` naming what is to be confirmed.
  package func settle(confirmed: Set<PlausibilityRule>) throws(Refusal) {
    func violations(_ findings: [Finding]) -> [FieldViolation] {
      findings.map { FieldViolation(field: $0.field, description: $0.rule.english) }
    }
    let refused = findings.filter { $0.rule.severity == .refuse }
    if !refused.isEmpty { throw .invalid(violations(refused)) }
    let open = findings.filter { !confirmed.contains($0.rule) }
    guard !open.isEmpty else { return }
    throw Refusal(
      .implausible,
      "Is this right? To be confirmed with \(Set(open.map(\.rule.word)).sorted().joined(separator: ", "))",
      violations: open.map { FieldViolation(field: $0.field, description: "\($0.rule.english) (\($0.rule.word))") }
    )
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
