/// Where master keys come from: a file at first, a vault of keys where there is one.
package protocol MasterKeyProvider: Sendable {
  /// The current keys.
  ///
  /// - Throws: `StartupError` when they cannot be had.
  func masterKeys() throws -> MasterKeys
}
