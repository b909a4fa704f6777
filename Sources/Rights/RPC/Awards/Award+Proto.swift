import CareTypes
import Foundation
import RightsAPI
import RightsDomain
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

extension Mantel_Rights_V1_AwardState {
  /// The message for a state; unspecified for none.
  init(_ state: AwardState?) {
    self =
      switch state {
      case nil: .unspecified
      case .proposed: .proposed
      case .appliedFor: .appliedFor
      case .awaitingEvidence: .awaitingEvidence
      case .awaitingRatification: .awaitingRatification
      case .granted: .granted
      case .refused: .refused
      case .suspended: .suspended
      case .exhausted: .exhausted
      case .ended: .ended
      }
  }
}

extension Mantel_Rights_V1_AwardStepKind {
  init(_ kind: AwardStep.Kind) {
    self =
      switch kind {
      case .proposed: .proposed
      case .lapsed: .lapsed
      case .evidenceMissing: .evidenceMissing
      case .applied: .applied
      case .signed: .signed
      case .submitted: .submitted
      case .granted: .granted
      case .refused: .refused
      case .suspended: .suspended
      case .resumed: .resumed
      case .used: .used
      case .exhausted: .exhausted
      case .renewed: .renewed
      case .objected: .objected
      case .overruled: .overruled
      case .ended: .ended
      case .backdated: .backdated
      case .reinstated: .reinstated
      }
  }
}

extension Mantel_Rights_V1_AwardCause {
  init(_ cause: AwardStep.Cause) {
    self =
      switch cause {
      case .decision: .decision
      case .application: .application
      case .ruling: .ruling
      case .evidence: .evidence
      case .renunciation: .renunciation
      case .use: .use
      case .objection: .objection
      case .admission: .admission
      case .recipientDied: .recipientDied
      case .careEnded: .careEnded
      case .caregiverMoved: .caregiverMoved
      case .recipientMoved: .recipientMoved
      case .evidenceExpired: .evidenceExpired
      case .renewalMissed: .renewalMissed
      case .lawChanged: .lawChanged
      case .consentWithdrawn: .consentWithdrawn
      }
  }
}

extension Mantel_Rights_V1_Award {
  /// The message for an award.
  ///
  /// - Parameter withSteps: Whether to add its steps.
  /// - Throws: `ValueError` for a day outside the calendar.
  init(_ view: AwardView, withSteps: Bool) throws {
    self.init()
    let award = view.award
    name = award.key.name
    provision = award.key.provision
    titleNl = award.version?.titleNL ?? ""
    titleEn = award.version?.titleEN ?? ""
    state = Mantel_Rights_V1_AwardState(award.state)
    let grants: Set<AwardStep.Kind> = [.granted, .overruled]
    if award.steps.contains(where: { grants.contains($0.kind) }) {
      if let day = award.life.grantedFrom { grantFromDate = try Mantel_Type_V1_Date(day: day) }
      if let day = award.life.grantedUntil { grantUntilDate = try Mantel_Type_V1_Date(day: day) }
    }
    if award.state == .ended, let day = award.life.endDay { endDate = try Mantel_Type_V1_Date(day: day) }
    if let decision = view.decision { self.decision = Mantel_Rights_V1_Decision(decision) }
    missingSignatures = award.life.missingSignatures.map(\.rawValue)
    limitReached = award.isLimitReached
    quotas = try award.quotas.map(Mantel_Rights_V1_AwardQuotaLeft.init)
    if withSteps {
      steps = try award.steps.enumerated().map { place, step in
        let inTime: Bool? =
          if case .objected(let day) = step.action {
            AwardRules.isInTime(objection: day, after: award.steps[..<place], award.life.terms)
          } else {
            nil
          }
        return try Mantel_Rights_V1_AwardStep(step, isInTime: inTime, view.digests)
      }
    }
  }
}

extension Mantel_Rights_V1_AwardQuotaLeft {
  /// The message for what is left of a quota.
  ///
  /// - Throws: `ValueError` for a day outside the calendar.
  init(_ use: Award.QuotaUse) throws {
    self.init()
    unit = use.quota.unit.rawValue
    quotaHundredths = Int64(use.quota.hundredths)
    usedHundredths = Int64(use.used)
    scope = use.quota.scope.rawValue
    if let day = use.renewDay { renewDate = try Mantel_Type_V1_Date(day: day) }
  }
}

extension Mantel_Rights_V1_AwardStep {
  fileprivate init(_ step: AwardStep, isInTime: Bool?, _ digests: [OpaqueID: Data]) throws {
    self.init()
    kind = Mantel_Rights_V1_AwardStepKind(step.kind)
    state = Mantel_Rights_V1_AwardState(step.state)
    cause = Mantel_Rights_V1_AwardCause(step.cause)
    actor = step.actor ?? CallContext.ownWork
    validDate = try Mantel_Type_V1_Date(day: step.validDay)
    recordTime = Google_Protobuf_Timestamp(step.recorded)
    if let outcome = step.decision {
      decision = ResourceCollection.decisions.name(outcome.decision)
      provisionVersion = Int32(outcome.version.version)
      factsDigest = digests[outcome.decision]?.hexText ?? ""
    }
    signatures = try (step.action?.signatures ?? []).map { signature in
      let date = try Mantel_Type_V1_Date(day: signature.day)
      return .with {
        $0.signatory = signature.signatory.rawValue
        $0.date = date
      }
    }
    switch step.action {
    case .ruled(let ruling):
      let date = try Mantel_Type_V1_Date(day: ruling.day)
      let from = try ruling.grantFrom.map { try Mantel_Type_V1_Date(day: $0) }
      self.ruling = .with {
        $0.grants = ruling.grants
        $0.number = ruling.number
        $0.date = date
        if let from { $0.grantFromDate = from }
        $0.reason = ruling.refusal ?? ""
      }
    case .used(let use):
      let (first, last) = (try Mantel_Type_V1_Date(day: use.first), try Mantel_Type_V1_Date(day: use.last))
      self.use = .with {
        $0.firstDate = first
        $0.lastDate = last
        $0.hundredths = Int64(use.hundredths)
        $0.unit = use.unit.rawValue
      }
    case .objected:
      if let isInTime { objectedInTime = isInTime }
    case .applied, .signed, .renounced, nil: break
    }
  }
}

extension Mantel_Type_V1_Date {
  /// The message for a day, in days since 1970-01-01.
  ///
  /// - Throws: `ValueError` for a day outside the calendar.
  init(day: Int) throws { self.init(try CalendarDate(daysSinceEpoch: day)) }
}
