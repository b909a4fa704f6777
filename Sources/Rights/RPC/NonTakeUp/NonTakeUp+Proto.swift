import CareTypes
package import RightsAPI
package import RightsDomain
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

extension NonTakeUpReason: MessageWord {
  /// The same value in messages of the protos.
  package var message: Mantel_Rights_V1_NonTakeUpReason {
    switch self {
    case .application: .application
    case .consent: .consent
    case .evidence: .evidence
    case .signatures: .signatures
    case .ratification: .ratification
    case .renewal: .renewal
    case .conflict: .conflict
    }
  }
}

extension Mantel_Rights_V1_NonTakeUp {
  /// The message for an award that is not taken up.
  ///
  /// - Throws: `ValueError` for a day outside the calendar.
  init(_ found: AwardNotTakenUp) throws {
    self.init()
    award = try Mantel_Rights_V1_Award(found.view, withSteps: false)
    careSituation = ResourceCollection.careSituations.name(found.situation)
    reason = found.reason.message
    sinceDate = try Mantel_Type_V1_Date(day: found.since)
  }
}

extension Mantel_Rights_V1_ProvisionTakeUp {
  /// The message for the counts of a provision.
  init(_ counts: TakeUpCounts) {
    self.init()
    provision = counts.version.name
    titleNl = counts.version.titleNL
    titleEn = counts.version.titleEN
    held = counts.held
    notTakenUp = NonTakeUpReason.allCases.compactMap { reason in
      counts.notTakenUp[reason].map { count in
        .with {
          $0.reason = reason.message
          $0.count = count
        }
      }
    }
  }
}
