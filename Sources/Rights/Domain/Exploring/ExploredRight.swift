package import CareTypes
package import RuleLanguage

/// A right, as someone may have it by what they tell.
package struct ExploredRight: Sendable {
  /// The version.
  package let version: ProvisionVersion
  /// The outcome on the day of the question, or on `firstDay`.
  package let outcome: DecisionOutcome
  /// Reasons outside the condition.
  package let reasons: [DecisionReason]
  /// The reasons within the condition, each a line in the language of the answer.
  package let lines: [ConditionExplainer.Line]
  /// The names of the facts that lack.
  package let lacking: [String]
  /// The labels of these facts.
  package let catalogue: FactCatalogue
  /// The amount of each payment, in euro cents; nil when it is no money, or not known.
  package let amountCents: Int64?
  /// The most that is paid to anyone, in euro cents, when it is not known which amount applies; nil otherwise.
  package let mostCents: Int64?
  /// The titles of the provisions that cannot be held beside it, by their names.
  package let choices: [(name: String, title: BilingualText)]
  /// Whether it is held already, by what is told.
  package let isHeld: Bool
  /// The first day, of a right that comes later; nil for one of today.
  package let firstDay: CalendarDate?

  /// The lines to show: those that decide, and of a right that is open also the tests that hold already. They are indented
  /// no further than they need to be.
  package var shownLines: [ConditionExplainer.Line] {
    let shown = lines.enumerated().filter { place, line in
      !line.isFolded || (!lacking.isEmpty && line.verdict == .yes && isTest(at: place) && line.depth == 1)
    }.map(\.element)
    // A heading that is folded leaves its lines without a level.
    var open: [(depth: Int, level: Int)] = []
    return shown.map { line in
      while let last = open.last, last.depth >= line.depth { open.removeLast() }
      let level = open.last.map { $0.level + 1 } ?? 0
      open.append((line.depth, level))
      var line = line
      line.depth = level
      return line
    }
  }

  /// Whether a line is a test, not the heading of others.
  private func isTest(at place: Int) -> Bool {
    place + 1 == lines.count || lines[place + 1].depth <= lines[place].depth
  }

  /// The amount in a year, to put the largest first; 0 when it is not known.
  var centsAYear: Int64 { (amountCents ?? 0) * (version.frequency?.timesAYear ?? 1) }
}

/// An offer of support that may fit.
package struct ExploredOffer: Sendable {
  /// The offer.
  package let version: ProvisionVersion
  /// The areas of the stated needs that it serves; all that it serves when none was stated.
  package let areas: [SupportArea]
  /// The names of the facts that lack to say that it fits.
  package let lacking: [String]
}
