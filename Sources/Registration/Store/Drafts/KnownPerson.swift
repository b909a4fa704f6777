package import RegistrationDomain

/// Who has the number that a draft tells of someone.
package struct KnownPerson: Sendable, Hashable {
  /// The person.
  package let person: Person
  /// Whether what the draft tells can be told of them.
  package let fits: Bool
}
