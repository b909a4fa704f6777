import CareTypes
import Foundation
import GRPCCore
import GatewayAPI
import MomentsAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

extension MunicipalityHandler {
  /// Records a hinge moment (scharniermoment) of a person whom the municipality sees. Its source is the municipality; of a
  /// client with several the one with the lowest code, so that it stays the same.
  func recordMoment(
    _ request: Mantel_Gateway_V1_RecordMomentRequest,
    of municipalities: [String],
    _ options: CallOptions
  ) async throws -> Mantel_Gateway_V1_RecordMomentResponse {
    var validation = Validation()
    let eventID = Self.requestID(request.requestID, "request_id", &validation)
    let corrected =
      request.correctsRequestID.isEmpty
      ? "" : Self.requestID(request.correctsRequestID, "corrects_request_id", &validation)
    let date =
      request.hasDate
      ? validation.value("date") { () throws(ValueError) in try CalendarDate(request.date) } : nil
    try validation.finish()
    let moment = Mantel_Moments_V1_Moment.with {
      $0.source = "nis:\(municipalities.first ?? "")"
      $0.eventID = eventID
      $0.kind = request.kind
      $0.recipient = request.person
      // Midnight UTC is early in the same day in Belgium.
      if let date { $0.occurTime.seconds = Int64(date.daysSinceEpoch) * 86_400 }
      $0.placeKind = request.placeKind
      $0.correctsEventID = corrected
    }
    let answer = try await MomentReport.send(
      moment,
      to: services.moments,
      fields: [
        "event_id": "request_id", "recipient": "person", "occur_time": "date",
        "corrects_event_id": "corrects_request_id",
      ],
      options
    )
    return .with {
      $0.moment = answer.moment
      $0.receiveTime = answer.receiveTime
    }
  }

  /// Reads a request id, in lower case.
  private static func requestID(_ text: String, _ field: String, _ validation: inout Validation) -> String {
    if text.utf8.count == 36, let id = UUID(uuidString: text) { return id.uuidString.lowercased() }
    if text.isEmpty { validation.missing(field) } else { validation.reject(field, "is not a UUID") }
    return ""
  }
}
