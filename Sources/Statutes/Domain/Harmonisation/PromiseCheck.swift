import CareTypes
import RuleLanguage
import RuleReasoning

/// Whether a proposal keeps what it promises to a regulation: at the most generous that nobody loses, at the strictest
/// that nobody gains. Who lives where is the same on both sides.
struct PromiseCheck {
  private let regulation: GivenCondition

  init(_ reading: RegulationAnalysis) { regulation = reading.claim }

  /// The facts of which the regulation speaks.
  var facts: [String] { regulation.condition.facts }

  /// Whether the promise of a strategy is kept; nothing when that cannot be told.
  func holds(for model: FilledModel, _ strategy: HarmonisationStrategy) -> Bool? {
    guard let proposed = model.condition else { return nil }
    let answer: ProvenAnswer
    switch strategy {
    case .mostGenerous: answer = ConditionPair(regulation, proposed).firstImpliesSecond
    case .strictest: answer = ConditionPair(proposed, regulation).firstImpliesSecond
    case .median: return true
    }
    // What does not follow for every value of an unknown parameter may follow for the one that it has.
    return answer.isYes == false && !regulation.owners.isEmpty ? nil : answer.isYes
  }

  /// What is told of a promise that is not kept; nothing when it is.
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

/// What a model cannot say of the regulations that were read.
struct ProposalLosses {
  let model: FilledModel
  let regulations: [MunicipalRegulation]
  let wish: ProposalRequest

  /// The losses, each once.
  var texts: [BilingualText] { unknownDemands + brokenPromises + lessMoney }

  /// Requirements and proofs over facts of which the model does not speak.
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
    if wish.strategy == .median { return [] }
    return regulations.compactMap { regulation in
      guard let reading = RegulationAnalysis(regulation.provision) else {
        return HarmonisationTexts.unproven(regulation.title, wish.strategy)
      }
      return PromiseCheck(reading).failure(of: model, wish.strategy, regulation.title)
    }
  }

  /// Nobody loses at the most generous: who would pay less is told.
  private var lessMoney: [BilingualText] {
    let parameter = model.open.first { $0.reads?.part == .centsPerYear }
    guard wish.strategy == .mostGenerous, let parameter, let then = Int64(model.value(of: parameter)) else { return [] }
    return regulations.compactMap { regulation in
      guard let now = regulation.provision.highestCentsPerYear(on: wish.date.daysSinceEpoch), now > then else {
        return nil
      }
      return HarmonisationTexts.lessMoney(regulation.title, now: now, then: then)
    }
  }
}
