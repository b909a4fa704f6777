package import CareTypes

/// When two persons are probably one (vermoedelijke dubbel): the same family name and birth date, living near each other.
package enum Likeness {
  /// What is compared of a person who has the same family name and birth date as another.
  package struct Trait: Sendable, Hashable {
    /// Where they live today, by the code of today.
    package let municipality: NISCode
    /// Postal code; empty when not known.
    package let postalCode: String

    /// A trait.
    package init(municipality: NISCode, postalCode: String) {
      self.municipality = municipality
      self.postalCode = postalCode
    }
  }

  /// Whether two who have the same family name and birth date live near each other: in one municipality or under one
  /// postal code.
  package static func areNear(_ first: Trait, _ second: Trait) -> Bool {
    first.municipality == second.municipality
      || (!first.postalCode.isEmpty && first.postalCode == second.postalCode)
  }
}
