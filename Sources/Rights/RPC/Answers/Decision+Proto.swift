import CareTypes
import EventsAPI
package import RightsAPI
package import RightsDomain
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

extension DecisionOutcome: MessageWord {
  /// The same value in messages of the protos.
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
  init(_ decision: StoredDecision) {
    self.init()
    let catalogue = decision.catalogue
    name = decision.name.text
    careSituation = ResourceCollection.careSituations.name(decision.careSituation)
    provision = decision.provision.name
    provisionVersion = Int32(decision.provision.version)
    titleNl = decision.provision.titleNL
    titleEn = decision.provision.titleEN
    outcome = decision.result.outcome.message
    missing = decision.result.missing.map { Mantel_Rights_V1_MissingFact($0, in: catalogue) }
    decidedForDate = Mantel_Type_V1_Date(decision.decidedFor)
    decideTime = Google_Protobuf_Timestamp(decision.decideTime)
    factsDigest = decision.digest.hexText
    if let time = decision.supersedeTime { supersedeTime = Google_Protobuf_Timestamp(time) }
    if decision.result.outcome.isPositive {
      if let cents = decision.result.amountCents { amountCents = cents }
      if let times = decision.provision.frequency { frequency = times.message }
    }
    uncertainties = decision.provision.uncertainties
    contradicts = decision.result.contradicts
    provenBy = decision.result.provenBy
    grantMode = decision.provision.grantMode?.message ?? .unspecified
  }
}
