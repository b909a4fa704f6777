import CareTypes
import Foundation
import GRPCCore
import GatewayAPI
import MomentsAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Gateway

@Suite("What municipalities record of moments")
struct RecordMomentTests {
  private let aalter = key(of: "aalter")
  private let person = "persons/\(World.inside)"
  private let requestID = "6F1B1D6E-43A5-4E5B-8C0B-0D7B9C2F3A11"

  @Test("Is reported by the municipality, about the person whom it sees, on the day in Belgium")
  func recorded() async throws {
    try await withGateway { gateway in
      let answer = try await gateway.municipality.recordMoment(
        .with {
          $0.requestID = requestID
          $0.person = person
          $0.kind = .admission
          $0.date = Samples.date(2025, 5, 20)
          $0.placeKind = .residentialCareCentre
          $0.correctsRequestID = "6F1B1D6E-43A5-4E5B-8C0B-0D7B9C2F3A12"
        },
        metadata: aalter
      )
      #expect(answer.moment == "moments/\(World.inside)" && answer.receiveTime.seconds == 20)
      let day = try CalendarDate(year: 2025, month: 5, day: 20)
      let asked = gateway.world.asked(Mantel_Moments_V1_ReportMomentRequest.self)
      #expect(
        asked == [
          .with {
            $0.moment.source = "nis:44084"
            $0.moment.eventID = requestID.lowercased()
            $0.moment.kind = .admission
            $0.moment.recipient = person
            $0.moment.occurTime.seconds = Int64(day.daysSinceEpoch) * 86_400
            $0.moment.placeKind = .residentialCareCentre
            $0.moment.correctsEventID = "6f1b1d6e-43a5-4e5b-8c0b-0d7b9c2f3a12"
          }
        ]
      )
      #expect(try asked.map { try Instant($0.moment.occurTime).dateInBelgium() } == [day])
    }
  }

  @Test("Names each wrong field as the municipality knows it")
  func fields() async throws {
    try await withGateway { gateway in
      let seen = try await refusal {
        try await gateway.municipality.recordMoment(
          .with {
            $0.requestID = "1"
            $0.person = person
            $0.date = Samples.date(2025, 2, 30)
            $0.correctsRequestID = "2"
          },
          metadata: aalter
        )
      }
      let own = ["request_id", "corrects_request_id", "date"]
      #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: own))
      #expect(gateway.world.asked(Mantel_Moments_V1_ReportMomentRequest.self).isEmpty)
      let fields = ["event_id", "kind", "recipient", "occur_time", "place_kind", "corrects_event_id"]
      gateway.world.fail(
        Mantel_Moments_V1_ReportMomentRequest.self,
        Refusal.invalid(fields.map { FieldViolation(field: "moment.\($0)", description: "is wrong") })
      )
      let answered = try await refusal {
        try await gateway.municipality.recordMoment(
          .with {
            $0.requestID = requestID
            $0.person = person
          },
          metadata: aalter
        )
      }
      let renamed = ["request_id", "kind", "person", "date", "place_kind", "corrects_request_id"]
      #expect(answered == SeenError(.invalidArgument, "INVALID_FIELD", fields: renamed))
    }
  }

  @Test("Is refused about someone whom the municipality does not see, and to others than municipalities")
  func scope() async throws {
    try await withGateway { gateway in
      let request = Mantel_Gateway_V1_RecordMomentRequest.with {
        $0.requestID = requestID
        $0.person = person
        $0.kind = .discharge
        $0.date = Samples.date(2025, 5, 20)
      }
      let hidden = try await refusal {
        try await gateway.municipality.recordMoment(request, metadata: key(of: "maldegem"))
      }
      #expect(hidden == SeenError(.notFound, "RESOURCE_NOT_FOUND"))
      for client in ["de-linde", "avondrust", "zorgraad", "huisarts"] {
        let seen = try await refusal {
          try await gateway.municipality.recordMoment(request, metadata: key(of: client))
        }
        #expect(seen == SeenError(.permissionDenied, "OUT_OF_SCOPE"), "\(client)")
      }
      let unknown = try await refusal { try await gateway.municipality.recordMoment(request, metadata: [:]) }
      #expect(unknown == SeenError(.unauthenticated, "UNAUTHENTICATED"))
      #expect(gateway.world.asked(Mantel_Moments_V1_ReportMomentRequest.self).isEmpty)
    }
  }

  @Test(
    "Says whether the moment to be corrected is unknown, or was corrected before",
    arguments: [("RESOURCE_NOT_FOUND", true), ("MOMENT_CORRECTED", false)]
  )
  func corrections(reason: String, isMissing: Bool) async throws {
    try await withGateway { gateway in
      gateway.world.fail(
        Mantel_Moments_V1_ReportMomentRequest.self,
        isMissing ? Refusal.notFound("The moment") : Refusal(.momentCorrected, "The moment was corrected before")
      )
      let seen = try await refusal {
        try await gateway.municipality.recordMoment(
          .with {
            $0.requestID = requestID
            $0.person = person
            $0.correctsRequestID = "6F1B1D6E-43A5-4E5B-8C0B-0D7B9C2F3A12"
          },
          metadata: aalter
        )
      }
      #expect(seen == SeenError(isMissing ? .notFound : .failedPrecondition, reason))
    }
  }
}

extension Refusal.Reason {
  /// As HingeMoments gives it.
  fileprivate static let momentCorrected = Refusal.Reason("MOMENT_CORRECTED", .failedPrecondition)
}
