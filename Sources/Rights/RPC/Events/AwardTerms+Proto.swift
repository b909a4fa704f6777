import CareTypes
import RightsDomain
import TypeAPI

extension AwardTerms {
  /// Reads what governs the awards on a provision. Words that this version does not know are left out.
  init(_ message: Mantel_Type_V1_AwardTerms) {
    self.init()
    func positive(_ number: Int32) -> Int? { number > 0 ? Int(number) : nil }
    isForPair = message.forPair
    signatures = message.signatures.compactMap(Signatory.init(rawValue:))
    applicationPeriod = YearlyPeriod(first: message.applyFrom, last: message.applyUntil)
    term = Term(renewal: Renewal.Kind(rawValue: message.renewal), months: positive(message.renewalMonths))
    endedBy = message.endedBy.compactMap(Ending.init(rawValue:))
    perRecipient = positive(message.perRecipient)
    perCaregiver = positive(message.perCaregiver)
    decider = message.deciderNl.isEmpty ? nil : BilingualText(message.deciderNl, message.deciderEn)
    objectionDays = positive(message.objectionDays)
    proration = Proration(rawValue: message.proration)
    quotas = message.quotas.compactMap { quota in
      guard let unit = CareTypes.Quota.Unit(rawValue: quota.unit),
        let scope = CareTypes.Quota.Scope(rawValue: quota.scope)
      else { return nil }
      return Quota(
        hundredths: Int(quota.hundredths),
        unit: unit,
        scope: scope,
        windowMonths: positive(quota.windowMonths),
        isPerCalendarYear: quota.perCalendarYear ? true : nil,
        weeklyHundredths: quota.perWeekHundredths > 0 ? Int(quota.perWeekHundredths) : nil,
        pot: quota.pot.isEmpty ? nil : quota.pot,
        partTime: PartTimeCount(rawValue: quota.partTime)
      )
    }
  }
}
