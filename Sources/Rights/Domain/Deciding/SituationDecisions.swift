import CareTypes
import RuleLanguage

/// The decisions for one care situation, made together by `RuleBook.decisions(for:)`.
package struct SituationDecisions: Sendable {
  /// One decision for each provision that applies, in the order of the provisions' names.
  package let all: [ProvisionDecision]
  /// Names of the provisions that another one replaces here.
  package let replaced: Set<String>
  let book: RuleBook
  let deciding: DecidingFacts
  /// The facts that conditions name, with what is known of proofs.
  let shared: IndexedFacts
  let factsDecidingProof: [String: [String]]

  /// The facts that the decisions rest on: those that any of their conditions names, as far as they are known.
  package var record: FactRecord {
    var asked: Set<FactIndex.Position> = []
    for decision in all { asked.formUnion(book[decision.index].decisionMaker?.positions ?? []) }
    var facts = book.factIndex.named(shared, at: asked)
    // The region of who lives outside Flanders is kept as well, to explain why they live in no territory.
    for (name, party) in [("caregiver.region", deciding.caregiver), ("recipient.region", deciding.recipient)] {
      if let region = party.place.region, region != .flanders { facts[name] = .string(region.rawValue) }
    }
    return FactRecord(facts: facts, factsDecidingProof: factsDecidingProof)
  }
}
