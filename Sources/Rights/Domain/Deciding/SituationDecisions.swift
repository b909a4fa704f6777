import CareTypes
package import RuleLanguage

/// What comes out for one care situation and one provision.
package struct Ruling: Sendable {
  /// What was applied, as the rule book has it.
  let held: RuleBook.Entry
  /// Which entry of the rule book.
  let entry: Int
  /// What it rests on besides the facts.
  package let basis: DecisionBasis
  /// What came out.
  package let result: DecisionResult

  /// The version that was applied.
  package var version: ProvisionVersion { held.version }
}

/// What comes out for one care situation.
package struct Rulings: Sendable {
  /// For each provision that applies, in the order of their names.
  package let all: [Ruling]
  /// Names of the provisions whose place another took.
  package let replaced: Set<String>
  /// All that is known of the care situation on the day.
  package let known: [String: FactValue]
  let book: RuleBook
  /// The facts by their places in the rule book, with what is known of proofs.
  let shared: [FactValue?]
  let open: [String: [String]]

  /// What they rest on: what is known of what their conditions ask.
  package var record: FactRecord {
    var isAsked = shared.map { _ in false }
    for ruling in all {
      for place in book.entries[ruling.entry].placed?.places ?? [] { isAsked[place] = true }
    }
    var facts: [String: FactValue] = [:]
    for (place, value) in shared.enumerated() where isAsked[place] { facts[book.index.facts[place].name] = value }
    // Of who lives outside Flanders also where, so that it can be told why they live in no territory.
    for region in ["caregiver.region", "recipient.region"] {
      guard let value = known[region], value != .string(Region.flanders.rawValue) else { continue }
      facts[region] = value
    }
    return FactRecord(facts: facts, open: open)
  }

  /// What one of them rests on.
  package func input(of ruling: Ruling) -> DecisionInput {
    DecisionInput(record: record, basis: ruling.basis)
  }
}
