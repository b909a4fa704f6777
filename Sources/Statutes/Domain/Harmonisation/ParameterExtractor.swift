import CareTypes
import RuleLanguage

/// Extracts the value of one parameter of a model from regulations.
///
/// Which word describes a regulation, and with which number a proof is never accepted, follows from what the model does
/// with each value.
struct ParameterExtractor {
  let parameter: Parameter
  /// The number with which the proof is never accepted (uitgeschakeld); nil when the model has no such number.
  let switchedOff: String?
  /// For each word: how the model with that word treats the fact; nil when that cannot be decided.
  private let stances: [(word: String, stance: FactStance?)]
  /// For each word: the values of the fact that the model with that word accepts as proof; nil when they cannot be
  /// found.
  private let proofs: [(word: String, proofs: Set<String>?)]

  init(_ parameter: Parameter, of model: FilledModel) {
    self.parameter = parameter
    let fact = parameter.reads?.fact ?? ""
    let words = Self.words(of: parameter)
    let readsProof = parameter.reads?.part == .proof
    let readsStance = parameter.reads?.part == .stance
    stances = readsStance ? words.map { ($0, model.with(parameter.name, $0).stance(to: fact)) } : []
    proofs =
      readsProof
      ? words.map { word in
        let analysis = RegulationAnalysis(model.with(parameter.name, word).provision, compiled: model.compiled)
        return (word, analysis?.proofWords(fact))
      } : []
    switchedOff = readsProof && words.isEmpty ? Self.switchedOff(parameter, of: model) : nil
  }

  /// The values of a parameter that is not a number: yes and no, or its choices.
  static func words(of parameter: Parameter) -> [String] {
    parameter.type == .bool ? ["false", "true"] : parameter.choices.map(\.value)
  }

  /// The number with which the fact proves nothing, and nobody meets the condition who did not meet it before.
  private static func switchedOff(_ parameter: Parameter, of model: FilledModel) -> String? {
    guard let fact = (parameter.reads?.fact).flatMap({ FactCatalogue.care[$0] }) else { return nil }
    return ["0", parameter.minimum, parameter.maximum].compactMap { $0 }.first { candidate in
      guard parameter.refusal(of: candidate) == nil else { return false }
      let off = model.with(parameter.name, candidate)
      return off.leavesIdle(fact) && off.implies(model) == true
    }
  }

  /// The value of the parameter in a regulation on a day.
  func read(_ provision: Provision, _ analysis: RegulationAnalysis?, on day: Int) -> ExtractedValue {
    guard let reads = parameter.reads else { return .unknown }
    switch reads.part {
    case .centsPerYear: return extracted(provision.highestCentsPerYear(on: day).map { "\($0)" })
    case .payee: return extracted(provision.benefit?.payee?.rawValue)
    case .suspension: return .value("\(provision.procedure.suspendAfterDaysAdmitted ?? 0)")
    case .lowest, .highest, .stance, .proof: break
    }
    // Points on the scales of two municipalities are neither more nor less than each other.
    guard let analysis, let fact = reads.fact, !FactCatalogue.ownScales.contains(fact) else { return .unknown }
    switch reads.part {
    case .lowest, .highest: return extracted(analysis.bound(reads.part, of: fact).flatMap(number))
    case .stance: return extracted(analysis.stance(to: fact).flatMap(word))
    default: return proof(fact, analysis)
    }
  }

  private func word(for stance: FactStance) -> String? {
    (stances.first { $0.stance == stance } ?? stances.first { $0.stance == .neutral })?.word
  }

  private func proof(_ fact: String, _ analysis: RegulationAnalysis) -> ExtractedValue {
    guard Self.words(of: parameter).isEmpty else {
      return extracted(
        analysis.proofWords(fact).flatMap { words in
          let wider = { (proofs: Set<String>?) in proofs.map { !words.isEmpty && $0.isSuperset(of: words) } ?? false }
          return (proofs.first { $0.proofs == words } ?? proofs.first { wider($0.proofs) })?.word
        }
      )
    }
    let proof = analysis.leastProof(fact)
    guard proof.isKnown else { return .unknown }
    guard let value = proof.value else { return .notAccepted }
    return extracted(number(value))
  }

  /// A number as a value of the parameter: a fraction is rounded so that no more people meet the condition.
  private func number(_ value: FactValue) -> String? {
    guard let number = Double(value.parameterText) else { return nil }
    guard parameter.type == .int else { return value.parameterText }
    let rule: FloatingPointRoundingRule = parameter.reads?.part == .highest ? .down : .up
    return Int(exactly: number.rounded(rule)).map(String.init)
  }

  private func extracted(_ value: String?) -> ExtractedValue { value.map { .value($0) } ?? .unknown }
}
