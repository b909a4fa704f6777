import CareTypes
import GRDB
import RuleLanguage
import ServiceRuntime

/// A person on the list of the municipality where they live, whom another municipality registered.
package struct UnconfirmedPerson: Sendable, Hashable {
  /// The person, as they were told.
  package let person: Person
  /// The care in which they were told.
  package let care: [CareSituationSummary]
}
