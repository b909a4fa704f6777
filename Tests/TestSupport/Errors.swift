package import GRPCCore
import GRPCProtobuf

/// What a client sees of a refused call.
package struct SeenError: Sendable, Equatable {
  /// The status code.
  package let code: RPCError.Code
  /// The reason of the ErrorInfo.
  package let reason: String
  /// The fields of the BadRequest, in order.
  package let fields: [String]

  /// What a client would see.
  package init(_ code: RPCError.Code, _ reason: String, fields: [String] = []) {
    self.code = code
    self.reason = reason
    self.fields = fields
  }
}

/// Makes a call that must be refused.
///
/// - Returns: What its client sees; nil when the call succeeds.
package func refusal<Value>(_ call: () async throws -> Value) async throws -> SeenError? {
  do {
    _ = try await call()
    return nil
  } catch let error as RPCError {
    let status = try error.unpackGoogleRPCStatus()
    return SeenError(
      error.code,
      status?.details.compactMap(\.errorInfo?.reason).first ?? "",
      fields: status?.details.compactMap(\.badRequest).flatMap { $0.violations.map(\.field) } ?? []
    )
  }
}
