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
    to decided: [OutcomeList.Entry],
    isForgotten: Bool,
    within provisions: Set<Int64>? = nil,
    hasEnded: (OutcomeList.Entry) throws -> Bool
  ) rethrows {
    var former: [Int64: (entry: OutcomeList.Entry, list: Int)] = [:]
    var left = [Int](repeating: 0, count: current.count)
    for (place, list) in current.enumerated() {
      for entry in list.entries where former[entry.version.provision] == nil {
        former[entry.version.provision] = (entry, place)
        left[place] += 1
      }
    }
    func replace(_ list: Int) {
      left[list] -= 1
      if left[list] == 0 { replacedLists.append(list) }
    }
    for entry in decided {
      let known = former.removeValue(forKey: entry.version.provision)
      if let known, !isForgotten, known.entry.isSame(as: entry) { continue }
      entries.append(entry)
      formers.append(known?.entry.outcome)
      if let known { replace(known.list) }
    }
    for (entry, list) in former.values.sorted(by: { $0.entry.version.provision < $1.entry.version.provision }) {
      if provisions?.contains(entry.version.provision) == false { continue }
      if try hasEnded(entry), !isForgotten { continue }
      ending.append(entry)
      replace(list)
    }
  }
}
