import GRPCCore
import GatewayAPI
import MomentsAPI
import ServiceRuntime
import SwiftProtobuf
import Synchronization

extension MunicipalityHandler {
  /// Streams the notices (meldingen) of the client's municipalities until the client leaves.
  func watchNotices(
    _ request: Mantel_Gateway_V1_WatchNoticesRequest,
    in municipalities: [String],
    _ response: RPCWriter<Mantel_Gateway_V1_WatchNoticesResponse>
  ) async throws {
    let sequence = Mutex(request.afterSequence)
    var isOpen = true
    while isOpen {
      isOpen = try await Upstream.read(atMost: watchRenewal) { options in
        let watched = Mantel_Moments_V1_WatchNoticesRequest.with {
          $0.municipalities = municipalities
          $0.afterSequence = sequence.withLock { $0 }
        }
        try await services.moments.watchNotices(watched, options: options) { answer in
          for try await message in answer.messages {
            try await response.write(.with { $0.notice = message.notice })
            sequence.withLock { $0 = message.notice.sequence }
          }
        }
      }
    }
  }

  /// Acknowledges a notice.
  func acknowledgeNotice(
    _ request: Mantel_Gateway_V1_AcknowledgeNoticeRequest,
    in municipalities: [String],
    _ options: CallOptions
  ) async throws -> Mantel_Gateway_V1_AcknowledgeNoticeResponse {
    let answer = try await services.moments.acknowledgeNotice(
      .with {
        $0.requestID = request.requestID
        $0.name = request.name
        $0.municipalities = municipalities
      },
      options: options
    )
    return .with { $0.acknowledgeTime = answer.acknowledgeTime }
  }
}
