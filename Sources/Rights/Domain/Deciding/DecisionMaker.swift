import CareTypes
import RuleLanguage

/// Turns the condition of a provision and the facts of a care situation into a decision.
///
/// `SituationDecider` uses it for every provision that applies to a care situation, `ProvisionReplay` for one that was
/// decided on before.
final class DecisionMaker: Sendable {
  let provision: CompiledProvision
  private let condition: IndexedCondition
  private let amounts: [(amount: ProvisionVersion.Amount, condition: IndexedCondition?)]
  private let automaticWhen: IndexedCondition?
  private let heldWhen: IndexedCondition?
  /// The slot in the condition of each proof of the provision.
  private let proofSlots: [FactSlot?]
  /// The positions of the facts that a decision uses.
  let positions: [FactIndex.Position]

  /// The positions of the facts that a decision uses, or that show whether someone holds the provision.
  var allPositions: [FactIndex.Position] { positions + (heldWhen?.positions ?? []) }

  init(_ provision: CompiledProvision, in index: inout FactIndex) {
    self.provision = provision
    let version = provision.version
    condition = IndexedCondition(provision.condition, of: version, in: &index)
    var amounts: [(amount: ProvisionVersion.Amount, condition: IndexedCondition?)] = []
    for entry in provision.amounts {
      amounts.append((entry.amount, entry.condition.map { IndexedCondition($0, of: version, in: &index) }))
    }
    self.amounts = amounts
    let automaticWhen = provision.automaticWhen.map { IndexedCondition($0, of: version, in: &index) }
    self.automaticWhen = automaticWhen
    heldWhen = provision.heldWhen.map { IndexedCondition($0, of: version, in: &index) }
    let slots = Dictionary(
      provision.condition.slots.map { (provision.condition[$0].name, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    proofSlots = provision.proofs.map { slots[$0.fact] }
    positions = amounts.reduce(into: condition.positions + (automaticWhen?.positions ?? [])) {
      $0 += $1.condition?.positions ?? []
    }
  }

  /// The values that the condition asks for, by slot.
  func values(_ shared: IndexedFacts, _ basis: DecisionBasis) -> SlotValues { condition.values(shared, basis) }

  /// Decides on the provision for one care situation.
  ///
  /// - If the condition holds, the right is granted when the provision allows that without an application on the grounds
  ///   that are known, and the beneficiary consents to it; otherwise it is proposed. If another provision that cannot be held beside it applies
  ///   as well, the right is proposed, so that the beneficiary can choose. If both would be granted without an
  ///   application, nobody would choose, and the outcome is undecided.
  /// - If the condition does not hold, there is no right.
  /// - If it is not known whether the condition holds, the decision lists the missing facts that could still decide it.
  ///
  /// - Parameters:
  ///   - basis: What the decision rests on besides facts.
  ///   - shared: The facts of the care situation.
  ///   - factsDecidingProof: For the fact of a proof, the facts that could show whether the proof is held.
  ///   - date: The day, which matters for the amount.
  func decide(
    _ basis: DecisionBasis,
    _ shared: IndexedFacts,
    factsDecidingProof: [String: [String]],
    on date: CalendarDate
  ) -> DecisionResult {
    let values = condition.values(shared, basis)
    let evaluation = ConditionEvaluation(condition.condition, values)
    var result = DecisionResult(outcome: .notEntitled, explanationFingerprint: evaluation.fingerprint.bits)
    guard basis.blockers.isEmpty else {
      result.reasons = basis.blockers
      return result
    }
    switch outcome(of: evaluation, values) {
    case .no: return result
    case .unknown(let missing):
      result.outcome = .awaitingEvidence
      result.missing = Self.replacingProofs(in: missing, by: factsDecidingProof)
    case .yes where basis.isGrantedTwice:
      result.outcome = .undecided
      result.reasons = [.contradicts]
      result.contradicts = basis.contradicts
    case .yes:
      let isAutomatic = provision.version.isAutomatic
      let isRequestNeeded = isAutomatic && automaticWhen.map { $0.holds(shared, basis) != true } ?? false
      let isGranted = isAutomatic && !isRequestNeeded && basis.consented && basis.contradicts.isEmpty
      result.outcome = isGranted ? .granted : .proposed
      if isRequestNeeded {
        result.reasons = [.requestNeeded]
      } else if isAutomatic && !basis.consented {
        result.reasons = [.consentMissing]
      }
      if !basis.contradicts.isEmpty { result.reasons.append(.choice) }
      result.contradicts = basis.contradicts
      result.amountCents = amount(basis, shared, on: date)
    }
    result.provenBy = neededProofs(values)
    return result
  }

  /// Whether evidence shows that someone holds the provision.
  ///
  /// - Returns: Whether it is held, nil when that is not known; and in that case the facts that could show it.
  func isHeld(_ basis: DecisionBasis, _ shared: IndexedFacts) -> (held: Bool?, missing: [String]) {
    guard let heldWhen else { return (false, []) }
    let values = heldWhen.values(shared, basis)
    let evaluation = ConditionEvaluation(heldWhen.condition, values)
    if let truth = evaluation.result.truth { return (truth, []) }
    let missing = evaluation.remainder(of: heldWhen.condition).missing.map { heldWhen.condition[$0].name }
    return (nil, missing.filter { FactCatalogue.care[$0] != nil }.sorted())
  }

  private func outcome(of evaluation: ConditionEvaluation, _ values: SlotValues) -> Outcome {
    if let truth = evaluation.result.truth { return truth ? .yes : .no }
    let condition = condition.condition
    return provision.exactOutcomeCache.outcome(of: condition, values, left: evaluation.remainder(of: condition))
  }

  /// If other facts decide whether a proof is held, reports those facts as missing instead of the proof.
  private static func replacingProofs(
    in missing: [String],
    by factsDecidingProof: [String: [String]]
  ) -> [String] {
    guard missing.contains(where: { factsDecidingProof[$0]?.isEmpty == false }) else { return missing }
    return Set(missing.flatMap { name in factsDecidingProof[name].flatMap { $0.isEmpty ? nil : $0 } ?? [name] })
      .sorted()
  }

  /// The names of the proofs that are held and needed, because the part that they prove does not hold by itself.
  private func neededProofs(_ values: SlotValues) -> [String] {
    let held = proofSlots.indices.filter { proofSlots[$0].map { values[$0] } == .bool(true) }
    if held.isEmpty { return [] }
    var without = values
    for case let slot? in proofSlots { without[slot] = .bool(false) }
    let evaluator = condition.condition.evaluator(without)
    let parts = condition.condition.conjuncts
    let needed = held.map { provision.proofs[$0] }.filter { evaluator.compute(parts[$0.conjunct]).truth != true }
    return Set(needed.map(\.accepted.proof)).sorted()
  }

  /// The amounts of the day that may be paid by what is known, each once; nil for one that the source does not give.
  func possibleAmounts(_ basis: DecisionBasis, _ shared: IndexedFacts, on date: CalendarDate) -> [Int64?] {
    var found: [Int64?] = []
    for (amount, condition) in amounts where amount.isValid(on: date.daysSinceEpoch) {
      let holds = condition?.holds(shared, basis) ?? (condition == nil ? true : nil)
      if holds == false { continue }
      if !found.contains(amount.cents) { found.append(amount.cents) }
      if holds == true { break }
    }
    return found
  }

  /// The first amount of the day whose condition holds; nil when there is none, or when it is not known whether an
  /// earlier one in the list applies.
  private func amount(_ basis: DecisionBasis, _ shared: IndexedFacts, on date: CalendarDate) -> Int64? {
    let day = date.daysSinceEpoch
    for (amount, condition) in amounts where amount.isValid(on: day) {
      guard let condition else { return amount.cents }
      guard let holds = condition.holds(shared, basis) else { return nil }
      if holds { return amount.cents }
    }
    return nil
  }
}
