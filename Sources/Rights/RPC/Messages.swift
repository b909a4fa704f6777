import CareTypes
import EventsAPI
package import RightsAPI
import RuleLanguage
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

typealias RightsProto = Mantel_Rights_V1_RightsService

extension DecisionOutcome: MessageWord {
  package var message: Mantel_Rights_V1_Outcome {
    switch self {
    case .granted: .granted
    case .proposed: .proposed
    case .awaitingEvidence: .awaitingEvidence
    case .notEntitled: .notEntitled
    case .undecided: .undecided
    }
  }
}

extension Mantel_Rights_V1_Decision {
  init(_ decision: StoredDecision) throws {
    self.init()
    let catalogue = decision.catalogue
    name = ResourceCollection.decisions.name(decision.id)
    careSituation = ResourceCollection.careSituations.name(decision.careSituation)
    provision = decision.provision.name
    provisionVersion = Int32(decision.provision.version)
    titleNl = decision.provision.titleNL
    titleEn = decision.provision.titleEN
    outcome = decision.result.outcome.message
    missing = decision.result.missing.map { Mantel_Rights_V1_MissingFact($0, in: catalogue) }
    decidedForDate = Mantel_Type_V1_Date(decision.decidedFor)
    decideTime = Google_Protobuf_Timestamp(decision.decideTime)
    factsDigest = decision.digest.map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0\(text)" : text
    }.joined()
    if let time = decision.supersedeTime { supersedeTime = Google_Protobuf_Timestamp(time) }
    if decision.result.outcome.isPositive {
      if let cents = decision.result.amountCents { amountCents = cents }
      if let times = decision.provision.frequency { frequency = times.message }
    }
    uncertainties = decision.provision.uncertainties
    contradicts = decision.result.contradicts
    provenBy = decision.result.provenBy
  }
}

extension Mantel_Rights_V1_MissingFact {
  /// A fact of a catalogue; one that is not in it goes by its name.
  init(_ name: String, in catalogue: FactCatalogue) {
    self.init()
    self.name = name
    labelNl = catalogue[name]?.label.dutch ?? name
    labelEn = catalogue[name]?.label.english ?? name
    suppliedByNl = catalogue[name]?.suppliedBy.dutch ?? ""
    suppliedByEn = catalogue[name]?.suppliedBy.english ?? ""
  }
}

extension Explanation.Verdict {
  var message: Mantel_Rights_V1_ExplanationLine.Result {
    switch self {
    case .yes: .yes
    case .no: .no
    case .unknown: .unknown
    }
  }
}

extension Mantel_Rights_V1_ExplanationLine {
  /// The lines of a decision: what bore on it besides the condition, then the tree.
  ///
  /// - Throws: `Refusal` once the facts were forgotten.
  static func lines(of decision: StoredDecision) throws -> [Self] {
    func title(_ name: String) -> BilingualText { decision.titles[name] ?? BilingualText(name, name) }
    func line(_ result: Mantel_Rights_V1_ExplanationLine.Result, _ text: BilingualText) -> Self {
      .with {
        $0.result = result
        $0.textNl = text.dutch
        $0.textEn = text.english
      }
    }
    let input = try decision.input()
    let elsewhere = input.elsewhere.map { line(.no, RightsTexts.lives($0.person, $0.region)) }
    let lines =
      decision.result.reasons.map { reason in
        line([.contradicts, .choice].contains(reason) ? .unknown : .no, RightsTexts.reason(reason))
      }
      + decision.result.contradicts.map { line(.unknown, RightsTexts.contradicts(title($0))) }
      + decision.result.provenBy.map { line(.yes, RightsTexts.provenBy(title($0))) }
    guard let compiled = decision.compiled else { return lines + elsewhere }
    let explanation = DecisionRule.explanation(input, compiled)
    let dutch = explanation.sentences(in: .dutch, catalogue: compiled.catalogue)
    let english = explanation.sentences(in: .english, catalogue: compiled.catalogue)
    return lines + elsewhere
      + zip(dutch, english).map { dutch, english in
        .with {
          $0.depth = Int32(dutch.depth)
          $0.result = dutch.verdict.message
          $0.textNl = dutch.text
          $0.textEn = english.text
        }
      }
  }
}

/// Turns decisions into what the outbox holds.
enum EventEncoding {
  static func payload(_ event: DecisionEvent) throws -> EventPayload {
    var message = Mantel_Events_V1_Event()
    message.decisionMade = .with {
      $0.decision = ResourceCollection.decisions.name(event.decision)
      $0.careSituation = ResourceCollection.careSituations.name(event.careSituation)
      $0.provision = event.provision
      $0.provisionVersion = Int32(event.version)
      $0.outcome = event.outcome.rawValue
    }
    return EventPayload(bytes: try message.serializedData())
  }
}
