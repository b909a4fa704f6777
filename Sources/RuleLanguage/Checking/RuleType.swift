/// The type of a part of a condition: the type of a fact, or a duration.
///
/// A duration is a number of whole days, because dates have no time of day. It is evaluated as an `int`; only the type
/// checker distinguishes the two.
package enum RuleType: Sendable, Equatable {
  case bool
  case int
  case decimal
  case string
  case date
  case duration

  /// The type of a part that is a fact of this type.
  package init(_ type: FactType) {
    self =
      switch type {
      case .bool: .bool
      case .int: .int
      case .decimal: .decimal
      case .string: .string
      case .date: .date
      }
  }

  /// Whether values of this type are numbers.
  var isNumber: Bool { self == .int || self == .decimal }

  /// The type in a message to the author.
  var inWords: String {
    switch self {
    case .bool: "yes or no"
    case .int: "a whole number"
    case .decimal: "a decimal number"
    case .string: "a text"
    case .date: "a date"
    case .duration: "a duration"
    }
  }
}
