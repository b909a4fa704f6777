import CareTypes
package import RegistrationAPI
import ServiceRuntime
import TypeAPI

/// A field of a care situation that a list can fill.
package struct TargetField: Sendable {
  /// The kind of value that a field takes.
  package enum Kind: Sendable, Hashable {
    /// Free text.
    case text
    /// A date.
    case date
    /// A number of hours.
    case number
    /// Yes or no.
    case truth
    /// One of these words.
    case word([String])
    /// Any of these words.
    case words([String])

    /// The words that the field takes; none unless it takes words.
    package var allowedWords: [String] {
      switch self {
      case .word(let words), .words(let words): words
      default: []
      }
    }
  }

  /// The path of the field, such as `caregiver.insz`.
  package let path: String
  /// The kind of value that it takes.
  package let kind: Kind
  /// Whether a care situation cannot be registered without it.
  package let isRequired: Bool
  /// Sets the field to a value of its kind.
  package let put: @Sendable (_ value: FieldValue, _ into: inout Mantel_Registration_V1_NewCareSituation) -> Void
}

extension TargetField {
  /// The paths of the hours of care, in the unit in which the list has them. One of them is required.
  static let hours = ["hours_per_week", "hours.per_month", "hours.per_year"]

  /// Whether a mapping that fills some fields lacks this one.
  ///
  /// - Parameter isFilled: Whether the mapping fills the field of a path.
  func isMissing(_ isFilled: (String) -> Bool) -> Bool {
    isRequired && !(Self.hours.contains(path) ? Self.hours.contains(where: isFilled) : isFilled(path))
  }

  /// The message that the fields are part of.
  package typealias New = Mantel_Registration_V1_NewCareSituation

  static func text(
    _ path: String,
    isRequired: Bool = false,
    _ set: @escaping @Sendable (inout New, String) -> Void
  ) -> TargetField {
    TargetField(path: path, kind: .text, isRequired: isRequired) { value, new in
      if case .text(let text) = value { set(&new, text) }
    }
  }

  static func date(
    _ path: String,
    isRequired: Bool = false,
    _ set: @escaping @Sendable (inout New, Mantel_Type_V1_Date) -> Void
  ) -> TargetField {
    TargetField(path: path, kind: .date, isRequired: isRequired) { value, new in
      if case .date(let date) = value { set(&new, Mantel_Type_V1_Date(date)) }
    }
  }

  static func number(
    _ path: String,
    isRequired: Bool = false,
    _ set: @escaping @Sendable (inout New, Double) -> Void
  ) -> TargetField {
    TargetField(path: path, kind: .number, isRequired: isRequired) { value, new in
      if case .number(let number) = value { set(&new, number) }
    }
  }

  static func truth(_ path: String, _ set: @escaping @Sendable (inout New, Bool) -> Void) -> TargetField {
    TargetField(path: path, kind: .truth, isRequired: false) { value, new in
      if case .truth(let truth) = value { set(&new, truth) }
    }
  }

  static func word<Word: MessageWord & RawRepresentable<String> & Sendable>(
    _ path: String,
    _ type: Word.Type,
    isRequired: Bool = false,
    _ set: @escaping @Sendable (inout New, Word.Message) -> Void
  ) -> TargetField {
    let words = Word.allCases.map(\.rawValue)
    return TargetField(path: path, kind: .word(words), isRequired: isRequired) { value, new in
      if case .words(let words) = value, let word = words.first.flatMap(Word.init(rawValue:)) {
        set(&new, word.message)
      }
    }
  }

  static func words<Word: MessageWord & RawRepresentable<String> & Sendable>(
    _ path: String,
    _ type: Word.Type,
    _ set: @escaping @Sendable (inout New, [Word.Message]) -> Void
  ) -> TargetField {
    let words = Word.allCases.map(\.rawValue)
    return TargetField(path: path, kind: .words(words), isRequired: false) { value, new in
      if case .words(let words) = value { set(&new, words.compactMap(Word.init(rawValue:)).map(\.message)) }
    }
  }
}
