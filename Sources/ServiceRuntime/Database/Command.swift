package import Foundation
package import ServiceCore

/// Who asks what, under which request id.
package struct Command: Sendable {
  /// The API client on whose behalf it is asked; ids of different clients never meet.
  package let client: String
  /// The caller's UUID, in lower case.
  package let requestID: String
  /// Full name of the method and the serialized request.
  package let body: Data

  /// A command of the caller of the current RPC.
  ///
  /// - Parameters:
  ///   - requestID: The request's `request_id`.
  ///   - method: Full name of the method.
  ///   - body: The serialized request.
  /// - Throws: `Refusal` when the request id is not a UUID.
  package init(requestID: String, method: String, body: some DataProtocol) throws(Refusal) {
    guard requestID.utf8.count == 36, let id = UUID(uuidString: requestID) else {
      throw .invalid("request_id", requestID.isEmpty ? "is required" : "is not a UUID")
    }
    self.client = CallContext.current.client
    self.requestID = id.uuidString.lowercased()
    self.body = Data(method.utf8) + Data([0]) + Data(body)
  }
}
