/// The names of the five services.
package enum ServiceName: String, CaseIterable, Sendable {
  case registration, statutes, rights, moments, gateway

  /// The services that it calls.
  package var upstreams: [ServiceName] {
    switch self {
    case .registration, .statutes: []
    case .rights: [.registration, .statutes, .moments]
    case .moments: [.registration]
    case .gateway: [.registration, .statutes, .rights, .moments]
    }
  }
}
