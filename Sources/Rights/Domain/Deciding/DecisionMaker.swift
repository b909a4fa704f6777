package import CareTypes
package import RuleLanguage

/// How a condition becomes a decision.
package enum DecisionRule {
  /// Decides: nothing but the input, the provision's version and, for the amount, the day bears on it.
  package static func decide(
    _ input: DecisionInput,
    _ provision: CompiledProvision,
    on date: CalendarDate
  ) -> DecisionResult {
    var index = FactIndex()
    let placed = PlacedProvision(provision, in: &index)
    return placed.decide(input.basis, index.values(input.record.facts), open: input.record.open, on: date)
  }

  /// What is told of a version that cannot be compiled.
  package static let unreadable = DecisionResult(outcome: .undecided, reasons: [.unreadable])

  /// What was compared with what.
  package static func explanation(_ input: DecisionInput, _ provision: CompiledProvision) -> Explanation {
    provision.condition.evaluate(input.sheet(for: provision.version)).explanation
  }
}

/// A version whose facts have their places.
final class PlacedProvision: Sendable {
  let provision: CompiledProvision
  private let condition: PlacedCondition
  private let amounts: [(amount: ProvisionVersion.Amount, condition: PlacedCondition?)]
  private let heldWhen: PlacedCondition?
  /// The slots of the proofs in the condition.
  private let proofSlots: [Int]
  /// The places that it takes values from.
  let places: [Int]

  init(_ provision: CompiledProvision, in index: inout FactIndex) {
    self.provision = provision
    let version = provision.version
    condition = PlacedCondition(provision.condition, of: version, in: &index)
    var amounts: [(amount: ProvisionVersion.Amount, condition: PlacedCondition?)] = []
    for entry in provision.amounts {
      amounts.append((entry.amount, entry.condition.map { PlacedCondition($0, of: version, in: &index) }))
    }
    self.amounts = amounts
    heldWhen = provision.heldWhen.map { PlacedCondition($0, of: version, in: &index) }
    let slots = Dictionary(
      provision.condition.slots.enumerated().map { ($0.element.name, $0.offset) },
      uniquingKeysWith: { first, _ in first }
    )
    proofSlots = provision.proofs.map { slots[$0.fact] ?? 0 }
    places = amounts.reduce(into: condition.places) { $0 += $1.condition?.places ?? [] }
  }

  /// Decides.
  ///
  /// The condition holds: granted where the provision allows it without an application and the beneficiary consents to
  /// that, else proposed. Of what cannot be held together nothing is granted: the beneficiary chooses; where nobody would
  /// choose, nothing is decided. It does not hold: no right. It cannot be told: what is missing could still decide it.
  ///
  /// - Parameters:
  ///   - basis: What it rests on besides facts.
  ///   - shared: The facts of the care situation, by place.
  ///   - open: By the fact of a proof: the facts that could tell whether it is held.
  ///   - date: The day, for the amount.
  func decide(
    _ basis: DecisionBasis,
    _ shared: [FactValue?],
    open: [String: [String]],
    on date: CalendarDate
  ) -> DecisionResult {
    let values = condition.values(shared, basis)
    let reading = ConditionReading(condition.condition, values)
    var result = DecisionResult(outcome: .notEntitled, explanationMark: reading.mark.bits)
    guard basis.blockers.isEmpty else {
      result.reasons = basis.blockers
      return result
    }
    switch outcome(of: reading, values) {
    case .no: return result
    case .unknown(let missing):
      result.outcome = .awaitingEvidence
      result.missing = Self.opened(missing, open)
    case .yes where basis.isGrantedTwice:
      result.outcome = .undecided
      result.reasons = [.contradicts]
      result.contradicts = basis.contradicts
    case .yes:
      let isGranted = provision.version.isAutomatic && basis.consented && basis.contradicts.isEmpty
      result.outcome = isGranted ? .granted : .proposed
      if provision.version.isAutomatic && !basis.consented { result.reasons = [.consentMissing] }
      if !basis.contradicts.isEmpty { result.reasons.append(.choice) }
      result.contradicts = basis.contradicts
      result.amountCents = amount(basis, shared, on: date)
    }
    result.provenBy = proven(values)
    return result
  }

  /// Whether the evidence tells that someone holds it; if that is not known, the facts that could tell.
  func isHeld(_ basis: DecisionBasis, _ shared: [FactValue?]) -> (held: Bool?, open: [String]) {
    guard let heldWhen else { return (false, []) }
    let values = heldWhen.values(shared, basis)
    let reading = ConditionReading(heldWhen.condition, values)
    if let truth = reading.result.truth { return (truth, []) }
    let missing = reading.residue(of: heldWhen.condition).missing.map { heldWhen.condition.slots[$0].name }
    return (nil, missing.filter { FactCatalogue.care[$0] != nil }.sorted())
  }

  private func outcome(of reading: ConditionReading, _ values: [FactValue?]) -> Outcome {
    if let truth = reading.result.truth { return truth ? .yes : .no }
    let condition = condition.condition
    return provision.exactOutcomes.outcome(of: condition, values, left: reading.residue(of: condition))
  }

  /// The proof itself cannot be shown where facts tell whether it is held: those are missing.
  private static func opened(_ missing: [String], _ open: [String: [String]]) -> [String] {
    guard missing.contains(where: { open[$0]?.isEmpty == false }) else { return missing }
    return Set(missing.flatMap { name in open[name].flatMap { $0.isEmpty ? nil : $0 } ?? [name] }).sorted()
  }

  /// The proofs that are held where their part does not hold by itself.
  private func proven(_ values: [FactValue?]) -> [String] {
    let held = proofSlots.indices.filter { values[proofSlots[$0]] == .bool(true) }
    if held.isEmpty { return [] }
    var without = values
    for slot in proofSlots { without[slot] = .bool(false) }
    let evaluator = Evaluator(slots: condition.condition.slots, values: without)
    let parts = condition.condition.conjuncts
    let needed = held.map { provision.proofs[$0] }.filter { evaluator.compute(parts[$0.conjunct]).truth != true }
    return Set(needed.map(\.accepted.proof)).sorted()
  }

  /// The first amount of the day whose condition holds. One that cannot be told leaves the amount unknown: it may be the
  /// one that counts.
  private func amount(_ basis: DecisionBasis, _ shared: [FactValue?], on date: CalendarDate) -> Int64? {
    let day = date.daysSinceEpoch
    for (amount, condition) in amounts {
      guard (amount.from ?? day) <= day, (amount.until ?? day) >= day else { continue }
      guard let condition else { return amount.cents }
      guard let holds = condition.holds(shared, basis) else { return nil }
      if holds { return amount.cents }
    }
    return nil
  }
}
