import CareTypes
import EventsAPI
import Foundation
import GRPCCore
import RegistrationAPI
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Registration
@testable import RegistrationDomain

@Suite("People whom another municipality registered")
struct UnconfirmedPersonTests {
  private typealias Situation = Mantel_Registration_V1_NewCareSituation
  private static let outOfScope = SeenError(.permissionDenied, "OUT_OF_SCOPE")

  /// Care by someone of Aalter for someone of Maldegem, as Aalter tells of it.
  private static func acrossBorder() -> Situation {
    var situation = Samples.careSituation()
    situation.recipient.municipality = "43010"
    situation.recipient.streetLine = "Vermoedelijke straat 1"
    situation.recipient.postalCode = "9990"
    return situation
  }

  /// Care within Maldegem, as Maldegem tells of it.
  private static func atHome() throws -> Situation {
    var situation = acrossBorder()
    situation.caregiver.insz = try Clerk.insz(1980, 3, 4)
    situation.caregiver.municipality = "43010"
    situation.recipient.streetLine = "Ware straat 99"
    situation.recipient.phone = "0468 00 98 76"
    situation.recipient.email = "waar@example.org"
    return situation
  }

  private func aalter<Value: Sendable>(
    _ registry: Registry,
    _ body: @Sendable () async throws -> Value
  ) async throws -> Value {
    try await registry.seeing("44084", client: "aalter", body)
  }

  private func maldegem<Value: Sendable>(
    _ registry: Registry,
    _ body: @Sendable () async throws -> Value
  ) async throws -> Value {
    try await registry.seeing("43010", client: "maldegem", body)
  }

  private func unconfirmed(_ registry: Registry) async throws -> [Mantel_Registration_V1_UnconfirmedPerson] {
    try await registry.persons.listUnconfirmedPersons(.with { $0.municipality = "43010" }).persons
  }

  private func confirm(_ registry: Registry, _ name: String) async throws {
    let etag = try await registry.person(name).etag
    _ = try await registry.persons.confirmPerson(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = name
        $0.etag = etag
      }
    )
  }

  private func foundCare(_ registry: Registry) async throws -> [String] {
    let request = Mantel_Registration_V1_FindCaregiversRequest.with {
      $0.recipientInsz = Samples.recipientINSZ
      $0.purpose = .hospital
    }
    return try await registry.registration.findCaregivers(request).caregivers.map(\.careSituation)
  }

  @Test(
    "Someone leaves the list once the care in which they were told has ended, and returns when it goes on after all"
  )
  func endedCare() async throws {
    try await withRegistry { registry in
      let care = try await aalter(registry) { try await registry.register(Self.acrossBorder()) }
      func listed() async throws -> [String] {
        try await maldegem(registry) { try await unconfirmed(registry).map(\.person.name) }
      }
      func correct(_ end: Mantel_Type_V1_Date?) async throws {
        let etag = try await registry.situation(care.careSituation).etag
        _ = try await registry.care.correctCareSpan(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = care.careSituation
            $0.etag = etag
            $0.startDate = Samples.date(2024, 3, 1)
            if let end {
              $0.endDate = end
              $0.reason = .caregiverStops
            }
          }
        )
      }
      #expect(try await listed() == [care.recipient])
      try await correct(Samples.date(2025, 6, 2))
      #expect(try await listed() == [care.recipient], "it goes on until tomorrow")
      try await correct(Samples.date(2025, 6, 1))
      #expect(try await listed().isEmpty)
      try await correct(nil)
      #expect(try await listed() == [care.recipient])
      // The record itself stays unconfirmed: nobody comes into sight by ending care.
      try await correct(Samples.date(2025, 5, 1))
      let seen = try await aalter(registry) { try await registry.person(care.recipient) }
      #expect(seen.details.streetLine.isEmpty && seen.details.insz.isEmpty)
    }
  }

  @Test("What the home municipality adds to an unconfirmed record stays hidden: evidence, and which consents are given")
  func addedAtHome() async throws {
    try await withRegistry { registry in
      var situation = Self.acrossBorder()
      situation.evidence = []
      situation.recipientConsents = []
      let sent = situation
      let care = try await aalter(registry) { try await registry.register(sent) }
      func incomplete() async throws -> Data {
        try await aalter(registry) {
          try await registry.care.listIncompleteConsents(
            .with {
              $0.municipality = "44084"
              $0.purposes = [.hospital]
            }
          ).serializedData()
        }
      }
      let before = try await incomplete()
      try await maldegem(registry) {
        try await Clerk(registry).consent(care.recipient, .hospital)
        _ = try await registry.care.recordEvidence(
          .with {
            $0.requestID = UUID().uuidString
            $0.person = care.recipient
            $0.evidence = .with {
              $0.fact = "recipient.fod_points"
              $0.intValue = 17
              $0.assessor = "Dienst van Maldegem"
              $0.issuedDate = Samples.date(2024, 1, 10)
              $0.validUntilDate = Samples.date(2025, 6, 30)
            }
          }
        )
      }
      func expiring(in municipality: String) async throws -> Int {
        try await registry.seeing(municipality, client: municipality) {
          try await registry.care.listExpiringEvidence(.with { $0.municipality = municipality }).evidence.count
        }
      }
      #expect(try await expiring(in: "44084") == 0)
      #expect(try await expiring(in: "43010") == 1)
      @Sendable func evidence() async throws -> Int { try await registry.situation(care.careSituation).evidence.count }
      #expect(try await aalter(registry) { try await evidence() } == 0)
      #expect(try await maldegem(registry) { try await evidence() } == 1)
      // Nor does it come into decisions, whose explanations the other municipality reads.
      func told() async throws -> [Int] {
        try await registry.told().compactMap { event in
          switch event.payload {
          case .careSituationRecorded(let facts): facts.evidence.count
          default: nil
          }
        }
      }
      #expect(try await told().allSatisfy { $0 == 0 })
      #expect(try await incomplete() == before)
      try await maldegem(registry) { try await confirm(registry, care.recipient) }
      #expect(try await aalter(registry) { try await evidence() } == 1)
      #expect(try await told().last == 1)
    }
  }

  /// The name and the municipality, and nothing else.
  private static func masked(_ person: Mantel_Registration_V1_Person) -> Mantel_Registration_V1_Person {
    .with {
      $0.name = person.name
      $0.etag = person.etag
      $0.unconfirmed = true
      $0.details = .with {
        $0.familyName = "Bedachtzaam"
        $0.givenNames = "Jozef"
        $0.municipality = "43010"
        $0.language = .dutch
        $0.channel = .none
      }
    }
  }

  @Test(
    "Care that was made up brings nobody into sight, and gives no say over them, whoever registered first",
    arguments: [true, false]
  )
  func madeUpCare(isKnownBefore: Bool) async throws {
    try await withRegistry { registry in
      let home =
        isKnownBefore ? try await maldegem(registry) { try await registry.register(Self.atHome()) } : nil
      let invented = try await aalter(registry) { try await registry.register(Self.acrossBorder()) }
      let real =
        if let home { home } else { try await maldegem(registry) { try await registry.register(Self.atHome()) } }
      #expect(real.recipient != invented.recipient)

      try await aalter(registry) {
        let clerk = Clerk(registry)
        let person = try await registry.person(invented.recipient)
        #expect(person == Self.masked(person))
        let situation = try await registry.situation(invented.careSituation)
        #expect(situation.recipient == person)
        let found = try await registry.persons.searchPersons(
          .with {
            $0.municipality = "44084"
            $0.insz = Samples.recipientINSZ
          }
        ).persons
        #expect(found.map(\.name) == [invented.recipient] && found[0].streetLine.isEmpty && !found[0].hasBirthDate)
        for call: @Sendable () async throws -> Void in [
          { try await clerk.consent(invented.recipient, .municipality) },
          { try await clerk.withdraw(invented.recipient, .hospital) },
          { _ = try await registry.persons.getConsents(.with { $0.person = invented.recipient }) },
          { _ = try await registry.care.listAssessments(.with { $0.person = invented.recipient }) },
          { try await clerk.recordNeeds(of: invented.recipient, [.respite]) },
          { try await clerk.recordLoad(of: invented.recipient, assessor: "self", score: 3) },
          { try await clerk.update(invented.recipient, ["phone"]) { $0.phone = "0468 00 00 01" } },
          { try await clerk.move(invented.recipient, to: "Elders 1", in: "44084") },
          { _ = try await clerk.erase(invented.recipient) },
          { _ = try await registry.persons.exportPerson(.with { $0.name = invented.recipient }) },
          { try await confirm(registry, invented.recipient) },
        ] {
          #expect(try await refusal(call) == Self.outOfScope)
        }
        #expect(try await refusal { try await registry.person(real.recipient) }?.code == .notFound)
      }
      // A moment of the patient reaches those whom their own municipality knows.
      #expect(try await foundCare(registry) == [real.careSituation])
      try await maldegem(registry) {
        let person = try await registry.person(real.recipient)
        #expect(person.consents.map(\.purpose) == [.hospital] && !person.unconfirmed)
        #expect(person.details.streetLine == "Ware straat 99" && person.details.insz == Samples.recipientINSZ)
        // It finds both on its lists.
        let listed = try await unconfirmed(registry)
        #expect(listed.map(\.person.name) == [invented.recipient])
        #expect(listed[0].careSituations.map(\.name) == [invented.careSituation])
        let pairs = try await registry.persons.listDuplicates(.with { $0.municipality = "43010" }).duplicates
        #expect(pairs.map { Set([$0.first.name, $0.second.name]) } == [[real.recipient, invented.recipient]])
        let inUse = try await refusal { try await confirm(registry, invented.recipient) }
        #expect(inUse == SeenError(.alreadyExists, "NUMBER_IN_USE"))
      }
    }
  }

  @Test("A record that its municipality merges with its own comes into sight, until the two are parted")
  func merging() async throws {
    try await withRegistry { registry in
      let told = try await aalter(registry) { try await registry.register(Self.acrossBorder()) }
      let home = try await maldegem(registry) { try await registry.register(Self.atHome()) }
      try await maldegem(registry) { try await Clerk(registry).merge(told.recipient, into: home.recipient) }
      #expect(try await maldegem(registry) { try await unconfirmed(registry) }.isEmpty)
      let seen = try await aalter(registry) { try await registry.situation(told.careSituation).recipient }
      #expect(seen.name == home.recipient && seen.details.streetLine == "Ware straat 99" && !seen.unconfirmed)
      #expect(try await foundCare(registry) == [told.careSituation, home.careSituation])
      try await maldegem(registry) { try await Clerk(registry).unmerge(told.recipient) }
      let again = try await aalter(registry) { try await registry.situation(told.careSituation).recipient }
      #expect(again == Self.masked(again) && again.name == told.recipient)
      #expect(try await foundCare(registry) == [home.careSituation])
      #expect(try await maldegem(registry) { try await unconfirmed(registry) }.count == 1)
    }
  }

  @Test("To whom a recipient is masked it is not told which consents are missing", arguments: [true, false])
  func missingConsents(isDeclared: Bool) async throws {
    try await withRegistry { registry in
      let told = try await aalter(registry) {
        var situation = Self.acrossBorder()
        if !isDeclared { situation.clearRecipientDeclaration() }
        return try await registry.register(situation)
      }
      @Sendable func missing(in municipality: String) async throws -> [[Mantel_Type_V1_ConsentPurpose]] {
        let request = Mantel_Registration_V1_ListIncompleteConsentsRequest.with {
          $0.municipality = municipality
          $0.purposes = [.hospital, .municipality]
        }
        return try await registry.care.listIncompleteConsents(request).careSituations.map(\.missingPurposes)
      }
      #expect(try await aalter(registry) { try await missing(in: "44084") } == (isDeclared ? [] : [[]]))
      #expect(try await maldegem(registry) { try await missing(in: "43010") } == [[.municipality]])
      try await maldegem(registry) { try await confirm(registry, told.recipient) }
      #expect(try await aalter(registry) { try await missing(in: "44084") } == [[.municipality]])
    }
  }

  @Test("A number that only the other record tells is an earlier one of who is kept, until the two are parted")
  func mergingNumbers() async throws {
    try await withRegistry { registry in
      let told = try await aalter(registry) { try await registry.register(Self.acrossBorder()) }
      let home = try await maldegem(registry) {
        var situation = try Self.atHome()
        situation.recipient.insz = Samples.otherINSZ
        return try await registry.register(situation)
      }
      try await maldegem(registry) {
        let clerk = Clerk(registry)
        let before = try await registry.person(home.recipient)
        try await clerk.merge(told.recipient, into: home.recipient)
        let merged = try await registry.person(home.recipient)
        #expect(merged.details.insz == Samples.otherINSZ && merged.formerNumbers == [Samples.recipientINSZ])
        try await clerk.unmerge(told.recipient)
        let parted = try await registry.person(home.recipient)
        #expect(parted.details == before.details && parted.formerNumbers.isEmpty)
        try await confirm(registry, told.recipient)
        let own = try await registry.person(told.recipient)
        #expect(own.details.insz == Samples.recipientINSZ)
      }
    }
  }

  @Test("Whoever told a number first has no say over the record that the true municipality keeps")
  func squatting() async throws {
    try await withRegistry { registry in
      let squat = try await aalter(registry) {
        var lie = Self.acrossBorder()
        lie.recipient.municipality = "44084"
        lie.recipient.postalCode = "9880"
        return try await registry.register(lie)
      }
      let home = try await maldegem(registry) { try await registry.register(Self.atHome()) }
      #expect(home.recipient != squat.recipient)
      try await aalter(registry) {
        for validateOnly in [true, false] {
          let etag = try await registry.person(squat.recipient).etag
          let seen = try await refusal {
            try await registry.persons.mergePersons(
              .with {
                $0.requestID = UUID().uuidString
                $0.kept = squat.recipient
                $0.etag = etag
                $0.merged = home.recipient
                $0.validateOnly = validateOnly
              }
            )
          }
          #expect(seen == Self.outOfScope)
        }
      }
    }
  }

  @Test("Who lets someone move into another municipality sees no more of them, and goes on having no say there")
  func movedAcross() async throws {
    try await withRegistry { registry in
      let lie = try await aalter(registry) {
        var lie = Self.acrossBorder()
        lie.recipient.municipality = "44084"
        lie.recipient.postalCode = "9880"
        let registered = try await registry.register(lie)
        try await Clerk(registry).move(registered.recipient, to: "Ware straat 99", in: "43010")
        return registered
      }
      let home = try await maldegem(registry) { try await registry.register(Self.atHome()) }
      // Whoever really moved is not registered anew.
      #expect(home.recipient == lie.recipient)
      let listed = try await maldegem(registry) { try await unconfirmed(registry).map(\.person.name) }
      #expect(listed == [home.recipient])
      try await aalter(registry) {
        let person = try await registry.person(lie.recipient)
        #expect(person == Self.masked(person))
        let withdrawal = try await refusal { try await Clerk(registry).withdraw(lie.recipient, .hospital) }
        #expect(withdrawal == Self.outOfScope)
      }
      try await maldegem(registry) {
        try await confirm(registry, home.recipient)
        try await Clerk(registry).update(home.recipient, ["phone"]) { $0.phone = "0468 00 98 76" }
      }
      #expect(try await aalter(registry) { try await registry.person(lie.recipient) }.details.phone == "+32468009876")
    }
  }

  @Test("A pair is said to be two people by a municipality that keeps one of them, not by one that sees both")
  func dismissing() async throws {
    try await withRegistry { registry in
      try await registry.seeing("44084", "43010") {
        for (serial, caregiver) in [("", 951), (Samples.recipientINSZ, 953)] {
          var situation = Self.acrossBorder()
          situation.caregiver.insz = try Clerk.insz(1980, 3, 4, serial: caregiver)
          situation.recipient.insz = serial
          situation.recipient.birthDate = Samples.date(1948, 3, 17)
          _ = try await registry.register(situation)
        }
      }
      let pairs = try await registry.seeing("43010") {
        try await registry.persons.listDuplicates(.with { $0.municipality = "43010" }).duplicates
      }
      let name = try #require(pairs.first?.name)
      @Sendable func dismiss() async throws {
        _ = try await registry.persons.dismissDuplicate(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = name
          }
        )
      }
      #expect(try await aalter(registry) { try await refusal { try await dismiss() } } == Self.outOfScope)
      try await maldegem(registry) { try await dismiss() }
    }
  }

  /// Care by someone of Aalter for someone else of Maldegem, under the number of another who lives there.
  private static func mistyped() -> Situation {
    var situation = acrossBorder()
    situation.recipient.familyName = "Aangedicht"
    situation.recipient.givenNames = "Godelieve"
    return situation
  }

  private func pairs(
    _ registry: Registry,
    in municipality: String = "43010"
  ) async throws -> [Mantel_Registration_V1_Duplicate] {
    try await registry.persons.listDuplicates(.with { $0.municipality = municipality }).duplicates
  }

  private func dismiss(_ registry: Registry, _ name: String) async throws {
    _ = try await registry.persons.dismissDuplicate(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = name
      }
    )
  }

  @Test("A number that was mistyped and is another's is dropped by saying that the two are two people, and mended then")
  func mistypedNumber() async throws {
    try await withRegistry { registry in
      let home = try await maldegem(registry) { try await registry.register(Self.atHome()) }
      let told = try await aalter(registry) { try await registry.register(Self.mistyped()) }
      let before = try await aalter(registry) { try await registry.person(told.recipient) }
      let own = try await maldegem(registry) { try await registry.person(home.recipient) }
      try await maldegem(registry) {
        let inUse = try await refusal { try await confirm(registry, told.recipient) }
        #expect(inUse == SeenError(.alreadyExists, "NUMBER_IN_USE"))
        let listed = try await pairs(registry)
        #expect(listed.map { Set([$0.first.name, $0.second.name]) } == [[told.recipient, home.recipient]])
        try await dismiss(registry, try #require(listed.first?.name))
        #expect(try await pairs(registry).isEmpty)
        let person = try await registry.person(told.recipient)
        #expect(person.details.insz.isEmpty && !person.details.localNumber.isEmpty && person.unconfirmed)
        #expect(person.formerNumbers.isEmpty)
        #expect(try await registry.person(home.recipient) == own)
      }
      // Nothing of it is seen through the mask.
      try await aalter(registry) {
        let (seen, other) = (
          try await registry.person(told.recipient), try await refusal { try await registry.person(home.recipient) }
        )
        #expect(seen == before && other?.code == .notFound)
      }
      let number = try Clerk.insz(1948, 3, 17, serial: 953)
      try await maldegem(registry) {
        let clerk = Clerk(registry)
        try await confirm(registry, told.recipient)
        try await clerk.update(told.recipient, ["family_name"]) { $0.familyName = "Aangedacht" }
        try await clerk.replaceNumber(of: told.recipient, with: number)
        let person = try await registry.person(told.recipient)
        #expect(person.details.insz == number && person.formerNumbers.isEmpty && !person.unconfirmed)
        #expect(person.details.familyName == "Aangedacht")
      }
      #expect(try await foundCare(registry) == [home.careSituation])
      let mended = try await aalter(registry) { try await registry.person(told.recipient) }
      #expect(mended.details.insz == number && mended.details.familyName == "Aangedacht")
    }
  }

  @Test("A number is dropped from a confirmed record as well, and told again brings the pair back")
  func mistypedOfConfirmed() async throws {
    try await withRegistry { registry in
      let home = try await maldegem(registry) { try await registry.register(Self.atHome()) }
      // Whoever is sealed has the number out of the sight of the clerk who confirms.
      try await Clerk(registry).seal(home.recipient)
      let told = try await aalter(registry) { try await registry.register(Self.mistyped()) }
      try await maldegem(registry) { try await confirm(registry, told.recipient) }
      let confirmed = try await registry.person(told.recipient)
      #expect(confirmed.details.insz == Samples.recipientINSZ)
      try await dismiss(registry, try #require(try await pairs(registry).first?.name))
      let dropped = try await registry.person(told.recipient)
      #expect(dropped.details.insz.isEmpty && !dropped.details.localNumber.isEmpty && dropped.etag != confirmed.etag)
      try await maldegem(registry) {
        try await Clerk(registry).replaceNumber(of: told.recipient, with: Samples.recipientINSZ)
      }
      let again = try #require(try await pairs(registry).first)
      #expect(Set([again.first.name, again.second.name]) == [told.recipient, home.recipient])
      try await dismiss(registry, again.name)
      let person = try await registry.person(told.recipient)
      #expect(person.details.insz.isEmpty && person.details.localNumber == dropped.details.localNumber)
      #expect(try await registry.person(home.recipient).details.insz == Samples.recipientINSZ)
    }
  }

  @Test("Whoever has the number may move or be merged: the pair is before the municipality that can say who is who")
  func mistypedOfMoved() async throws {
    try await withRegistry { registry in
      let home = try await maldegem(registry) { try await registry.register(Self.atHome()) }
      let told = try await aalter(registry) { try await registry.register(Self.mistyped()) }
      try await maldegem(registry) {
        var other = try Self.atHome()
        other.caregiver.insz = try Clerk.insz(1981, 3, 4)
        other.recipient.insz = Samples.otherINSZ
        let sent = other
        let kept = try await registry.register(sent)
        try await Clerk(registry).merge(home.recipient, into: kept.recipient)
        let listed = try await pairs(registry)
        #expect(listed.map { Set([$0.first.name, $0.second.name]) } == [[told.recipient, kept.recipient]])
        try await Clerk(registry).move(kept.recipient, to: "Nieuwstraat 9", in: "11002")
      }
      try await registry.seeing("11002", client: "antwerpen") {
        let listed = try await pairs(registry, in: "11002")
        #expect(listed.count == 1)
        try await dismiss(registry, try #require(listed.first?.name))
      }
      try await maldegem(registry) {
        try await confirm(registry, told.recipient)
        let person = try await registry.person(told.recipient)
        #expect(person.details.insz.isEmpty && !person.details.localNumber.isEmpty)
      }
    }
  }

  @Test("No number is dropped from the record of someone whose data may not be processed")
  func mistypedOfRestricted() async throws {
    try await withRegistry { registry in
      _ = try await maldegem(registry) { try await registry.register(Self.atHome()) }
      let told = try await aalter(registry) { try await registry.register(Self.mistyped()) }
      try await maldegem(registry) {
        let etag = try await registry.person(told.recipient).etag
        _ = try await registry.persons.restrictPerson(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = told.recipient
            $0.etag = etag
            $0.restricted = true
          }
        )
        let name = try #require(try await pairs(registry).first?.name)
        let seen = try await refusal { try await dismiss(registry, name) }
        #expect(seen == SeenError(.failedPrecondition, "PERSON_RESTRICTED"))
        #expect(try await pairs(registry).map(\.name) == [name])
      }
    }
  }

  @Test("A move to come that is taken back leaves nothing to be confirmed")
  func moveTakenBack() async throws {
    try await withRegistry { registry in
      try await aalter(registry) {
        let registered = try await registry.register()
        for (municipality, unconfirmed) in [("43010", true), ("44084", false)] {
          let etag = try await registry.person(registered.recipient).etag
          _ = try await registry.persons.movePerson(
            .with {
              $0.requestID = UUID().uuidString
              $0.name = registered.recipient
              $0.etag = etag
              $0.residence = .with {
                $0.startDate = Samples.date(2025, 6, 20)
                $0.municipality = municipality
                $0.streetLine = "Straks 1"
                $0.postalCode = municipality == "44084" ? "9880" : "9990"
              }
            }
          )
          let person = try await registry.person(registered.recipient)
          #expect(person.unconfirmed == unconfirmed && !person.details.streetLine.isEmpty)
        }
      }
    }
  }

  @Test("Consents on a record that was never confirmed do not come to stand by a merge; withdrawals do")
  func unconfirmedConsents() async throws {
    try await withRegistry { registry in
      let told = try await aalter(registry) {
        var situation = Self.acrossBorder()
        situation.recipientConsents = [
          Samples.consent(.hospital, on: Samples.date(2025, 5, 30)), Samples.consent(.automaticRights),
        ]
        return try await registry.register(situation)
      }
      let home = try await maldegem(registry) { try await registry.register(Self.atHome()) }
      try await maldegem(registry) {
        try await Clerk(registry).withdraw(home.recipient, .hospital, on: Samples.date(2025, 5, 1))
        try await Clerk(registry).merge(told.recipient, into: home.recipient)
        #expect(try await registry.person(home.recipient).consents.isEmpty)
      }
    }
  }

  @Test("Whoever has the number and may not be found is as good as nobody when a record is confirmed")
  func sealedHolder() async throws {
    try await withRegistry { registry in
      let home = try await maldegem(registry) { try await registry.register(Self.atHome()) }
      try await Clerk(registry).seal(home.recipient)
      let told = try await aalter(registry) { try await registry.register(Self.acrossBorder()) }
      try await maldegem(registry) { try await confirm(registry, told.recipient) }
      #expect(try await maldegem(registry) { try await unconfirmed(registry) }.isEmpty)
      let held = try await registry.person(home.recipient).details.insz
      #expect(held == Samples.recipientINSZ)
    }
  }

  @Test("Evidence about a person is taken back by the municipality where they live alone")
  func evidenceOfOthers() async throws {
    try await withRegistry { registry in
      let told = try await aalter(registry) { try await registry.register(Self.acrossBorder()) }
      try await maldegem(registry) { try await confirm(registry, told.recipient) }
      let evidence = try await maldegem(registry) {
        try await Clerk(registry).recordEvidence(of: told.careSituation, points: 9, assessor: "Dienst Mis")
      }
      @Sendable func withdraw() async throws {
        _ = try await registry.care.withdrawEvidence(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = evidence
          }
        )
      }
      #expect(try await aalter(registry) { try await refusal { try await withdraw() } } == Self.outOfScope)
      try await maldegem(registry) { try await withdraw() }
    }
  }

  @Test("A record that its municipality confirms is found by its number, and shown to the other")
  func confirming() async throws {
    try await withRegistry { registry in
      let told = try await aalter(registry) { try await registry.register(Self.acrossBorder()) }
      #expect(try await foundCare(registry).isEmpty)
      let stale = try await maldegem(registry) {
        try await refusal {
          try await registry.persons.confirmPerson(
            .with {
              $0.requestID = UUID().uuidString
              $0.name = told.recipient
              $0.etag = "\"7\""
            }
          )
        }
      }
      #expect(stale?.code == .aborted)
      try await maldegem(registry) { try await confirm(registry, told.recipient) }
      #expect(try await foundCare(registry) == [told.careSituation])
      let seen = try await aalter(registry) { try await registry.person(told.recipient) }
      #expect(seen.details.streetLine == "Vermoedelijke straat 1" && seen.details.insz == Samples.recipientINSZ)
      #expect(!seen.unconfirmed && seen.consents.map(\.purpose) == [.hospital])
      #expect(try await maldegem(registry) { try await unconfirmed(registry) }.isEmpty)
      // What Maldegem tells of the same person is of the same record now.
      let home = try await maldegem(registry) { try await registry.register(Self.atHome()) }
      #expect(home.recipient == told.recipient)
    }
  }

  @Test("Who registers a person again across the border finds the record that was made before")
  func repeated() async throws {
    try await withRegistry { registry in
      let first = try await aalter(registry) { try await registry.register(Self.acrossBorder()) }
      let second = try await aalter(registry) {
        var again = Self.acrossBorder()
        again.caregiver.insz = try Clerk.insz(1985, 3, 4)
        return try await registry.register(again)
      }
      #expect(second.recipient == first.recipient)
      let other = try await aalter(registry) {
        try await refusal {
          var wrong = Self.acrossBorder()
          wrong.caregiver.insz = try Clerk.insz(1986, 3, 4)
          wrong.recipient.familyName = "Anders"
          return try await registry.register(wrong)
        }
      }
      #expect(other == SeenError(.failedPrecondition, "IDENTITY_DIFFERS"))
      // A client of both has the say over both: nothing waits.
      let whole = try await registry.seeing("44084", "43010") {
        var situation = Self.acrossBorder()
        situation.recipient.insz = Samples.otherINSZ
        situation.caregiver.insz = try Clerk.insz(1987, 3, 4)
        return try await registry.register(situation)
      }
      #expect(try await registry.person(whole.recipient).unconfirmed == false)
    }
  }

  @Test("What is held of an unconfirmed record is changed only once it was confirmed: the other would see the change")
  func changedAtHome() async throws {
    try await withRegistry { registry in
      let told = try await aalter(registry) { try await registry.register(Self.acrossBorder()) }
      let number = try Clerk.insz(1948, 3, 17, serial: 953)
      let changes: [@Sendable () async throws -> Void] = [
        { try await Clerk(registry).update(told.recipient, ["family_name"]) { $0.familyName = "Bedachtsaem" } },
        { try await Clerk(registry).replaceNumber(of: told.recipient, with: number) },
        { try await Clerk(registry).move(told.recipient, to: "Nieuwstraat 9", in: "11002") },
      ]
      let before = try await aalter(registry) { try await registry.person(told.recipient) }
      for change in changes {
        let seen = try await maldegem(registry) { try await refusal(change) }
        #expect(seen == SeenError(.failedPrecondition, "PERSON_UNCONFIRMED"))
      }
      let after = try await aalter(registry) { try await registry.person(told.recipient) }
      #expect(after == before)
      try await maldegem(registry) {
        try await confirm(registry, told.recipient)
        for change in changes { try await change() }
      }
    }
  }

  @Test("The list is of the municipality where they live, in pages, without those whom it confirmed")
  func list() async throws {
    try await withRegistry { registry in
      for serial in [951, 953, 955] {
        try await aalter(registry) {
          var situation = Self.acrossBorder()
          situation.recipient.insz = try Clerk.insz(1941, 5, 6, serial: serial)
          _ = try await registry.register(situation)
        }
      }
      try await maldegem(registry) {
        let names = try await unconfirmed(registry).map(\.person.name)
        #expect(names.count == 3)
        let page = try await registry.persons.listUnconfirmedPersons(
          .with {
            $0.municipality = "43010"
            $0.pageSize = 2
          }
        )
        #expect(page.persons.map(\.person.name) == Array(names.prefix(2)))
        let rest = try await registry.persons.listUnconfirmedPersons(
          .with {
            $0.municipality = "43010"
            $0.pageSize = 2
            $0.pageToken = page.nextPageToken
          }
        )
        #expect(rest.persons.map(\.person.name) == [names[2]] && rest.nextPageToken.isEmpty)
        try await confirm(registry, names[0])
        #expect(try await unconfirmed(registry).map(\.person.name) == Array(names.dropFirst()))
      }
      let foreign = try await aalter(registry) { try await refusal { try await unconfirmed(registry) } }
      #expect(foreign == SeenError(.notFound, "RESOURCE_NOT_FOUND"))
    }
  }
}
