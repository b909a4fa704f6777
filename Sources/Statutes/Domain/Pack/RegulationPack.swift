/// The provisions that one authority publishes together (reglement).
package struct RegulationPack: Sendable, Hashable {
  /// The authority.
  package var authority: Authority
  /// The provisions, also those that adopt a model or fill open terms of another authority.
  package var provisions: [Provision]
  /// The path of each provision in the text of the pack, such as `adoptions[0]`.
  package var paths: [String]
}
