import CareTypes
import StatutesDomain
import SwiftProtobuf
import TypeAPI

extension Mantel_Type_V1_AwardTerms {
  /// What of a provision governs the awards on it.
  init(_ provision: Provision) {
    self.init()
    let procedure = provision.procedure
    forPair = provision.beneficiary == .pair
    signatures = procedure.signatures.map(\.rawValue)
    applyFrom = procedure.application?.from ?? ""
    applyUntil = procedure.application?.until ?? ""
    renewal = procedure.renewal?.kind.rawValue ?? ""
    renewalMonths = Int32(clamping: procedure.renewal?.months ?? 0)
    endedBy = procedure.endedBy.map(\.rawValue)
    perRecipient = Int32(clamping: procedure.perRecipient ?? 0)
    perCaregiver = Int32(clamping: procedure.perCaregiver ?? 0)
    deciderNl = procedure.decider?.dutch ?? ""
    deciderEn = procedure.decider?.english ?? ""
    objectionDays = Int32(clamping: procedure.objection?.withinDays ?? 0)
    proration = provision.benefit?.proration?.rawValue ?? ""
    quotas = (provision.benefit?.quotas ?? []).map { quota in
      .with {
        $0.hundredths = Int64((quota.amount * 100).rounded())
        $0.unit = quota.unit.rawValue
        $0.scope = quota.scope.rawValue
        $0.windowMonths = Int32(clamping: quota.windowMonths ?? 0)
        $0.perWeekHundredths = Int64(((quota.perWeek ?? 0) * 100).rounded())
        $0.perCalendarYear = quota.isPerCalendarYear ?? false
        $0.pot = quota.pot ?? ""
        $0.partTime = quota.partTime?.rawValue ?? ""
      }
    }
  }
}
