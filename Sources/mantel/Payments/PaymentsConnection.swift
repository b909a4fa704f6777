import CareTypes
import Foundation
import GatewayAPI
import GRPCCore
import GRPCNIOTransportHTTP2
import RightsAPI
import ServiceCore
import TypeAPI

/// The services of payments, as a client of the gateway calls them.
struct PaymentsConnection: Sendable {
  let payments: any Mantel_Rights_V1_PaymentService.ClientProtocol
  let export: any Mantel_Gateway_V1_PaymentExportService.ClientProtocol
  /// By which the client shows itself.
  let key: Metadata

  /// Opens a connection to the gateway for the length of a body.
  ///
  /// - Throws: `StartupError` when the gateway does not answer, or refuses; what the body throws.
  static func open<Value: Sendable>(
    _ options: GatewayOptions,
    _ body: @Sendable (PaymentsConnection) async throws -> Value
  ) async throws -> Value {
    let (endpoint, key) = (try options.endpoint(), try options.key())
    do {
      return try await withGRPCClient(
        transport: .http2NIOPosix(
          target: .dns(host: endpoint.host, port: endpoint.port),
          transportSecurity: .plaintext
        )
      ) { client in
        try await body(
          PaymentsConnection(
            payments: Mantel_Rights_V1_PaymentService.Client(wrapping: client),
            export: Mantel_Gateway_V1_PaymentExportService.Client(wrapping: client),
            key: ["authorization": "Bearer \(key)"]
          )
        )
      }
    } catch let error as RPCError {
      throw StartupError(
        error.code == .unavailable
          ? "The gateway does not answer at \(endpoint)" : StatutesConnection.words(for: error)
      )
    }
  }

  /// The options of a call.
  static var options: CallOptions { StatutesConnection.options(.seconds(120)) }

  /// Reads a day that an option gives.
  ///
  /// - Throws: `StartupError` for anything but YYYY-MM-DD.
  static func date(_ text: String) throws -> Mantel_Type_V1_Date {
    guard let date = try? CalendarDate(iso: text) else { throw StartupError("\(text) is no day, as YYYY-MM-DD") }
    var message = Mantel_Type_V1_Date()
    (message.year, message.month, message.day) = (Int32(date.year), Int32(date.month), Int32(date.day))
    return message
  }
}
