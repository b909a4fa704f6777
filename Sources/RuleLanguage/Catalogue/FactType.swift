/// The type of a fact.
package enum FactType: String, Sendable, Equatable, CaseIterable, Codable {
  case bool
  case int
  /// CEL's `double`.
  case decimal
  /// Text, or an enumeration when the fact has choices.
  case string
  case date

  /// Whether values of this type are numbers.
  var isNumber: Bool { self == .int || self == .decimal }
}
