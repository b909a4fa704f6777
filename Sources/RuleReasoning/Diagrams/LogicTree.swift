import RuleLanguage

/// The logic of a condition: operators over atoms. An atom is a comparison, a membership or a yes-or-no function
/// without a choice (`?:`) inside.
indirect enum LogicTree: Sendable {
  case constant(Truth)
  /// An atom, with the slots of the facts in it whose values are not given.
  case atom(CheckedExpression, slots: [FactSlot])
  /// Whether a fact is known.
  case presence(slot: FactSlot)
  case not(LogicTree)
  case allOf([LogicTree])
  case anyOf([LogicTree])
  /// - `canFail`: whether the first part may be impossible to compute even when all facts are known.
  case choice(LogicTree, then: LogicTree, otherwise: LogicTree, canFail: Bool)
  /// Whether two yes-or-no expressions have the same answer; with `negated`, whether they have different answers.
  case same(LogicTree, LogicTree, negated: Bool)
  /// Whether the answer of a yes-or-no expression is among those of several others.
  case among(LogicTree, [LogicTree])
}
