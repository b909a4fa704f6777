package import CareTypes
import GRDB
package import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// What a merge answers.
package struct MergedPersons: Codable, Sendable, Hashable {
  /// Care situations of the same two people that were taken together.
  package struct Joined: Codable, Sendable, Hashable {
    /// The one that stays.
    package let stays: OpaqueID
    /// The one for which it stands from now on.
    package let joined: OpaqueID
  }

  /// The new revision of the person who is kept.
  package let revision: Int64
  /// The fields of the person who is kept that changed.
  package let filled: [String]
  /// The fields in which the two differ, and in which the person who is kept stays as they were.
  package let differing: [String]
  /// Which care situations were taken together.
  package let joined: [Joined]
  /// What came of it that is hardly to be believed; nothing in answers of before this was told.
  package var warnings: [Warning]?

  /// Something that is hardly to be believed of the one record, and was not so of either.
  package struct Warning: Codable, Sendable, Hashable {
    /// Word of the rule, by its raw value.
    let rule: String
    /// Name of the person who is kept, or of the care situation.
    package let subject: String

    /// What it is about.
    package var warning: PlausibilityRule? { PlausibilityRule(rawValue: rule) }
  }
}
