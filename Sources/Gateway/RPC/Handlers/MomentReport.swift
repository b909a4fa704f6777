import GRPCCore
import GRPCProtobuf
import MomentsAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf

/// Reports hinge moments of clients to HingeMoments.
enum MomentReport {
  /// Reports a moment.
  ///
  /// - Parameters:
  ///   - moment: The moment.
  ///   - moments: The service.
  ///   - fields: By the name of a field of the moment: the name that it has in the request of the client, if it differs.
  ///   - options: The options of the call.
  /// - Throws: What HingeMoments answers, with the fields under the names that the request of the client has for them.
  static func send(
    _ moment: Mantel_Moments_V1_Moment,
    to moments: any Mantel_Moments_V1_MomentsService.ClientProtocol,
    fields: [String: String],
    _ options: CallOptions
  ) async throws -> Mantel_Moments_V1_ReportMomentResponse {
    do {
      return try await moments.reportMoment(.with { $0.moment = moment }, options: options)
    } catch let error as RPCError where error.code == .invalidArgument {
      let violations = try error.unpackGoogleRPCStatus()?.details.compactMap(\.badRequest).flatMap(\.violations) ?? []
      if violations.isEmpty { throw error }
      throw Refusal.invalid(
        violations.map { violation in
          let field = violation.field.replacing("moment.", with: "")
          return FieldViolation(field: fields[field] ?? field, description: violation.violationDescription)
        }
      )
    }
  }
}
