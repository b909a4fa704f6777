import GRPCCore
import GRPCNIOTransportHTTP2
import LocalInstallation
import GatewayDomain
import Gateway
import GatewayAPI
import RegistrationAPI
import StatutesAPI

/// Makes the calls of the story, each on behalf of one client.
struct Caller: Sendable {
  typealias Transport = HTTP2ClientTransport.Posix

  let municipality: Mantel_Gateway_V1_MunicipalityService.Client<Transport>
  let hospital: Mantel_Gateway_V1_HospitalService.Client<Transport>
  let zone: Mantel_Gateway_V1_ZoneService.Client<Transport>
  let persons: Mantel_Registration_V1_PersonService.Client<Transport>
  let care: Mantel_Registration_V1_CareService.Client<Transport>
  let signals: Mantel_Registration_V1_SignalService.Client<Transport>
  let comparison: Mantel_Statutes_V1_ComparisonService.Client<Transport>
  let harmonisation: Mantel_Statutes_V1_HarmonisationService.Client<Transport>
  /// What the law says, through the gateway.
  let lawBook: Mantel_Statutes_V1_StatutesService.Client<Transport>
  /// What the law says, where it is published.
  let statutes: Mantel_Statutes_V1_StatutesService.Client<Transport>
  private let clients: [String: WorkspaceClient]

  init(gateway: GRPCClient<Transport>, statutes: GRPCClient<Transport>, clients: [String: WorkspaceClient]) {
    municipality = .init(wrapping: gateway)
    hospital = .init(wrapping: gateway)
    zone = .init(wrapping: gateway)
    persons = .init(wrapping: gateway)
    care = .init(wrapping: gateway)
    signals = .init(wrapping: gateway)
    comparison = .init(wrapping: gateway)
    harmonisation = .init(wrapping: gateway)
    lawBook = .init(wrapping: gateway)
    self.statutes = .init(wrapping: statutes)
    self.clients = clients
  }

  /// The headers of a client: its key.
  func key(_ client: String) -> Metadata {
    ["authorization": "Bearer \(clients[client]?.key.text ?? "")"]
  }

  /// Options of a call that is waited for so long.
  static func within(_ limit: Duration = .seconds(20)) -> CallOptions {
    var options = CallOptions.defaults
    options.timeout = limit
    options.waitForReady = true
    return options
  }
}
