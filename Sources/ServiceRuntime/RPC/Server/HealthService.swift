import ServiceCore
package import GRPCCore
package import HealthAPI
import SwiftProtobuf

/// Answers the health protocol: a server takes calls as long as its database can be served from.
package struct HealthService: Grpc_Health_V1_Health.SimpleServiceProtocol {
  private let services: Set<String>
  private let storage: StorageHealth?

  /// Health of a server with some services, by full name, and their storage.
  package init(services: [ServiceDescriptor], storage: StorageHealth? = nil) {
    self.services = Set(services.map(\.fullyQualifiedService))
    self.storage = storage
  }

  /// Answers whether the service can serve.
  package func check(
    request: Grpc_Health_V1_HealthCheckRequest,
    context: ServerContext
  ) async throws -> Grpc_Health_V1_HealthCheckResponse {
    guard request.service.isEmpty || services.contains(request.service) else {
      throw Refusal.notFound("The service")
    }
    let isServing = storage?.isSound ?? true
    return .with { $0.status = isServing ? .serving : .notServing }
  }
}
