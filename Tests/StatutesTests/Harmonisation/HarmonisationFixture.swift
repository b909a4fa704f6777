import CareTypes
import RuleLanguage
import ServiceCore
import ServiceRuntime

@testable import StatutesDomain

/// A small model regulation and small regulations to be harmonised with it; all of them are fictional.
enum HarmonisationFixture {
  static let modelName = "provisions/model-premie"

  static let condition =
    "recipient.resident && (!parameter.caregiver_resident || caregiver.resident)"
    + " && caregiver.age >= parameter.caregiver_age && recipient.age >= parameter.recipient_age"
    + " && (parameter.care_budget != \"required\" || recipient.has_care_budget_severe)"
    + " && (parameter.care_budget != \"excluded\" || !recipient.has_care_budget_severe)"
    + " && (recipient.fod_points >= parameter.fod || recipient.bel_score >= parameter.bel"
    + " || parameter.care_budget == \"accepted\" && recipient.has_care_budget_severe)"

  static let parameters = """

          - {name: caregiver_resident, type: bool, value: false, open: true, label: {nl: woont er, en: lives there}, reads: {part: stance, fact: caregiver.resident}}
          - {name: caregiver_age, type: int, value: 18, open: true, min: 0, max: 30, label: {nl: leeftijd, en: age}, reads: {part: lowest, fact: caregiver.age}}
          - {name: recipient_age, type: int, value: 21, open: true, min: 0, max: 65, label: {nl: leeftijd, en: age}, reads: {part: lowest, fact: recipient.age}}
          - name: care_budget
            type: string
            value: neutral
            open: true
            choices: [{value: required, nl: vereist, en: required}, {value: neutral, nl: neutraal, en: neutral}, {value: accepted, nl: bewijs, en: proof}, {value: excluded, nl: uitgesloten, en: excluded}]
            label: {nl: zorgbudget, en: care budget}
            reads: {part: stance, fact: recipient.has_care_budget_severe}
          - {name: fod, type: int, value: 12, open: true, min: 7, max: 19, label: {nl: punten, en: points}, reads: {part: proof, fact: recipient.fod_points}}
          - {name: bel, type: int, value: 35, open: true, min: 25, max: 82, label: {nl: BEL, en: BEL}, reads: {part: proof, fact: recipient.bel_score}}
          - {name: cents_per_year, type: int, value: 25000, open: true, min: 10000, max: 60000, label: {nl: bedrag, en: amount}, reads: {part: cents_per_year, higher_is_wider: true}}
          - name: payee
            type: string
            value: caregiver
            open: true
            choices: [{value: caregiver, nl: mantelzorger, en: caregiver}, {value: recipient, nl: zorgvrager, en: recipient}, {value: choice, nl: keuze, en: choice}]
            label: {nl: betaald aan, en: paid to}
            reads: {part: payee}
          - {name: suspension, type: int, value: 30, open: true, min: 0, max: 365, label: {nl: schorsing, en: suspension}, reads: {part: suspension, higher_is_wider: true}}
    """

  /// The pack with the model.
  static let model = Packs.pack(
    "modellen",
    level: "provider",
    territory: [],
    [
      Packs.provision(
        "model-premie",
        [
          "model": "true", "condition": condition, "parameters": parameters,
          "benefit": "{amount_cents: parameter.cents_per_year, frequency: yearly, payee: parameter.payee}",
          "procedure": "{suspend_after_days_admitted: parameter.suspension}", "valid_from": "2025-01-01",
        ]
      )
    ]
  )

  /// The pack of a municipality with one regulation, whose id is that of the authority with `-premie`.
  static func regulation(
    _ authority: String,
    _ territory: String,
    _ condition: String,
    _ changes: [String: String?] = [:]
  ) -> String {
    let fields = ["condition": condition].merging(changes) { _, new in new }
    return Packs.pack(authority, territory: [territory], [Packs.provision("\(authority)-premie", fields)])
  }

  /// A regulation of Aalter and one of Kaprijke that exclude each other.
  static let two = [
    regulation(
      "aalter",
      "44084",
      "caregiver.resident && recipient.resident && caregiver.age >= 16 && recipient.age >= 21"
        + " && (recipient.fod_points >= 12 || recipient.has_care_budget_severe)",
      ["benefit": "{amount_cents: 2500, frequency: monthly, payee: caregiver}"]
    ),
    regulation(
      "kaprijke",
      "43007",
      "recipient.resident && recipient.age >= 18 && recipient.bel_score >= 30 && !recipient.has_care_budget_severe",
      [
        "benefit": "{amount_cents: 20000, frequency: yearly, payee: recipient}",
        "procedure": "{suspend_after_days_admitted: 30}",
      ]
    ),
  ]

  /// A law book of packs.
  static func law(_ packs: [String]) throws -> LawBook {
    let tables = try ReferenceTables()
    var law = LawBook()
    for pack in packs {
      let review = PackReview(pack, law: law, tables: tables)
      guard let publication = review.publication, review.mistakes.isEmpty else {
        throw StartupError("A pack of the tests is not correct: \(review.mistakes)")
      }
      for provision in publication.pack.provisions {
        law.add(
          PublishedProvision(provision: provision, publishTime: Instant(seconds: 0), drafter: "An", publisher: "Bo")
        )
      }
    }
    return law
  }
}
