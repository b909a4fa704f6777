package import CareTypes

/// A proof that the authority of a provision accepts instead of a part of its condition (gelijkwaardigheid).
package struct DeclaredProof: Sendable, Hashable, Codable {
  /// The text of the part in the condition; it is one of the parts that must all be met.
  package var part: String
  /// The id of the provision that someone holds instead.
  package var proof: String
  /// The law or regulation that accepts the proof.
  package var legalBasis: String

  /// The proof without its legal basis, as others get it.
  package var accepted: AcceptedProof {
    AcceptedProof(part: part, proof: ProvisionName.text(proof), isDeclared: true)
  }
}
