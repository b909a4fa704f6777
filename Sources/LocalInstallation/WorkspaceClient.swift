package import GatewayDomain

/// A client of a gateway that runs on this machine: who it is, and the key that it calls with.
package struct WorkspaceClient: Sendable {
  /// The name of the client.
  package let name: String
  /// The key that it calls with.
  package let key: APIKey
}
