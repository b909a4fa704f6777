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

@Suite("People: numbers, contact, search, duplicates, merges")
struct PersonTests {
  // MARK: - Numbers

  @Test("A person without a national number gets a local one, is found by it, and is linked later")
  func localNumber() async throws {
    try await withRegistry { registry in
      var situation = Samples.careSituation()
      situation.caregiver.insz = ""
      situation.caregiver.birthDate = Samples.date(1976, 7, 22)
      let registered = try await registry.register(situation)
      let person = try await registry.person(registered.caregiver)
      let local = person.details.localNumber
      #expect(try LocalNumber(local).digits == local && person.details.insz.isEmpty)

      var second = Samples.careSituation()
      second.caregiver.insz = ""
      second.caregiver.localNumber = local
      second.recipient = Samples.recipient(insz: Samples.otherINSZ)
      #expect(try await registry.register(second).caregiver == registered.caregiver)
      let found = try await registry.persons.searchPersons(
        .with {
          $0.municipality = "44084"
          $0.localNumber = local
        }
      ).persons
      #expect(found.map(\.name) == [registered.caregiver] && found.map(\.hasInsz_p) == [false])

      let etag = try await replace(registry, registered.caregiver, person.etag, Samples.caregiverINSZ)
      let linked = try await registry.person(registered.caregiver)
      #expect(linked.details.insz == Samples.caregiverINSZ && linked.etag == etag && linked.formerNumbers.isEmpty)
      #expect(try await registry.register(third()).caregiver == registered.caregiver)
      var unknown = second
      unknown.caregiver.localNumber = try Self.otherLocalNumber(than: local)
      let sent = unknown
      let seen = try await refusal { try await registry.register(sent) }
      #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["care_situation.caregiver.local_number"]))
    }
  }

  private func third() throws -> Mantel_Registration_V1_NewCareSituation {
    var situation = Samples.careSituation()
    let insz = try INSZ.fictional(born: CalendarDate(year: 1940, month: 5, day: 6), serial: 951)
    situation.recipient = Samples.recipient(insz: insz.digits)
    return situation
  }

  private static func otherLocalNumber(than local: String) throws -> String {
    var generator = SplitMix64(seed: 3)
    let other = LocalNumber.random(using: &generator).digits
    return try #require(other != local ? other : nil)
  }

  private func replace(_ registry: Registry, _ name: String, _ etag: String, _ insz: String) async throws -> String {
    try await registry.persons.replaceNumber(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = name
        $0.etag = etag
        $0.insz = insz
        $0.confirmedWarnings = [.numberOfAnotherBirthDate]
      }
    ).etag
  }

  @Test("A BIS number that is replaced still finds its person, and belongs to nobody else")
  func history() async throws {
    try await withRegistry { registry in
      var situation = Samples.careSituation()
      situation.caregiver.insz = "83251495855"
      let registered = try await registry.register(situation)
      var person = try await registry.person(registered.caregiver)
      _ = try await replace(registry, registered.caregiver, person.etag, Samples.caregiverINSZ)
      person = try await registry.person(registered.caregiver)
      #expect(person.details.insz == Samples.caregiverINSZ && person.formerNumbers == ["83251495855"])
      #expect(person.birthDate == Samples.date(1976, 7, 22))
      for insz in ["83251495855", Samples.caregiverINSZ] {
        let found = try await registry.persons.searchPersons(
          .with {
            $0.municipality = "44084"
            $0.insz = insz
          }
        ).persons
        #expect(found.map(\.name) == [registered.caregiver])
      }
      let taken = try await refusal {
        try await replace(registry, registered.caregiver, person.etag, Samples.recipientINSZ)
      }
      #expect(taken == SeenError(.alreadyExists, "NUMBER_IN_USE"))
      // Back to the first: that was the mistake.
      _ = try await replace(registry, registered.caregiver, person.etag, "83251495855")
      let back = try await registry.person(registered.caregiver)
      #expect(back.details.insz == "83251495855" && back.formerNumbers == [Samples.caregiverINSZ])
    }
  }

  // MARK: - Rectifying

  @Test("A rectification changes the fields of its mask, no others")
  func update() async throws {
    try await withRegistry { registry in
      let registered = try await registry.register()
      let before = try await registry.person(registered.caregiver)
      func update(
        _ paths: [String],
        etag: String? = nil,
        _ change: @Sendable (inout Mantel_Registration_V1_PersonDetails) -> Void = { _ in }
      ) async throws -> String {
        var request = Mantel_Registration_V1_UpdatePersonRequest.with {
          $0.requestID = UUID().uuidString
          $0.name = registered.caregiver
          $0.etag = etag ?? before.etag
          $0.updateMask = .with { $0.paths = paths }
        }
        change(&request.details)
        return try await registry.persons.updatePerson(request).etag
      }
      func seen(
        _ paths: [String],
        _ change: @escaping @Sendable (inout Mantel_Registration_V1_PersonDetails) -> Void = { _ in }
      ) async throws -> SeenError? {
        try await refusal { try await update(paths, change) }
      }
      func field(_ name: String) -> SeenError { SeenError(.invalidArgument, "INVALID_FIELD", fields: [name]) }
      #expect(try await seen([]) == field("update_mask"))
      #expect(try await seen(["insz"]) == field("update_mask"))
      #expect(try await seen(["family_name"]) == field("details.family_name"))
      #expect(try await seen(["email"]) == field("details.email"))
      #expect(try await seen(["channel"]) == field("details.channel"))
      #expect(try await seen(["birth_date"]) { $0.birthDate = Samples.date(1980, 1, 1) } == field("details.birth_date"))
      let stale = try await refusal { try await update(["family_name"], etag: "\"8\"") { $0.familyName = "Ander" } }
      #expect(stale == SeenError(.aborted, "STALE_ETAG"))

      _ = try await update(["family_name", "digital_skill"]) {
        $0.familyName = "Van Bédacht"
        $0.digitalSkill = .withHelp
        $0.givenNames = "Wordt niet genomen"
      }
      var expected = before.details
      expected.familyName = "Van Bédacht"
      expected.digitalSkill = .withHelp
      let after = try await registry.person(registered.caregiver)
      #expect(after.details == expected && after.etag != before.etag)
    }
  }

  // MARK: - Finding

  @Test(
    "A name is found however it is spelled",
    arguments: ["De Wulf-D'Hondt", "dé wulf d’hondt", "DEWULFDHONDT", "Déwulf d'hóndt", "de  wulf - d hondt"]
  )
  func spelling(_ name: String) async throws {
    try await withRegistry { registry in
      var situation = Samples.careSituation()
      situation.caregiver.familyName = "Dewulf-D'Hóndt"
      let registered = try await registry.register(situation)
      func search(_ municipality: String = "44084", born: Mantel_Type_V1_Date = Samples.date(1976, 7, 22)) async throws
        -> [String]
      {
        try await registry.persons.searchPersons(
          .with {
            $0.municipality = municipality
            $0.familyName = name
            $0.birthDate = born
          }
        ).persons.map(\.name)
      }
      #expect(try await search() == [registered.caregiver])
      #expect(try await search("43007").isEmpty)
      #expect(try await search(born: Samples.date(1976, 7, 23)).isEmpty)
    }
  }

  @Test("A search in no way, or in two, is refused")
  func wrongSearch() async throws {
    try await withRegistry { registry in
      let none = try await refusal { try await registry.persons.searchPersons(.with { $0.municipality = "44084" }) }
      #expect(none == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["insz"]))
      let two = try await refusal {
        try await registry.persons.searchPersons(
          .with {
            $0.municipality = "44084"
            $0.insz = Samples.caregiverINSZ
            $0.familyName = "De Fictieve"
          }
        )
      }
      #expect(two == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["insz"]))
      let half = try await refusal {
        try await registry.persons.searchPersons(
          .with {
            $0.municipality = "44084"
            $0.familyName = "De Fictieve"
          }
        )
      }
      #expect(half == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["birth_date"]))
    }
  }

  // MARK: - Duplicates

  /// Registers someone twice: once by number, once without, as a clerk who has no card at hand would.
  private func registerTwice(
    _ registry: Registry,
    _ change: (inout Mantel_Registration_V1_NewCareSituation) -> Void = { _ in }
  ) async throws -> (
    first: Mantel_Registration_V1_RegisterCareSituationResponse,
    second: Mantel_Registration_V1_RegisterCareSituationResponse
  ) {
    let first = try await registry.register()
    var again = Samples.careSituation()
    again.caregiver.insz = ""
    again.caregiver.birthDate = Samples.date(1976, 7, 22)
    again.caregiver.familyName = "DEFICTIEVE"
    again.caregiver.givenNames = "Maria"
    again.recipient = Samples.recipient(insz: Samples.otherINSZ)
    again.caregiverConsents = [Samples.consent(.automaticRights)]
    change(&again)
    return (first, try await registry.register(again))
  }

  private func duplicates(_ registry: Registry, _ municipality: String = "44084") async throws
    -> [Mantel_Registration_V1_Duplicate]
  {
    try await registry.persons.listDuplicates(.with { $0.municipality = municipality }).duplicates
  }

  @Test("Someone registered twice is listed side by side, and never merged by itself")
  func found() async throws {
    try await withRegistry { registry in
      let (first, second) = try await registerTwice(registry)
      let pairs = try await duplicates(registry)
      #expect(pairs.map(\.first.name) == [first.caregiver] && pairs.map(\.second.name) == [second.caregiver])
      #expect(pairs[0].second.details.givenNames == "Maria")
      _ = try await registry.persons.dismissDuplicate(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = pairs[0].name
        }
      )
      #expect(try await duplicates(registry).isEmpty)
      // A further change does not bring back what was said to be two people.
      let person = try await registry.person(second.caregiver)
      _ = try await registry.persons.updatePerson(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = second.caregiver
          $0.etag = person.etag
          $0.details.familyName = "De Fictieve"
          $0.updateMask = .with { $0.paths = ["family_name"] }
        }
      )
      #expect(try await duplicates(registry).isEmpty)
      let gone = try await refusal {
        try await registry.persons.dismissDuplicate(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = pairs[0].name
          }
        )
      }
      #expect(gone == SeenError(.notFound, "RESOURCE_NOT_FOUND"))
    }
  }

  @Test("Namesakes far apart are no pair, until one moves near")
  func apart() async throws {
    try await withRegistry { registry in
      let (_, second) = try await registerTwice(registry) {
        $0.caregiver.givenNames = "Paula"
        $0.caregiver.municipality = "11002"
        $0.caregiver.postalCode = "2000"
      }
      #expect(try await duplicates(registry).isEmpty)
      let person = try await registry.person(second.caregiver)
      _ = try await registry.persons.movePerson(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = second.caregiver
          $0.etag = person.etag
          $0.residence = .with {
            $0.startDate = Samples.date(2025, 5, 1)
            $0.municipality = "44084"
            $0.streetLine = "Verzonnenlaan 12"
            $0.postalCode = "9880"
          }
        }
      )
      #expect(try await duplicates(registry).count == 1)
    }
  }

  private func merge(_ registry: Registry, _ merged: String, into kept: String) async throws -> String {
    let person = try await registry.person(kept)
    return try await registry.persons.mergePersons(
      .with {
        $0.requestID = UUID().uuidString
        $0.kept = kept
        $0.etag = person.etag
        $0.merged = merged
      }
    ).etag
  }

  @Test("A merge passes everything over, and unmerging returns it")
  func mergeAndBack() async throws {
    try await withRegistry { registry in
      let (first, second) = try await registerTwice(registry)
      let local = try await registry.person(second.caregiver).details.localNumber
      _ = try await registry.care.recordNeeds(
        .with {
          $0.requestID = UUID().uuidString
          $0.person = second.caregiver
          $0.areas = [.respite]
        }
      )
      _ = try await registry.care.recordAssessment(
        .with {
          $0.requestID = UUID().uuidString
          $0.person = second.caregiver
          $0.assessment = .with {
            $0.assessDate = Samples.date(2025, 5, 1)
            $0.assessor = "self"
            $0.zbi12Score = 20
          }
        }
      )
      _ = try await merge(registry, second.caregiver, into: first.caregiver)

      let kept = try await registry.person(first.caregiver)
      #expect(kept.details.insz == Samples.caregiverINSZ && kept.consents.map(\.purpose) == [.automaticRights])
      #expect(try await registry.situation(second.careSituation).caregiver.name == first.caregiver)
      // Whoever kept the old name is led to the one who was kept.
      #expect(try await registry.person(second.caregiver).name == first.caregiver)
      let load = try await registry.care.listAssessments(.with { $0.person = first.caregiver })
      #expect(load.assessments.map(\.zbi12Score) == [20] && load.needs == [.respite])
      let byLocal = try await registry.persons.searchPersons(
        .with {
          $0.municipality = "44084"
          $0.localNumber = local
        }
      ).persons
      #expect(byLocal.map(\.name) == [first.caregiver])
      #expect(try await duplicates(registry).isEmpty)
      let seen = try await refusal { try await merge(registry, second.caregiver, into: first.caregiver) }
      #expect(seen == SeenError(.failedPrecondition, "PERSON_GONE"))

      let answer = try await registry.persons.unmergePersons(
        .with {
          $0.requestID = UUID().uuidString
          $0.merged = second.caregiver
        }
      )
      #expect(answer.kept == first.caregiver)
      let alone = try await registry.person(second.caregiver)
      #expect(alone.details.localNumber == local && alone.details.givenNames == "Maria")
      #expect(alone.consents.map(\.purpose) == [.automaticRights])
      #expect(try await registry.person(first.caregiver).consents.isEmpty)
      #expect(try await registry.situation(second.careSituation).caregiver.name == second.caregiver)
      #expect(try await registry.situation(first.careSituation).caregiver.name == first.caregiver)
      #expect(try await registry.care.listAssessments(.with { $0.person = first.caregiver }).assessments.isEmpty)
      let back = try await registry.care.listAssessments(.with { $0.person = second.caregiver })
      #expect(back.assessments.count == 1 && back.needs == [.respite])

      var registered: Set<String> = []
      let events = try await registry.told().compactMap { event -> String? in
        switch event.payload {
        case .personsMerged(let merged): "merged \(merged.merged == second.caregiver)"
        case .personsUnmerged(let unmerged): "unmerged \(unmerged.merged == second.caregiver)"
        case .careSituationRecorded(let recorded) where !registered.insert(recorded.careSituation).inserted:
          "told \(recorded.caregiver.person == first.caregiver)"
        default: nil
        }
      }
      #expect(events == ["merged true", "told true", "unmerged true", "told false"])
    }
  }

  @Test("A local number is checked by its last two digits")
  func localNumberDigits() throws {
    var generator = SplitMix64(seed: 1)
    for _ in 0..<200 {
      let number = LocalNumber.random(using: &generator)
      #expect(try LocalNumber(number.digits) == number)
      var digits = Array(number.digits)
      digits[4] = digits[4] == "9" ? "0" : "9"
      if String(digits) != number.digits {
        #expect(throws: ValueError.self) { try LocalNumber(String(digits)) }
      }
    }
    #expect(throws: ValueError.self) { try LocalNumber("123456789") }
    #expect(throws: ValueError.self) { try LocalNumber("12345678x0") }
  }
}
