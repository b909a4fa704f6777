package import CareTypes

/// A fact that follows from the terms of care alone. Those of all terms are here: what conditions may ask for, and the value
/// that the terms give.
package struct CareTermFact: Sendable {
  /// Name of the fact.
  package let name: String
  /// Whether evidence may show another value, which then counts instead.
  package let yieldsToEvidence: Bool
  /// Its value under some terms.
  package let value: @Sendable (CareTerms) -> FactValue

  private init(
    _ name: String,
    yieldsToEvidence: Bool = false,
    _ value: @escaping @Sendable (CareTerms) -> FactValue
  ) {
    self.name = name
    self.yieldsToEvidence = yieldsToEvidence
    self.value = value
  }
}

extension CareTermFact {
  /// All of them.
  package static let all: [CareTermFact] = [
    CareTermFact("recipient.dwelling") { .string($0.dwelling.rawValue) },
    CareTermFact("recipient.lives_at_home") { .bool([.ownHome, .withCaregiver].contains($0.dwelling)) },
    CareTermFact("situation.hours_per_week") { .decimal($0.hours.amount(per: .week)) },
    CareTermFact("situation.hours_per_month") { .decimal($0.hours.amount(per: .month)) },
    CareTermFact("situation.hours_per_year", yieldsToEvidence: true) { .decimal($0.hours.amount(per: .year)) },
    CareTermFact("situation.relation") { .string($0.relation.rawValue) },
    CareTermFact("situation.same_address") { .bool($0.sameAddress) },
    CareTermFact("situation.professional_involved") { .bool($0.professionalInvolved) },
  ]

  /// The entries in the catalogue of facts; those about the recipient's dwelling are in `CareFacts.recipient`,
  /// and the hours per year, which evidence may show as well, in `CareFacts.kinship`.
  static let catalogue = [
    Fact(
      "situation.hours_per_week",
      .decimal,
      unit: .hoursPerWeek,
      range: 0...168,
      label: BilingualText("uren mantelzorg per week", "hours of care per week"),
      suppliedBy: CareFacts.caregiver
    ),
    Fact(
      "situation.hours_per_month",
      .decimal,
      unit: .hoursPerMonth,
      range: 0...744,
      label: BilingualText("uren mantelzorg per maand", "hours of care per month"),
      suppliedBy: CareFacts.caregiver
    ),
    Fact(
      "situation.relation",
      .string,
      choices: [
        FactChoice("partner", BilingualText("partner", "partner")),
        FactChoice("child", BilingualText("kind", "child")),
        FactChoice("parent", BilingualText("ouder", "parent")),
        FactChoice("sibling", BilingualText("broer of zus", "sibling")),
        FactChoice("grandchild", BilingualText("kleinkind", "grandchild")),
        FactChoice("other_family", BilingualText("ander familielid", "other family member")),
        FactChoice("neighbour", BilingualText("buur", "neighbour")),
        FactChoice("friend", BilingualText("vriend", "friend")),
        FactChoice("other", BilingualText("andere", "other")),
      ],
      label: BilingualText(
        "wat de mantelzorger is van de zorgvrager",
        "what the caregiver is to the recipient"
      ),
      suppliedBy: BilingualText("verklaring of Rijksregister", "declaration or National Register")
    ),
    Fact(
      "situation.same_address",
      .bool,
      label: BilingualText("zelfde adres van mantelzorger en zorgvrager", "same address of caregiver and recipient"),
      suppliedBy: CareFacts.nationalRegister,
      valueElsewhere: .bool(false)
    ),
    Fact(
      "situation.professional_involved",
      .bool,
      label: BilingualText(
        "medewerking van minstens een professionele zorgverlener",
        "involvement of at least one professional care provider"
      ),
      suppliedBy: BilingualText(
        "zorgvrager, huisarts, verpleegkundige of ziekenfonds",
        "recipient, general practitioner, nurse or health insurance fund"
      )
    ),
  ]
}
