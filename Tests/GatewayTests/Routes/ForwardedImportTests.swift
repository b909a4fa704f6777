import GatewayDomain
import Registration
import RegistrationDomain
import GRPCCore
import GRPCProtobuf
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing

@testable import Gateway

@Suite("Lists on their way to Registration", .timeLimit(.minutes(2)))
struct ForwardedImportTests {
  private typealias Part = Mantel_Registration_V1_ImportCareSituationsRequest

  private static let list = "aalter-mantelzorgpremie-2026"
  private let aalter = key(of: "aalter")

  private static func header(_ list: String = list) -> Part { .with { $0.header.listID = list } }

  private static func row(_ number: Int64, streetLine: String = "Verzonnenlaan 12") -> Part {
    .with {
      $0.row.number = number
      $0.row.careSituation = Samples.careSituation()
      $0.row.careSituation.caregiver.streetLine = streetLine
    }
  }

  @Test("Passes each row on, and the results; audits the list")
  func rows() async throws {
    try await withGateway { gateway in
      let sent = [Self.header()] + (1...3).map { Self.row($0) }
      let answer = try await gateway.imports.importCareSituations(metadata: aalter) { writer in
        for part in sent { try await writer.write(part) }
      }
      #expect(answer.results.map(\.number) == [1, 2, 3])
      #expect(answer.results.allSatisfy { $0.outcome == .registered })
      #expect(gateway.world.asked(Part.self) == sent)
      #expect(gateway.world.asked.allSatisfy { $0.client == "aalter" && $0.scope?.text == "44084;none" })
      let trail = try await gateway.store.auditTrail()
      #expect(trail.map(\.method) == ["mantel.registration.v1.ImportService/ImportCareSituations"])
      #expect(trail.map(\.resource) == ["imports/\(Self.list)"])
      #expect(trail.map(\.outcome) == ["ok"])
    }
  }

  @Test("Passes on each row before the next is sent, so that no list is held whole")
  func oneByOne() async throws {
    try await withGateway { gateway in
      let answer = try await gateway.imports.importCareSituations(metadata: aalter) { writer in
        try await writer.write(Self.header())
        for number in 1...5 as ClosedRange<Int64> {
          try await writer.write(Self.row(number))
          while gateway.world.asked.count <= number { try await Task.sleep(for: .milliseconds(1)) }
        }
      }
      #expect(answer.results.count == 5)
    }
  }

  @Test("Takes 2,000 rows that together are larger than any message may be")
  func long() async throws {
    try await withGateway { gateway in
      let streetLine = String(repeating: "x", count: 4_000)
      let answer = try await gateway.imports.importCareSituations(metadata: aalter) { writer in
        try await writer.write(Self.header())
        for number in 1...2_000 as ClosedRange<Int64> {
          try await writer.write(Self.row(number, streetLine: streetLine))
        }
      }
      #expect(answer.results.map(\.number) == Array(1...2_000))
    }
  }

  @Test("Refuses a row over 4 MiB with a precise status, whatever it took before")
  func tooLarge() async throws {
    try await withGateway { gateway in
      let seen = try await refusal {
        try await gateway.imports.importCareSituations(metadata: aalter) { writer in
          try await writer.write(Self.header())
          try await writer.write(Self.row(1))
          try await writer.write(Self.row(2, streetLine: String(repeating: "x", count: 5 << 20)))
          try await writer.write(Self.row(3))
        }
      }
      #expect(seen == SeenError(.resourceExhausted, "REQUEST_TOO_LARGE"))
      #expect(gateway.world.asked.count <= 2)
      let trail = try await gateway.store.auditTrail()
      #expect(trail.map(\.outcome) == ["resourceExhausted"])
      #expect(trail.map(\.resource) == ["imports/\(Self.list)"])
    }
  }

  @Test("Passes on a refusal that comes while rows are still sent, with its words")
  func refusedMidway() async throws {
    try await withGateway { gateway in
      gateway.world.fail(
        Part.self,
        Refusal(Refusal.Reason("IMPORT_MALFORMED", .failedPrecondition), "The stream has no header")
      )
      let seen = try #require(
        try await status {
          try await gateway.imports.importCareSituations(metadata: aalter) { writer in
            for number in 1...2_000 as ClosedRange<Int64> { try await writer.write(Self.row(number)) }
          }
        }
      )
      #expect(seen.code == .failedPrecondition && seen.message == "The stream has no header")
      #expect(seen.details.compactMap(\.errorInfo?.reason) == ["IMPORT_MALFORMED"])
      let trail = try await gateway.store.auditTrail()
      #expect(trail.map(\.outcome) == ["failedPrecondition"])
      #expect(trail.map(\.resource) == [""])
    }
  }

  @Test("Passes on a refusal to a client that sends no more but does not end its stream either")
  func refusedWhileWaiting() async throws {
    try await withGateway { gateway in
      gateway.world.fail(Part.self, Refusal.invalid("header.list_id", "is malformed"))
      let seen = try await refusal {
        try await gateway.imports.importCareSituations(metadata: aalter) { writer in
          try await writer.write(Self.header("Aalter 2026"))
          try await Task.sleep(for: .seconds(60))
        }
      }
      #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["header.list_id"]))
      #expect(try await gateway.store.auditTrail().map(\.resource) == [""])
    }
  }

  @Test("Passes a stream without anything")
  func empty() async throws {
    try await withGateway { gateway in
      let answer = try await gateway.imports.importCareSituations(metadata: aalter) { _ in }
      #expect(answer.results.isEmpty)
    }
  }

  @Test("Is for municipalities alone", arguments: ["de-linde", "zorgraad", "huisarts"])
  func denied(client: String) async throws {
    try await withGateway { gateway in
      let seen = try await refusal {
        try await gateway.imports.importCareSituations(metadata: key(of: client)) { writer in
          try await writer.write(Self.header())
        }
      }
      #expect(seen == SeenError(.permissionDenied, "OUT_OF_SCOPE"))
      #expect(gateway.world.asked.isEmpty)
      #expect(try await gateway.store.auditTrail().map(\.outcome) == ["permissionDenied"])
    }
  }

  @Test("Tells a service that does not answer as such")
  func unavailable() async throws {
    try await withGateway { gateway in
      gateway.world.fail(RPCError(code: .unavailable, message: "connection refused to 10.0.0.7"))
      let seen = try #require(
        try await status {
          try await gateway.imports.importCareSituations(metadata: aalter) { try await $0.write(Self.header()) }
        }
      )
      #expect(seen.code == .unavailable && !seen.message.contains("10.0.0.7"))
      // Whoever sends a list sends it again; nobody on the way does.
      #expect(gateway.world.asked(Part.self) == [Self.header()])
    }
  }

  @Test("Gives a list as long as its client does, over the ten seconds of other calls too")
  func deadline() async throws {
    try await withGateway { gateway in
      var metadata = aalter
      metadata.addString("2M", forKey: "grpc-timeout")
      _ = try await gateway.imports.importCareSituations(metadata: metadata) { try await $0.write(Self.header()) }
      let timeLeft = try #require(gateway.world.asked.first?.timeLeft)
      #expect(timeLeft > .seconds(60) && timeLeft <= .seconds(120))
    }
  }
}
