/// The answer of parts that are joined by `&&` or `||`. The answers of the parts are added one after the other.
package struct LogicChain: Sendable {
  /// The answer that decides the chain: no for `&&`, yes for `||`.
  private let decisive: Truth
  /// The answer of the parts that were added.
  package private(set) var truth: Truth

  private init(decidedBy decisive: Truth) {
    self.decisive = decisive
    truth = decisive.negated
  }

  /// A chain of parts that must all hold (`&&`).
  package static let allOf = LogicChain(decidedBy: .no)

  /// A chain of parts of which one must hold (`||`).
  package static let anyOf = LogicChain(decidedBy: .yes)

  /// Whether one part decided the chain, so that further parts do not matter.
  package var isDecided: Bool { truth == decisive }

  /// Adds the answer of a part.
  package mutating func add(_ found: Truth) {
    truth = decisive == .no ? truth.and(found) : truth.or(found)
  }
}
