package import RuleLanguage

/// A version whose conditions are ready to be evaluated.
package struct CompiledProvision: Sendable {
  /// A proof that stands for a part of the condition.
  package struct Proof: Sendable {
    /// The proof.
    package let accepted: ProvisionVersion.AcceptedProof
    /// The fact that tells whether it is held.
    package let fact: String
    /// Which of the parts that must all hold it stands for.
    let conjunct: Int
  }

  /// The version.
  package let version: ProvisionVersion
  /// Its facts, those of its proofs included.
  package let catalogue: FactCatalogue
  /// Its condition, in which each part with proofs also holds when one of them is held.
  package let condition: Condition
  /// The proofs that the condition takes.
  package let proofs: [Proof]
  /// What it pays, and the condition of each amount.
  package let amounts: [(amount: ProvisionVersion.Amount, condition: Condition?)]
  /// What tells that someone holds it already.
  package let heldWhen: Condition?
  /// Whether someone may come to hold it because a month passes.
  let isHeldInMonths: Bool
  /// Whether someone may come to hold it because a day of an admission passes.
  let isHeldInDaysAdmitted: Bool
  let exactOutcomes = ExactOutcomes()

  /// Compiles a version. A proof of a part that the condition does not have is passed over.
  ///
  /// - Parameters:
  ///   - version: The version, with the proofs that count.
  ///   - titles: Titles of the provisions that are proofs, by their names.
  /// - Throws: `RuleError` or `CatalogueError`, which Statutes ruled out when it published.
  package init(_ version: ProvisionVersion, titles: [String: Phrase] = [:]) throws {
    self.version = version
    let plain = try version.catalogue()
    let condition = try Condition(version.condition, catalogue: plain)
    // Where all proofs together would make it too large, those that the authority declared go first.
    let proven =
      ProvenCondition(condition, version.acceptedProofs, catalogue: plain, titles: titles)
      ?? ProvenCondition(condition, version.acceptedProofs.filter(\.isDeclared), catalogue: plain, titles: titles)
    self.condition = proven?.condition ?? condition
    catalogue = proven?.catalogue ?? plain
    proofs = proven?.proofs ?? []
    amounts = try version.amounts.map { amount in
      (amount, try amount.condition.map { try Condition($0, catalogue: plain) })
    }
    heldWhen = try version.heldWhen.map { try Condition($0, catalogue: plain) }
    isHeldInMonths = heldWhen?.facts.contains("situation.months_since_start") ?? false
    isHeldInDaysAdmitted = heldWhen?.facts.contains("recipient.days_admitted") ?? false
  }

  /// The names of all facts that a decision may ask for.
  var named: Set<String> {
    amounts.reduce(into: Set(condition.facts)) { names, entry in names.formUnion(entry.condition?.facts ?? []) }
  }
}
