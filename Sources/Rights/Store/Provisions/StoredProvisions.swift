import GRDB
import Logging
import RuleLanguage
import Synchronization

/// The provisions as they stand in the database.
struct StoredProvisions: Sendable {
  /// What a decision refers to a version by.
  struct Reference: Hashable, Sendable {
    let provision: Int64
    let version: Int
  }

  let generation: Int64
  /// All versions, with the proofs that were found.
  let versions: [ProvisionVersion]
  /// The versions as they were published.
  let published: [Reference: ProvisionVersion]
  /// By name.
  let keys: [String: Int64]
  /// The titles of the last version, by name.
  let titles: [String: Phrase]
}
