import ServiceRuntime
import RightsDomain

extension DecisionOutcome {
  /// The number that is stored.
  var code: Int {
    switch self {
    case .granted: 1
    case .proposed: 2
    case .awaitingEvidence: 3
    case .notEntitled: 4
    case .undecided: 5
    }
  }

  /// The outcome of a stored number; nil for an unknown number.
  init?(code: Int) {
    guard let outcome = Self.allCases.first(where: { $0.code == code }) else { return nil }
    self = outcome
  }
}
