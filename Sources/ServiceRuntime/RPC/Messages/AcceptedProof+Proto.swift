package import CareTypes
package import TypeAPI

extension AcceptedProof {
  /// Reads an accepted proof.
  package init(_ message: Mantel_Type_V1_AcceptedProof) {
    self.init(part: message.part, proof: message.proof, isDeclared: message.declared)
  }
}

extension Mantel_Type_V1_AcceptedProof {
  /// Writes an accepted proof.
  package init(_ proof: AcceptedProof) {
    self.init()
    part = proof.part
    self.proof = proof.proof
    declared = proof.isDeclared
  }
}
