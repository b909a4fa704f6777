import Assembly
import CareTypes
import Foundation
import GRPCCore
import GRPCInProcessTransport
import GatewayAPI
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Gateway

/// How much work a call makes for the databases, and how many calls it takes behind the gateway.
@Suite("The work of a call", .timeLimit(.minutes(3)))
struct WorkTests {
  @Test("Is what the table says, for each method whose scope is checked, and what hospitals and care councils ask")
  func table() async throws {
    let counters = WorkCounters()
    let lines = try await RealServices.serve(clients: ScopedCall.clients, counting: counters) { real in
      let kept = try await ScopedCall.Kept(in: real)
      var lines: [String] = []
      for call in ScopedCall.all {
        let work = try await counters.work { _ = try await call.make(real.gateway, kept, "antwerpen") }
        lines.append(WorkTable.line(call.method.method, work))
      }
      let report = try await counters.work { _ = try await Self.reportMoment(1, to: real) }
      lines.append(WorkTable.line("ReportMoment", report))
      let query = try await counters.work {
        _ = try await Mantel_Gateway_V1_ZoneService.Client(wrapping: real.gateway).queryAggregate(
          .with { $0.dimensions = [.municipality] },
          metadata: key(of: "zorgraad")
        )
      }
      lines.append(WorkTable.line("QueryAggregate", query))
      return lines
    }
    let expected = WorkTable.text.split(separator: "\n").dropFirst().map(String.init)
    #expect(lines == expected, "\n\(lines.joined(separator: "\n"))")
  }

  @Test("Compiles no statement anew once each kind of call was made")
  func prepared() async throws {
    let counters = WorkCounters()
    try await RealServices.serve(clients: ScopedCall.clients, counting: counters) { real in
      let municipality = MunicipalityClient(wrapping: real.gateway)
      let key = key(of: "antwerpen")
      var prepared: [String: Int] = [:]
      // Each connection of a pool compiles for itself.
      for round in 0..<12 {
        var name = ""
        prepared["RegisterCareSituation"] = try await counters.work {
          name = try await municipality.registerCareSituation(
            .with {
              $0.requestID = UUID().uuidString
              $0.careSituation = ScopedCall.inAntwerp()
              $0.careSituation.caregiver.insz = ""
              $0.careSituation.caregiver.birthDate = Samples.date(1980, 2, Int32(1 + round))
              $0.careSituation.recipient.insz = ""
              $0.careSituation.recipient.birthDate = Samples.date(1950, 2, Int32(1 + round))
            },
            metadata: key
          ).careSituation
        }.total.prepared
        let registered = name
        prepared["GetCareSituation"] = try await counters.work {
          _ = try await municipality.getCareSituation(.with { $0.name = registered }, metadata: key)
        }.total.prepared
        prepared["ReportMoment"] = try await counters.work { _ = try await Self.reportMoment(round, to: real) }.total
          .prepared
      }
      #expect(prepared == ["RegisterCareSituation": 0, "GetCareSituation": 0, "ReportMoment": 0])
    }
  }

  private static func reportMoment(_ event: Int, to real: RealServices) async throws {
    let noon = Instant(seconds: Int64(try CalendarDate(year: 2025, month: 5, day: 30).daysSinceEpoch) * 86_400)
    _ = try await HospitalClient(wrapping: real.gateway).reportMoment(
      .with {
        $0.eventID = "event-\(event)"
        $0.kind = .admission
        $0.patientInsz = Samples.recipientINSZ
        $0.occurTime = Google_Protobuf_Timestamp(noon)
      },
      metadata: key(of: "de-linde")
    )
  }
}
