import CareTypes
import GatewayDomain
import GRPCCore
import GatewayAPI
import MomentsAPI
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

/// Answers the method of `mantel.gateway.v1.HospitalService`.
struct HospitalHandler: Sendable {
  /// The services behind the gateway.
  let services: ServicesBehind

  /// Reports a hinge moment (scharniermoment) as the hospital or care centre of the clients file, whatever the request says.
  func reportMoment(
    _ request: Mantel_Gateway_V1_ReportMomentRequest,
    of place: PlaceOfCare,
    _ options: CallOptions
  ) async throws -> Mantel_Gateway_V1_ReportMomentResponse {
    let moment = Mantel_Moments_V1_Moment.with {
      $0.source = "nihdi:\(place.number.digits)"
      $0.eventID = request.eventID
      $0.kind = request.kind
      $0.recipientInsz = request.patientInsz
      if request.hasOccurTime { $0.occurTime = request.occurTime }
      $0.place = place.name
      $0.placeKind = request.placeKind == .unspecified ? place.usualKind.message : request.placeKind
      $0.correctsEventID = request.correctsEventID
    }
    let answer = try await MomentReport.send(
      moment,
      to: services.moments,
      fields: ["recipient_insz": "patient_insz"],
      options
    )
    return .with {
      $0.moment = answer.moment
      $0.receiveTime = answer.receiveTime
    }
  }
}
