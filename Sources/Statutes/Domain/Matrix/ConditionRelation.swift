package import CareTypes
package import RuleLanguage
package import RuleReasoning

/// How the conditions of two provisions stand to each other.
package struct ConditionRelation: Sendable, Hashable {
  /// What was proven.
  package enum Relation: Sendable, Hashable, CaseIterable {
    /// The same people meet both.
    case equal
    /// Whoever meets the first meets the second.
    case firstStricter
    /// Whoever meets the second meets the first.
    case secondStricter
    /// Some meet both, and some one of the two alone.
    case overlapping
    /// Nobody meets both.
    case exclusive
    /// It cannot be told.
    case unknown
  }

  /// Id of the first provision; empty for a text.
  package var first = ""
  /// Id of the second provision; empty for a text.
  package var second = ""
  /// What was proven.
  package let relation: Relation
  /// The smallest differences.
  package let differences: [ConditionDifference]
}

/// People who meet one of two conditions alone.
package struct ConditionDifference: Sendable, Hashable {
  /// Whether they meet the first; if not, the second.
  package let meetsFirst: Bool
  /// Who, in words.
  package let text: BilingualText
  /// One of them.
  package let example: [ProfileFact]
}

extension ConditionRelation {
  /// Holds two conditions against each other.
  ///
  /// What a condition means by a fact of its own, such as a parameter whose value is not known, is held to be anything:
  /// only what is proven for every value is told.
  ///
  /// - Parameters:
  ///   - catalogue: Where the labels are.
  ///   - limit: At most so many differences on each side.
  package init(_ first: GivenCondition, _ second: GivenCondition, catalogue: FactCatalogue, limit: Int) {
    self.init(ConditionPair(first, second), first, second, catalogue: catalogue, limit: limit)
  }

  /// Holds the two conditions of a pair against each other.
  ///
  /// - Parameter isDetailed: Whether to find the whole difference, which takes long for long conditions; otherwise one
  ///   person on each side shows that there is one.
  init(
    _ pair: ConditionPair,
    _ first: GivenCondition,
    _ second: GivenCondition,
    catalogue: FactCatalogue,
    limit: Int,
    isDetailed: Bool = true
  ) {
    let (onlyFirst, onlySecond) = (pair.firstImpliesSecond, pair.secondImpliesFirst)
    let firstAlone = onlyFirst.witness.flatMap { $0.proven(meeting: first, not: second) }
    let secondAlone = onlySecond.witness.flatMap { $0.proven(meeting: second, not: first) }
    switch (onlyFirst, onlySecond) {
    case (.yes, .yes): relation = .equal
    case (.yes, _): relation = .firstStricter
    case (_, .yes): relation = .secondStricter
    default:
      let both = pair.canBothHold
      if case .no = both {
        relation = .exclusive
      } else if firstAlone != nil, secondAlone != nil, let both = both.witness, both.meets(first), both.meets(second) {
        relation = .overlapping
      } else {
        relation = .unknown
      }
    }
    var regions: [DifferingRegion] = []
    if isDetailed, relation != .equal, firstAlone != nil || secondAlone != nil,
      case .regions(let found) = pair.difference
    {
      regions = found
    }
    let sides = [(DifferingRegion.Side.first, firstAlone, first, second), (.second, secondAlone, second, first)]
    differences = sides.flatMap { side, alone, met, other -> [ConditionDifference] in
      guard let alone else { return [] }
      let told = regions.lazy.filter { $0.met == side }.compactMap { region in
        region.example(meeting: met, not: other).map { sheet in
          ConditionDifference(
            meetsFirst: side == .first,
            text: region.facts.isEmpty
              ? StatuteTexts.everyone : BilingualText { region.words(in: $0, catalogue: catalogue) },
            example: ProfileFact.list(sheet)
          )
        }
      }.prefix(limit)
      if !told.isEmpty { return Array(told) }
      // Where the whole difference cannot be told, one person shows that there is one.
      let example = ConditionDifference(
        meetsFirst: side == .first,
        text: alone.words(catalogue),
        example: ProfileFact.list(alone.withResidence(of: met, other))
      )
      return [example]
    }
  }
}

extension ProvenAnswer {
  /// The facts that show it.
  var witness: FactSheet? {
    switch self {
    case .yes(let example), .no(let example): example
    case .undecidable: nil
    }
  }
}

extension FactSheet {
  /// Whether a condition is met by these facts, whatever is not told.
  fileprivate func meets(_ claim: GivenCondition) -> Bool {
    claim.condition.evaluate(claim.given.adding(self)).outcome == .yes
  }

  /// Whether a condition is not met by these facts, whatever is not told.
  fileprivate func misses(_ claim: GivenCondition) -> Bool {
    claim.condition.evaluate(claim.given.adding(self)).outcome == .no
  }

  /// What of these facts it takes for one condition to be met and the other not; nothing when all do not.
  fileprivate func proven(meeting met: GivenCondition, not other: GivenCondition) -> FactSheet? {
    let shows = { (sheet: FactSheet) in sheet.meets(met) && sheet.misses(other) }
    return shows(self) ? trimmed(shows) : nil
  }

  /// These facts and those of residence that one of the conditions asks for.
  fileprivate func withResidence(of one: GivenCondition, _ other: GivenCondition) -> FactSheet {
    var sheet = self
    for name in one.condition.facts + other.condition.facts where Residence.both[name] != nil {
      if let value = one.given[name] { sheet[name] = value }
    }
    return sheet
  }

  /// The facts in words.
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
  /// Facts within the region with which the one condition is met and the other is not; those of residence are among
  /// them where a condition asks for them.
  fileprivate func example(meeting met: GivenCondition, not other: GivenCondition) -> FactSheet? {
    let slots = met.condition.slots + other.condition.slots
    var sheet = FactSheet()
    for region in facts {
      guard let fact = slots.first(where: { $0.name == region.name }) else { continue }
      sheet[region.name] = region.values.lazy.compactMap { $0.plainValue(of: fact) }.first
    }
    if !(sheet.meets(met) && sheet.misses(other)) {
      // What the region leaves open must be told where a condition asks for it in more than one place.
      let told = Set(facts.map(\.name)).union(met.given.values.keys).union(other.given.values.keys)
      let different = met.namesNotShared(with: other)
      for fact in slots where !told.contains(fact.name) && !different.contains(fact.name) {
        sheet[fact.name] = fact.plainValue
      }
    }
    return sheet.proven(meeting: met, not: other)?.withResidence(of: met, other)
  }
}

extension ValueInterval {
  /// A value within the interval.
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
