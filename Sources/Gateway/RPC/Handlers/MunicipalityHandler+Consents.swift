import TypeAPI
import GRPCCore
import GatewayAPI
import MomentsAPI
import RegistrationAPI
import ServiceRuntime
import SwiftProtobuf

extension MunicipalityHandler {
  /// Records a consent (toestemming).
  func recordConsent(
    _ request: Mantel_Gateway_V1_RecordConsentRequest,
    _ options: CallOptions
  ) async throws -> Mantel_Gateway_V1_RecordConsentResponse {
    let answer = try await services.registration.recordConsent(
      .with {
        $0.requestID = request.requestID
        $0.person = request.person
        if request.hasConsent { $0.consent = request.consent }
        $0.confirmedWarnings = request.confirmedWarnings
      },
      options: options
    )
    return .with {
      $0.recordTime = answer.recordTime
      $0.stands = answer.stands
    }
  }

  /// Withdraws a consent; for hospitals, stops the notices that it allowed before the withdrawal is acknowledged.
  ///
  /// If HingeMoments does not answer, the withdrawal is kept but not acknowledged. The client repeats it with the same
  /// request id, Registration gives its first answer again, and the notices are stopped then.
  func withdrawConsent(
    _ request: Mantel_Gateway_V1_WithdrawConsentRequest,
    _ options: CallOptions
  ) async throws -> Mantel_Gateway_V1_WithdrawConsentResponse {
    let answer = try await Upstream.ask { options in
      try await services.registration.withdrawConsent(
        .with {
          $0.requestID = request.requestID
          $0.person = request.person
          $0.purpose = request.purpose
          if request.hasWithdrawDate { $0.withdrawDate = request.withdrawDate }
          $0.withdrawnBy = request.withdrawnBy
          $0.channel = request.channel
        },
        options: options
      )
    }
    for person in request.purpose == .hospital ? answer.persons : [] {
      _ = try await Upstream.inWordsOfService {
        try await Upstream.ask { options in
          try await services.moments.stopNotices(
            .with {
              $0.person = person
              $0.sequence = answer.sequence
            },
            options: options
          )
        }
      }
    }
    return .with { $0.recordTime = answer.recordTime }
  }
}
