import Assembly

extension ServiceName {
  /// The port that it listens on when nothing else is set.
  var defaultPort: Int {
    switch self {
    case .gateway: 7300
    case .registration: 7301
    case .statutes: 7302
    case .rights: 7303
    case .moments: 7304
    }
  }
}
