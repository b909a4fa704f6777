import CareTypes
import Foundation
import GRPCCore
import GRPCProtobuf
import GatewayAPI
import MomentsAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf

/// Answers `mantel.gateway.v1.HospitalService`.
struct HospitalRPC: Mantel_Gateway_V1_HospitalService.SimpleServiceProtocol {
  let moments: any Mantel_Moments_V1_MomentsService.ClientProtocol
  let questions: NumberQuestions

  func reportMoment(
    request: Mantel_Gateway_V1_ReportMomentRequest,
    context: ServerContext
  ) async throws -> Mantel_Gateway_V1_ReportMomentResponse {
    let call = try AuthenticatedCall.required()
    let hospital = try call.hospital()
    let moment = Mantel_Moments_V1_Moment.with {
      $0.source = "nihdi:\(hospital.number.digits)"
      $0.eventID = request.eventID
      $0.kind = request.kind
      $0.recipientInsz = request.patientInsz
      if request.hasOccurTime { $0.occurTime = request.occurTime }
      $0.place = hospital.name
    }
    do {
      let answer = try await questions.ask(by: [request.patientInsz], isTelling: false) {
        try await Upstream.ask { options in
          try await moments.reportMoment(.with { $0.moment = moment }, options: options)
        }
      }
      call.resource = answer.moment
      return .with {
        $0.moment = answer.moment
        $0.receiveTime = answer.receiveTime
      }
    } catch let error as RPCError where error.code == .invalidArgument {
      throw try Self.inOwnWords(error)
    }
  }

  /// The fields of a refusal by the names that the hospital knows.
  private static func inOwnWords(_ error: RPCError) throws -> any Error {
    let violations = try error.unpackGoogleRPCStatus()?.details.compactMap(\.badRequest).flatMap(\.violations) ?? []
    if violations.isEmpty { return error }
    return Refusal.invalid(
      violations.map { violation in
        let field = violation.field.replacingOccurrences(of: "moment.", with: "")
        return FieldViolation(
          field: field == "recipient_insz" ? "patient_insz" : field,
          description: violation.violationDescription
        )
      }
    )
  }
}
