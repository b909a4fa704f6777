package import CareTypes
package import RuleLanguage

extension FactRequirement {
  /// The requirement for people, without the label of the fact: `vereist`, `uitgesloten`, `minstens 21 jaar`.
  package func words(in language: TextLanguage) -> String {
    let word: BilingualText
    switch kind {
    case .required: word = BilingualText("vereist", "required")
    case .excluded: word = BilingualText("uitgesloten", "excluded")
    case .matters: return BilingualText("kan meetellen", "may count")[language]
    case .limited: return values.words(in: language)
    }
    guard values.region.includesMissing else { return word[language] }
    return word[language] + BilingualText(" of niet bekend", " or not known")[language]
  }

  /// The fact with the requirement, such as `leeftijd van de zorgvrager: minstens 21 jaar`.
  package func sentence(in language: TextLanguage) -> String {
    "\(values.fact.label[language]): \(words(in: language))"
  }
}

extension FactValueSet {
  /// The values for people, without the label of the fact: `12 tot en met 14`, `B of C`, `ja`.
  package func words(in language: TextLanguage) -> String {
    region.words(of: fact, in: language)
  }

  /// The fact and the values.
  package func sentence(in language: TextLanguage) -> String {
    "\(fact.label[language]): \(words(in: language))"
  }
}

extension ProofGroup {
  /// The proofs in one sentence for people, such as `een van deze volstaat: …; …`.
  ///
  /// - Parameter catalogue: Where the labels are; a fact that is not in it goes by its name.
  package func sentence(in language: TextLanguage, catalogue: FactCatalogue) -> String {
    let heading: BilingualText =
      switch (sufficient.isEmpty, isComplete) {
      case (true, _): BilingualText("deze beslissen samen", "these decide together")
      case (false, true): BilingualText("een van deze volstaat", "one of these is enough")
      case (false, false):
        BilingualText(
          "een van deze kan volstaan, naargelang van de rest",
          "one of these may be enough, depending on the rest"
        )
      }
    let parts =
      sufficient.isEmpty
      ? facts.map { catalogue[$0]?.label[language] ?? $0 } : sufficient.map { $0.sentence(in: language) }
    return "\(heading[language]): \(parts.joined(separator: "; "))"
  }
}

extension RequirementProfile {
  /// One sentence for each fact that is required, excluded or limited, in the order of the condition.
  package func requirements(in language: TextLanguage) -> [String] {
    facts.filter { $0.kind != .matters }.map { $0.sentence(in: language) }
  }
}

extension FactConflict {
  /// What the first condition requires, such as `vereist`; the caller adds whose condition it is.
  package func firstWords(in language: TextLanguage) -> String { first.words(in: language) }

  /// What the second condition requires, such as `uitgesloten`.
  package func secondWords(in language: TextLanguage) -> String { second.words(in: language) }

  /// Both sides in one sentence, such as `zorgbudget voor zwaar zorgbehoevenden: vereist tegenover uitgesloten`.
  package func sentence(in language: TextLanguage) -> String {
    let against = BilingualText("tegenover", "against")[language]
    return "\(fact.label[language]): \(firstWords(in: language)) \(against) \(secondWords(in: language))"
  }
}
