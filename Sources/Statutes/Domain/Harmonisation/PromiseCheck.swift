import CareTypes
import RuleLanguage
import RuleReasoning

/// Checks what a proposal promises to the people of a regulation: with the most generous strategy that nobody loses a
/// right, with the strictest that nobody gains one. They live in the same place under both.
struct PromiseCheck {
  private let regulation: GivenCondition

  init(_ analysis: RegulationAnalysis) { regulation = analysis.givenCondition }

  /// The names of the facts in the regulation.
  var facts: [String] { regulation.condition.facts }

  /// Whether a proposal keeps the promise of its strategy; nil when that cannot be decided.
  func holds(for model: FilledModel, _ strategy: HarmonisationStrategy) -> Bool? {
    guard let proposed = model.condition else { return nil }
    let answer: ProvenAnswer
    switch strategy {
    case .mostGenerous: answer = ConditionPair(regulation, proposed).firstImpliesSecond
    case .strictest: answer = ConditionPair(proposed, regulation).firstImpliesSecond
    case .median: return true
    }
    // If it is not true for every value of an unknown parameter, it may still be true for the real value.
    return answer.isYes == false && !regulation.owners.isEmpty ? nil : answer.isYes
  }

  /// The report about a promise that is broken or could not be proven; nil when it is kept.
  func failure(of model: FilledModel, _ strategy: HarmonisationStrategy, _ title: String) -> BilingualText? {
    let holds = holds(for: model, strategy)
    if holds == true { return nil }
    guard holds == false, let proposed = model.condition else { return HarmonisationTexts.unproven(title, strategy) }
    let isGenerous = strategy == .mostGenerous
    let (met, other) = isGenerous ? (regulation, proposed) : (proposed, regulation)
    let relation = ConditionRelation(met, other, catalogue: .care, limit: 1)
    guard let difference = relation.differences.first(where: \.meetsFirst) else {
      return HarmonisationTexts.unproven(title, strategy)
    }
    let example = HarmonisationTexts.person(difference.example, .care)
    return isGenerous
      ? HarmonisationTexts.loses(title, difference.text, example)
      : HarmonisationTexts.gains(title, difference.text, example)
  }
}

/// What the regulations contain and a proposal loses.
struct ProposalLosses {
  let model: FilledModel
  let regulations: [MunicipalRegulation]
  let request: ProposalRequest

  /// The losses in words.
  var texts: [BilingualText] { unknownDemands + brokenPromises + lessMoney }

  /// Requirements and proofs with facts that do not occur in the model.
  private var unknownDemands: [BilingualText] {
    var required: [(words: BilingualText, titles: [String])] = []
    var proofs = required
    func note(_ words: BilingualText, _ title: String, _ list: inout [(words: BilingualText, titles: [String])]) {
      if let index = list.firstIndex(where: { $0.words == words }) {
        list[index].titles.append(title)
      } else {
        list.append((words, [title]))
      }
    }
    let known = model.facts
    for regulation in regulations {
      guard let demands = RegulationAnalysis(regulation.provision)?.demands(beside: known) else { continue }
      for demand in demands.required {
        note(BilingualText { demand.sentence(in: $0) }, regulation.title, &required)
      }
      for proof in demands.proofs { note(BilingualText { proof.sentence(in: $0) }, regulation.title, &proofs) }
    }
    return required.map { HarmonisationTexts.requirement($0.words, of: $0.titles) }
      + proofs.map { HarmonisationTexts.proof($0.words, of: $0.titles) }
  }

  private var brokenPromises: [BilingualText] {
    if request.strategy == .median { return [] }
    return regulations.compactMap { regulation in
      guard let analysis = RegulationAnalysis(regulation.provision) else {
        return HarmonisationTexts.unproven(regulation.title, request.strategy)
      }
      return PromiseCheck(analysis).failure(of: model, request.strategy, regulation.title)
    }
  }

  /// Regulations that pay more than a proposal that promises that nobody loses.
  private var lessMoney: [BilingualText] {
    let parameter = model.open.first { $0.reads?.part == .centsPerYear }
    guard request.strategy == .mostGenerous, let parameter, let then = Int64(model.value(of: parameter)) else {
      return []
    }
    return regulations.compactMap { regulation in
      guard let now = regulation.provision.highestCentsPerYear(on: request.date.daysSinceEpoch), now > then else {
        return nil
      }
      return HarmonisationTexts.lessMoney(regulation.title, now: now, then: then)
    }
  }
}
