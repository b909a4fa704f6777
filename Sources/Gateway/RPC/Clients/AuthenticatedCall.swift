import GatewayDomain
import CareTypes
import GRPCCore
import ServiceCore
import ServiceRuntime
import Synchronization

/// A call of a known client, and what the audit trail is to keep of it.
final class AuthenticatedCall: Sendable {
  /// The client that makes the call.
  let client: APIClient
  private let subject = Mutex("")
  private let seen = Mutex<[String]>([])
  private let numbers = Mutex<[AskedNumber]>([])
  private let probes = Mutex<[ProbeLimits.Kind: Int]>([:])

  init(client: APIClient) {
    self.client = client
  }

  /// The call that the current task answers; nil outside a call.
  @TaskLocal static var current: AuthenticatedCall?

  /// What the call is about: resource names, NIS codes or others.
  var resource: String {
    get { subject.withLock { $0 } }
    set { subject.withLock { $0 = newValue } }
  }

  /// The names of further records that the answer shows.
  var shown: [String] {
    get { seen.withLock { $0 } }
    set { seen.withLock { $0 = newValue } }
  }

  /// The numbers of people that the call asks about.
  var asked: [AskedNumber] {
    get { numbers.withLock { $0 } }
    set { numbers.withLock { $0 = newValue } }
  }

  /// How often the call asked in vain about people by their numbers, in each way.
  var inVain: [ProbeLimits.Kind: Int] {
    get { probes.withLock { $0 } }
    set { probes.withLock { $0 = newValue } }
  }

  /// Notes the records that the answer shows, as far as they are names of a known form: some are the client's own words.
  func note(shown names: [String]) {
    shown = names.map(AuditedResource.wellFormed).filter { !$0.isEmpty }
  }

  /// The current call.
  ///
  /// - Throws: `Refusal` with `unauthenticated` outside a call.
  static func required() throws(Refusal) -> AuthenticatedCall {
    guard let current else { throw Refusal(.unauthenticated, "The call carries no valid key") }
    return current
  }

  /// Requires that the client is of one of some kinds.
  ///
  /// - Throws: `Refusal` with `outOfScope` for a client of another kind.
  func require(_ kinds: [APIClient.Kind]) throws(Refusal) {
    if kinds.contains(client.kind) { return }
    throw Refusal(.outOfScope, "This method is for \(kinds.map(\.rawValue).joined(separator: ", "))")
  }

  /// The hospital or care centre that the client is.
  ///
  /// - Throws: `Refusal` with `outOfScope` for a client that is neither.
  func placeOfCare() throws(Refusal) -> PlaceOfCare {
    try require([.hospital, .careCentre])
    switch client.scope {
    case .hospital(let number, let name): return PlaceOfCare(number: number, name: name, usualKind: .hospital)
    case .careCentre(let number, let name):
      return PlaceOfCare(number: number, name: name, usualKind: .residentialCareCentre)
    case .municipality, .careCouncil, .partner, .portal: throw Refusal(.internal, "A place of care has no number")
    }
  }

  /// The zone of the care council that the client is.
  ///
  /// - Throws: `Refusal` with `outOfScope` for a client that is no care council.
  func zone() throws(Refusal) -> String {
    try require([.careCouncil])
    guard let zone = client.zone else { throw Refusal(.internal, "A care council has no zone") }
    return zone
  }

  /// The NIS codes of the municipalities that the client is, in order.
  ///
  /// - Throws: `Refusal` with `outOfScope` for a client that is no municipality.
  func municipalities() throws(Refusal) -> [String] {
    try require([.municipality])
    return client.municipalities
  }
}
