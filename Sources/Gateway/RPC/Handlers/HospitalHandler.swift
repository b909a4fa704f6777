import CareTypes
import GRPCCore
import GRPCProtobuf
import GatewayAPI
import MomentsAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf

/// Answers the method of `mantel.gateway.v1.HospitalService`.
struct HospitalHandler: Sendable {
  /// The services behind the gateway.
  let services: ServicesBehind

  /// Reports a hinge moment (scharniermoment) as the hospital of the clients file, whatever the request says.
  func reportMoment(
    _ request: Mantel_Gateway_V1_ReportMomentRequest,
    of hospital: (number: NIHDINumber, name: String),
    _ options: CallOptions
  ) async throws -> Mantel_Gateway_V1_ReportMomentResponse {
    let moment = Mantel_Moments_V1_Moment.with {
      $0.source = "nihdi:\(hospital.number.digits)"
      $0.eventID = request.eventID
      $0.kind = request.kind
      $0.recipientInsz = request.patientInsz
      if request.hasOccurTime { $0.occurTime = request.occurTime }
      $0.place = hospital.name
    }
    do {
      let answer = try await services.moments.reportMoment(.with { $0.moment = moment }, options: options)
      return .with {
        $0.moment = answer.moment
        $0.receiveTime = answer.receiveTime
      }
    } catch let error as RPCError where error.code == .invalidArgument {
      throw try Self.withFieldsOfHospital(error)
    }
  }

  /// A refusal of HingeMoments with its fields under the names that the hospital's request has for them.
  private static func withFieldsOfHospital(_ error: RPCError) throws -> any Error {
    let violations = try error.unpackGoogleRPCStatus()?.details.compactMap(\.badRequest).flatMap(\.violations) ?? []
    if violations.isEmpty { return error }
    return Refusal.invalid(
      violations.map { violation in
        let field = violation.field.replacing("moment.", with: "")
        return FieldViolation(
          field: field == "recipient_insz" ? "patient_insz" : field,
          description: violation.violationDescription
        )
      }
    )
  }
}
