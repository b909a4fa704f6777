import CareTypes
import ServiceCore

/// What a revision of a care situation did.
package enum CareRevisionKind: String, Sendable, Hashable, CaseIterable {
  /// Registered it.
  case registered
  /// Recorded a change of the care.
  case changed
  /// Mended what was recorded wrongly.
  case corrected
  /// Set the last day.
  case ended
  /// Recorded a declaration, a contact point, or a merge of persons: the terms stayed.
  case completed
  /// Took in another care situation of the same two people when their records were merged, or gave it back.
  case joined
}
