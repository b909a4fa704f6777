/// The right that one provision gives in one care situation, before and after a change of the law.
package struct SimulatedPair: Sendable, Hashable {
  /// Before.
  package var before: SimulatedRight
  /// After.
  package var after: SimulatedRight
  /// Whether both sides are certain to be equal, even where they are not known: both are decided alike by the same rule, or
  /// both are held and paid by the same rule.
  package var isSurelySame: Bool

  /// A pair.
  package init(before: SimulatedRight, after: SimulatedRight, isSurelySame: Bool = false) {
    self.before = before
    self.after = after
    self.isSurelySame = isSurelySame
  }
}
