package import CareTypes

/// A person as they are handed in, validated.
package struct PersonDetails: Sendable, Hashable {
  /// Their number; nil for someone who has none yet.
  package let number: PersonNumber?
  /// Birth date, given or taken from the number; nil when not known.
  package let birthDate: CalendarDate?
  /// Name and contact data.
  package let identity: Identity
  /// Where they live today.
  package let residence: Residence
  /// How texts reach them.
  package let contactPreferences: ContactPreferences

  /// The details of a person.
  package init(
    number: PersonNumber?,
    birthDate: CalendarDate?,
    identity: Identity,
    residence: Residence,
    contactPreferences: ContactPreferences
  ) {
    self.number = number
    self.birthDate = birthDate
    self.identity = identity
    self.residence = residence
    self.contactPreferences = contactPreferences
  }
}

/// The differences between the details that a client gives and the record of a person who is known. The record does not
/// change, and the client is informed: a record is rectified on purpose, not by another registration.
package enum DetailDifferences {
  /// The fields that are given and differ from the record, in the order of their numbers, also if the record has no
  /// value there. The spelling of a name or street, and a language or channel that is only the default, make no
  /// difference.
  ///
  /// - Parameters:
  ///   - given: The details that are given for a person, who fits.
  ///   - recorded: The details that are recorded.
  package static func fields(of given: PersonDetails, from recorded: PersonDetails) -> [ImportedField.PersonField] {
    let (ofGiven, ofRecorded) = (ImportedRow.values(of: given), ImportedRow.values(of: recorded))
    return ImportedField.PersonField.allCases.filter { field in
      guard let one = ofGiven[field] else { return false }
      let differs = ofRecorded[field].map { !one.isAlike($0) } ?? true
      switch field {
      // By this the person was found, perhaps by an earlier one.
      case .number: return false
      case .familyName, .givenNames: return differs && !Self.areOneName(one, ofRecorded[field])
      case .language: return given.contactPreferences.language != .dutch && differs
      case .channel: return given.contactPreferences.channel != .letter && differs
      default: return differs
      }
    }
  }

  private static func areOneName(_ one: ImportedValue, _ other: ImportedValue?) -> Bool {
    guard case .name(let name, _) = one, case .name(let other, _) = other else { return false }
    return NameSpelling.areOne(name, other)
  }
}
