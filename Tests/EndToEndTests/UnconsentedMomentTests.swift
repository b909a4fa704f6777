import CareTypes
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import GatewayAPI
import MomentsAPI
import RegistrationAPI
import RightsAPI
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@Suite("Moments without a consent", .serialized)
struct UnconsentedMomentTests {
  private static let pack = """
    authority: {id: test, name: {nl: Test, en: Test}, level: municipal, territory: ["44084"]}
    provisions:
      - id: test-palliatief
        version: 1
        title: {nl: Palliatieve steun, en: Palliative support}
        legal_basis: Reglement
        beneficiary: recipient
        kind: premium
        support_areas: [financial]
        condition: recipient.palliative_status
        grant_mode: automatic
        valid_from: 2020-01-01
        sources: [{title: Test}]
    """

  @Test("What is told without a consent leaves every decision as it was, byte for byte; with one it changes it")
  func decisions() async throws {
    let installation = try Installation()
    let server = try installation.serve("all")
    try await installation.waitForStart(of: server)
    try await installation.publish(Self.pack)
    try await installation.withGateway { gateway in
      let municipality = Mantel_Gateway_V1_MunicipalityService.Client(wrapping: gateway)
      let hospital = Mantel_Gateway_V1_HospitalService.Client(wrapping: gateway)
      var situation = Samples.careSituation()
      situation.recipientConsents = [Samples.consent(.municipality), Samples.consent(.automaticRights)]
      let sent = situation
      let registered = try await municipality.registerCareSituation(
        .with {
          $0.requestID = UUID().uuidString
          $0.careSituation = sent
        },
        metadata: installation.key("aalter"),
        options: installation.options
      )
      func decisions() async throws -> Data {
        try await municipality.listDecisions(
          .with { $0.careSituation = registered.careSituation },
          metadata: installation.key("aalter"),
          options: installation.options
        ).serializedData()
      }
      func report(_ kind: Mantel_Type_V1_MomentKind, _ number: Int) async throws {
        _ = try await hospital.reportMoment(
          .with {
            $0.eventID = "moment-\(number)"
            $0.kind = kind
            $0.patientInsz = Samples.recipientINSZ
            $0.occurTime = .init(Instant(seconds: 1_750_000_000))
          },
          metadata: installation.key("hospital"),
          options: installation.options
        )
      }
      let deadline = ContinuousClock.now + .seconds(30)
      while try await decisions().isEmpty, ContinuousClock.now < deadline {}
      let before = try await decisions()
      #expect(!before.isEmpty)
      for (number, kind) in [Mantel_Type_V1_MomentKind.admission, .palliativeStatus, .discharge, .death].enumerated() {
        try await report(kind, number)
      }
      try await Task.sleep(for: .seconds(2))
      #expect(try await decisions() == before)
      func consent(given: Bool) async throws {
        if given {
          _ = try await municipality.recordConsent(
            .with {
              $0.requestID = UUID().uuidString
              $0.person = registered.recipient
              $0.consent = Samples.consent(.generalPractitioner)
            },
            metadata: installation.key("aalter"),
            options: installation.options
          )
        } else {
          _ = try await municipality.withdrawConsent(
            .with {
              $0.requestID = UUID().uuidString
              $0.person = registered.recipient
              $0.purpose = .generalPractitioner
            },
            metadata: installation.key("aalter"),
            options: installation.options
          )
        }
      }
      func outcomes() async throws -> [Mantel_Rights_V1_Outcome] {
        try await municipality.listDecisions(
          .with { $0.careSituation = registered.careSituation },
          metadata: installation.key("aalter"),
          options: installation.options
        ).decisions.map(\.outcome)
      }
      let first = try await outcomes()
      try await consent(given: true)
      try await report(.palliativeStatus, 10)
      while try await outcomes() == first, ContinuousClock.now < deadline {}
      #expect(try await outcomes() != first)
      // Once it is withdrawn nothing rests on it any more.
      try await consent(given: false)
      while try await outcomes() != first, ContinuousClock.now < deadline {}
      #expect(try await outcomes() == first)
    }
    server.terminate()
    #expect(await server.exitStatus(within: .seconds(20)) == 0)
  }
}
