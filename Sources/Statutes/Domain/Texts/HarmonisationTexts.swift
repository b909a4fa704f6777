import CareTypes
import RuleLanguage

/// The texts of proposals for people, in Dutch and English.
enum HarmonisationTexts {
  static func requirement(_ words: BilingualText, of titles: [String]) -> BilingualText {
    BilingualText(
      "Het model kent deze voorwaarde niet: \(words.dutch) (\(titles.joined(separator: ", ")))",
      "The model does not know this requirement: \(words.english) (\(titles.joined(separator: ", ")))"
    )
  }

  static func proof(_ words: BilingualText, of titles: [String]) -> BilingualText {
    BilingualText(
      "Het model kent dit bewijs niet: \(words.dutch) (\(titles.joined(separator: ", ")))",
      "The model does not know this proof: \(words.english) (\(titles.joined(separator: ", ")))"
    )
  }

  static func loses(_ title: String, _ who: BilingualText, _ example: BilingualText) -> BilingualText {
    BilingualText(
      "\(title): wie nu voldoet maar straks niet: \(who.dutch). Bijvoorbeeld: \(example.dutch)",
      "\(title): who is entitled now and would not be: \(who.english). For example: \(example.english)"
    )
  }

  static func gains(_ title: String, _ who: BilingualText, _ example: BilingualText) -> BilingualText {
    BilingualText(
      "\(title): wie nu niet voldoet maar straks wel: \(who.dutch). Bijvoorbeeld: \(example.dutch)",
      "\(title): who is not entitled now and would be: \(who.english). For example: \(example.english)"
    )
  }

  static func unproven(_ title: String, _ strategy: HarmonisationStrategy) -> BilingualText {
    switch strategy {
    case .mostGenerous, .median:
      BilingualText(
        "\(title): niet te bewijzen dat niemand verliest; een waarde of een deel van de voorwaarde is niet gekend",
        "\(title): it cannot be proven that nobody loses; a value or a part of the condition is not known"
      )
    case .strictest:
      BilingualText(
        "\(title): niet te bewijzen dat het voorstel strenger is; een waarde of deel van de voorwaarde is niet gekend",
        "\(title): it cannot be proven that the proposal is stricter; a value or a part of the condition is not known"
      )
    }
  }

  static func clamped(_ parameter: Parameter, from read: String, to value: String) -> BilingualText {
    BilingualText(
      "\(parameter.labelNL): \(read) valt buiten de grenzen van het model; genomen is \(value)",
      "\(parameter.labelEN): \(read) is outside the bounds of the model; \(value) is taken"
    )
  }

  static func ownScale(_ parameter: Parameter, value: String, of titles: [String]) -> BilingualText {
    let titles = titles.joined(separator: ", ")
    return BilingualText(
      "\(parameter.labelNL): elke gemeente meet dit op een eigen schaal, zodat drempels niet te vergelijken zijn; "
        + "genomen is \(value) van het model (\(titles))",
      "\(parameter.labelEN): each municipality measures this on a scale of its own, so that thresholds cannot be "
        + "compared; \(value) of the model is taken (\(titles))"
    )
  }

  static func lessMoney(_ title: String, now: Int64, then: Int64) -> BilingualText {
    let (now, then) = (StatuteTexts.amount(now), StatuteTexts.amount(then))
    return BilingualText(
      "\(title): betaalt nu \(now.dutch) per jaar, straks \(then.dutch)",
      "\(title): pays \(now.english) a year now, and would pay \(then.english)"
    )
  }

  static let noProofLeft = BilingualText(
    "Geen bewijs van zorgnood dat het model kent, telt in alle reglementen; die van enkele ervan blijven gelden",
    "No proof of the need of care that the model knows counts in all regulations; those of some of them stay"
  )

  static func stays(_ title: String) -> BilingualText {
    BilingualText(
      "\(title) blijft ernaast bestaan: het is van een overheid in wier plaats de gemeente niet kan treden",
      "\(title) stays beside it: the municipality cannot stand in for its authority"
    )
  }

  static func refused(_ municipality: String, _ mistake: PackMistake) -> BilingualText {
    BilingualText(
      "Het voorstel voor \(municipality) kan zo niet worden vastgesteld: \(mistake.location) \(mistake.description)",
      "The proposal for \(municipality) cannot be adopted as it is: \(mistake.location) \(mistake.description)"
    )
  }

  /// Facts of a person, for people.
  static func person(_ example: [ProfileFact], _ catalogue: FactCatalogue) -> BilingualText {
    BilingualText { language in
      example.map { one in
        guard let fact = catalogue[one.name], let value = fact.value(from: one.value) else {
          return "\(one.name): \(one.value)"
        }
        return "\(fact.label[language]): \(fact.text(of: value, in: language))"
      }.joined(separator: "; ")
    }
  }
}
