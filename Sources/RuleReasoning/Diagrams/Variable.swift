import RuleLanguage

/// A variable of the diagrams: one fact, or one atom that cannot be analysed.
struct Variable: Sendable {
  enum Kind: Sendable {
    /// A fact. Its values are divided into intervals in which no atom changes its answer; if the fact may be missing,
    /// one more cell after the last interval is for that case.
    case fact(FactDomain, intervals: [ClosedRange<Int>], mayBeAbsent: Bool)
    /// An atom that cannot be analysed and may have any of these answers; `facts` are the names of the facts in it.
    case opaque([Truth], facts: [String], UndecidableReason)
  }

  let kind: Kind
  /// Whether the fact is not shared by all conditions.
  var isUnshared = false

  /// Whether it is an atom that cannot be analysed.
  var isOpaque: Bool {
    if case .opaque = kind { true } else { false }
  }

  /// The number of cells.
  var cells: Int {
    switch kind {
    case .fact(_, let intervals, let mayBeAbsent): intervals.count + (mayBeAbsent ? 1 : 0)
    case .opaque(let truths, _, _): truths.count
    }
  }
}
