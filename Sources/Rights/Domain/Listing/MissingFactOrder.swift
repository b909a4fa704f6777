/// Orders what waits for facts, so that the answer that settles the most comes first.
///
/// The fact for which the most entries wait comes first, with all entries that wait for it; then the fact for which the most
/// of the others wait, and so on.
package struct MissingFactOrder: Sendable {
  /// Facts in their order, each with the entries that it leads, by their offset.
  package let groups: [(fact: String, entries: [Int])]

  /// Orders entries.
  ///
  /// - Parameter missing: For each entry the facts that could still decide it; an entry without any is in no group.
  package init(_ missing: [[String]]) {
    var waiting: [Int: Set<String>] = [:]
    for (entry, facts) in missing.enumerated() where !facts.isEmpty { waiting[entry] = Set(facts) }
    var groups: [(fact: String, entries: [Int])] = []
    while !waiting.isEmpty {
      var counts: [String: Int] = [:]
      for facts in waiting.values { for fact in facts { counts[fact, default: 0] += 1 } }
      guard let first = counts.min(by: { ($1.value, $0.key) < ($0.value, $1.key) })?.key else { break }
      let entries = waiting.filter { $0.value.contains(first) }.keys.sorted()
      groups.append((first, entries))
      for entry in entries { waiting[entry] = nil }
    }
    self.groups = groups
  }

  /// The place of each entry's group, and its fact; nil for an entry that waits for nothing.
  package var places: [Int: (place: Int, fact: String)] {
    var places: [Int: (place: Int, fact: String)] = [:]
    for (place, group) in groups.enumerated() { for entry in group.entries { places[entry] = (place, group.fact) } }
    return places
  }
}
