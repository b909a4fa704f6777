import CareTypes
package import RegistrationDomain
import RuleLanguage
import ServiceCore
import ServiceRuntime

/// A person whom another municipality registered, on the list of the municipality where they live.
package struct UnconfirmedPerson: Sendable, Hashable {
  /// The person, as the other municipality registered them.
  package let person: Person
  /// The care in which they were registered.
  package let care: [CareSituationSummary]
}
