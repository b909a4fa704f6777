package import RegistrationDomain

/// The registered person who has a number that a draft gives for someone.
package struct NumberHolder: Sendable, Hashable {
  /// The person.
  package let person: Person
  /// Whether the details in the draft fit this person.
  package let fits: Bool
}
