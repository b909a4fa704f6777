package import CareTypes
package import ServiceCore

/// What may be recorded about an award, and why not.
package enum AwardRules {
  /// Checks that an action can be recorded.
  ///
  /// - Parameters:
  ///   - action: The action.
  ///   - key: The award.
  ///   - file: Everything that the award follows from.
  ///   - municipalities: The NIS codes whose people the client sees; nil for Mantel's own work, which may do all.
  ///   - table: The municipalities and their mergers.
  ///   - date: The legal day.
  /// - Throws: `Refusal` that says what stands in the way.
  package static func check(
    _ action: AwardAction,
    on key: AwardKey,
    in file: AwardFile,
    scope municipalities: Set<NISCode>?,
    _ table: MunicipalityTable,
    on date: CalendarDate
  ) throws(Refusal) {
    guard file.isDecidedOn(key) else { throw .notFound(key.name) }
    let life = file.life(of: key)
    switch action {
    case .applied(let day, let signatures): try checkApplication(on: day, signatures, key, life, file)
    case .signed(let signatures):
      guard life.isAppliedFor else { throw wrongState("No application waits for signatures") }
      let open = Set(life.missingSignatures)
      guard signatures.allSatisfy({ open.contains($0.signatory) }) else {
        throw wrongState("Only those who still have to sign can do so")
      }
      try checkRivals(key, file)
    case .ruled(let ruling):
      try checkAuthority(life, municipalities, table, on: date)
      if !ruling.grants {
        guard AwardTransition.allows(.refused, from: life.state),
          life.isAppliedFor || life.state == .awaitingRatification
        else { throw wrongState("There is no application to refuse") }
        return
      }
      if life.state == .granted || life.state == .suspended {
        try checkRenewal(on: ruling.grantFrom ?? ruling.day, life)
        return
      }
      let isAsked = life.state == .refused || life.isAppliedFor || life.state == .awaitingRatification
      guard isAsked || life.best?.standing == .yes, life.state != .exhausted else {
        throw wrongState("Nobody applied, and the condition does not hold")
      }
      try checkRivals(key, file)
    case .used(let use): try checkUse(use, key, file)
    case .objected:
      guard AwardTransition.allows(.objected, from: life.state) else {
        throw wrongState("Neither a refusal nor an end can be objected to")
      }
    case .renounced(let day):
      guard AwardTransition.allows(.ended, from: life.state) else { throw wrongState("There is nothing to end") }
      if let first = life.grantedFrom, life.state?.isHeld == true, day < first {
        throw wrongState("The award begins later than it would end")
      }
    }
  }

  /// Whether an objection on a day is in time; nil when the provision does not say until when.
  ///
  /// - Parameters:
  ///   - day: The day, in days since 1970-01-01.
  ///   - steps: The steps before it.
  ///   - terms: What the provision says of its awards.
  package static func isInTime(
    objection day: Int,
    after steps: some BidirectionalCollection<AwardStep>,
    _ terms: AwardTerms
  ) -> Bool? {
    guard let days = terms.objectionDays, let last = steps.last(where: { $0.kind == .refused || $0.kind == .ended })
    else { return nil }
    let told = (try? last.recorded.dateInBelgium().daysSinceEpoch) ?? last.validDay
    return day <= max(told, last.validDay) + days
  }

  private static func checkApplication(
    on day: Int,
    _ signatures: [AwardAction.Signature],
    _ key: AwardKey,
    _ life: AwardLife,
    _ file: AwardFile
  ) throws(Refusal) {
    let isRenewal = life.state == .granted || life.state == .suspended
    if isRenewal {
      guard life.best?.version.grantMode != .ratify else { throw wrongState("A ruling renews this award") }
      guard life.terms.signatures.allSatisfy({ signatory in signatures.contains { $0.signatory == signatory } }) else {
        throw wrongState("All who sign must have signed the application for a renewal")
      }
      try checkRenewal(on: day, life)
    } else {
      guard AwardTransition.allows(.applied, from: life.state), !life.isAppliedFor else {
        throw wrongState("An application is being dealt with, or the award is held")
      }
    }
    if let period = life.terms.applicationPeriod, let date = try? CalendarDate(daysSinceEpoch: day),
      !period.contains(date)
    {
      throw Refusal(
        .outsideApplicationPeriod,
        "Applications are made from \(period.first) to \(period.last) (month-day) of each year"
      )
    }
    if !isRenewal { try checkRivals(key, file) }
  }

  /// Checks that an award that is held can be granted for a further term from a day on.
  private static func checkRenewal(on day: Int, _ life: AwardLife) throws(Refusal) {
    guard let until = life.grantedUntil, let from = life.grantedFrom, life.terms.term.renewal != Renewal.Kind.none
    else {
      throw wrongState("The award is granted without an end, or is not renewed")
    }
    guard life.best?.standing == .yes || life.state == .suspended else {
      throw wrongState("The condition does not hold: it cannot be renewed")
    }
    let months = life.terms.term.months ?? 12
    guard day >= from, until - day <= months * 31 else {
      throw wrongState("It is renewed for the next term already")
    }
  }

  /// Checks that others do not hold what only so many can hold, or what cannot be held together with the award.
  private static func checkRivals(_ key: AwardKey, _ file: AwardFile) throws(Refusal) {
    if file.award(key)?.isLimitReached == true {
      throw Refusal(.awardLimitReached, "As many others as the provision allows hold this award")
    }
    let excluded = file.heldExclusions(of: key)
    if !excluded.isEmpty {
      throw Refusal(
        .awardExcluded,
        "It cannot be held together with \(excluded.joined(separator: ", ")), which is held"
      )
    }
  }

  private static func checkUse(_ use: AwardAction.Use, _ key: AwardKey, _ file: AwardFile) throws(Refusal) {
    guard let award = file.award(key), award.life.state == .granted else {
      throw wrongState("Only an award that is granted can be used")
    }
    if let first = award.life.grantedFrom, use.first < first { throw wrongState("The award begins later") }
    if let until = award.life.grantedUntil, use.last > until { throw wrongState("The award ends before") }
    let quotas = file.quotas(of: key, award.life, at: use.first).filter { $0.quota.unit == use.unit }
    if quotas.isEmpty { throw Refusal(.quotaExceeded, "The provision has no quota in \(use.unit.rawValue)") }
    for quota in quotas {
      let needed = quota.quota.counted(use)
      if let weekly = quota.left(inWeeksOf: use), needed > weekly {
        throw Refusal(.quotaExceeded, "Only \(weekly) hundredths of \(use.unit.rawValue) are left in these weeks")
      }
      if needed > quota.left {
        throw Refusal(.quotaExceeded, "Only \(quota.left) hundredths of \(use.unit.rawValue) are left")
      }
    }
  }

  /// Checks that the client may record rulings on the provision: a municipality on what applies in its own territory, and on
  /// what is not a municipality's.
  private static func checkAuthority(
    _ life: AwardLife,
    _ municipalities: Set<NISCode>?,
    _ table: MunicipalityTable,
    on date: CalendarDate
  ) throws(Refusal) {
    guard let municipalities, let version = life.best?.version, !version.territory.isEmpty else { return }
    let codes = TerritoryReach(version.territory, on: date, in: table).codes
    guard municipalities.contains(where: { codes.contains($0.digits) }) else {
      throw Refusal(.outOfScope, "Another municipality decides on this provision")
    }
  }

  private static func wrongState(_ text: String) -> Refusal { Refusal(.awardState, text) }
}
