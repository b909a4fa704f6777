import CareTypes
import ServiceCore

/// How a declaration about a consent came into the registry.
package enum ConsentSource: String, Sendable, Hashable, CaseIterable {
  /// It was recorded separately, by a clerk to whom the person declared it.
  case statement
  /// It was part of a registration.
  case registration
  /// It was part of an imported list.
  case list
  /// It was part of a draft that was confirmed.
  case draft
}
