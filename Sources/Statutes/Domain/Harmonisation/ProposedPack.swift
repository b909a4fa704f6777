package import CareTypes

/// A regulation pack that a municipality could draft.
package struct ProposedPack: Sendable {
  /// NIS code.
  package let municipality: NISCode
  /// The pack, as YAML.
  package let text: String
  /// The versions as they would be published; empty when the pack has mistakes.
  package let provisions: [Provision]
}
