package import CareTypes

/// When two persons are probably one (vermoedelijke dubbel): the same family name and birth date, living near each other.
package enum Likeness {
  /// What is compared of a person who has the same family name and birth date as another.
  package struct Trait: Sendable, Hashable {
    /// Where they live today, by the code of today.
    package let place: Place
    /// Postal code; empty when not known.
    package let postalCode: String

    /// A trait.
    package init(place: Place, postalCode: String) {
      self.place = place
      self.postalCode = postalCode
    }
  }

  /// Whether two who have the same family name and birth date live near each other: in one municipality or under one
  /// postal code.
  package static func areNear(_ first: Trait, _ second: Trait) -> Bool {
    first.place == second.place
      || (!first.postalCode.isEmpty && first.postalCode == second.postalCode)
  }
}
