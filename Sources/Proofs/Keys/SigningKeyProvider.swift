/// Where the keys that sign come from: a file at first, a vault of keys where there is one.
package protocol SigningKeyProvider: Sendable {
  /// The current keys.
  ///
  /// - Throws: An error when they cannot be had.
  func signingKeys() throws -> SigningKeys
}

extension SigningKeys: SigningKeyProvider {
  /// These keys: for tests and measurements.
  package func signingKeys() -> SigningKeys { self }
}
