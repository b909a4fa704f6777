package import GRPCCore
package import SwiftProtobuf

extension Command {
  /// The command of an RPC.
  ///
  /// - Parameters:
  ///   - requestID: The request's `request_id`.
  ///   - method: The RPC.
  ///   - request: The whole request.
  /// - Throws: `Refusal` when the request id is not a UUID.
  package init(_ requestID: String, _ method: MethodDescriptor, _ request: some Message) throws {
    try self.init(requestID: requestID, method: method.fullyQualifiedMethod, body: request.serializedData())
  }
}
