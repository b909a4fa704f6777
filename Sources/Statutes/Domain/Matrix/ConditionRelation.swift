package import CareTypes
package import RuleLanguage
package import RuleReasoning

/// How the conditions of two provisions relate to each other, with the differences in words.
package struct ConditionRelation: Sendable, Hashable {
  /// The id of the first provision; empty for a condition that belongs to no provision.
  package var first = ""
  /// The id of the second provision; empty for a condition that belongs to no provision.
  package var second = ""
  /// What was proven.
  package let relation: Strictness
  /// The differences that take the fewest words, first those of the people who meet only the first condition.
  package let differences: [ConditionDifference]
}

/// People who meet only one of two conditions.
package struct ConditionDifference: Sendable, Hashable {
  /// Whether they meet the first condition; otherwise they meet the second.
  package let meetsFirst: Bool
  /// Who they are, in words.
  package let text: BilingualText
  /// The facts of one of them.
  package let example: [ProfileFact]
}

extension ConditionRelation {
  /// Compares two conditions.
  ///
  /// A fact that is not shared by the two, such as a parameter whose value is not known, may have any value: only what is
  /// proven for all its values is reported.
  ///
  /// - Parameters:
  ///   - first: The first condition.
  ///   - second: The second condition.
  ///   - catalogue: The labels of the facts.
  ///   - limit: The most differences that are reported for each of the two conditions.
  package init(_ first: GivenCondition, _ second: GivenCondition, catalogue: FactCatalogue, limit: Int) {
    self.init(ConditionPair(first, second), catalogue: catalogue, limit: limit)
  }

  /// Compares the two conditions of a pair.
  ///
  /// - Parameters:
  ///   - pair: The conditions.
  ///   - catalogue: The labels of the facts.
  ///   - limit: The most differences that are reported for each of the two conditions.
  ///   - isDetailed: Whether to find all differences, which takes long for long conditions. Otherwise one person for each
  ///     condition shows that there is a difference.
  init(_ pair: ConditionPair, catalogue: FactCatalogue, limit: Int, isDetailed: Bool = true) {
    let (first, second) = (pair.first, pair.second)
    let compared = pair.strictness
    relation = compared.strictness
    var regions: [DifferingRegion] = []
    if isDetailed, relation != .equal, compared.onlyFirst != nil || compared.onlySecond != nil,
      case .regions(let found) = pair.difference
    {
      regions = found
    }
    let sides = [
      (DifferingRegion.Side.first, compared.onlyFirst, first, second),
      (.second, compared.onlySecond, second, first),
    ]
    differences = sides.flatMap { side, only, met, other -> [ConditionDifference] in
      guard let only else { return [] }
      let described = regions.lazy.filter { $0.met == side }.compactMap { region in
        region.example(meeting: met, butNot: other).map { sheet in
          ConditionDifference(
            meetsFirst: side == .first,
            text: region.facts.isEmpty
              ? StatuteTexts.everyone : BilingualText { region.words(in: $0, catalogue: catalogue) },
            example: ProfileFact.list(sheet)
          )
        }
      }.prefix(limit)
      if !described.isEmpty { return Array(described) }
      // If the differences cannot be described, one person shows that there is one.
      let example = ConditionDifference(
        meetsFirst: side == .first,
        text: only.words(catalogue),
        example: ProfileFact.list(only.withResidence(of: met, other))
      )
      return [example]
    }
  }
}

extension FactSheet {
  /// These facts, and the given facts about residence that one of the conditions asks for.
  fileprivate func withResidence(of one: GivenCondition, _ other: GivenCondition) -> FactSheet {
    var sheet = self
    for name in one.condition.facts + other.condition.facts where Residency.care.contains(name) {
      if let value = one.given[name] { sheet[name] = value }
    }
    return sheet
  }

  /// The facts in words, by name.
  fileprivate func words(_ catalogue: FactCatalogue) -> BilingualText {
    let facts = values.sorted { $0.key < $1.key }
    if facts.isEmpty { return StatuteTexts.everyone }
    return BilingualText { language in
      facts.map { name, value in
        guard let fact = catalogue[name] else { return "\(name): \(value.plainText)" }
        return "\(fact.label[language]): \(fact.text(of: value, in: language))"
      }.joined(separator: "; ")
    }
  }
}

extension DifferingRegion {
  /// Facts within the region with which one condition is met and the other is not, with the given facts about residence
  /// that a condition asks for; nil when no such facts are found.
  fileprivate func example(meeting met: GivenCondition, butNot other: GivenCondition) -> FactSheet? {
    let declared = met.condition.slotFacts + other.condition.slotFacts
    var sheet = FactSheet()
    for region in facts {
      guard let fact = declared.first(where: { $0.name == region.name }) else { continue }
      sheet[region.name] = region.values.lazy.compactMap { $0.plainValue(of: fact) }.first
    }
    if !(met.isMet(by: sheet) && other.isMissed(by: sheet)) {
      // A fact that a condition asks for in several places needs a value, although every value would do.
      let known = Set(facts.map(\.name)).union(met.given.values.keys).union(other.given.values.keys)
      let notShared = met.namesNotShared(with: other)
      for fact in declared where !known.contains(fact.name) && !notShared.contains(fact.name) {
        sheet[fact.name] = fact.plainValue
      }
    }
    return sheet.smallest(meeting: met, butNot: other)?.withResidence(of: met, other)
  }
}

extension ValueInterval {
  /// A value within the interval; nil when there is none.
  fileprivate func plainValue(of fact: Fact) -> FactValue? {
    if let others = textsOtherThan {
      var text = "…"
      while others.contains(text) { text += "…" }
      return .string(text)
    }
    if includesLower, let lower { return lower }
    if includesUpper, let upper { return upper }
    switch (lower?.number, upper?.number) {
    case (let low?, let high?): return .decimal((low + high) / 2)
    case (let low?, nil): return .decimal((low + 1).rounded(.down))
    case (nil, let high?): return .decimal((high - 1).rounded(.up))
    case (nil, nil): return fact.plainValue
    }
  }
}

extension Fact {
  /// A plain value that the declaration allows.
  fileprivate var plainValue: FactValue? {
    switch type {
    case .bool: .bool(false)
    case .int: .int(range.flatMap { Int(exactly: $0.lowerBound.rounded(.up)) } ?? 0)
    case .decimal: .decimal(range?.lowerBound ?? 0)
    case .string: .string(choices.first?.value ?? "…")
    case .date: RuleDate(iso: "2025-01-01").map { .date($0) }
    }
  }
}
