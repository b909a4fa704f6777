import StatutesAPI
import SwiftProtobuf
import TypeAPI

/// The labels of the enumerations of the protos, as the command prints them.
enum ProvisionLabels {
  /// The kind of a provision, as packs write it.
  static func text(_ kind: Mantel_Statutes_V1_ProvisionKind) -> String {
    switch kind {
    case .recognition: "recognition"
    case .allowance: "allowance"
    case .premium: "premium"
    case .leave: "leave"
    case .respite: "respite"
    case .card: "card"
    case .service: "service"
    case .training: "training"
    case .peerGroup: "peer_group"
    case .contactPoint: "contact_point"
    case .unspecified, .UNRECOGNIZED: "?"
    }
  }

  /// A support area, as packs write it.
  static func text(_ area: Mantel_Statutes_V1_SupportArea) -> String {
    switch area {
    case .information: "information"
    case .guidance: "guidance"
    case .education: "education"
    case .emotional: "emotional"
    case .practical: "practical"
    case .respite: "respite"
    case .financial: "financial"
    case .material: "material"
    case .unspecified, .UNRECOGNIZED: "?"
    }
  }

  /// The person whom a provision benefits.
  static func text(_ beneficiary: Mantel_Statutes_V1_Beneficiary) -> String {
    switch beneficiary {
    case .caregiver: "caregiver"
    case .recipient: "recipient"
    case .pair: "caregiver, for each recipient"
    case .unspecified, .UNRECOGNIZED: "?"
    }
  }

  /// How often a benefit is given; empty when the source does not state it.
  static func text(_ frequency: Mantel_Type_V1_Frequency) -> String {
    switch frequency {
    case .once: "once"
    case .daily: "a day"
    case .weekly: "a week"
    case .monthly: "a month"
    case .quarterly: "a quarter"
    case .yearly: "a year"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }

  /// How someone gets a right.
  static func text(_ mode: Mantel_Type_V1_GrantMode) -> String {
    switch mode {
    case .automatic: "granted without an application"
    case .propose: "prepared for signature"
    case .apply: "on a signed application"
    case .ratify: "prepared, and granted when it is confirmed"
    case .unspecified, .UNRECOGNIZED: "?"
    }
  }

  /// Who is paid; empty when nobody is.
  static func text(_ payee: Mantel_Statutes_V1_Payee) -> String {
    switch payee {
    case .caregiver: "to the caregiver"
    case .recipient: "to the recipient"
    case .choice: "to whichever of the two they choose"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }

  /// An amount in euro.
  static func euro(_ cents: Int64) -> String {
    let rest = abs(cents) % 100
    return "\(cents < 0 ? "-" : "")\(abs(cents) / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
