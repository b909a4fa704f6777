package import ServiceCore
package import CareTypes
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

extension ResourceCollection {
  /// Reads the id out of the resource name in a field.
  ///
  /// - Throws: `Refusal` naming the field.
  package func id(ofField field: String, _ name: String) throws(Refusal) -> OpaqueID {
    guard !name.isEmpty else { throw .invalid(field, "is required") }
    do {
      return try id(from: name)
    } catch {
      throw .invalid(field, error.reason)
    }
  }
}
