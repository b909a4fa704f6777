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
    }
  }
}

extension Mantel_Rights_V1_Decision {
  init(_ decision: StoredDecision) throws {
    self.init()
    let catalogue = try decision.provision.catalogue()
    name = ResourceCollection.decisions.name(decision.id)
    careSituation = ResourceCollection.careSituations.name(decision.careSituation)
    provision = decision.provision.name
    provisionVersion = Int32(decision.provision.version)
    titleNl = decision.provision.titleNL
    titleEn = decision.provision.titleEN
    outcome = decision.result.outcome.message
    missing = decision.result.missing.map { name in
      .with {
        $0.name = name
        $0.labelNl = catalogue[name]?.label.dutch ?? name
        $0.labelEn = catalogue[name]?.label.english ?? name
        $0.suppliedByNl = catalogue[name]?.suppliedBy.dutch ?? ""
        $0.suppliedByEn = catalogue[name]?.suppliedBy.english ?? ""
      }
    }
    decidedForDate = Mantel_Type_V1_Date(decision.decidedFor)
    decideTime = Google_Protobuf_Timestamp(decision.decideTime)
    factsDigest = decision.digest.map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0\(text)" : text
    }.joined()
    if let time = decision.supersedeTime { supersedeTime = Google_Protobuf_Timestamp(time) }
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
  static func lines(of decision: StoredDecision) throws -> [Self] {
    let catalogue = try decision.provision.catalogue()
    let reasons = decision.result.reasons.map { reason in
      Self.with {
        $0.result = .no
        $0.textNl = RightsTexts.reason(reason).dutch
        $0.textEn = RightsTexts.reason(reason).english
      }
    }
    let dutch = decision.result.explanation.sentences(in: .dutch, catalogue: catalogue)
    let english = decision.result.explanation.sentences(in: .english, catalogue: catalogue)
    return reasons
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
