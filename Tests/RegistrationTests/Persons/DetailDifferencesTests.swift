import CareTypes
import Foundation
import GRPCCore
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Registration
@testable import RegistrationDomain

@Suite("What is told of people who are known already")
struct DetailDifferencesTests {
  private typealias Situation = Mantel_Registration_V1_NewCareSituation

  /// Another caregiver of the same recipient.
  private static func again(
    _ serial: Int = 953,
    _ change: (inout Mantel_Registration_V1_PersonDetails) -> Void = { _ in }
  ) throws -> Situation {
    var situation = Samples.careSituation()
    situation.caregiver.insz = try Clerk.insz(1980, 3, 4, serial: serial)
    change(&situation.recipient)
    return situation
  }

  private func draftOrRegister(
    _ registry: Registry,
    _ situation: Situation,
    requestID: String = UUID().uuidString
  ) async throws -> Mantel_Registration_V1_RegisterCareSituationResponse {
    try await registry.registration.registerCareSituation(
      .with {
        $0.requestID = requestID
        $0.careSituation = situation
        $0.draftIfIdentityDiffers = true
      }
    )
  }

  @Test(
    "A registration whose people are said to have moved is taken by their municipality, with a draft offered or not"
  )
  func elsewhere() async throws {
    try await withRegistry { registry in
      let known = try await registry.register()
      try await registry.seeing("44084") {
        var again = try Self.again { $0.municipality = "44021" }
        again.caregiver.municipality = "44021"
        let other = try Self.again(955) { $0.municipality = "44021" }
        _ = again
        var both = other
        both.caregiver.municipality = "44021"
        let offered = try await self.draftOrRegister(registry, both)
        #expect(offered.recipient == known.recipient && offered.draft.isEmpty)
        let plain = try await registry.register(again)
        #expect(plain.recipient == known.recipient)
      }
    }
  }

  @Test("What differs from what is held is told, and what is held stays")
  func differences() async throws {
    try await withRegistry { registry in
      var first = Samples.careSituation()
      first.recipient.phone = "0468 00 11 22"
      let known = try await registry.register(first)
      #expect(known.differingFields.isEmpty)
      let before = try await registry.person(known.recipient)
      // Spelling makes no difference, nor what is not told.
      let same = try await registry.register(
        Self.again {
          $0.familyName = "BEDACHTZAAM"
          $0.streetLine = "denkbeeldstraat 3"
        }
      )
      #expect(same.recipient == known.recipient && same.differingFields.isEmpty)
      let other = try await registry.register(
        Self.again(955) {
          $0.givenNames = "Joris"
          $0.phone = "0468 00 99 99"
          $0.email = "nieuw@example.org"
          $0.streetLine = "Elders 1"
          $0.channel = .phone
        }
      )
      // An e-mail address is told although none is held: it is not taken, and that is said.
      #expect(
        other.differingFields == [
          "care_situation.recipient.given_names", "care_situation.recipient.street_line",
          "care_situation.recipient.phone", "care_situation.recipient.email", "care_situation.recipient.channel",
        ]
      )
      #expect(try await registry.person(known.recipient).details == before.details)
      let row = try Self.again(957) { $0.phone = "0468 00 99 99" }
      let imported = try await Clerk(registry).imports([row])
      #expect(imported.map(\.outcome) == [.registered])
      #expect(imported[0].problems.map(\.field) == ["recipient.phone"])
    }
  }

  @Test("A consent that was withdrawn on a later day is told not to stand")
  func consents() async throws {
    try await withRegistry { registry in
      let known = try await registry.register()
      try await Clerk(registry).withdraw(known.recipient, .hospital)
      let again = try await registry.register(Self.again())
      #expect(again.differingFields == ["care_situation.recipient_consents"])
    }
  }

  @Test("Of a record that may be found and not read nothing is told that differs")
  func unreadable() async throws {
    try await withRegistry { registry in
      let known = try await registry.register()
      try await Clerk(registry).seal(known.recipient)
      let again = try await registry.seeing("44084", clearance: .find) {
        try await registry.register(Self.again { $0.streetLine = "Elders 1" })
      }
      #expect(again.recipient == known.recipient && again.differingFields.isEmpty)
    }
  }

  @Test("Who so chooses gets a draft with both sides where a number and a name do not fit, and nothing half written")
  func drafts() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let known = try await registry.register()
      let wrong = try Self.again { $0.familyName = "Roelandt" }
      let refused = try await refusal { try await registry.register(wrong) }
      #expect(refused == SeenError(.failedPrecondition, "IDENTITY_DIFFERS"))
      let request = UUID().uuidString
      let answer = try await draftOrRegister(registry, wrong, requestID: request)
      #expect(!answer.draft.isEmpty)
      #expect(answer == .with { $0.draft = answer.draft })
      #expect(try await draftOrRegister(registry, wrong, requestID: request) == answer)
      #expect(try await clerk.search(insz: wrong.caregiver.insz).isEmpty)

      let drafts = try await registry.signals.listDrafts(.with { $0.municipality = "44084" }).drafts
      #expect(drafts.map(\.name) == [answer.draft])
      var draft = try await clerk.draft(answer.draft)
      #expect(draft.signal.careSituation.recipient.familyName == "Roelandt")
      #expect(draft.knownPersons.map(\.field) == ["recipient"] && draft.knownPersons[0].fits == false)
      #expect(draft.knownPersons[0].person == (try await registry.person(known.recipient)))
      func confirm(_ etag: String) async throws -> Mantel_Registration_V1_ConfirmDraftResponse {
        try await registry.signals.confirmDraft(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = answer.draft
            $0.etag = etag
          }
        )
      }
      let etag = draft.etag
      let unfit = try await refusal { try await confirm(etag) }
      #expect(unfit == SeenError(.failedPrecondition, "IDENTITY_DIFFERS"))
      // It was the name that was wrong.
      var right = draft.signal.careSituation
      right.recipient.familyName = "Bedachtzaam"
      right.recipient.streetLine = "Elders 1"
      _ = try await registry.signals.updateDraft(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = answer.draft
          $0.etag = etag
          $0.careSituation = right
        }
      )
      draft = try await clerk.draft(answer.draft)
      #expect(draft.knownPersons.map(\.fits) == [true])
      let confirmed = try await confirm(draft.etag)
      #expect(confirmed.recipient == known.recipient)
      #expect(confirmed.differingFields == ["care_situation.recipient.street_line"])
    }
  }

  @Test("Who chooses a draft is registered where everything fits, and refused where anything else is wrong")
  func draftsOnlyForThat() async throws {
    try await withRegistry { registry in
      let known = try await draftOrRegister(registry, Samples.careSituation())
      #expect(known.draft.isEmpty && !known.careSituation.isEmpty)
      let twice = try await refusal { try await draftOrRegister(registry, Samples.careSituation()) }
      #expect(twice == SeenError(.alreadyExists, "CARE_SITUATION_EXISTS"))
    }
  }

  @Test("A draft shows nobody whom the clerk may not read")
  func draftOfSealed() async throws {
    try await withRegistry { registry in
      let known = try await registry.register()
      let draft = try await Clerk(registry).signal(Self.again())
      #expect(try await Clerk(registry).draft(draft).knownPersons.map(\.fits) == [true])
      try await Clerk(registry).seal(known.recipient)
      for clearance in [CallScope.Clearance.none, .find] {
        let seen = try await registry.seeing("44084", clearance: clearance) { try await Clerk(registry).draft(draft) }
        #expect(seen.knownPersons.isEmpty)
      }
      let seen = try await registry.seeing("44084", clearance: .read) { try await Clerk(registry).draft(draft) }
      #expect(seen.knownPersons.count == 1)
    }
  }
}
