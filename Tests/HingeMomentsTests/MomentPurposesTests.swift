import CareTypes
import EventsAPI
import MomentsAPI
import RegistrationAPI
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import HingeMoments
@testable import HingeMomentsDomain

@Suite("Whom a moment is told to, with whose consent")
struct MomentPurposesTests {
  /// One moment, what its recipient consents to, and who may know.
  struct Case: Sendable {
    let kind: MomentKind
    let source: String
    let purposes: Set<ConsentPurpose>
    let isWithheld: Bool
    let isFedToRights: Bool
    let isToldToCaregivers: Bool
  }

  /// Every kind of moment, from a hospital, the register and a municipality, against every combination of consents, for records that
  /// may be told of and for those that may not.
  static let cases: [Case] = MomentKind.allCases.flatMap { kind in
    ["nihdi:71099812", "registry", "nis:44084"].flatMap { source in
      (0..<16).flatMap { choice in
        [false, true].map { isWithheld in
          let purposes = Set(
            ConsentPurpose.allCases.enumerated().filter { choice >> $0.offset & 1 == 1 }.map(\.element)
          )
          let covers =
            switch kind {
            case .admission, .discharge: purposes.contains(.hospital)
            case .palliativeStatus: purposes.contains(.generalPractitioner)
            case .death: source != "nihdi:71099812" || purposes.contains(.hospital)
            }
          return Case(
            kind: kind,
            source: source,
            purposes: purposes,
            isWithheld: isWithheld,
            isFedToRights: covers && !isWithheld,
            isToldToCaregivers: purposes.contains(.hospital) && !isWithheld
          )
        }
      }
    }
  }

  @Test("Every kind of moment against every combination of consents, through to the feed")
  func everyCombination() async throws {
    #expect(Self.cases.count == 384 && ConsentPurpose.allCases.count == 4)
    let registration = ScriptedRegistration()
    try await withMoments(registration: registration) { served in
      var fed: [String] = []
      var notices = 0
      for (index, example) in Self.cases.enumerated() {
        let person = ResourceCollection.persons.name(.random())
        // Registration tells no caregivers without the consent; if it did, they would not be told either.
        registration.setAnswer(
          .with {
            $0.sequence = 1
            $0.recipient = person
            $0.consented = example.purposes.contains(.hospital) && !example.isWithheld
            $0.consentedPurposes = example.purposes.map(\.message)
            $0.withheld = example.isWithheld
            $0.caregivers = [Answers.caregiver()]
          }
        )
        let reported = try await served.report("E-\(index)") {
          $0.kind = example.kind.message
          $0.source = example.source
        }
        _ = try await served.progress { $0.matched == index + 1 }
        if example.isFedToRights { fed.append(reported.moment) }
        if example.isToldToCaregivers { notices += 1 }
      }
      let events = try await served.events(fed.count + notices)
      #expect(
        events.filter { $0.payload.map { if case .momentMatched = $0 { true } else { false } } ?? false }
          .map(\.momentMatched.moment) == fed
      )
      #expect(events.count == fed.count + notices)
      #expect(try await served.listed().count == notices)
    }
  }
}
