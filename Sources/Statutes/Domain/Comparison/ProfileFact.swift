package import RuleLanguage

/// A fact about a person as text, in an example or in a request.
package struct ProfileFact: Sendable, Hashable {
  /// The name in the catalogue, such as `recipient.age`.
  package let name: String
  /// The value as text.
  package let value: String

  /// Makes a fact with its value.
  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// The facts of a sheet, by name.
  package static func list(_ sheet: FactSheet) -> [ProfileFact] {
    sheet.values.sorted { $0.key < $1.key }.map { ProfileFact($0.key, $0.value.plainText) }
  }
}
