package import GRPCCore
package import ServiceLifecycle

/// One of the five services, ready to be served: its RPCs, its interceptors, and its work in the background.
package struct ServiceComponent: Sendable {
  /// Short name, such as `registration`.
  package let name: String
  /// The gRPC services that it answers.
  package let rpcs: [any RegistrableRPCService]
  /// Full names of the gRPC services, for the health protocol.
  package let descriptors: [ServiceDescriptor]
  /// The interceptors that it has beyond those of every service.
  package let interceptors: [any ServerInterceptor]
  /// The unary methods that may take longer than others if their caller sets no deadline, by their full names.
  package let longDeadlines: [String: Duration]
  /// Long work besides answering calls.
  package let background: [any Service]
  /// What is known of its storage, for the health protocol.
  package let storage: StorageHealth?

  /// A service.
  package init(
    name: String,
    rpcs: [any RegistrableRPCService],
    descriptors: [ServiceDescriptor] = [],
    interceptors: [any ServerInterceptor] = [],
    longDeadlines: [String: Duration] = [:],
    background: [any Service] = [],
    storage: StorageHealth? = nil
  ) {
    self.name = name
    self.rpcs = rpcs
    self.descriptors = descriptors
    self.interceptors = interceptors
    self.longDeadlines = longDeadlines
    self.background = background
    self.storage = storage
  }
}
