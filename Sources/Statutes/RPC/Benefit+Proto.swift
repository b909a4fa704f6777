import CareTypes
import ServiceRuntime
import StatutesAPI
import StatutesDomain
import SwiftProtobuf
import TypeAPI

extension Mantel_Statutes_V1_BilingualText {
  init(_ text: BilingualText) {
    self.init()
    nl = text.dutch
    en = text.english
  }
}

extension Mantel_Statutes_V1_Benefit {
  init(_ benefit: Benefit) throws {
    self.init()
    amounts = try benefit.amounts.map(Mantel_Type_V1_ProvisionAmount.init)
    frequency = benefit.frequency?.message ?? .unspecified
    payee = benefit.payee?.message ?? .unspecified
    proration = benefit.proration?.message ?? .unspecified
    if let text = benefit.inKind { inKind = Mantel_Statutes_V1_BilingualText(text) }
    quotas = benefit.quotas.map(Mantel_Statutes_V1_Quota.init)
    if let contribution = benefit.ownContribution {
      ownContribution = .with {
        if let cents = contribution.cents { $0.cents = cents }
        $0.per = Mantel_Statutes_V1_BilingualText(contribution.per)
      }
    }
  }
}

extension Mantel_Statutes_V1_Quota {
  init(_ quota: Quota) {
    self.init()
    amount = quota.amount
    unit = quota.unit.message
    scope = quota.scope.message
    windowMonths = Int32(clamping: quota.windowMonths ?? 0)
    perWeek = quota.perWeek ?? 0
    perCalendarYear = quota.isPerCalendarYear ?? false
    pot = quota.pot ?? ""
    partTime = quota.partTime?.rawValue ?? ""
    if let text = quota.remark { remark = Mantel_Statutes_V1_BilingualText(text) }
  }
}

extension Mantel_Statutes_V1_Procedure {
  init(_ procedure: Procedure) {
    self.init()
    evidence = procedure.evidence.map { evidence in
      .with {
        $0.text = Mantel_Statutes_V1_BilingualText(evidence.text)
        $0.fact = evidence.fact ?? ""
        $0.maxAgeMonths = Int32(clamping: evidence.maxAgeMonths ?? 0)
      }
    }
    signatures = procedure.signatures.map(\.rawValue)
    if let window = procedure.application {
      application = .with {
        $0.from = window.from ?? ""
        $0.until = window.until ?? ""
        $0.referenceDay = window.referenceDay ?? ""
        $0.withinDays = Int32(clamping: window.withinDays ?? 0)
        if let text = window.text { $0.text = Mantel_Statutes_V1_BilingualText(text) }
      }
    }
    if let renewal = procedure.renewal {
      self.renewal = .with {
        $0.kind = renewal.kind.rawValue
        $0.months = Int32(clamping: renewal.months ?? 0)
      }
    }
    if let days = procedure.suspendAfterDaysAdmitted { suspendAfterDaysAdmitted = Int32(clamping: days) }
    suspendAfterMonthsAdmitted = Int32(clamping: procedure.suspendAfterMonthsAdmitted ?? 0)
    endedBy = procedure.endedBy.map(\.rawValue)
    perRecipient = Int32(clamping: procedure.perRecipient ?? 0)
    perCaregiver = Int32(clamping: procedure.perCaregiver ?? 0)
    perAddress = Int32(clamping: procedure.perAddress ?? 0)
    if let text = procedure.decider { decider = Mantel_Statutes_V1_BilingualText(text) }
    if let objection = procedure.objection {
      self.objection = .with {
        $0.body = Mantel_Statutes_V1_BilingualText(objection.body)
        $0.withinDays = Int32(clamping: objection.withinDays ?? 0)
      }
    }
  }
}
