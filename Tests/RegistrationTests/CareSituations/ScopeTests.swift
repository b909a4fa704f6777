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

@Suite("Who sees whom")
struct ScopeTests {
  private static let missing = SeenError(.notFound, "RESOURCE_NOT_FOUND")

  /// A caregiver in Aalter, a recipient in Kaprijke.
  private func registerAcross(
    _ registry: Registry
  ) async throws -> Mantel_Registration_V1_RegisterCareSituationResponse {
    var situation = Samples.careSituation()
    situation.recipient.municipality = "43007"
    return try await registry.register(situation)
  }

  @Test("The municipalities of both see both; another sees neither, as if they were not there")
  func visibility() async throws {
    try await withRegistry { registry in
      let registered = try await registerAcross(registry)
      for municipality in ["44084", "43007"] {
        try await registry.seeing(municipality) { () async throws in
          #expect(try await registry.person(registered.caregiver).name == registered.caregiver)
          #expect(try await registry.person(registered.recipient).name == registered.recipient)
          #expect(try await registry.situation(registered.careSituation).name == registered.careSituation)
        }
      }
      try await registry.seeing("11002") { () async throws in
        let seen = try await refusal { try await registry.person(registered.caregiver) }
        #expect(seen == Self.missing)
        let situation = try await refusal { try await registry.situation(registered.careSituation) }
        #expect(situation == Self.missing)
        let consent = try await refusal {
          try await registry.registration.withdrawConsent(
            .with {
              $0.requestID = UUID().uuidString
              $0.person = registered.recipient
              $0.purpose = .hospital
            }
          )
        }
        #expect(consent == Self.missing)
        let list = try await refusal {
          try await registry.registration.listCareSituations(.with { $0.municipality = "44084" })
        }
        #expect(list == Self.missing)
        let search = try await registry.persons.searchPersons(
          .with {
            $0.municipality = "11002"
            $0.insz = Samples.caregiverINSZ
          }
        )
        #expect(search.persons.isEmpty)
      }
    }
  }

  @Test("Who moves away is out of sight from that day on")
  func moved() async throws {
    try await withRegistry { registry in
      let registered = try await registry.register()
      for name in [registered.caregiver, registered.recipient] {
        let person = try await registry.person(name)
        _ = try await registry.seeing("44084") {
          try await registry.persons.movePerson(
            .with {
              $0.requestID = UUID().uuidString
              $0.name = name
              $0.etag = person.etag
              $0.residence = .with {
                $0.startDate = Samples.date(2025, 7, 1)
                $0.municipality = "43007"
                $0.postalCode = "9970"
              }
            }
          )
        }
      }
      try registry.clock.set(CalendarDate(year: 2025, month: 6, day: 30))
      _ = try await registry.seeing("44084") { try await registry.person(registered.caregiver) }
      try registry.clock.set(CalendarDate(year: 2025, month: 7, day: 1))
      let seen = try await registry.seeing("44084") {
        try await refusal { try await registry.person(registered.caregiver) }
      }
      #expect(seen == Self.missing)
      _ = try await registry.seeing("43007") { try await registry.person(registered.caregiver) }
    }
  }

  @Test("A client cannot draw people into its sight by saying that they live in its territory")
  func claim() async throws {
    try await withRegistry { registry in
      let registered = try await registerAcross(registry)
      try await registry.seeing("11002") { () async throws in
        var claim = Samples.careSituation()
        claim.caregiver.municipality = "11002"
        claim.recipient.municipality = "11002"
        let sent = claim
        let own = try await registry.register(sent)
        #expect(own.caregiver != registered.caregiver && own.recipient != registered.recipient)
        // What it told is shown to it, and nothing of what is held elsewhere.
        let shown = try await registry.person(own.recipient)
        #expect(shown.details.insz == Samples.recipientINSZ && shown.details.municipality == "11002")
        let missing = try await refusal { try await registry.person(registered.recipient) }
        #expect(missing == Self.missing)
        var outside = Samples.careSituation()
        outside.caregiver.insz = Samples.otherINSZ
        outside.recipient.insz = "11093097696"
        outside.recipient.municipality = "43007"
        let both = outside
        let foreign = try await refusal { try await registry.register(both) }
        #expect(foreign == SeenError(.permissionDenied, "OUT_OF_SCOPE"))
      }
    }
  }

  @Test("A sealed record is found with the clearance to find, and opened with the clearance to read")
  func sealed() async throws {
    try await withRegistry { registry in
      let registered = try await registry.register()
      let person = try await registry.person(registered.recipient)
      let request = Mantel_Registration_V1_SealPersonRequest.with {
        $0.requestID = UUID().uuidString
        $0.name = registered.recipient
        $0.etag = person.etag
        $0.sealed = true
      }
      let denied = try await registry.seeing("44084", clearance: .find) {
        try await refusal { try await registry.persons.sealPerson(request) }
      }
      #expect(denied == SeenError(.permissionDenied, "OUT_OF_SCOPE"))
      _ = try await registry.seeing("44084", clearance: .read) { try await registry.persons.sealPerson(request) }

      @Sendable func search() async throws -> [Mantel_Registration_V1_FoundPerson] {
        try await registry.persons.searchPersons(
          .with {
            $0.municipality = "44084"
            $0.insz = Samples.recipientINSZ
          }
        ).persons
      }
      @Sendable func list() async throws -> [Mantel_Registration_V1_CareSituationSummary] {
        try await registry.registration.listCareSituations(.with { $0.municipality = "44084" }).careSituations
      }
      @Sendable func seen() async throws -> [String] {
        let names = [ResourceCollection.careSituations.name(.random()), registered.careSituation]
        return try await registry.registration.filterCareSituations(.with { $0.names = names }).names
      }
      try await registry.seeing("44084") { () async throws in
        #expect(try await seen().isEmpty)
        #expect(try await search().isEmpty)
        #expect(try await list().isEmpty)
        for name in [registered.recipient] {
          let seen = try await refusal { try await registry.person(name) }
          #expect(seen == Self.missing)
        }
        let situation = try await refusal { try await registry.situation(registered.careSituation) }
        #expect(situation == Self.missing)
        let territory = try await refusal {
          try await registry.registration.getTerritory(.with { $0.name = registered.careSituation })
        }
        #expect(territory == Self.missing)
      }
      try await registry.seeing("44084", clearance: .find) { () async throws in
        let found = try await search()
        #expect(found.map(\.sealed) == [true] && found.map(\.displayName) == [""] && !found[0].hasBirthDate)
        #expect(found[0].streetLine.isEmpty)
        #expect(try await list().map(\.recipientName) == [""])
        let seen = try await refusal { try await registry.person(registered.recipient) }
        #expect(seen == Self.missing)
      }
      #expect(try await registry.seeing("11002", clearance: .read) { try await seen() }.isEmpty)
      try await registry.seeing("44084", clearance: .read) { () async throws in
        #expect(try await seen() == [registered.careSituation])
        #expect(try await registry.person(registered.recipient).sealed)
        #expect(try await list().map(\.recipientName) == ["Bedachtzaam, Jozef"])
      }
      let found = try await registry.registration.findCaregivers(
        .with {
          $0.recipientInsz = Samples.recipientINSZ
          $0.purpose = .hospital
        }
      )
      #expect(!found.consented && found.caregivers.isEmpty)
    }
  }

  @Test("A caregiver under 18 is reached through a trusted adult, or not at all, and directly from the birthday on")
  func minor() async throws {
    try await withRegistry { registry in
      var situation = Samples.careSituation()
      // Born on 30 September 2011.
      situation.caregiver = Samples.caregiver(insz: "11093097696")
      let registered = try await registry.register(situation)
      func found() async throws -> Mantel_Registration_V1_FoundCaregiver {
        try await registry.registration.findCaregivers(
          .with {
            $0.recipientInsz = Samples.recipientINSZ
            $0.purpose = .hospital
          }
        ).caregivers[0]
      }
      #expect(try await found().channel == .none)
      #expect(try await found().throughTrustedAdult == false)
      let person = try await registry.person(registered.caregiver)
      _ = try await registry.persons.updatePerson(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = registered.caregiver
          $0.etag = person.etag
          $0.details.trustedAdult = .with {
            $0.displayName = "An Vertrouwd"
            $0.relation = "leerlingbegeleider"
            $0.email = "begeleider@school.example"
          }
          $0.updateMask = .with { $0.paths = ["trusted_adult"] }
        }
      )
      #expect(try await found().channel == .email)
      #expect(try await found().throughTrustedAdult)
      try registry.clock.set(CalendarDate(year: 2029, month: 9, day: 29))
      #expect(try await found().throughTrustedAdult)
      try registry.clock.set(CalendarDate(year: 2029, month: 9, day: 30))
      #expect(try await found().throughTrustedAdult == false)
    }
  }

  @Test("While the processing is restricted nothing changes and nobody is told; a consent can be withdrawn")
  func restricted() async throws {
    try await withRegistry { registry in
      let registered = try await registry.register()
      let person = try await registry.person(registered.recipient)
      func restrict(_ restricted: Bool, _ etag: String) async throws -> String {
        try await registry.persons.restrictPerson(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = registered.recipient
            $0.etag = etag
            $0.restricted = restricted
          }
        ).etag
      }
      let etag = try await restrict(true, person.etag)
      #expect(try await registry.person(registered.recipient).restricted)
      let evidence = try await refusal {
        try await registry.care.recordEvidence(
          .with {
            $0.requestID = UUID().uuidString
            $0.careSituation = registered.careSituation
            $0.evidence = Samples.careSituation().evidence[0]
          }
        )
      }
      #expect(evidence == SeenError(.failedPrecondition, "PERSON_RESTRICTED"))
      let found = try await registry.registration.findCaregivers(
        .with {
          $0.recipientInsz = Samples.recipientINSZ
          $0.purpose = .hospital
        }
      )
      #expect(!found.consented)
      _ = try await registry.registration.withdrawConsent(
        .with {
          $0.requestID = UUID().uuidString
          $0.person = registered.recipient
          $0.purpose = .hospital
        }
      )
      _ = try await restrict(false, etag)
      #expect(try await registry.person(registered.recipient).restricted == false)
    }
  }

  @Test("The municipality of a care partner reads a person, but neither changes, hands out nor erases their record")
  func partner() async throws {
    try await withRegistry { registry in
      let registered = try await registerAcross(registry)
      let person = try await registry.person(registered.recipient)
      let denied = SeenError(.permissionDenied, "OUT_OF_SCOPE")
      try await registry.seeing("44084") { () async throws in
        #expect(try await registry.person(registered.recipient).name == registered.recipient)
        let exported = try await refusal {
          try await registry.persons.exportPerson(.with { $0.name = registered.recipient })
        }
        #expect(exported == denied)
        let erased = try await refusal {
          try await registry.persons.erasePerson(
            .with {
              $0.requestID = UUID().uuidString
              $0.name = registered.recipient
              $0.etag = person.etag
            }
          )
        }
        #expect(erased == denied)
        let restricted = try await refusal {
          try await registry.persons.restrictPerson(
            .with {
              $0.requestID = UUID().uuidString
              $0.name = registered.recipient
              $0.etag = person.etag
              $0.restricted = true
            }
          )
        }
        #expect(restricted == denied)
      }
      // A year after the care the partner's municipality sees no more.
      _ = try await registry.registration.endCareSituation(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = registered.careSituation
          $0.endDate = Samples.date(2025, 6, 1)
          $0.reason = .noLongerNeeded
        }
      )
      try registry.clock.set(CalendarDate(year: 2026, month: 6, day: 1))
      _ = try await registry.seeing("44084") { try await registry.person(registered.recipient) }
      try registry.clock.set(CalendarDate(year: 2026, month: 6, day: 2))
      let seen = try await registry.seeing("44084") {
        try await refusal { try await registry.person(registered.recipient) }
      }
      #expect(seen == Self.missing)
    }
  }

  @Test("Pages tell nothing of sealed records: they are full, and end where the last that is seen ends")
  func sealedPages() async throws {
    try await withRegistry { registry in
      var recipients: [String] = []
      for index in 0..<6 {
        var situation = Samples.careSituation()
        let insz = try INSZ.fictional(born: CalendarDate(year: 1940, month: 3, day: 3 + index), serial: 951)
        situation.recipient = Samples.recipient(insz: insz.digits)
        recipients.append(try await registry.register(situation).recipient)
      }
      for name in [recipients[1], recipients[2], recipients[5]] {
        let person = try await registry.person(name)
        _ = try await registry.persons.sealPerson(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = name
            $0.etag = person.etag
            $0.sealed = true
          }
        )
      }
      try await registry.seeing("44084") { () async throws in
        var sizes: [Int] = []
        var token = ""
        repeat {
          let sent = token
          let page = try await registry.registration.listCareSituations(
            .with {
              $0.municipality = "44084"
              $0.pageSize = 1
              $0.pageToken = sent
            }
          )
          sizes.append(page.careSituations.count)
          token = page.nextPageToken
        } while !token.isEmpty
        #expect(sizes == [1, 1, 1])
      }
    }
  }
}
