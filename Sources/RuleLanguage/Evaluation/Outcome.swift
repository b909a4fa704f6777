/// The answer of a condition.
package enum Outcome: Sendable, Equatable {
  case yes
  case no
  /// The known facts do not decide it.
  ///
  /// - `missing`: the names of the facts that could still decide it, sorted. Empty when an arithmetic cannot be computed
  ///   (a division by zero, an overflow), which no further fact mends. Facts inside `has` are never missing: their
  ///   absence is an answer there. Each part is judged by itself, so that a fact that comes twice in a condition
  ///   (`a || !a`) is listed even where its two parts together make it not matter; `exactOutcome` of `RuleReasoning`
  ///   lists exactly those that do.
  case unknown(missing: [String])
}
