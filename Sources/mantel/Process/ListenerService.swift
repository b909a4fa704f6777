import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import NIOCore
import ServiceCore
import ServiceLifecycle
import ServiceRuntime

/// A server on a TCP port. If the port is taken, the process ends with one clear line.
struct ListenerService: Service {
  let name: String
  let endpoint: Endpoint
  let server: GRPCServer<CheckedTransport<HTTP2ServerTransport.Posix>>

  func run() async throws {
    do {
      try await withTaskExecutorPreference(ConnectionExecutor.anyThread) { try await ServerService(server).run() }
    } catch {
      throw StartupError("\(name) cannot listen on \(endpoint): \(Self.reason(error))")
    }
  }

  private static func reason(_ error: any Error) -> String {
    let cause = (error as? RuntimeError)?.cause ?? error
    guard let cause = cause as? IOError else { return "\(cause)" }
    return String(cString: strerror(cause.errnoCode))
  }
}
