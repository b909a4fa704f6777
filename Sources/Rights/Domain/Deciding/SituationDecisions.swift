import CareTypes
package import RuleLanguage

/// The decisions for one care situation, made together by `RuleBook.decisions(for:)`.
package struct SituationDecisions: Sendable {
  /// One decision for each provision that applies, in the order of the provisions' names.
  package let all: [ProvisionDecision]
  /// Names of the provisions that another one replaces here.
  package let replaced: Set<String>
  /// All that is known of the care situation on the day.
  package let known: [String: FactValue]
  let book: RuleBook
  /// The facts that conditions name, with what is known of proofs.
  let shared: IndexedFacts
  let factsDecidingProof: [String: [String]]

  /// The facts that the decisions rest on: those that any of their conditions names, as far as they are known.
  package var record: FactRecord {
    var asked: Set<FactIndex.Position> = []
    for decision in all { asked.formUnion(book[decision.index].decisionMaker?.positions ?? []) }
    var facts = book.factIndex.named(shared, at: asked)
    // The region of who lives outside Flanders is kept as well, to explain why they live in no territory.
    for region in ["caregiver.region", "recipient.region"] {
      guard let value = known[region], value != .string(Region.flanders.rawValue) else { continue }
      facts[region] = value
    }
    return FactRecord(facts: facts, factsDecidingProof: factsDecidingProof)
  }
}
