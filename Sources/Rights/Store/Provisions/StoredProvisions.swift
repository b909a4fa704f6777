import ServiceRuntime
import CareTypes
import Logging
import RightsDomain
import RuleLanguage
import Synchronization

/// All provisions in the database.
struct StoredProvisions: Sendable {
  /// How a decision refers to a version.
  struct Reference: Hashable, Sendable {
    let provision: Int64
    let version: Int
  }

  /// The number of changes to provisions so far.
  let generation: Int64
  /// All versions that are decided on, with the proofs that were found for them.
  let versions: [ProvisionVersion]
  /// All versions of offers of support, which nobody decides on.
  let offers: [ProvisionVersion]
  /// All versions as they were published.
  let published: [Reference: ProvisionVersion]
  /// The keys of the provisions, by name.
  let keys: [String: Int64]
  /// The titles of the last versions, by name.
  let titles: [String: BilingualText]
  /// Whether any decision depends on how many recipients a caregiver has. Other care by a caregiver is decided on again only
  /// then: some caregivers, such as a service, have very many recipients.
  let asksRecipientCount: Bool
}
