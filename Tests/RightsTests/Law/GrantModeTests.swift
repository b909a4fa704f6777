import CareTypes
import EventsAPI
import Foundation
import RightsAPI
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Rights
@testable import RightsDomain

@Suite("How a right comes to the person")
struct GrantModeTests {
  @Test("Is shown with the decision as it was published", arguments: GrantMode.allCases)
  func shown(mode: GrantMode) async throws {
    let (id, recipient) = (OpaqueID.random(), OpaqueID.random())
    try await withFollowingRights { served in
      try await served.tell(.statutes, Told.published("true") { $0.grantMode = mode.message })
      try await served.tell(
        .registration,
        .careSituationRegistered(try Told.situation(id, recipient: recipient)),
        .consentChanged(
          .with {
            $0.person = ResourceCollection.persons.name(recipient)
            $0.purpose = .automaticRights
            $0.given = true
          }
        )
      )
      let decision = try #require(try await served.decision(id, "provisions/test"))
      #expect(decision.grantMode == mode.message)
      #expect(decision.outcome == (mode == .automatic ? .granted : .proposed))
    }
  }

  @Test("The event about a decision has its outcome as a value of the enumeration, and no text")
  func outcome() async throws {
    let id = OpaqueID.random()
    try await withFollowingRights { served in
      try await served.tell(.statutes, Told.published("true"))
      try await served.tell(.registration, .careSituationRegistered(try Told.situation(id)))
      let stored = try await served.store.database.read { try $0.values(Data.self, "SELECT payload FROM outbox") }
      let events = try stored.map { try Mantel_Events_V1_Event(serializedBytes: $0).decisionMade }
      #expect(events.map(\.decisionOutcome) == [.proposed] && events.map(\.outcome) == [""])
      #expect(events.map(\.careSituation) == [ResourceCollection.careSituations.name(id)])
    }
  }
}
