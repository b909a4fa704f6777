import CareTypes

/// What is told of someone who is known and contradicts what is held of them. Nothing changes by it, and whoever tells it
/// is told so: a record is rectified on purpose, not by another registration.
package enum ToldDifferences {
  /// The fields that are told and differ from what is held, also where nothing is held, in the order of their numbers. How
  /// a name or a street is spelled, and a language or channel that nobody chose, make no difference.
  ///
  /// - Parameters:
  ///   - told: What is told of a person who fits.
  ///   - held: What is held of them.
  package static func fields(of told: PersonDetails, from held: PersonDetails) -> [ImportedField.PersonField] {
    let (tells, holds) = (ImportedRow.values(of: told), ImportedRow.values(of: held))
    return ImportedField.PersonField.allCases.filter { field in
      guard let one = tells[field] else { return false }
      let differs = holds[field].map { !one.isAlike($0) } ?? true
      switch field {
      // By this the person was found, perhaps by an earlier one.
      case .number: return false
      case .familyName, .givenNames: return differs && !Self.areOneName(one, holds[field])
      case .language: return told.reach.language != .dutch && differs
      case .channel: return told.reach.channel != .letter && differs
      default: return differs
      }
    }
  }

  private static func areOneName(_ one: ImportedValue, _ other: ImportedValue?) -> Bool {
    guard case .name(let name, _) = one, case .name(let other, _) = other else { return false }
    return NameSpelling.areOne(name, other)
  }
}
