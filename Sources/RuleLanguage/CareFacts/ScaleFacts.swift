import CareTypes

extension CareFacts {
  // MARK: Scales of dependence beside those of the recipient's own facts, and recognitions

  /// The modules of the BelRAI Screener, 0 to 6 each in steps of a half; the other pillars of the child care supplement;
  /// Katz in residential care; recognitions and attests that authorities and doctors give.
  static let scales =
    [
      belraiModule("iadl", BilingualText("IADL", "IADL")), belraiModule("adl", BilingualText("ADL", "ADL")),
      belraiModule("cognition", BilingualText("cognitie", "cognition")),
      belraiModule("psychic", BilingualText("psychische problemen", "psychic problems")),
      belraiModule("behaviour", BilingualText("gedragsproblemen", "behavioural problems")),
      Fact(
        "recipient.child_points_p2",
        .int,
        unit: .points,
        range: 0...12,
        label: BilingualText("punten in pijler 2 (zorgtoeslag)", "points in pillar 2 of the child care supplement"),
        suppliedBy: childService
      ),
      Fact(
        "recipient.child_points_p3",
        .int,
        unit: .points,
        range: 0...18,
        label: BilingualText("punten in pijler 3 (zorgtoeslag)", "points in pillar 3 of the child care supplement"),
        suppliedBy: childService
      ),
      Fact(
        "recipient.katz_residential",
        .string,
        choices: ["O", "A", "B", "C", "Cd", "D"].map { FactChoice($0, BilingualText($0, $0)) },
        label: BilingualText("Katz-categorie in de residentiële zorg", "Katz category in residential care"),
        suppliedBy: institutionOrFund
      ),
      Fact(
        "recipient.mmse",
        .int,
        unit: .points,
        range: 0...30,
        label: BilingualText("score op de MMSE", "score on the MMSE"),
        suppliedBy: doctorOrService
      ),
      Fact(
        "recipient.care_need_attested",
        .bool,
        label: BilingualText(
          "attest van de huisarts over de zorgnood",
          "attestation of the care need by the general practitioner"
        ),
        suppliedBy: doctorOrService
      ),
    ]

  /// The federal recognition of the caregiver (law of 12 May 2014), as the caregiver's health insurance fund attests it.
  static let recognition = Fact(
    "situation.federal_recognition",
    .string,
    choices: [
      FactChoice("none", BilingualText("geen", "none")),
      FactChoice("general", BilingualText("algemene erkenning", "general recognition")),
      FactChoice("social_rights", BilingualText("erkenning met sociale rechten", "recognition with social rights")),
    ],
    label: BilingualText(
      "erkenning als mantelzorger door het ziekenfonds",
      "recognition as caregiver by the health insurance fund"
    ),
    suppliedBy: fund
  )

  private static func belraiModule(_ name: String, _ label: BilingualText) -> Fact {
    Fact(
      "recipient.belrai_\(name)",
      .decimal,
      unit: .points,
      range: 0...6,
      label: BilingualText(
        "score op de module \(label.dutch) van de BelRAI Screener",
        "score on the module \(label.english) of the BelRAI Screener"
      ),
      suppliedBy: belrai
    )
  }
}
