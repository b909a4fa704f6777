package import CareTypes
package import RuleLanguage
import RuleReasoning

/// The result of one provision for a person.
package struct ProfileResult: Sendable {
  /// The answer of the condition.
  package enum Result: Sendable, Hashable, CaseIterable {
    /// The condition is met.
    case met
    /// The condition is not met.
    case notMet
    /// These facts do not decide it.
    case unknown
  }

  /// The provision.
  package let provision: Provision
  /// The answer of the condition.
  package let result: Result
  /// If the answer is unknown: exactly the facts that could still decide it.
  package let missing: [String]
  /// The amount that is paid to this person in a year, in euro cents; nil when it is no money or not known, or when the
  /// condition is not met.
  package let centsPerYear: Int64?
  /// The explanation, as indented lines.
  package let reasons: [BilingualText]

  /// Evaluates a provision for a person.
  ///
  /// - Parameters:
  ///   - provision: The provision.
  ///   - facts: The known facts.
  ///   - day: The day, in days since 1970-01-01.
  ///   - holdsInPart: Whether it is only in force in a former municipality, so that it is not known whether the two
  ///     people live there.
  /// - Throws: `CatalogueError` or `RuleError` if a stored condition is not correct, which is impossible for a
  ///   published one.
  init(_ provision: Provision, for facts: FactSheet, on day: Int, holdsInPart: Bool = false) throws {
    self.provision = provision
    let catalogue = try provision.catalogue()
    let condition = try Condition(provision.condition, catalogue: catalogue)
    var sheet = provision.parameterValues.adding(facts)
    if holdsInPart { for name in ["caregiver.resident", "recipient.resident"] { sheet[name] = nil } }
    switch condition.exactOutcome(sheet) {
    case .yes: (result, missing) = (.met, [])
    case .no: (result, missing) = (.notMet, [])
    case .unknown(let names): (result, missing) = (.unknown, names)
    }
    centsPerYear = result == .met ? try provision.centsPerYear(on: day, for: sheet) : nil
    let explanation = condition.evaluate(sheet).explanation
    reasons = zip(
      explanation.sentences(in: .dutch, catalogue: catalogue),
      explanation.sentences(in: .english, catalogue: catalogue)
    ).map { dutch, english in
      let indent = String(repeating: "  ", count: dutch.depth)
      return BilingualText(indent + dutch.text, indent + english.text)
    }
  }
}

/// The results of one municipality for a person.
package struct ProfileOutcome: Sendable {
  /// The municipality.
  package let municipality: Municipality
  /// One result for each provision that applies there.
  package let results: [ProfileResult]
  /// The sum of what is paid in a year, in euro cents, as far as it is known; of two provisions that exclude each
  /// other, only the higher amount is added.
  package let centsPerYear: Int64
}

/// What the same person would get in several municipalities (profielvergelijking).
package struct ProfileComparison: Sendable {
  /// The results of each municipality, in the order of the request.
  package let outcomes: [ProfileOutcome]
  /// The results of provisions that are the same in all municipalities.
  package let everywhere: [ProfileResult]

  /// Evaluates the provisions of each municipality on a day.
  ///
  /// - Parameters:
  ///   - facts: The known facts of caregiver, recipient and care.
  ///   - municipalities: The municipalities.
  ///   - law: The published law.
  ///   - date: The day.
  ///   - includesHigher: Whether to include the provisions and offers of all of Flanders.
  ///   - table: The table of municipalities.
  /// - Throws: `CatalogueError` or `RuleError` if a stored condition is not correct, which is impossible for a
  ///   published one; `CancellationError`.
  package init(
    of facts: FactSheet,
    in municipalities: [Municipality],
    law: LawBook,
    on date: CalendarDate,
    includesHigher: Bool,
    table: MunicipalityTable
  ) throws {
    let day = date.daysSinceEpoch
    let held = municipalities.map { law.applicable(in: $0.code, on: date, table) }
    // A provision of all of Flanders is not the same everywhere if a municipality overrides it.
    let ids = held.map { provisions in
      Set(provisions.map(\.provision).filter(\.authority.territory.isEmpty).map(\.id))
    }
    let common = ids.dropFirst().reduce(ids.first ?? []) { $0.intersection($1) }
    var outcomes: [ProfileOutcome] = []
    for (municipality, provisions) in zip(municipalities, held) {
      try Task.checkCancellation()
      let results = try provisions.filter { held in
        held.provision.authority.country == Authority.belgium
          && (!held.provision.authority.territory.isEmpty || (includesHigher && !common.contains(held.provision.id)))
      }.map { try ProfileResult($0.provision, for: facts, on: day, holdsInPart: $0.coverage != .whole) }
      outcomes.append(
        ProfileOutcome(municipality: municipality, results: results, centsPerYear: Self.total(of: results))
      )
    }
    self.outcomes = outcomes
    everywhere =
      includesHigher
      ? try (held.first ?? []).map(\.provision).filter { common.contains($0.id) }
        .map { try ProfileResult($0, for: facts, on: day) } : []
  }

  /// The sum of what is paid: of provisions that exclude each other only the highest amount.
  private static func total(of results: [ProfileResult]) -> Int64 {
    var counted: [Provision] = []
    var total: Int64 = 0
    for result in results.sorted(by: { ($0.centsPerYear ?? 0) > ($1.centsPerYear ?? 0) }) {
      guard let cents = result.centsPerYear else { continue }
      let provision = result.provision
      let isExcluded = counted.contains {
        $0.excludes.contains(provision.id) || provision.excludes.contains($0.id)
      }
      if isExcluded { continue }
      counted.append(provision)
      let (sum, overflow) = total.addingReportingOverflow(cents)
      total = overflow ? .max : sum
    }
    return total
  }
}
