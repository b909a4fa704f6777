import CareTypes
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import GatewayAPI
import RegistrationAPI
import RightsAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@Suite("Stays in places of care", .serialized)
struct StayTests {
  private static let pack = """
    authority: {id: test, name: {nl: Test, en: Test}, level: municipal, territory: ["44084"]}
    provisions:
      - id: test-erkenning
        version: 1
        title: {nl: Erkenning, en: Recognition}
        legal_basis: Reglement
        beneficiary: recipient
        kind: recognition
        support_areas: [information]
        condition: "!recipient.admitted_over_90_days"
        grant_mode: propose
        valid_from: 2020-01-01
        sources: [{title: Test}]
      - id: test-thuis
        version: 1
        title: {nl: Thuis, en: At home}
        legal_basis: Reglement
        beneficiary: recipient
        kind: premium
        support_areas: [financial]
        condition: recipient.residential_days == 0
        grant_mode: propose
        valid_from: 2020-01-01
        sources: [{title: Test}]
    """

  @Test(
    "What a municipality records of a stay, and corrects, decides on what rests on the length and the place of the stay"
  )
  func recorded() async throws {
    let installation = try Installation()
    let server = try installation.serve("all")
    try await installation.waitForStart(of: server)
    try await installation.publish(Self.pack)
    try await installation.withGateway { gateway in
      let municipality = Mantel_Gateway_V1_MunicipalityService.Client(wrapping: gateway)
      let registered = try await municipality.registerCareSituation(
        .with {
          $0.requestID = UUID().uuidString
          $0.careSituation = Samples.careSituation()
        },
        metadata: installation.key("aalter"),
        options: installation.options
      )
      /// Waits for the outcomes of the recognition and of the premium for care at home.
      func waitFor(_ recognition: Mantel_Rights_V1_Outcome, _ premium: Mantel_Rights_V1_Outcome) async throws {
        let wanted = ["provisions/test-erkenning": recognition, "provisions/test-thuis": premium]
        let deadline = ContinuousClock.now + .seconds(20)
        var seen: [String: Mantel_Rights_V1_Outcome] = [:]
        while seen != wanted, ContinuousClock.now < deadline {
          let answer = try await municipality.listDecisions(
            .with { $0.careSituation = registered.careSituation },
            metadata: installation.key("aalter"),
            options: installation.options
          )
          seen = Dictionary(uniqueKeysWithValues: answer.decisions.map { ($0.provision, $0.outcome) })
            .filter { wanted[$0.key] != nil }
        }
        #expect(seen == wanted)
      }
      /// Records an admission to a residential care centre some days ago; nil: what is corrected never happened.
      func record(daysAgo days: Int?, correcting corrected: String = "") async throws -> String {
        let id = UUID().uuidString
        let now = Instant(seconds: Int64(Date().timeIntervalSince1970))
        let date = try days.map { try CalendarDate(daysSinceEpoch: now.dateInBelgium().daysSinceEpoch - $0) }
        _ = try await municipality.recordMoment(
          .with {
            $0.requestID = id
            $0.person = registered.recipient
            $0.correctsRequestID = corrected
            if let date {
              $0.kind = .admission
              $0.date = Mantel_Type_V1_Date(date)
              $0.placeKind = .residentialCareCentre
            }
          },
          metadata: installation.key("aalter"),
          options: installation.options
        )
        return id
      }
      try await waitFor(.proposed, .proposed)
      let wrong = try await record(daysAgo: 95)
      try await waitFor(.notEntitled, .notEntitled)
      let right = try await record(daysAgo: 10, correcting: wrong)
      try await waitFor(.proposed, .notEntitled)
      _ = try await record(daysAgo: nil, correcting: right)
      try await waitFor(.proposed, .proposed)
    }
    server.terminate()
    #expect(await server.exitStatus(within: .seconds(20)) == 0)
  }
}
