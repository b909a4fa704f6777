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
