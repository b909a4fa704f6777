package import CareTypes
import RuleLanguage

/// What a row of a list says, in the forms by which it is known again.
package struct ImportedRow: Sendable, Hashable {
  /// The values by field, without empty ones.
  package let values: [ImportedField: ImportedValue]
  /// Identifies the two people: the same text for every row about them.
  package let identity: String
  /// Texts by which a row about the same two people is found again after one of its cells was corrected. A row has a handful.
  package let traces: [String]

  /// The most traces that a row has: two of each person, and one of their addresses.
  package static let mostTraces = 5

  /// The forms of a row.
  package init(_ situation: NewCareSituation) {
    let caregiver = PersonForms(situation.caregiver)
    let recipient = PersonForms(situation.recipient)
    identity = "\(caregiver.identity)/\(recipient.identity)"
    var traces = caregiver.traces.map { "caregiver/\($0)" } + recipient.traces.map { "recipient/\($0)" }
    // The addresses are only needed when one of the two has no number.
    if let one = caregiver.address, let other = recipient.address, !(caregiver.hasNumber && recipient.hasNumber) {
      traces.append("addresses/\(one)/\(other)")
    }
    self.traces = traces
    values = Self.values(situation)
  }

  /// Whether it has a new value in a field, compared with the recorded values.
  package func isNew(_ field: ImportedField, comparedWith held: [ImportedField: ImportedValue]) -> Bool {
    guard let said = values[field], let held = held[field] else { return values[field] != held[field] }
    return !said.isCovered(by: held)
  }

  private static func values(_ situation: NewCareSituation) -> [ImportedField: ImportedValue] {
    var values: [ImportedField: ImportedValue] = [:]
    func put(_ field: ImportedField, _ text: String?) {
      if let text, !text.isEmpty { values[field] = .code(text) }
    }
    for (person, consents, declaration, field) in [
      (
        situation.caregiver, situation.caregiverConsents, situation.care.declarations.caregiver,
        ImportedField.caregiver
      ),
      (
        situation.recipient, situation.recipientConsents, situation.care.declarations.recipient,
        ImportedField.recipient
      ),
    ] as [(PersonDetails, [Consent], Declaration?, (ImportedField.PersonField) -> ImportedField)] {
      for (part, value) in Self.values(of: person) { values[field(part)] = value }
      put(field(.consents), consents.map(text).sorted().joined(separator: ","))
      put(field(.declaration), declaration.map { "\($0.signedDate) \($0.givenBy.rawValue)" })
    }
    let care = situation.care
    for term in CareTerm.allCases { put(.term(term), text(term, of: care.terms)) }
    put(.care(.startDate), care.span.start.isoText)
    put(.care(.endDate), care.span.end?.isoText)
    put(.care(.evidence), care.evidence.map(text).sorted().joined(separator: "\u{1}"))
    return values
  }

  /// The values that are given for a person, by field. A field that is not given is left out.
  package static func values(of person: PersonDetails) -> [ImportedField.PersonField: ImportedValue] {
    let (identity, address, adult) = (person.identity, person.residence.address, person.identity.trustedAdult)
    let codes: [ImportedField.PersonField: String?] = [
      .number: PersonForms.digits(of: person.number),
      .birthDate: person.birthDate?.isoText,
      .municipality: person.residence.place.municipality?.digits,
      .country: person.residence.place.country?.letters,
      .phone: identity.phone,
      .language: person.contactPreferences.language.rawValue,
      .channel: person.contactPreferences.channel.rawValue,
      .digitalSkill: person.contactPreferences.digitalSkill?.rawValue,
    ]
    let names: [ImportedField.PersonField: String?] = [
      .familyName: identity.familyName,
      .givenNames: identity.givenNames,
      .streetLine: address?.streetLine,
      .locality: address?.locality,
    ]
    let caseless: [ImportedField.PersonField: String?] = [.postalCode: address?.postalCode, .email: identity.email]
    var values: [ImportedField.PersonField: ImportedValue] = [:]
    func put(_ texts: [ImportedField.PersonField: String?], _ make: (String) -> ImportedValue) {
      for case (let field, let text?) in texts where !text.isEmpty { values[field] = make(text) }
    }
    put(codes) { .code($0) }
    put(names) { .name($0) }
    put(caseless) { .caseless($0) }
    values[.trustedAdult] = adult.map {
      .name("\($0.displayName)\u{0}\($0.relation)", beside: "\u{0}\($0.phone)\u{0}\($0.email.lowercased())")
    }
    return values
  }

  /// A term in the form in which it is compared.
  private static func text(_ term: CareTerm, of terms: CareTerms) -> String? {
    switch terms[term] {
    case .word(let word): word
    case .words(let words): words.sorted().joined(separator: ",")
    // Rows that were imported before there were other units have minutes a week.
    case .hours(let hours): hours.unit == .week ? "\(hours.minutes)" : "\(hours.minutes)/\(hours.unit.rawValue)"
    case .truth(true): "true"
    // Rows that were imported before a term existed say nothing of it. For the terms after these two, no is therefore the
    // same as nothing.
    case .truth(false): [.sameAddress, .professionalInvolved].contains(term) ? "false" : nil
    case nil: nil
    }
  }

  private static func text(_ consent: Consent) -> String {
    "\(consent.purpose.rawValue) \(consent.givenDate) \(consent.givenBy.rawValue) \(consent.channel?.rawValue ?? "")"
  }

  /// Evidence in a form of its own, which stays the same whatever its types are called.
  private static func text(_ evidence: Evidence) -> String {
    let value =
      switch evidence.value {
      case .bool(let value): "bool \(value)"
      case .int(let value): "int \(value)"
      // Without a sign of its own for zero.
      case .decimal(let value): "decimal \(value + 0)"
      case .string(let value): "string \(value)"
      case .date(let value): "date \(value.iso)"
      }
    return [
      evidence.fact, value, evidence.kind?.rawValue ?? "", evidence.assessor, evidence.validity.start.isoText,
      evidence.validity.end?.isoText ?? "",
    ].joined(separator: "\u{0}")
  }
}

/// The forms by which one of the two people of a row is known.
private struct PersonForms {
  /// The number, else name, birth date and address.
  let identity: String
  /// The address, when there is a street.
  let address: String?
  /// Whether the person has a number.
  let hasNumber: Bool
  /// The number, and name with birth date.
  let traces: [String]

  /// What identifies a person of a row.
  init(_ person: PersonDetails) {
    let name = [person.identity.familyName, person.identity.givenNames].map(NameFolding.folded).joined(separator: "/")
    let place = person.residence.address
    let street = NameFolding.folded(place?.streetLine ?? "")
    let born = person.birthDate?.isoText
    let number = Self.digits(of: person.number)
    hasNumber = number != nil
    address = street.isEmpty ? nil : "\(street)/\(place?.postalCode ?? "")"
    // Without the municipality, whose code changes when municipalities merge.
    identity = number ?? "\(name)/\(born ?? "")/\(street)/\(place?.postalCode ?? "")"
    traces = [number, born.map { "\(name)/\($0)" }].compactMap { $0 }
  }

  /// The digits of a number; nil for someone without one.
  static func digits(of number: PersonNumber?) -> String? {
    switch number {
    case .insz(let insz): insz.digits
    case .local(let local): local.digits
    case nil: nil
    }
  }
}

extension PersonDetails {
  /// The record of a person on a day, in the form of details that are handed in; nil once they were erased.
  ///
  /// - Parameter place: A place by the code of today.
  package init?(_ person: Person, on day: CalendarDate, place: (Place) -> Place) {
    guard let identity = person.identity else { return nil }
    let residence = person.residences[day]
    self.init(
      number: person.number,
      birthDate: person.birthDate,
      identity: identity,
      residence: Residence(place: place(residence.place), address: residence.address),
      contactPreferences: person.contactPreferences
    )
  }
}
