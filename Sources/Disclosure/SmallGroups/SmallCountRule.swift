/// The rule that says when a count of people is too small to be released.
package struct SmallCountRule: Sendable, Hashable {
  /// Counts under this number are small.
  package let threshold: Int
  /// Whether a count of zero is small as well. In a table of counts it is: a zero that is shown gives its neighbours away.
  package let isZeroSmall: Bool

  /// A rule.
  package init(threshold: Int, isZeroSmall: Bool) {
    self.threshold = threshold
    self.isZeroSmall = isZeroSmall
  }

  /// The rule for the cells of a table: counts under 5 are withheld, zero included.
  ///
  /// Source: the practice of the Intermutualistic Agency (IMA/AIM) to mask counts under 5; statistical secrecy of Statbel.
  package static let cells = SmallCountRule(threshold: 5, isZeroSmall: true)

  /// The rule for the groups of a simulation: counts from 1 to 9 are withheld.
  package static let groups = SmallCountRule(threshold: 10, isZeroSmall: false)

  /// Whether a count, or a difference of counts, is too small to be released.
  package func isSmall(_ count: some BinaryInteger) -> Bool {
    count.magnitude < threshold && (count != 0 || isZeroSmall)
  }

  /// Whether figures may be released: none of the counts of people that they reveal is small.
  package func allows(_ figures: some MergeableFigures) -> Bool {
    !figures.revealedCounts.contains(where: isSmall)
  }

  /// Whether figures about part of a group may be released beside those about the whole group: neither the part is small
  /// nor the rest, which follows by subtraction.
  ///
  /// - Parameters:
  ///   - part: The counts of the part.
  ///   - whole: The counts of the whole group, in the same order.
  package func allows(part: [Int64], of whole: [Int64]) -> Bool {
    zip(part, whole).allSatisfy { !isSmall($0) && !isSmall($1 - $0) }
  }
}
