import GRPCCore
import MomentsAPI
import RegistrationAPI
import ServiceRuntime
import Synchronization

/// The services behind a gateway, which take every call and answer none.
final class SilentServices: RegistrableRPCService {
  private let open = Mutex((now: 0, ever: 0))
  private let counts = AsyncStream<Int>.makeStream()

  /// The number of calls so far.
  var callCount: Int { open.withLock(\.ever) }

  /// Waits until no call is open.
  func waitUntilClosed() async {
    for await count in counts.stream where count == 0 { break }
  }

  func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
    for method in [
      Mantel_Registration_V1_RegistrationService.Method.ListCareSituations.descriptor,
      Mantel_Registration_V1_ImportService.Method.ImportCareSituations.descriptor,
      Mantel_Moments_V1_MomentsService.Method.WatchNotices.descriptor,
    ] {
      router.registerHandler(forMethod: method, deserializer: Bytes(), serializer: Bytes()) { request, _ in
        self.count(1)
        defer { self.count(-1) }
        for try await _ in request.messages {}
        for await _ in AsyncStream<Void>.makeStream().stream {}
        throw CancellationError()
      }
    }
  }

  private func count(_ change: Int) {
    counts.continuation.yield(
      open.withLock { open in
        open.now += change
        open.ever += max(0, change)
        return open.now
      }
    )
  }
}

/// Messages as they are.
private struct Bytes: MessageSerializer, MessageDeserializer {
  func serialize<Result: GRPCContiguousBytes>(_ message: [UInt8]) throws -> Result { Result(message) }

  func deserialize<Source: GRPCContiguousBytes>(_ bytes: Source) throws -> [UInt8] {
    bytes.withUnsafeBytes { Array($0) }
  }
}
