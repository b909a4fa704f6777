/// Figures about a group of people that can be added to those about another group.
package protocol MergeableFigures: Sendable, Equatable {
  /// Figures about nobody.
  init()

  /// Adds the figures about other people.
  mutating func add(_ others: Self)

  /// Every count of people that the figures state, or that follows from them by subtraction.
  var revealedCounts: [Int64] { get }

  /// The number of people that the figures are about.
  var size: Int64 { get }
}
