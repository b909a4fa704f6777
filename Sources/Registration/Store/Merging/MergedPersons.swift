package import CareTypes
package import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// What a merge answers.
package struct MergedPersons: Codable, Sendable, Hashable {
  /// Care situations of the same two people that were joined.
  package struct Joined: Codable, Sendable, Hashable {
    /// The one that stays.
    package let stays: OpaqueID
    /// The one that it replaces.
    package let joined: OpaqueID
  }

  /// The new revision of the person who is kept.
  package let revision: Int64
  /// The fields of the person who is kept that changed.
  package let filled: [String]
  /// The fields in which the two differ, and in which the person who is kept stays as they were.
  package let differing: [String]
  /// Which care situations were joined.
  package let joined: [Joined]
  /// Implausible facts that result from the merge; nil in answers that were stored before this existed.
  package var warnings: [Warning]?

  /// Something implausible about the merged record that was not so for either record before.
  package struct Warning: Codable, Sendable, Hashable {
    /// Word of the rule, by its raw value.
    let rule: String
    /// Name of the person who is kept, or of the care situation.
    package let subject: String

    /// What it is about.
    package var warning: PlausibilityRule? { PlausibilityRule(rawValue: rule) }
  }
}
