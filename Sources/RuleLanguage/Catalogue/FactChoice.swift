package import CareTypes

/// One value of an enumeration.
package struct FactChoice: Sendable, Equatable {
  /// The word in conditions and fact sheets.
  package let value: String
  /// The word for people.
  package let label: BilingualText

  /// Makes a value.
  ///
  /// - Parameters:
  ///   - value: The word in conditions and fact sheets.
  ///   - label: The word for people.
  package init(_ value: String, _ label: BilingualText) {
    self.value = value
    self.label = label
  }
}
