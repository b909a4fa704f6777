package import CareTypes
package import RuleLanguage

/// A version of a provision with its conditions compiled.
package struct CompiledProvision: Sendable {
  /// A provision that proves a part of the condition when it is held.
  package struct Proof: Sendable {
    /// The proof.
    package let accepted: AcceptedProof
    /// The name of the fact that it is held.
    package let fact: String
    /// The index of the part that it proves, among the parts that must all hold (`Condition.conjuncts`).
    let conjunct: Int
  }

  /// The version.
  package let version: ProvisionVersion
  /// The facts that its conditions may name, including whether its proofs are held.
  package let catalogue: FactCatalogue
  /// Its condition. A part that has proofs also holds when one of them is held.
  package let condition: Condition
  /// The proofs in the condition.
  package let proofs: [Proof]
  /// The amounts that it pays, each with its compiled condition; nil for an amount without one.
  package let amounts: [(amount: ProvisionVersion.Amount, condition: Condition?)]
  /// The condition that shows that someone holds it already; nil when it has none.
  package let heldWhen: Condition?
  /// The grounds on which it is granted without an application; nil when its grant mode says it for all.
  package let automaticWhen: Condition?
  /// Whether `heldWhen` may begin to hold because a month passes.
  let isHeldInMonths: Bool
  /// Whether `heldWhen` may begin to hold because a day of an admission passes.
  let isHeldInDaysAdmitted: Bool
  let exactOutcomeCache = ExactOutcomeCache()
  /// What explains the condition.
  let explainers: ProvisionExplainers

  /// Compiles a version. Proofs of a part that the condition does not have are ignored.
  ///
  /// - Parameters:
  ///   - version: The version, with all accepted proofs.
  ///   - titles: Titles of the provisions that are proofs, by their names.
  /// - Throws: `RuleError` or `CatalogueError`. Statutes publishes no version for which that happens.
  package init(_ version: ProvisionVersion, titles: [String: BilingualText] = [:]) throws {
    self.version = version
    let plain = try version.catalogue()
    let condition = try Condition(version.condition, catalogue: plain)
    // If the condition would be too large with all proofs, only those that the authority declared are used.
    let proven =
      ProvenCondition(condition, version.acceptedProofs, catalogue: plain, titles: titles)
      ?? ProvenCondition(condition, version.acceptedProofs.filter(\.isDeclared), catalogue: plain, titles: titles)
    self.condition = proven?.condition ?? condition
    catalogue = proven?.catalogue ?? plain
    proofs = proven?.proofs ?? []
    amounts = try version.amounts.map { amount in
      (amount, try amount.condition.map { try Condition($0, catalogue: plain) })
    }
    explainers = ProvisionExplainers(self.condition, catalogue: catalogue)
    automaticWhen = try version.automaticWhen.map { try Condition($0, catalogue: plain) }
    heldWhen = try version.heldWhen.map { try Condition($0, catalogue: plain) }
    isHeldInMonths = heldWhen?.facts.contains("situation.months_since_start") ?? false
    isHeldInDaysAdmitted = heldWhen?.facts.contains(where: FactDerivation.dailyFactsOfAdmission.contains) ?? false
  }

  /// The names of all facts that a decision may ask for.
  package var askedFacts: Set<String> {
    amounts.reduce(into: Set(condition.facts).union(automaticWhen?.facts ?? [])) { names, entry in
      names.formUnion(entry.condition?.facts ?? [])
    }
  }
}
