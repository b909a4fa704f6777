/// The result of parts that are joined by `&&` or `||`, in Kleene's three-valued logic, where a computation may also fail.
/// The results of the parts are added one after the other.
package struct LogicChain: Sendable {
  /// The truth that decides the chain: no for `&&`, yes for `||`.
  private let decisive: Bool
  /// The result of the parts that were added.
  package private(set) var result: Evaluator.Result
  /// Whether one part decided the chain, so that further parts do not matter.
  package private(set) var isDecided = false

  private init(decidedBy decisive: Bool) {
    self.decisive = decisive
    result = .known(.bool(!decisive))
  }

  /// A chain of parts that must all hold (`&&`).
  package static let allOf = LogicChain(decidedBy: false)

  /// A chain of parts of which one must hold (`||`).
  package static let anyOf = LogicChain(decidedBy: true)

  /// Adds the result of a part.
  package mutating func add(_ found: Evaluator.Result) {
    if isDecided { return }
    if found.truth == decisive {
      result = found
      isDecided = true
    } else if found == .unknown || (found == .failed && result != .unknown) {
      // An unknown part can still decide the chain, also beside a failed one.
      result = found
    }
  }
}
