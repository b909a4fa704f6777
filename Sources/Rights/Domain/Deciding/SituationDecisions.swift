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

  /// The facts that the decisions rest on.
  package var record: FactRecord { book.record(of: [asked], deciding) }

  /// What their conditions ask.
  package var asked: AskedFacts {
    var positions: Set<FactIndex.Position> = []
    for decision in all { positions.formUnion(book[decision.index].decisionMaker?.positions ?? []) }
    let proofs = positions.filter { shared[$0] != deciding.facts[$0] }.map { ($0, shared[$0]) }
    return AskedFacts(positions: positions, proofs: proofs, factsDecidingProof: factsDecidingProof)
  }
}

/// The facts that the conditions of some decisions ask for.
package struct AskedFacts: Sendable {
  fileprivate let positions: Set<FactIndex.Position>
  /// What is known of proofs: facts that the care situation does not have by itself.
  fileprivate let proofs: [(position: FactIndex.Position, value: FactValue?)]
  fileprivate let factsDecidingProof: [String: [String]]
}

extension RuleBook {
  /// The facts that decisions rest on: those that any of their conditions names, as far as they are known.
  ///
  /// - Parameters:
  ///   - asked: What the conditions of the decisions ask.
  ///   - facts: The facts of the care situation.
  package func record(of asked: [AskedFacts], _ facts: DecidingFacts) -> FactRecord {
    var (known, positions): (IndexedFacts, Set<FactIndex.Position>) = (facts.facts, [])
    var record = FactRecord()
    for asked in asked {
      positions.formUnion(asked.positions)
      for (position, value) in asked.proofs { known[position] = value }
      record.factsDecidingProof.merge(asked.factsDecidingProof) { first, _ in first }
    }
    record.facts = factIndex.named(known, at: positions)
    // The region of who lives outside Flanders is kept as well, to explain why they live in no territory.
    let people = [
      ("caregiver.region", facts.circumstances.caregiver), ("recipient.region", facts.circumstances.recipient),
    ]
    for (name, party) in people {
      if let region = party.place.region, region != .flanders { record.facts[name] = .string(region.rawValue) }
    }
    return record
  }
}
