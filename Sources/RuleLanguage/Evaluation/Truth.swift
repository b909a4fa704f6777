/// The answer of a condition or of a yes-or-no part of it, in Kleene's three-valued logic. A computation that fails has a
/// fourth answer.
package enum Truth: Int, Sendable, CaseIterable {
  case no = 0
  case yes = 1
  /// A fact is not known.
  case unknown = 2
  /// The answer cannot be computed, whatever the missing facts are.
  case failed = 3

  /// The answer of an evaluated yes-or-no part.
  package init(_ result: Evaluator.Result) {
    switch result {
    case .known(.bool(true)): self = .yes
    case .known: self = .no
    case .unknown: self = .unknown
    case .failed: self = .failed
    }
  }

  /// The answer as the result of an evaluation.
  package var result: Evaluator.Result {
    switch self {
    case .no: .known(.bool(false))
    case .yes: .known(.bool(true))
    case .unknown: .unknown
    case .failed: .failed
    }
  }

  /// Yes for no and no for yes; the same answer otherwise.
  package var negated: Truth {
    switch self {
    case .no: .yes
    case .yes: .no
    case .unknown, .failed: self
    }
  }

  /// The answer of `self && other`. An unknown part can still decide it, also beside a failed one.
  package func and(_ other: Truth) -> Truth {
    if self == .no || other == .no { return .no }
    if self == .unknown || other == .unknown { return .unknown }
    return self == .failed || other == .failed ? .failed : .yes
  }

  /// The answer of `self || other`.
  package func or(_ other: Truth) -> Truth {
    if self == .yes || other == .yes { return .yes }
    if self == .unknown || other == .unknown { return .unknown }
    return self == .failed || other == .failed ? .failed : .no
  }

  /// The answer of `self == other`, which cannot be computed when one of the two cannot.
  package func same(as other: Truth) -> Truth {
    if self == .failed || other == .failed { return .failed }
    if self == .unknown || other == .unknown { return .unknown }
    return self == other ? .yes : .no
  }
}
