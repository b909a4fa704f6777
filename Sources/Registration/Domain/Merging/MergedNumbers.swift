package import Foundation

/// The national numbers that a person got by one merge, as keyed hashes.
package struct MergedNumbers: Sendable, Hashable {
  /// All numbers of the merged record, with those that were only given for that person.
  package let all: [Data]
  /// The numbers that were in force for the merged record.
  package let inForce: [Data]
  /// The number of the kept record that a number of the merged one replaced; nil if none was replaced.
  package let replaced: Data?
  /// Whether the merge was undone.
  package let isUndone: Bool

  /// The numbers of a merge.
  package init(all: [Data], inForce: [Data], replaced: Data?, isUndone: Bool) {
    self.all = all
    self.inForce = inForce
    self.replaced = replaced
    self.isUndone = isUndone
  }

  /// The numbers of which one is in force for a person when the number in force left with a record that was separated:
  /// first the person's own, then those of the records that are still merged. `INSZ.holding` chooses among them.
  ///
  /// - Parameter merges: All merges into the person, the oldest first.
  package static func candidates(after merges: [MergedNumbers]) -> [Data] {
    let remaining = merges.filter { !$0.isUndone }
    let ofOthers = Set(remaining.flatMap(\.all))
    let own = merges.compactMap(\.replaced).last { !ofOthers.contains($0) }
    return (own.map { [$0] } ?? []) + remaining.flatMap(\.inForce)
  }
}
