package import CareTypes
package import TypeAPI

// The words of the field and their counterparts in the protos.

extension Relation: MessageWord {
  /// The same value in messages of the protos.
  package var message: Mantel_Type_V1_Relation {
    switch self {
    case .partner: .partner
    case .child: .child
    case .parent: .parent
    case .sibling: .sibling
    case .grandchild: .grandchild
    case .otherFamily: .otherFamily
    case .neighbour: .neighbour
    case .friend: .friend
    case .other: .other
    }
  }
}

extension CareTask: MessageWord {
  /// The same value in messages of the protos.
  package var message: Mantel_Type_V1_CareTask {
    switch self {
    case .personalCare: .personalCare
    case .household: .household
    case .transport: .transport
    case .administration: .administration
    case .medication: .medication
    case .supervision: .supervision
    case .emotionalSupport: .emotionalSupport
    case .coordination: .coordination
    }
  }
}

extension Dwelling: MessageWord {
  /// The same value in messages of the protos.
  package var message: Mantel_Type_V1_Dwelling {
    switch self {
    case .ownHome: .ownHome
    case .withCaregiver: .withCaregiver
    case .residentialCare: .residentialCare
    case .disabilityFacility: .disabilityFacility
    case .psychiatricFacility: .psychiatricFacility
    }
  }
}

extension Language: MessageWord {
  /// The same value in messages of the protos.
  package var message: Mantel_Type_V1_Language {
    switch self {
    case .dutch: .dutch
    case .english: .english
    }
  }
}

extension Channel: MessageWord {
  /// The same value in messages of the protos.
  package var message: Mantel_Type_V1_Channel {
    switch self {
    case .letter: .letter
    case .phone: .phone
    case .sms: .sms
    case .email: .email
    case .none: .none
    }
  }
}

extension ConsentPurpose: MessageWord {
  /// The same value in messages of the protos.
  package var message: Mantel_Type_V1_ConsentPurpose {
    switch self {
    case .hospital: .hospital
    case .generalPractitioner: .generalPractitioner
    case .municipality: .municipality
    case .automaticRights: .automaticRights
    }
  }
}

extension GivenBy: MessageWord {
  /// The same value in messages of the protos.
  package var message: Mantel_Type_V1_GivenBy {
    switch self {
    case .themselves: .self_
    case .mandate: .mandate
    case .legalRepresentative: .legalRepresentative
    }
  }
}

extension MomentKind: MessageWord {
  /// The same value in messages of the protos.
  package var message: Mantel_Type_V1_MomentKind {
    switch self {
    case .admission: .admission
    case .discharge: .discharge
    case .palliativeStatus: .palliativeStatus
    case .death: .death
    }
  }
}

extension PlaceKind: MessageWord {
  /// The same value in messages of the protos.
  package var message: Mantel_Type_V1_PlaceKind {
    switch self {
    case .hospital: .hospital
    case .residentialCareCentre: .residentialCareCentre
    case .shortStay: .shortStay
    case .psychiatricCareHome: .psychiatricCareHome
    case .other: .other
    }
  }
}

extension HoursBand: MessageWord {
  /// The same value in messages of the protos.
  package var message: Mantel_Type_V1_HoursBand {
    switch self {
    case .under10: .under10
    case .from10To20: .hoursBand10To20
    case .from21To60: .hoursBand21To60
    case .over60: .over60
    }
  }
}

extension AgeBand: MessageWord {
  /// The same value in messages of the protos.
  package var message: Mantel_Type_V1_AgeBand {
    switch self {
    case .under18: .under18
    case .from18To24: .ageBand18To24
    case .from25To44: .ageBand25To44
    case .from45To64: .ageBand45To64
    case .from65To79: .ageBand65To79
    case .from80: .ageBand80AndOver
    }
  }
}

extension CauseOfNeed: MessageWord {
  /// The same value in messages of the protos.
  package var message: Mantel_Type_V1_CauseOfNeed {
    switch self {
    case .age: .age
    case .illness: .illness
    case .disability: .disability
    case .psychologicalVulnerability: .psychologicalVulnerability
    case .addiction: .addiction
    case .palliative: .palliative
    }
  }
}

extension CaregiverRole: MessageWord {
  /// The same value in messages of the protos.
  package var message: Mantel_Type_V1_CaregiverRole {
    switch self {
    case .primary: .primary
    case .backup: .backup
    case .other: .other
    }
  }
}

extension DigitalSkill: MessageWord {
  /// The same value in messages of the protos.
  package var message: Mantel_Type_V1_DigitalSkill {
    switch self {
    case .none: .none
    case .withHelp: .withHelp
    case .independent: .independent
    }
  }
}

extension SupportArea: MessageWord {
  /// The same value in messages of the protos.
  package var message: Mantel_Type_V1_SupportArea {
    switch self {
    case .information: .information
    case .guidance: .guidance
    case .education: .education
    case .emotional: .emotional
    case .practical: .practical
    case .respite: .respite
    case .financial: .financial
    case .material: .material
    }
  }
}

extension PartnerKind: MessageWord {
  /// The same value in messages of the protos.
  package var message: Mantel_Type_V1_PartnerKind {
    switch self {
    case .generalPractitioner: .generalPractitioner
    case .homeNurse: .homeNurse
    case .hospitalSocialService: .hospitalSocialService
    case .school: .school
    case .localServiceCentre: .localServiceCentre
    case .healthFund: .healthFund
    case .socialWelfareCentre: .socialWelfareCentre
    case .caregiverAssociation: .caregiverAssociation
    }
  }
}

extension EvidenceKind: MessageWord {
  /// The same value in messages of the protos.
  package var message: Mantel_Type_V1_EvidenceKind {
    switch self {
    case .declarationOnHonour: .declarationOnHonour
    case .recipientAgreement: .recipientAgreement
    case .gpAttestation: .gpAttestation
    case .fundRecognition: .fundRecognition
    case .dependenceScore: .dependenceScore
    case .entitlement: .entitlement
    }
  }
}

extension GrantMode: MessageWord {
  /// The value in messages.
  package var message: Mantel_Type_V1_GrantMode {
    switch self {
    case .automatic: .automatic
    case .propose: .propose
    case .ratify: .ratify
    case .apply: .apply
    }
  }
}

extension Frequency: MessageWord {
  /// The value in messages.
  package var message: Mantel_Type_V1_Frequency {
    switch self {
    case .once: .once
    case .daily: .daily
    case .weekly: .weekly
    case .monthly: .monthly
    case .quarterly: .quarterly
    case .yearly: .yearly
    }
  }
}
