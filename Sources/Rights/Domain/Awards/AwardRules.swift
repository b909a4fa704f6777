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
    case .applied(let day, _): try checkApplication(on: day, key, life, file)
    case .signed(let signatures):
      guard life.isAppliedFor else { throw wrongState("No application waits for signatures") }
      let open = Set(life.missingSignatures)
      guard signatures.allSatisfy({ open.contains($0.signatory) }) else {
        throw wrongState("Only those who still have to sign can do so")
      }
    case .ruled(let ruling):
      try checkAuthority(life, municipalities, table, on: date)
      if !ruling.grants {
        guard AwardTransition.allows(.refused, from: life.state),
          life.isAppliedFor || life.state == .awaitingRatification
        else { throw wrongState("There is no application to refuse") }
        return
      }
      guard AwardTransition.allows(.granted, from: life.state) || AwardTransition.allows(.overruled, from: life.state)
      else { throw wrongState("The award is held already") }
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
  /// - Parameter day: The day, in days since 1970-01-01.
  package static func isInTime(objection day: Int, _ life: AwardLife) -> Bool? {
    guard let days = life.terms.objectionDays,
      let last = life.steps.last(where: { $0.kind == .refused || $0.kind == .ended })
    else { return nil }
    let told = (try? last.recorded.dateInBelgium().daysSinceEpoch) ?? last.validDay
    return day <= max(told, last.validDay) + days
  }

  private static func checkApplication(
    on day: Int,
    _ key: AwardKey,
    _ life: AwardLife,
    _ file: AwardFile
  ) throws(Refusal) {
    if life.state == .granted {
      guard life.grantedUntil != nil else { throw wrongState("The award is granted without an end") }
      guard life.best?.standing == .yes else { throw wrongState("The condition does not hold: it cannot be renewed") }
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
    if life.state != .granted { try checkRivals(key, file) }
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
    let quotas = award.quotas.filter { $0.quota.unit == use.unit }
    guard let left = quotas.map(\.left).min() else {
      throw Refusal(.quotaExceeded, "The provision has no quota in \(use.unit.rawValue)")
    }
    if use.hundredths > left {
      throw Refusal(.quotaExceeded, "Only \(left) hundredths of \(use.unit.rawValue) are left")
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
