/// Why a proof is not accepted.
package enum ProofFault: Error, Sendable, Hashable {
  /// Something is not in the form that it should have.
  case malformed(String)
  /// It is signed by another algorithm than ES256, or not at all.
  case wrongAlgorithm
  /// It is another kind of token than a card, a credential or an attest.
  case wrongType
  /// It is signed by a key that is not in the key set.
  case unknownKey
  /// It was changed, or signed by somebody else.
  case badSignature
  /// Its time has passed.
  case expired
  /// Its time has not come.
  case notYetValid
  /// It was taken back.
  case revoked
  /// There is no current status list that tells of it.
  case noStatusList
  /// A claim was shown that is not in the credential.
  case wrongDisclosure
  /// Whoever shows the credential did not prove that it is theirs.
  case notBound
}
