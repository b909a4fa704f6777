import RightsDomain

/// The decisions that differ from the current ones of a care situation, and so are stored.
struct DecisionChange: Sendable {
  /// The new outcomes, in the order in which they were decided.
  private(set) var entries: [OutcomeList.Entry] = []
  /// The outcome before of each entry; nil when there was none.
  private(set) var formers: [DecisionOutcome?] = []
  /// The current outcomes of provisions that no longer apply and have not ended yet.
  private(set) var ending: [OutcomeList.Entry] = []
  /// Which of the current lists, by their places, have no current outcome left.
  private(set) var replacedLists: [Int] = []
  /// The key of the list of the entries; nil when it was not stored yet, or outcomes are ending.
  var listKey: Int64?

  /// Whether all decisions stay as they are.
  var isEmpty: Bool { entries.isEmpty && ending.isEmpty }

  /// The current outcome of a provision, and the place of the list that it is in.
  private struct Current {
    let entry: OutcomeList.Entry
    let list: Int
  }

  /// Compares decisions with the current ones.
  ///
  /// - Parameters:
  ///   - current: The lists of the current decisions, the newest first. Of a provision in several lists the newest outcome is
  ///     current.
  ///   - decided: The new outcomes of all provisions that apply.
  ///   - isForgotten: Whether all are stored again, because facts were forgotten.
  ///   - provisions: Only the outcomes of provisions with these keys may end; nil: all may.
  ///   - hasEnded: Whether a current outcome says already that the provision no longer applies.
  init(
    from current: [OutcomeList],
    to decided: OutcomeList,
    isForgotten: Bool,
    within provisions: Set<Int64>? = nil,
    hasEnded: (OutcomeList.Entry) throws -> Bool
  ) rethrows {
    var former: ArraySlice<Current> = []
    for (place, list) in current.enumerated() { former = Self.adding(list, at: place, to: former)[...] }
    var left = [Int](repeating: 0, count: current.count)
    for known in former { left[known.list] += 1 }
    func replace(_ known: Current) {
      left[known.list] -= 1
      if left[known.list] == 0 { replacedLists.append(known.list) }
    }
    func end(_ known: Current) throws {
      if provisions?.contains(known.entry.version.provision) == false { return }
      if try hasEnded(known.entry), !isForgotten { return }
      ending.append(known.entry)
      replace(known)
    }
    for entry in decided.entries {
      let provision = entry.version.provision
      while let first = former.first, first.entry.version.provision < provision { try end(former.removeFirst()) }
      let known = former.first?.entry.version.provision == provision ? former.removeFirst() : nil
      if let known, !isForgotten, known.entry.isSame(as: entry) { continue }
      entries.append(entry)
      formers.append(known?.entry.outcome)
      if let known { replace(known) }
    }
    for known in former { try end(known) }
  }

  /// Current outcomes with those of an older list, in the order of the provisions' keys.
  private static func adding(
    _ older: OutcomeList,
    at place: Int,
    to newer: ArraySlice<Current>
  ) -> [Current] {
    var newer = newer
    var all: [Current] = []
    all.reserveCapacity(newer.count + older.entries.count)
    for entry in older.entries {
      let provision = entry.version.provision
      while let first = newer.first, first.entry.version.provision <= provision { all.append(newer.removeFirst()) }
      if all.last?.entry.version.provision != provision { all.append(Current(entry: entry, list: place)) }
    }
    return all + newer
  }
}
