package import GRPCCore
package import HealthAPI
import SwiftProtobuf

/// Answers the health protocol: a server that answers takes calls.
package struct HealthService: Grpc_Health_V1_Health.SimpleServiceProtocol {
  private let services: Set<String>

  /// Health of a server with some services, by full name.
  package init(services: [ServiceDescriptor]) {
    self.services = Set(services.map(\.fullyQualifiedService))
  }

  package func check(
    request: Grpc_Health_V1_HealthCheckRequest,
    context: ServerContext
  ) async throws -> Grpc_Health_V1_HealthCheckResponse {
    guard request.service.isEmpty || services.contains(request.service) else {
      throw Refusal.notFound("The service")
    }
    return .with { $0.status = .serving }
  }
}
