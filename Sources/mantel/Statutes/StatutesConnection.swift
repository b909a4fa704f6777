import Assembly
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import GRPCProtobuf
import RightsAPI
import ServiceCore
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf

/// The services that the command speaks to.
struct StatutesConnection: Sendable {
  private typealias Client = GRPCClient<HTTP2ClientTransport.Posix>

  let statutes: any Mantel_Statutes_V1_StatutesService.ClientProtocol
  let comparison: any Mantel_Statutes_V1_ComparisonService.ClientProtocol
  let harmonisation: any Mantel_Statutes_V1_HarmonisationService.ClientProtocol

  /// Opens a connection to Statutes for the length of a body.
  ///
  /// - Throws: `StartupError` when Statutes does not answer, or refuses; what the body throws.
  static func open(_ settings: Settings, _ body: (StatutesConnection) async throws -> Void) async throws {
    try await open(.statutes, settings) { client in
      try await body(
        StatutesConnection(
          statutes: Mantel_Statutes_V1_StatutesService.Client(wrapping: client),
          comparison: Mantel_Statutes_V1_ComparisonService.Client(wrapping: client),
          harmonisation: Mantel_Statutes_V1_HarmonisationService.Client(wrapping: client)
        )
      )
    }
  }

  /// Asks Rights what drafts would do.
  ///
  /// - Throws: `StartupError` when Rights does not answer, or refuses.
  static func simulate(
    _ request: Mantel_Rights_V1_SimulateRegulationRequest,
    _ settings: Settings
  ) async throws -> Mantel_Rights_V1_SimulateRegulationResponse {
    try await open(.rights, settings) { client in
      let rights = Mantel_Rights_V1_RightsService.Client(wrapping: client)
      return try await rights.simulateRegulation(request, options: options(.seconds(180)))
    }
  }

  /// Opens a connection to the re-evaluations of Rights for the length of a body.
  ///
  /// - Throws: `StartupError` when Rights does not answer, or refuses; what the body throws.
  static func reevaluations(
    _ settings: Settings,
    _ body: (any Mantel_Rights_V1_ReevaluationService.ClientProtocol) async throws -> Void
  ) async throws {
    try await open(.rights, settings) { client in
      try await body(Mantel_Rights_V1_ReevaluationService.Client(wrapping: client))
    }
  }

  /// The options of a call: it fails at once if nobody answers, because someone is waiting at the terminal.
  static func options(_ timeout: Duration = .seconds(60)) -> CallOptions {
    var options = CallOptions.defaults
    options.timeout = timeout
    return options
  }

  private static func open<Value: Sendable>(
    _ name: ServiceName,
    _ settings: Settings,
    _ body: (Client) async throws -> Value
  ) async throws -> Value {
    let endpoint = try settings.address(name)
    do {
      return try await withGRPCClient(
        transport: .http2NIOPosix(
          target: .dns(host: endpoint.host, port: endpoint.port),
          transportSecurity: .plaintext
        ),
        handleClient: body
      )
    } catch let error as RPCError {
      throw StartupError(Self.words(for: error, of: name, at: endpoint))
    }
  }

  /// A refusal on one line, with one more line for each field that is wrong.
  private static func words(for error: RPCError, of name: ServiceName, at endpoint: Endpoint) -> String {
    let title = name.rawValue.prefix(1).uppercased() + name.rawValue.dropFirst()
    switch error.code {
    case .unavailable: return "\(title) does not answer at \(endpoint); is it running? (\(name.rawValue).address)"
    case .deadlineExceeded: return "\(title) does not answer in time at \(endpoint)"
    case .internalError: return "\(title) has a fault; its log tells more"
    default: return Self.words(for: error)
    }
  }

  /// The message of a service about a refused call.
  static func words(for error: RPCError) -> String {
    let violations =
      (try? error.unpackGoogleRPCStatus())?.details.compactMap(\.badRequest).flatMap(\.violations) ?? []
    let lines = violations.map { "\($0.field): \($0.violationDescription)" }
    if lines.count < 2 { return lines.first ?? error.message }
    return lines.map { "\n  \($0)" }.joined()
  }
}
