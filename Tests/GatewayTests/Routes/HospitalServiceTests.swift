import GatewayDomain
import GRPCCore
import GRPCProtobuf
import GatewayAPI
import MomentsAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Gateway

@Suite("HospitalService")
struct HospitalServiceTests {
  private let deLinde = key(of: "de-linde")

  @Test("Reports under the hospital's own number and name")
  func report() async throws {
    try await withGateway { gateway in
      let answer = try await gateway.hospital.reportMoment(
        .with {
          $0.eventID = "ADT-1"
          $0.kind = .admission
          $0.patientInsz = Samples.recipientINSZ
          $0.occurTime.seconds = 1_748_700_000
        },
        metadata: deLinde
      )
      #expect(answer.moment == "moments/\(World.inside)")
      #expect(answer.receiveTime.seconds == 20)
      #expect(
        gateway.world.asked(Mantel_Moments_V1_ReportMomentRequest.self) == [
          .with {
            $0.moment.source = "nihdi:71099812"
            $0.moment.eventID = "ADT-1"
            $0.moment.kind = .admission
            $0.moment.recipientInsz = Samples.recipientINSZ
            $0.moment.occurTime.seconds = 1_748_700_000
            $0.moment.place = "Testziekenhuis De Linde"
            $0.moment.placeKind = .hospital
          }
        ]
      )
    }
  }

  @Test("A care centre reports under its own number and name, by itself as a residential care centre")
  func careCentre() async throws {
    try await withGateway { gateway in
      for kind in [Mantel_Type_V1_PlaceKind.unspecified, .shortStay] {
        _ = try await gateway.hospital.reportMoment(
          .with {
            $0.eventID = "stay-\(kind.rawValue)"
            $0.kind = .admission
            $0.patientInsz = Samples.recipientINSZ
            $0.placeKind = kind
            $0.correctsEventID = "stay-before"
          },
          metadata: key(of: "avondrust")
        )
      }
      let moments = gateway.world.asked(Mantel_Moments_V1_ReportMomentRequest.self).map(\.moment)
      #expect(moments.map(\.source) == ["nihdi:76123422", "nihdi:76123422"])
      #expect(moments.map(\.place) == Array(repeating: "Testwoonzorgcentrum Avondrust", count: 2))
      #expect(moments.map(\.placeKind) == [.residentialCareCentre, .shortStay])
      #expect(moments.allSatisfy { $0.correctsEventID == "stay-before" })
    }
  }

  @Test("Names each wrong field as the hospital knows it, in the message too")
  func fields() async throws {
    try await withGateway { gateway in
      gateway.world.fail(
        Refusal.invalid([
          FieldViolation(field: "moment.event_id", description: "is required"),
          FieldViolation(field: "moment.kind", description: "is not known"),
          FieldViolation(field: "moment.recipient_insz", description: "has wrong check digits"),
          FieldViolation(field: "moment.occur_time", description: "is required"),
        ])
      )
      let call = { try await gateway.hospital.reportMoment(.init(), metadata: deLinde) }
      let seen = try await refusal(call)
      let fields = ["event_id", "kind", "patient_insz", "occur_time"]
      #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: fields))
      #expect(try await status(call)?.message.contains("moment.") == false)
      #expect(gateway.world.asked(Mantel_Moments_V1_ReportMomentRequest.self).first?.moment.hasOccurTime == false)
    }
  }

  @Test("Tells that an event id was used for something else")
  func eventIDReused() async throws {
    try await withGateway { gateway in
      gateway.world.fail(Refusal(.requestIDReused, "The event id was used for something else"))
      let seen = try await refusal { try await gateway.hospital.reportMoment(.init(), metadata: deLinde) }
      #expect(seen == SeenError(.alreadyExists, "REQUEST_ID_REUSED"))
    }
  }
}
