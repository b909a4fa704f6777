import CareTypes
import RuleLanguage

/// Checks a draft of a provision before it is used in a simulation.
package enum SimulationDraft {
  /// The highest amount of one payment that a draft may have: a million euros, in euro cents.
  package static let centsLimit: Int64 = 100_000_000

  /// The kinds of benefit, as written in the packs.
  package static let kinds: Set<String> = [
    "recognition", "allowance", "premium", "leave", "respite", "card", "service", "training", "peer_group",
    "contact_point",
  ]

  /// A mistake in a field of a draft.
  package struct Mistake: Error, Sendable, Equatable {
    /// Path of the field within the draft, such as `amounts[1].condition`.
    package let field: String
    /// What is wrong, as the end of a sentence that begins with the field.
    package let description: String
  }

  /// All mistakes in the condition, parameters, amounts, relations and accepted proofs of a draft.
  package static func mistakes(of draft: ProvisionVersion) -> [Mistake] {
    var mistakes: [Mistake] = []
    for relation in [(field: "overrides", names: draft.overrides), (field: "excludes", names: draft.excludes)] {
      mistakes += self.mistakes(ofNames: relation.names, "\(relation.field)", besides: draft.name)
    }
    mistakes += self.mistakes(
      ofNames: draft.acceptedProofs.map(\.proof),
      "accepted_proofs",
      ".proof",
      besides: draft.name
    )
    let catalogue: FactCatalogue
    do {
      catalogue = try draft.catalogue()
    } catch {
      return mistakes + [Mistake(field: "parameters", description: "\(sentence(error))")]
    }
    func compile(_ source: String, _ field: String) {
      do {
        _ = try Condition(source, catalogue: catalogue)
      } catch {
        mistakes.append(Mistake(field: field, description: error.description))
      }
    }
    compile(draft.condition, "condition")
    if let condition = draft.heldWhen { compile(condition, "held_when") }
    for (index, amount) in draft.amounts.enumerated() {
      if let condition = amount.condition { compile(condition, "amounts[\(index)].condition") }
      if let cents = amount.cents, !(0...centsLimit).contains(cents) {
        mistakes.append(
          Mistake(field: "amounts[\(index)].cents", description: "is not from 0 to \(centsLimit)")
        )
      }
      if let from = amount.from, let until = amount.until, until < from {
        mistakes.append(Mistake(field: "amounts[\(index)].valid_to_date", description: "is before valid_from_date"))
      }
    }
    for (index, proof) in draft.acceptedProofs.enumerated() { compile(proof.part, "accepted_proofs[\(index)].part") }
    return mistakes
  }

  private static func mistakes(
    ofNames names: [String],
    _ field: String,
    _ subfield: String = "",
    besides own: String
  ) -> [Mistake] {
    names.enumerated().compactMap { index, name in
      let path = "\(field)[\(index)]\(subfield)"
      if !ProvisionName.isName(name) { return Mistake(field: path, description: "is not of the form provisions/{id}") }
      return name == own ? Mistake(field: path, description: "is the provision itself") : nil
    }
  }

  private static func sentence(_ error: CatalogueError) -> String {
    switch error {
    case .duplicate(let name): "\(name) comes twice"
    case .badName(let name): "\(name) is not a name that a condition can write"
    }
  }
}
