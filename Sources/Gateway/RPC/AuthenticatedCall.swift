import CareTypes
import GRPCCore
import ServiceCore
import ServiceRuntime
import Synchronization

/// A call of a known client, and what it turns out to be about.
final class AuthenticatedCall: Sendable {
  let client: APIClient
  private let subject = Mutex("")
  private let seen = Mutex<[String]>([])
  private let numbers = Mutex<[AskedNumber]>([])

  init(client: APIClient) {
    self.client = client
  }

  @TaskLocal static var current: AuthenticatedCall?

  /// What the call is about, for the audit trail: a resource name or a NIS code.
  var resource: String {
    get { subject.withLock { $0 } }
    set { subject.withLock { $0 = newValue } }
  }

  /// The records that the answer shows beside the resource, for the audit trail: their names.
  var shown: [String] {
    get { seen.withLock { $0 } }
    set { seen.withLock { $0 = newValue } }
  }

  /// The numbers of people about whom the call asks, for the audit trail.
  var asked: [AskedNumber] {
    get { numbers.withLock { $0 } }
    set { numbers.withLock { $0 = newValue } }
  }

  /// The client of the current call.
  ///
  /// - Throws: `Refusal` outside a call.
  static func required() throws(Refusal) -> AuthenticatedCall {
    guard let current else { throw Refusal(.unauthenticated, "The call carries no valid key") }
    return current
  }

  /// The municipalities that the client sees.
  ///
  /// - Throws: `Refusal` for a client that is no municipality.
  func municipalities() throws(Refusal) -> Set<NISCode> {
    guard case .municipality(let codes) = client.scope else { throw Self.wrongKind(.municipality) }
    return codes
  }

  /// The hospital that the client is.
  ///
  /// - Throws: `Refusal` for a client that is no hospital.
  func hospital() throws(Refusal) -> (number: NIHDINumber, name: String) {
    guard case .hospital(let number, let name) = client.scope else { throw Self.wrongKind(.hospital) }
    return (number, name)
  }

  /// The zone of the care council that the client is.
  ///
  /// - Throws: `Refusal` for a client that is no care council.
  func zone() throws(Refusal) -> String {
    guard case .careCouncil(let zone) = client.scope else { throw Self.wrongKind(.careCouncil) }
    return zone
  }

  /// Lets on clients of some kinds.
  ///
  /// - Throws: `Refusal` for a client of another kind.
  func require(_ kinds: [APIClient.Kind]) throws(Refusal) {
    if kinds.contains(client.kind) { return }
    throw Refusal(.outOfScope, "This method is for \(kinds.map(\.rawValue).joined(separator: ", "))")
  }

  private static func wrongKind(_ kind: APIClient.Kind) -> Refusal {
    Refusal(.outOfScope, "This service is for \(kind.rawValue)")
  }
}
