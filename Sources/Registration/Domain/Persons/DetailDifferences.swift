import CareTypes

/// The differences between the details that a client gives and the record of a person who is known. The record does not
/// change, and the client is informed: a record is rectified on purpose, not by another registration.
package enum DetailDifferences {
  /// The fields that are given and differ from the record, in the order of their numbers, also if the record has no
  /// value there. The spelling of a name or street, and a language or channel that is only the default, make no
  /// difference.
  ///
  /// - Parameters:
  ///   - told: The details that are given for a person, who fits.
  ///   - held: The details that are recorded.
  package static func fields(of told: PersonDetails, from held: PersonDetails) -> [ImportedField.PersonField] {
    let (tells, holds) = (ImportedRow.values(of: told), ImportedRow.values(of: held))
    return ImportedField.PersonField.allCases.filter { field in
      guard let one = tells[field] else { return false }
      let differs = holds[field].map { !one.isAlike($0) } ?? true
      switch field {
      // By this the person was found, perhaps by an earlier one.
      case .number: return false
      case .familyName, .givenNames: return differs && !Self.areOneName(one, holds[field])
      case .language: return told.contactPreferences.language != .dutch && differs
      case .channel: return told.contactPreferences.channel != .letter && differs
      default: return differs
      }
    }
  }

  private static func areOneName(_ one: ImportedValue, _ other: ImportedValue?) -> Bool {
    guard case .name(let name, _) = one, case .name(let other, _) = other else { return false }
    return NameSpelling.areOne(name, other)
  }
}
