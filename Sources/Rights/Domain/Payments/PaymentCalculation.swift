package import CareTypes

/// Works out what is due for an award: its amounts and its days as they are known now, prorated as the regulation says.
package struct PaymentCalculation {
  private let key: AwardKey
  private let held: HeldDays
  /// By care situation, the decisions by the days from which they count. What became known last counts for all days after.
  private var decisions: [OpaqueID: [AwardOutcome]] = [:]
  private let situation: SituationFacts
  private let latest: ProvisionVersion

  /// The calculation for an award.
  ///
  /// - Returns: Nil when no care supports it.
  package init?(_ key: AwardKey, in file: AwardFile) {
    let outcomes = file.outcomes(of: key)
    guard let situation = file.care(supporting: key).first?.facts, let latest = outcomes.last?.version else {
      return nil
    }
    self.key = key
    self.situation = situation
    self.latest = latest
    held = HeldDays(file.life(of: key))
    for outcome in outcomes {
      decisions[outcome.situation, default: []].removeAll { $0.firstDay >= outcome.firstDay }
      decisions[outcome.situation, default: []].append(outcome)
    }
  }

  /// Whether a provision is money that is paid to people by a municipality of its territory.
  ///
  /// - Parameters:
  ///   - codes: The codes of the municipality, also those of before mergers.
  ///   - date: The day on which it is asked.
  package static func isPaid(
    _ version: ProvisionVersion,
    by codes: Set<NISCode>,
    on date: CalendarDate,
    _ table: MunicipalityTable
  ) -> Bool {
    guard !version.amounts.isEmpty, version.frequency != nil, !version.territory.isEmpty else { return false }
    let reach = TerritoryReach(version.territory, on: date, in: table).codes
    return codes.contains { reach.contains($0.digits) }
  }

  /// What is due for the periods that end in a range of days, the earliest first; also for periods in which the award is not
  /// held, of which something may have been paid before.
  package func due(in range: ClosedRange<Int>) -> [PaymentDue] {
    guard let heldSince = held.first, let frequency = version(on: range.upperBound).frequency else { return [] }
    if frequency == .once {
      return range.contains(heldSince) ? [due(for: heldSince...heldSince, heldSince, isOnce: true)] : []
    }
    return PaymentPeriods.ending(in: range, frequency).filter { $0.upperBound >= heldSince }
      .map { due(for: $0, heldSince, isOnce: false) }
  }

  private func due(for period: ClosedRange<Int>, _ heldSince: Int, isOnce: Bool) -> PaymentDue {
    let days = period.filter(held.contains)
    let version = version(on: days.last ?? period.upperBound)
    let full = days.last.flatMap(amount)
    let beneficiary = version.isForRecipient ? situation.recipient.id : situation.caregiver.id
    let payee: OpaqueID =
      switch version.information?.payee {
      case .caregiver: situation.caregiver.id
      case .recipient: situation.recipient.id
      case .choice, nil: beneficiary
      }
    return PaymentDue(
      award: key,
      beneficiary: beneficiary,
      payee: payee,
      period: period,
      isOnce: isOnce,
      heldSince: heldSince,
      heldDays: days.count,
      fullCents: full,
      amount: days.isEmpty ? .known(0) : amount(for: period, days, version.awardTerms?.proration)
    )
  }

  private func amount(for period: ClosedRange<Int>, _ days: [Int], _ proration: Proration?) -> PaymentDue.Amount {
    let counted: [Int]
    let parts: Int
    switch proration {
    case .some(.none): (counted, parts) = ([days[days.count - 1]], 1)
    case .months:
      let starts = PaymentPeriods.monthStarts(of: period)
      (counted, parts) = (starts.filter(held.contains), starts.count)
    case .days: (counted, parts) = (days, period.count)
    case nil:
      guard days.count == period.count else { return .prorationUnknown }
      (counted, parts) = (days, period.count)
    }
    var sum: Int64 = 0
    for day in counted {
      guard let cents = amount(on: day) else { return .unknown }
      sum = sum.addingSaturated(cents)
    }
    // Half a cent is rounded up.
    let parted = Int64(max(1, parts))
    return .known((sum + parted / 2) / parted)
  }

  /// The decisions that count on a day, of each care situation one.
  private func decisions(on day: Int) -> [AwardOutcome] {
    decisions.values.compactMap { $0.last { $0.firstDay <= day } }
  }

  private func version(on day: Int) -> ProvisionVersion {
    decisions(on: day).max { $0.version.version < $1.version.version }?.version ?? latest
  }

  /// The amount of a payment on a day: that of the care for which most is paid; for an award that was granted whatever the
  /// facts, the amount that everyone gets. Nil when it is not known.
  private func amount(on day: Int) -> Int64? {
    let standing = decisions(on: day).filter { $0.standing == .yes }
    if !standing.isEmpty { return standing.compactMap(\.amountCents).max() }
    let possible = version(on: day).amounts.filter { $0.isValid(on: day) }
    guard let only = possible.first, possible.count == 1, only.condition == nil else { return nil }
    return only.cents
  }
}
