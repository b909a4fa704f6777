package import CareTypes
package import RuleLanguage
import RuleReasoning

/// What one provision would give someone.
package struct ProfileResult: Sendable {
  /// What comes out.
  package enum Result: Sendable, Hashable, CaseIterable {
    /// The condition is met.
    case met
    /// It is not.
    case notMet
    /// It cannot be told with these facts.
    case unknown
  }

  /// The provision.
  package let provision: Provision
  /// What comes out.
  package let result: Result
  /// When it is unknown: exactly the facts that could still decide it.
  package let missing: [String]
  /// What it pays in a year to this person, in euro cents; nothing: no money, not told, or not met.
  package let centsPerYear: Int64?
  /// Why, as indented lines.
  package let reasons: [BilingualText]

  /// Evaluates a provision for someone.
  ///
  /// - Parameter holdsInPart: Whether it holds for a former municipality alone: whether the two live there is not known.
  /// - Throws: `CatalogueError` or `RuleError` when a stored condition no longer reads; published ones always do.
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

/// What someone would get in one municipality.
package struct ProfileOutcome: Sendable {
  /// The municipality.
  package let municipality: Municipality
  /// One for each provision that holds there.
  package let results: [ProfileResult]
  /// What it pays in a year, in euro cents, as far as it is known; of two that exclude each other the higher counts.
  package let centsPerYear: Int64
}

/// What one and the same person would get in several municipalities (profielvergelijking).
package struct ProfileComparison: Sendable {
  /// One for each municipality, in the order asked.
  package let outcomes: [ProfileOutcome]
  /// What is the same everywhere.
  package let everywhere: [ProfileResult]

  /// Evaluates what holds in each municipality on a day.
  ///
  /// - Parameters:
  ///   - facts: What is known of caregiver, recipient and care.
  ///   - includesHigher: Whether to tell what holds in all of Flanders as well, offers included.
  /// - Throws: `CatalogueError` or `RuleError` when a stored condition no longer reads; `CancellationError`.
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
    // Where a municipality has something in its place, what holds in all of Flanders is not the same everywhere.
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
      }.map { try ProfileResult($0.provision, for: facts, on: day, holdsInPart: $0.match != .whole) }
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

  /// What is paid together: of those that cannot be held beside each other the higher.
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
