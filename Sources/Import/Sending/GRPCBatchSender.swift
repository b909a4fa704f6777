import GRPCCore
package import RegistrationAPI

/// Sends rows over gRPC.
package struct GRPCBatchSender<Client: Mantel_Registration_V1_ImportService.ClientProtocol>: BatchSender {
  private let client: Client
  private let key: String
  private let deadline: Duration

  /// A sender.
  ///
  /// - Parameters:
  ///   - client: Calls the gateway.
  ///   - key: The API key of the client.
  ///   - deadline: How long one call may take.
  package init(client: Client, key: String, deadline: Duration = .seconds(60)) {
    self.client = client
    self.key = key
    self.deadline = deadline
  }

  /// Sends rows in one call, and requires a result for each of them.
  ///
  /// - Throws: `RPCError` if the call fails, or with `unavailable` if the results are not those of the rows that were sent.
  package func send(
    _ rows: [Mantel_Registration_V1_ImportRow],
    header: Mantel_Registration_V1_ImportHeader
  ) async throws -> [Mantel_Registration_V1_ImportResult] {
    var options = CallOptions.defaults
    options.timeout = deadline
    let answer = try await client.importCareSituations(
      metadata: ["authorization": "Bearer \(key)"],
      options: options,
      requestProducer: { writer in
        var first = Mantel_Registration_V1_ImportCareSituationsRequest()
        first.header = header
        try await writer.write(first)
        for row in rows {
          var message = Mantel_Registration_V1_ImportCareSituationsRequest()
          message.row = row
          try await writer.write(message)
        }
      }
    )
    // A row that got lost on the way must not be reported as registered.
    guard answer.results.map(\.number) == rows.map(\.number) else {
      throw RPCError(code: .unavailable, message: "The registry answered other rows than were sent")
    }
    return answer.results
  }
}
