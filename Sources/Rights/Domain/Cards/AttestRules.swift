package import CareTypes
package import Proofs

/// What an attest states of the care that is registered. Care for several people counts as one: an attest does not tell how
/// many there are, or whose care ended when.
package enum AttestRules {
  /// The days for which an attest is valid: what it states may no longer be so the day after. Of the past it stays true.
  package static func validDays(_ kind: Attest.Kind) -> Int { kind == .experience ? 3_653 : 90 }

  /// An attest of a day.
  ///
  /// - Parameters:
  ///   - kind: For what it is.
  ///   - person: The caregiver.
  ///   - care: The care in which they have a role.
  ///   - date: The day.
  /// - Returns: Nil when no care is registered that it would state.
  package static func attest(
    _ kind: Attest.Kind,
    of person: OpaqueID,
    from care: [SituationFacts],
    on date: CalendarDate
  ) throws -> Attest? {
    let today = date.daysSinceEpoch
    let periods = periods(of: care.filter { $0.caregiver.id == person }, until: today)
    guard let first = periods.first, let last = periods.last else { return nil }
    if kind != .experience {
      guard last.end >= today else { return nil }
      return Attest(kind: kind, from: try CalendarDate(daysSinceEpoch: last.start))
    }
    return Attest(
      kind: kind,
      from: try CalendarDate(daysSinceEpoch: first.start),
      until: last.end >= today ? nil : try CalendarDate(daysSinceEpoch: last.end),
      months: try periods.reduce(0) { months, period in
        let next = try CalendarDate(daysSinceEpoch: period.end + 1)
        return months + (try CalendarDate(daysSinceEpoch: period.start).fullMonths(until: next))
      }
    )
  }

  private struct Period {
    let start: Int
    var end: Int
  }

  /// The periods of care up to a day, those that overlap or follow each other as one, in their order.
  private static func periods(of care: [SituationFacts], until today: Int) -> [Period] {
    let single = care.map { facts in
      let ends = [facts.span.end?.daysSinceEpoch, facts.moments.diedOn, today].compactMap(\.self)
      return Period(start: facts.span.start.daysSinceEpoch, end: ends.min() ?? today)
    }
    var joined: [Period] = []
    for period in single.filter({ $0.start <= $0.end }).sorted(by: { $0.start < $1.start }) {
      if let last = joined.last, period.start <= last.end + 1 {
        joined[joined.count - 1].end = max(last.end, period.end)
      } else {
        joined.append(period)
      }
    }
    return joined
  }
}
