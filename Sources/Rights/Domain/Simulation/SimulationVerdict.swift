/// Whether one care situation gains or loses by a change of the law.
package enum SimulationVerdict: Sendable, Hashable, CaseIterable {
  /// More money a year, or the same amount and more rights.
  case gaining
  /// Less money a year, or the same amount and fewer rights.
  case losing
  /// The same amount of money and the same number of rights.
  case unchanged
  /// It depends on facts or amounts that are not known.
  case undetermined

  /// Compares what a care situation gets before and after, over all concerned provisions together.
  ///
  /// Money is compared first: more a year is a gain, less is a loss. If the amounts are equal, more rights are a gain and
  /// fewer are a loss.
  ///
  /// Two extreme cases are compared. In the worst case, every open right was held before with the highest amount that it
  /// can pay and is not held after, and a held right of unknown amount paid the highest amount before and pays nothing
  /// after. The best case is the reverse. If both cases give the same verdict, that is the result; otherwise it is
  /// undetermined. Provisions that are certain to be equal on both sides are left out.
  package static func of(_ pairs: [SimulatedPair]) -> SimulationVerdict {
    var (worst, best) = (Change(), Change())
    for pair in pairs where !pair.isSurelySame {
      worst.add(pair.after.least, less: pair.before.most)
      best.add(pair.after.most, less: pair.before.least)
    }
    return worst.verdict == best.verdict ? worst.verdict : .undetermined
  }
}

/// A number of rights, and the euro cents that they pay in a year; nil cents for an amount without an upper limit.
private struct YearlyRights {
  var rights: Int64
  var cents: Int64?
}

extension SimulatedRight {
  /// The lowest that it can turn out to be.
  fileprivate var least: YearlyRights {
    guard status == .held else { return YearlyRights(rights: 0, cents: 0) }
    if case .known(let cents) = amount { return YearlyRights(rights: 1, cents: cents) }
    return YearlyRights(rights: 1, cents: 0)
  }

  /// The highest that it can turn out to be.
  fileprivate var most: YearlyRights {
    if status == .notHeld { return YearlyRights(rights: 0, cents: 0) }
    switch amount {
    case .none: return YearlyRights(rights: 1, cents: 0)
    case .known(let cents): return YearlyRights(rights: 1, cents: cents)
    case .unknown(let ceiling): return YearlyRights(rights: 1, cents: ceiling)
    }
  }
}

/// The difference between after and before.
private struct Change {
  var rights: Int64 = 0
  var cents: Int64 = 0
  /// The number of unlimited amounts added, minus those subtracted; the difference has no limit when it is not 0.
  var unbounded = 0

  mutating func add(_ after: YearlyRights, less before: YearlyRights) {
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
