import CareTypes
import ServiceRuntime
package import StatutesAPI
package import StatutesDomain
import TypeAPI

extension AuthorityLevel: MessageWord {
  /// The same value in messages of the protos.
  package var message: Mantel_Statutes_V1_AuthorityLevel {
    switch self {
    case .federal: .federal
    case .flemish: .flemish
    case .municipal: .municipal
    case .insuranceFund: .insuranceFund
    case .employer: .employer
    case .school: .school
    case .provider: .provider
    }
  }
}

extension Beneficiary: MessageWord {
  /// The same value in messages of the protos.
  package var message: Mantel_Statutes_V1_Beneficiary {
    switch self {
    case .caregiver: .caregiver
    case .recipient: .recipient
    case .pair: .pair
    }
  }
}

extension ProvisionKind: MessageWord {
  /// The same value in messages of the protos.
  package var message: Mantel_Statutes_V1_ProvisionKind {
    switch self {
    case .recognition: .recognition
    case .allowance: .allowance
    case .premium: .premium
    case .leave: .leave
    case .respite: .respite
    case .card: .card
    case .service: .service
    case .training: .training
    case .peerGroup: .peerGroup
    case .contactPoint: .contactPoint
    }
  }
}

extension Mantel_Statutes_V1_SupportArea {
  /// The counterpart of a support area in this API. Its enumeration has the numbers of the shared one.
  init(_ area: SupportArea) { self = Self(rawValue: area.message.rawValue) ?? .unspecified }
}

extension SupportArea {
  /// The support area of a message; nil for an unspecified or unknown one.
  init?(_ message: Mantel_Statutes_V1_SupportArea) {
    self.init(Mantel_Type_V1_SupportArea(rawValue: message.rawValue) ?? .unspecified)
  }
}

extension Payee: MessageWord {
  /// The same value in messages of the protos.
  package var message: Mantel_Statutes_V1_Payee {
    switch self {
    case .caregiver: .caregiver
    case .recipient: .recipient
    case .choice: .choice
    }
  }
}

extension Proration: MessageWord {
  /// The same value in messages of the protos.
  package var message: Mantel_Statutes_V1_Proration {
    switch self {
    case .none: .none
    case .days: .days
    case .months: .months
    }
  }
}

extension Quota.Unit: MessageWord {
  /// The same value in messages of the protos.
  package var message: Mantel_Statutes_V1_QuotaUnit {
    switch self {
    case .hours: .hours
    case .days: .days
    case .weeks: .weeks
    case .months: .months
    case .sessions: .sessions
    case .times: .times
    }
  }
}

extension Quota.Scope: MessageWord {
  /// The same value in messages of the protos.
  package var message: Mantel_Statutes_V1_QuotaScope {
    switch self {
    case .caregiver: .caregiver
    case .recipient: .recipient
    case .careSituation: .careSituation
    }
  }
}
