import GRPCCore
import RegistrationAPI
import RegistrationDomain
import ServiceCore
import ServiceRuntime
import SwiftProtobuf

/// Answers `mantel.registration.v1.KeyService`, which encrypts data keys anew with the current master key.
struct KeyRPC: Mantel_Registration_V1_KeyService.SimpleServiceProtocol {
  let parts: RegistrationContext

  func rewrapDataKeys(
    request: Mantel_Registration_V1_RewrapDataKeysRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_RewrapDataKeysResponse {
    guard (0...10_000).contains(request.batchSize) else {
      throw Refusal.invalid("batch_size", "is not between 0 and 10,000")
    }
    let limit = request.batchSize == 0 ? 1_000 : Int(request.batchSize)
    do {
      let done = try await parts.store.retention.rewrapDataKeys(limit: limit)
      // An earlier master key may be dropped because it leaked, so keys that it encrypted must not stay in the log either.
      if done.remaining == 0 { try await parts.store.retention.emptyLog() }
      return .with {
        $0.masterKey = done.masterKey
        $0.rewrapped = Int64(done.rewrapped)
        $0.remaining = Int64(done.remaining)
      }
    } catch is StartupError {
      throw Refusal(.upstreamUnavailable, "The master keys cannot be read")
    }
  }
}
