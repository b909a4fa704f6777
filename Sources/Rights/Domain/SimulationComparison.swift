/// What one provision comes to for one care situation, before or after a change of the law.
package struct SimulatedRight: Sendable, Hashable {
  /// Whether it is held.
  package enum Standing: Sendable, Hashable {
    /// Granted or proposed: consent changes how a right comes, not whether it is there.
    case held
    /// It waits for evidence, or is undecided: it may turn out to be held or not.
    case open
    /// It is not held, does not apply, or is not in force.
    case notHeld
  }

  /// What it pays a year once it is held.
  package enum YearlyAmount: Sendable, Hashable {
    /// It is no money.
    case none
    /// So many euro cents.
    case told(Int64)
    /// Money, but it is not told how much; the most that it can be, when that is told.
    case untold(atMost: Int64?)
  }

  /// Whether it is held.
  package var standing: Standing
  /// What it pays, if it is held or may turn out to be.
  package var amount: YearlyAmount

  /// A right as it stands.
  package init(_ standing: Standing, _ amount: YearlyAmount = .none) {
    self.standing = standing
    self.amount = amount
  }

  /// Not held.
  package static let notHeld = SimulatedRight(.notHeld)
}

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

/// What a change of the law does to one care situation.
package enum SimulationVerdict: Sendable, Hashable, CaseIterable {
  /// More money a year; or as much, and more rights.
  case gaining
  /// Less money a year; or as much, and fewer rights.
  case losing
  /// As much money, and as many rights.
  case unchanged
  /// What is not known could turn it.
  case undetermined

  /// Compares what a care situation gets before and after, over all provisions that are concerned.
  ///
  /// Money counts first, over all provisions together: more a year is gaining, less is losing. With as much money, more
  /// rights are gaining and fewer are losing.
  ///
  /// What is not known is taken twice, at its worst and at its best. At the worst, every open right was held before at
  /// the most that it can pay and is not held after, and a right that is held and does not tell its amount paid the
  /// most before and pays nothing after. At the best it is the other way round. If both come to the same, that is the
  /// verdict; else it is undetermined. A provision that surely comes to the same on both sides is left out.
  package static func of(_ pairs: [SimulatedPair]) -> SimulationVerdict {
    var (worst, best) = (Change(), Change())
    for pair in pairs where !pair.isSurelySame {
      worst.add(pair.after.least, less: pair.before.most)
      best.add(pair.after.most, less: pair.before.least)
    }
    return worst.verdict == best.verdict ? worst.verdict : .undetermined
  }
}

/// A number of rights, and what they pay a year; nothing: without bound.
private struct Yield {
  var rights: Int64
  var cents: Int64?
}

extension SimulatedRight {
  /// The least that it can come to.
  fileprivate var least: Yield {
    guard standing == .held else { return Yield(rights: 0, cents: 0) }
    if case .told(let cents) = amount { return Yield(rights: 1, cents: cents) }
    return Yield(rights: 1, cents: 0)
  }

  /// The most that it can come to.
  fileprivate var most: Yield {
    if standing == .notHeld { return Yield(rights: 0, cents: 0) }
    switch amount {
    case .none: return Yield(rights: 1, cents: 0)
    case .told(let cents): return Yield(rights: 1, cents: cents)
    case .untold(let ceiling): return Yield(rights: 1, cents: ceiling)
    }
  }
}

/// How much more there is after than before.
private struct Change {
  var rights: Int64 = 0
  var cents: Int64 = 0
  /// Above zero: more than any bound; below: less than any.
  var unbounded = 0

  mutating func add(_ after: Yield, less before: Yield) {
    rights += after.rights - before.rights
    if let more = after.cents { cents = cents.addingSaturated(more) } else { unbounded += 1 }
    if let less = before.cents { cents = cents.addingSaturated(-less) } else { unbounded -= 1 }
  }

  var verdict: SimulationVerdict {
    let money = unbounded == 0 ? cents : Int64(unbounded)
    if money != 0 { return money > 0 ? .gaining : .losing }
    if rights != 0 { return rights > 0 ? .gaining : .losing }
    return .unchanged
  }
}

extension Int64 {
  /// The sum, or the nearest number that can be told.
  func addingSaturated(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other > 0 ? .max : .min) : sum
  }

  /// The product, or the nearest number that can be told.
  func multipliedSaturated(by other: Int64) -> Int64 {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? ((self > 0) == (other > 0) ? .max : .min) : product
  }
}
