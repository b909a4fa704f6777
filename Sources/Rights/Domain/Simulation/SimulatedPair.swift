/// One provision before and after.
package struct SimulatedPair: Sendable, Hashable {
  /// Before.
  package var before: SimulatedRight
  /// After.
  package var after: SimulatedRight
  /// Whether it surely comes to the same on both sides, even as far as it is not known: it is decided alike by the same
  /// words, or it is held on both sides and pays by the same words.
  package var isSurelySame: Bool

  /// A provision on both sides.
  package init(before: SimulatedRight, after: SimulatedRight, isSurelySame: Bool = false) {
    self.before = before
    self.after = after
    self.isSurelySame = isSurelySame
  }
}
