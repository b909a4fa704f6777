import CareTypes
import RuleLanguage

/// Chooses the values of a model's parameters from those of the regulations.
struct ProposalValues {
  private(set) var model: FilledModel
  private(set) var lost: [BilingualText] = []
  private let request: ProposalRequest
  private let regulations: [MunicipalRegulation]
  /// The analysis of each regulation; nil for one that cannot be analysed.
  private let analyses: [RegulationAnalysis?]
  /// For each parameter: its extractor, and the value that it found in each regulation.
  private var readers: [String: ParameterExtractor] = [:]
  private var read: [String: [ExtractedValue]] = [:]

  init(_ template: Provision, _ regulations: [MunicipalRegulation], _ request: ProposalRequest) {
    (model, self.regulations, self.request) = (FilledModel(template), regulations, request)
    analyses = regulations.map { RegulationAnalysis($0.provision) }
    for parameter in model.open where parameter.reads != nil {
      let reader = ParameterExtractor(parameter, of: model)
      readers[parameter.name] = reader
      read[parameter.name] = zip(regulations, analyses).map {
        reader.read($0.provision, $1, on: request.date.daysSinceEpoch)
      }
    }
    reportOwnScales()
    chooseNumbers()
    chooseWords()
    keepSomeProof()
    if request.strategy != .median { mend() }
  }

  /// How each parameter was chosen.
  var choices: [ParameterChoice] {
    model.open.map { parameter in
      let values = zip(regulations, read[parameter.name] ?? []).map { regulation, value in
        ParameterChoice.Value(
          municipality: regulation.municipality,
          provision: regulation.provision.id,
          value: text(value, of: parameter)
        )
      }
      return ParameterChoice(parameter: parameter, chosen: model.value(of: parameter), read: values)
    }
  }

  private func text(_ value: ExtractedValue, of parameter: Parameter) -> String {
    switch value {
    case .value(let text): text
    case .notAccepted: readers[parameter.name]?.switchedOff ?? ""
    case .unknown: ""
    }
  }

  /// Reports the thresholds on scales of the municipalities' own, which cannot be compared.
  private mutating func reportOwnScales() {
    for parameter in model.open {
      guard let fact = parameter.reads?.fact, FactCatalogue.ownScales.contains(fact) else { continue }
      let asking = zip(regulations, analyses).filter { $1?.asks(for: fact) == true }.map(\.0.title)
      if !asking.isEmpty {
        lost.append(HarmonisationTexts.ownScale(parameter, value: model.value(of: parameter), of: asking))
      }
    }
  }

  // MARK: Numbers

  private mutating func chooseNumbers() {
    for parameter in model.open where ParameterExtractor.words(of: parameter).isEmpty {
      let choice = NumberAggregation(parameter: parameter, switchedOff: readers[parameter.name]?.switchedOff)
      var value = choice.choose(request.strategy, among: read[parameter.name] ?? [])
      if parameter.reads?.part == .centsPerYear, let cents = request.centsPerYear { value = "\(cents)" }
      if let value { take(value, choice) }
    }
  }

  private mutating func take(_ value: String, _ choice: NumberAggregation) {
    let clamped = choice.clamped(value)
    guard choice.parameter.refusal(of: clamped) == nil else { return }
    if clamped != value { lost.append(HarmonisationTexts.clamped(choice.parameter, from: value, to: clamped)) }
    model.values[choice.parameter.name] = clamped
  }

  /// If no proof is accepted, nobody meets the condition. Then the proofs are accepted that some regulation accepts,
  /// and if there are none, those of the model.
  private mutating func keepSomeProof() {
    guard model.neverHolds else { return }
    lost.append(HarmonisationTexts.noProofLeft)
    let proofs = model.open.filter { $0.reads?.part == .proof && ParameterExtractor.words(of: $0).isEmpty }
    for parameter in proofs {
      let accepted = (read[parameter.name] ?? []).filter { $0 != .notAccepted }
      let choice = NumberAggregation(parameter: parameter, switchedOff: nil)
      if let value = choice.choose(request.strategy, among: accepted) { take(value, choice) }
    }
    if model.neverHolds { for parameter in proofs { model.values[parameter.name] = nil } }
    for parameter in model.open where parameter.reads?.part == .proof && model.neverHolds {
      model.values[parameter.name] = nil
    }
    if model.neverHolds {
      for parameter in model.open where parameter.reads?.fact != nil { model.values[parameter.name] = nil }
    }
  }

  // MARK: Words

  private mutating func chooseWords() {
    // Words are compared in the model with its defaults, which some people meet; if nobody met it, all words would be
    // equally wide.
    let defaults = FilledModel(model.model)
    for parameter in model.open where !ParameterExtractor.words(of: parameter).isEmpty {
      let choice = WordAggregation(parameter: parameter, model: defaults)
      guard let value = choice.choose(request.strategy, among: read[parameter.name] ?? []),
        parameter.refusal(of: value) == nil
      else { continue }
      model.values[parameter.name] = value
    }
  }

  /// Tries words that no regulation has, and takes one if fewer people lose a right with it, or with the strictest
  /// strategy fewer gain one: what is right for each parameter alone can be wrong for all together.
  private mutating func mend() {
    let promised = zip(regulations, analyses).compactMap { $1.map(PromiseCheck.init) }
    func failures(_ model: FilledModel) -> [PromiseCheck] {
      promised.filter { $0.holds(for: model, request.strategy) == false }
    }
    var failing = failures(model)
    for parameter in model.open {
      guard let fact = parameter.reads?.fact else { continue }
      for word in ParameterExtractor.words(of: parameter) where word != model.value(of: parameter) {
        guard failing.contains(where: { $0.facts.contains(fact) }) else { continue }
        let other = model.with(parameter.name, word)
        let isFurther = request.strategy == .mostGenerous ? model.implies(other) : other.implies(model)
        guard isFurther == true, !other.neverHolds else { continue }
        let left = failures(other)
        if left.count < failing.count { (model, failing) = (other, left) }
      }
    }
  }
}
