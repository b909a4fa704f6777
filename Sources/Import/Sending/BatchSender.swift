package import RegistrationAPI

/// Sends rows to the registry.
package protocol BatchSender: Sendable {
  /// Sends rows in one call.
  ///
  /// - Returns: The result of each row, in the order of the rows.
  /// - Throws: `RPCError` if the call fails; the same call may be made again.
  func send(
    _ rows: [Mantel_Registration_V1_ImportRow],
    header: Mantel_Registration_V1_ImportHeader
  ) async throws -> [Mantel_Registration_V1_ImportResult]
}
