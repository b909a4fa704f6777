import CareTypes

/// A provision that is in force on the day of a rule book, with its relations to other provisions. It is a class so that
/// it can be passed around cheaply for every decision.
final class ProvisionInForce: Sendable {
  /// A provision that is accepted as proof of a part of the condition.
  struct Proof: Sendable {
    /// The accepted provision; nil when it is not in force.
    let provision: RuleBook.ProvisionIndex?
    /// The name of the fact that the accepted provision is held.
    let fact: String
    /// The position of that fact.
    let position: FactIndex.Position
  }

  let version: ProvisionVersion
  /// Decides on the provision; nil for a version that cannot be compiled.
  let decisionMaker: DecisionMaker?
  /// Decides on the provision without proofs, for when it is a proof itself; nil for a version that cannot be compiled.
  let decisionMakerWithoutProofs: DecisionMaker?
  let reach: TerritoryReach
  /// The provisions that replace this one where they apply (voorrang).
  let overriders: [RuleBook.ProvisionIndex]
  /// The provisions that cannot be held beside this one (niet cumuleerbaar).
  let excludes: Set<RuleBook.ProvisionIndex>
  /// The proofs that are accepted for parts of its condition.
  let proofs: [Proof]
  /// The same proofs, as they are stored with a decision.
  let acceptedProofs: [AcceptedProof]
  /// Whether the decision may change because a month passes.
  let asksMonths: Bool
  /// Whether the decision may change with every day of an admission.
  let asksDaysAdmitted: Bool

  init(
    _ compiled: Compiled,
    overriders: [RuleBook.ProvisionIndex],
    excludes: Set<RuleBook.ProvisionIndex>,
    proofs: [Proof]
  ) {
    version = compiled.version
    decisionMaker = compiled.decisionMaker
    decisionMakerWithoutProofs = compiled.decisionMakerWithoutProofs
    reach = compiled.reach
    self.overriders = overriders
    self.excludes = excludes
    self.proofs = proofs
    acceptedProofs = compiled.decisionMaker?.provision.proofs.map(\.accepted) ?? []
    let asked = compiled.decisionMaker?.provision.askedFacts ?? []
    asksMonths = asked.contains("situation.months_since_start")
    asksDaysAdmitted = !asked.isDisjoint(with: FactDerivation.dailyFactsOfAdmission)
  }
}

extension ProvisionInForce {
  /// A version that is in force, compiled, before its relations to other provisions are known.
  struct Compiled {
    let version: ProvisionVersion
    /// Decides on the provision; nil for a version that cannot be compiled.
    let decisionMaker: DecisionMaker?
    /// Decides on the provision without proofs; nil for a version that cannot be compiled.
    let decisionMakerWithoutProofs: DecisionMaker?
    let reach: TerritoryReach

    init(
      _ version: ProvisionVersion,
      _ titles: [String: BilingualText],
      on date: CalendarDate,
      in table: MunicipalityTable,
      factIndex: inout FactIndex,
      compile: (ProvisionVersion, [String: BilingualText]) -> CompiledProvision?
    ) {
      self.version = version
      let compiled = compile(version, titles)
      decisionMaker = compiled.map { DecisionMaker($0, in: &factIndex) }
      if compiled?.proofs.isEmpty == false {
        var withoutProofs = version
        withoutProofs.acceptedProofs = []
        decisionMakerWithoutProofs = compile(withoutProofs, titles).map { DecisionMaker($0, in: &factIndex) }
      } else {
        decisionMakerWithoutProofs = decisionMaker
      }
      reach = TerritoryReach(version.territory, on: date, in: table)
    }
  }
}
