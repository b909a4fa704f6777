package import RegistrationAPI

/// Sends rows to the registry.
package protocol BatchSender: Sendable {
  /// Sends rows in one call.
  ///
  /// - Returns: What became of each, in their order.
  /// - Throws: `RPCError` when the call fails; it may be repeated.
  func send(
    _ rows: [Mantel_Registration_V1_ImportRow],
    header: Mantel_Registration_V1_ImportHeader
  ) async throws -> [Mantel_Registration_V1_ImportResult]
}
