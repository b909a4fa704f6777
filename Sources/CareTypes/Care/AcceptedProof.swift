/// A provision that, when it is held, proves a part of the condition (gelijkwaardigheid).
package struct AcceptedProof: Sendable, Hashable, Codable {
  /// The text of the part in the condition.
  package var part: String
  /// Resource name of the provision that proves it.
  package var proof: String
  /// Whether the authority declared it (in its regulation); if not, it follows from the conditions of both provisions.
  package var isDeclared: Bool

  /// An accepted proof.
  package init(
    part: String,
    proof: String,
    isDeclared: Bool
  ) {
    self.part = part
    self.proof = proof
    self.isDeclared = isDeclared
  }
}
