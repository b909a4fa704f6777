/// A region of facts for which two conditions have different answers.
package struct DifferingRegion: Sendable, Equatable {
  /// Which of the two conditions is met.
  package enum Side: Sendable, Equatable {
    case first
    case second
    /// Neither is met: one is not met, and the other cannot be computed or lacks a fact.
    case neither
  }

  /// Which of the two conditions is met in the region.
  package let met: Side
  /// The values of each fact, in the order of the conditions; a fact that is not listed may have any value.
  package let facts: [FactRegion]
}
