package import CareTypes
package import RuleLanguage

/// The outcome for one care situation and one provision (uitkomst).
package enum DecisionOutcome: String, Sendable, Hashable, CaseIterable, Codable {
  /// Granted without an application (toegekend).
  case granted
  /// Prepared for signature (voorgesteld).
  case proposed
  /// Facts or parameters are missing that could still decide it (wacht op bewijs).
  case awaitingEvidence = "awaiting_evidence"
  /// No right (geen recht).
  case notEntitled = "not_entitled"
  /// Nothing is decided (onbeslist): the provision contradicts another that applies as well, or cannot be read.
  case undecided

  /// Whether someone holds the provision, or could at once.
  package var isPositive: Bool { self == .granted || self == .proposed }

  /// Whether the other services are told of it.
  package var isTold: Bool { isPositive || self == .undecided }
}

/// What bears on a decision besides the condition of the provision.
package enum DecisionReason: String, Sendable, Hashable, CaseIterable, Codable {
  /// The care has not begun.
  case careNotBegun = "care_not_begun"
  /// The care has ended.
  case careEnded = "care_ended"
  /// The recipient has died.
  case recipientDied = "recipient_died"
  /// An admission lasts too long (schorsing).
  case suspended
  /// The provision is no longer in force for these people.
  case notInForce = "not_in_force"
  /// Another provision took its place (voorrang).
  case replaced
  /// The beneficiary has not consented to rights being granted without an application.
  case consentMissing = "consent_missing"
  /// It cannot be held beside another that applies as well: the beneficiary chooses.
  case choice
  /// It would be granted without an application, as would another that cannot be held beside it.
  case contradicts
  /// Rights cannot read the provision.
  case unreadable
}

/// What a decision rests on besides the facts of its care situation.
package struct DecisionBasis: Sendable, Hashable, Codable {
  /// Why the condition does not matter: no right, whatever it says.
  package var blockers: [DecisionReason] = []
  /// Whether the beneficiary consents to rights being granted without an application.
  package var consented = false
  /// Whether the caregiver lives in the territory; nothing when it cannot be told.
  package var caregiverResident: Bool?
  /// Whether the recipient lives in the territory; nothing when it cannot be told.
  package var recipientResident: Bool?
  /// The proofs that stood for parts of the condition if they are held.
  package var proofs: [ProvisionVersion.AcceptedProof] = []
  /// Names of the provisions that apply as well and cannot be held beside it.
  package var contradicts: [String] = []
  /// Whether one of those would be granted without an application, as it would itself: nobody chooses.
  package var isGrantedTwice = false

  /// Nothing besides the facts.
  package init() {}

  /// Whether the provision no longer holds for these people: that is so whether or not it can be read.
  package var hasEnded: Bool { blockers.contains(.notInForce) || blockers.contains(.replaced) }
}

/// What is known of a care situation on the day of an evaluation: the decisions of that evaluation share it.
package struct FactRecord: Sendable, Hashable {
  /// The facts that the conditions name, as far as they are known; also whether proofs are held.
  package var facts: [String: FactValue]
  /// By the fact of a proof of which it is not known whether it is held: the facts that could tell.
  package var open: [String: [String]]

  /// A record of facts.
  package init(facts: [String: FactValue] = [:], open: [String: [String]] = [:]) {
    self.facts = facts
    self.open = open
  }
}

/// Everything that a decision rests on, kept with it: from this and the provision's version it can be taken again.
package struct DecisionInput: Sendable, Hashable {
  /// What is known of the care situation.
  package var record: FactRecord
  /// The rest.
  package var basis: DecisionBasis

  /// The facts of the care situation.
  package var facts: [String: FactValue] { record.facts }

  /// What a decision rests on.
  package init(record: FactRecord, basis: DecisionBasis) {
    self.record = record
    self.basis = basis
  }

  /// Who of the two does not live in the territory because they live outside Flanders, and where they live.
  package var elsewhere: [(person: String, region: Region)] {
    [("caregiver", basis.caregiverResident), ("recipient", basis.recipientResident)].compactMap { person, isResident in
      guard isResident == false, case .string(let word) = facts["\(person).region"],
        let region = Region(rawValue: word),
        region != .flanders
      else { return nil }
      return (person, region)
    }
  }

  /// All that the conditions of a version may ask, with its parameters and whether the two live in its territory.
  package func sheet(for version: ProvisionVersion) -> FactSheet {
    var values = record.facts
    values["caregiver.resident"] = basis.caregiverResident.map { .bool($0) }
    values["recipient.resident"] = basis.recipientResident.map { .bool($0) }
    for parameter in version.parameters { values["parameter.\(parameter.name)"] = parameter.value }
    return FactSheet(values)
  }
}

/// What was decided, and why (beslissing).
package struct DecisionResult: Sendable, Hashable {
  /// The outcome.
  package var outcome: DecisionOutcome
  /// With `awaitingEvidence`: exactly what could still decide it.
  package var missing: [String] = []
  /// What bore on it besides the condition.
  package var reasons: [DecisionReason] = []
  /// Names of the provisions that apply as well and cannot be held beside it.
  package var contradicts: [String] = []
  /// Names of the provisions that are held already and stood for a part of the condition.
  package var provenBy: [String] = []
  /// What it pays each time, in euro cents; nothing when it is no money, or is not known.
  package var amountCents: Int64?
  /// Tells apart explanations: what each part of the condition came to, over which values.
  package var explanationMark: UInt64 = 0

  /// The end of a decision on a provision that no longer holds for these people.
  static func ended(_ reasons: [DecisionReason]) -> DecisionResult {
    DecisionResult(outcome: .notEntitled, reasons: reasons)
  }
}
