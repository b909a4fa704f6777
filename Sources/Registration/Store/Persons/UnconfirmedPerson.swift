import CareTypes
import GRDB
package import RegistrationDomain
import RuleLanguage
import ServiceCore
import ServiceRuntime

/// A person on the list of the municipality where they live, whom another municipality registered.
package struct UnconfirmedPerson: Sendable, Hashable {
  /// The person, as they were told.
  package let person: Person
  /// The care in which they were told.
  package let care: [CareSituationSummary]
}
