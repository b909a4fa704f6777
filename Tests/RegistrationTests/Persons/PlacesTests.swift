import CareTypes
import EventsAPI
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

/// Where a caregiver outside Flanders lives.
struct Elsewhere: Sendable, CustomTestStringConvertible {
  let testDescription: String
  var municipality = ""
  var country = ""
  let postalCode: String
  var locality = ""

  static let all = [
    Elsewhere(testDescription: "Brussels", municipality: "21004", postalCode: "1000"),
    Elsewhere(testDescription: "Wallonia", municipality: "82039", postalCode: "6600"),
    Elsewhere(testDescription: "the Netherlands", country: "NL", postalCode: "4531 AB", locality: "Terneuzen"),
    Elsewhere(
      testDescription: "Ireland, without a postal code",
      country: "IE",
      postalCode: "",
      locality: "Ballyvaughan"
    ),
  ]

  func lived(in person: Mantel_Registration_V1_PersonDetails) -> Mantel_Registration_V1_PersonDetails {
    var person = person
    person.municipality = municipality
    person.country = country
    person.postalCode = postalCode
    person.locality = locality
    return person
  }

  var residence: Mantel_Registration_V1_Residence {
    .with {
      $0.startDate = Samples.date(2025, 6, 5)
      $0.municipality = municipality
      $0.country = country
      $0.streetLine = "Verrelaan 1"
      $0.postalCode = postalCode
      $0.locality = locality
    }
  }

  func isHome(of details: Mantel_Registration_V1_PersonDetails) -> Bool {
    details.municipality == municipality && details.country == country && details.postalCode == postalCode
      && details.locality == locality
  }
}

@Suite("People who live outside Flanders")
struct PlacesTests {
  private static func situation(_ place: Elsewhere) -> Mantel_Registration_V1_NewCareSituation {
    var situation = Samples.careSituation()
    situation.caregiver = place.lived(in: situation.caregiver)
    return situation
  }

  @Test("They are registered, read, found, listed, handed out and told of as they live", arguments: Elsewhere.all)
  func registered(place: Elsewhere) async throws {
    try await withRegistry { registry in
      let registered = try await registry.register(Self.situation(place))
      #expect(place.isHome(of: try await registry.person(registered.caregiver).details))
      let situation = try await registry.situation(registered.careSituation)
      #expect(place.isHome(of: situation.caregiver.details))
      let listed = try await registry.registration.listCareSituations(.with { $0.municipality = "44084" })
      let summary = try #require(listed.careSituations.first)
      #expect(summary.caregiverMunicipality == place.municipality && summary.caregiverCountry == place.country)
      #expect(summary.recipientMunicipality == "44084" && summary.recipientCountry.isEmpty)
      let found = try await registry.persons.searchPersons(
        .with {
          $0.municipality = "44084"
          $0.insz = Samples.caregiverINSZ
        }
      ).persons
      #expect(found.map(\.country) == [place.country] && found.map(\.municipality) == [place.municipality])
      let document = try await registry.persons.exportPerson(.with { $0.name = registered.caregiver }).document
      let text = String(decoding: document, as: UTF8.self)
      for word in [place.locality, place.country, place.municipality] where !word.isEmpty {
        #expect(text.contains("\"\(word)\""))
      }
      let event = try #require(try await registry.told().first?.careSituationRecorded)
      #expect(event.caregiver.residences.map(\.municipality) == [place.municipality])
      #expect(event.caregiver.residences.map(\.country) == [place.country])
      #expect(event.recipient.residences.map(\.municipality) == ["44084"])
      #expect(event.recipient.residences.map(\.country) == [""])
    }
  }

  @Test("A recipient may live there as well, and someone may move there and back", arguments: Elsewhere.all)
  func moves(place: Elsewhere) async throws {
    try await withRegistry { registry in
      var situation = Samples.careSituation()
      situation.recipient = place.lived(in: situation.recipient)
      let registered = try await registry.register(situation)
      #expect(place.isHome(of: try await registry.person(registered.recipient).details))

      func move(_ person: String, _ residence: Mantel_Registration_V1_Residence) async throws {
        let etag = try await registry.person(person).etag
        _ = try await registry.persons.movePerson(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = person
            $0.etag = etag
            $0.residence = residence
          }
        )
      }
      try await move(registered.caregiver, place.residence)
      try registry.clock.set(CalendarDate(year: 2025, month: 6, day: 10))
      #expect(place.isHome(of: try await registry.person(registered.caregiver).details))
      let moved = try await registry.told().compactMap { event in
        if case .personMoved(let moved) = event.payload { moved } else { nil }
      }
      #expect(moved.map(\.country) == [place.country] && moved.map(\.municipality) == [place.municipality])
      var back = Mantel_Registration_V1_Residence()
      (back.startDate, back.municipality, back.postalCode) = (Samples.date(2025, 6, 10), "44021", "9000")
      try await move(registered.caregiver, back)
      let read = try await registry.persons.getPerson(.with { $0.name = registered.caregiver })
      #expect(read.person.details.municipality == "44021" && read.person.details.country.isEmpty)
      #expect(read.residences.map(\.municipality) == ["44084", place.municipality, "44021"])
      #expect(read.residences.map(\.country) == ["", place.country, ""])
      #expect(read.residences.map(\.locality) == ["", place.locality, ""])
    }
  }

  static let wrong: [(String, Mantel_Registration_V1_Residence)] = [
    (
      "municipality",
      .with {
        $0.municipality = "21999"; $0.postalCode = "1000"
      }
    ),
    (
      "municipality",
      .with {
        $0.municipality = "82003"; $0.postalCode = "6600"
      }
    ),
    (
      "municipality",
      .with {
        $0.municipality = "55022"; $0.postalCode = "7100"
      }
    ),
    (
      "municipality",
      .with {
        $0.municipality = "01000"; $0.postalCode = "1000"
      }
    ),
    (
      "municipality",
      .with {
        $0.municipality = "NL"; $0.postalCode = "1000"
      }
    ),
    ("municipality", .with { $0.postalCode = "1000" }),
    ("postal_code", .with { $0.municipality = "21004" }),
    (
      "postal_code",
      .with {
        $0.municipality = "21004"; $0.postalCode = "4531 AB"
      }
    ),
    (
      "locality",
      .with {
        $0.municipality = "21004"; $0.postalCode = "1000"; $0.locality = "Laken"
      }
    ),
    (
      "country",
      .with {
        $0.country = "XX"; $0.locality = "Nergens"
      }
    ),
    (
      "country",
      .with {
        $0.country = "nl"; $0.locality = "Terneuzen"
      }
    ),
    (
      "country",
      .with {
        $0.country = "NLD"; $0.locality = "Terneuzen"
      }
    ),
    (
      "country",
      .with {
        $0.country = "BE"; $0.locality = "Aalter"
      }
    ),
    (
      "country",
      .with {
        $0.country = "NL"; $0.locality = "Terneuzen"; $0.municipality = "44084"
      }
    ),
    ("locality", .with { $0.country = "NL" }),
    (
      "postal_code",
      .with {
        $0.country = "NL"; $0.locality = "Terneuzen"; $0.postalCode = "4531 AB Terneuzen"
      }
    ),
  ]

  @Test("A place that is none is refused by its field, and nothing is registered", arguments: wrong)
  func refused(field: String, residence: Mantel_Registration_V1_Residence) async throws {
    try await withRegistry { registry in
      var situation = Samples.careSituation()
      situation.caregiver.municipality = residence.municipality
      situation.caregiver.country = residence.country
      situation.caregiver.postalCode = residence.postalCode
      situation.caregiver.locality = residence.locality
      let sent = situation
      let refused = try await refusal { try await registry.register(sent) }
      #expect(refused?.code == .invalidArgument && refused?.fields == ["care_situation.caregiver.\(field)"])
      let registered = try await registry.register()
      var moved = residence
      moved.startDate = Samples.date(2025, 5, 1)
      let asked = moved
      let move = try await refusal {
        try await registry.persons.movePerson(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = registered.caregiver
            $0.etag = "\"1\""
            $0.residence = asked
          }
        )
      }
      #expect(move?.code == .invalidArgument && move?.fields == ["residence.\(field)"])
    }
  }

  @Test(
    "The municipality of whom they care for acts for them; that of others neither sees nor changes them",
    arguments: Elsewhere.all
  )
  func acting(place: Elsewhere) async throws {
    try await withRegistry { registry in
      let registered = try await registry.seeing("44084") { try await registry.register(Self.situation(place)) }
      try await registry.seeing("44084") {
        #expect(place.isHome(of: try await registry.person(registered.caregiver).details))
        try await Clerk(registry).update(registered.caregiver, ["phone"]) { $0.phone = "0468 00 00 01" }
        let territory = try await registry.registration.getTerritory(.with { $0.name = registered.caregiver })
        #expect(territory.municipalities == ["44084"])
        _ = try await registry.persons.exportPerson(.with { $0.name = registered.caregiver })
      }
      let outside = try await registry.seeing("44021") {
        try await refusal { try await registry.person(registered.caregiver) }
      }
      #expect(outside?.code == .notFound)
      _ = try await registry.seeing("44084") { try await Clerk(registry).erase(registered.caregiver) }
    }
  }

  @Test("Two who both live outside Flanders are refused, to whomever", arguments: Elsewhere.all)
  func both(place: Elsewhere) async throws {
    try await withRegistry { registry in
      var situation = Self.situation(place)
      situation.recipient = Elsewhere.all[0].lived(in: situation.recipient)
      let sent = situation
      let inside = try await registry.seeing("44084") { try await refusal { try await registry.register(sent) } }
      #expect(inside?.code == .permissionDenied)
      let own = try await refusal { try await registry.register(sent) }
      #expect(own?.code == .permissionDenied)
    }
  }

  @Test(
    "Who moves away stays with the municipality of the other, and where both do with the last one",
    arguments: [false, true]
  )
  func left(areOfBefore: Bool) async throws {
    // Also when the days of the moves turn out to lie before the registration.
    let (first, second) = areOfBefore ? ((4, 1), (5, 1)) : ((6, 5), (6, 10)) as ((Int32, Int32), (Int32, Int32))
    try await withRegistry { registry in
      var situation = Samples.careSituation()
      situation.recipient.municipality = "44021"
      let registered = try await registry.register(situation)
      func move(_ person: String, _ start: Mantel_Type_V1_Date) async throws {
        let etag = try await registry.person(person).etag
        _ = try await registry.persons.movePerson(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = person
            $0.etag = etag
            $0.residence = Elsewhere.all[0].residence
            $0.residence.startDate = start
          }
        )
      }
      func territory(_ name: String) async throws -> [String] {
        try await registry.registration.getTerritory(.with { $0.name = name }).municipalities
      }
      func listed(_ municipality: String) async throws -> Int {
        try await registry.registration.listCareSituations(.with { $0.municipality = municipality }).careSituations
          .count
      }
      try await move(registered.caregiver, Samples.date(2025, first.0, first.1))
      try registry.clock.set(CalendarDate(year: 2025, month: 6, day: 5))
      #expect(try await territory(registered.caregiver) == ["44021"])
      #expect(try await territory(registered.careSituation) == ["44021"])
      #expect(try await listed("44084") == 0)
      #expect(try await listed("44021") == 1)
      try await move(registered.recipient, Samples.date(2025, second.0, second.1))
      try registry.clock.set(CalendarDate(year: 2025, month: 6, day: 10))
      #expect(try await territory(registered.caregiver) == ["44084"])
      #expect(try await territory(registered.recipient) == ["44021"])
      #expect(try await territory(registered.careSituation) == ["44021", "44084"])
      #expect(try await listed("44021") == 1)
    }
  }

  @Test("Caregivers outside Flanders are counted apart, once each, and under no municipality")
  func counted() async throws {
    try await withRegistry { registry in
      _ = try await registry.register(Self.situation(Elsewhere.all[2]))
      var second = Self.situation(Elsewhere.all[2])
      second.recipient.insz = Samples.otherINSZ
      _ = try await registry.register(second)
      var flemish = Samples.careSituation()
      flemish.caregiver = Samples.caregiver(insz: try Clerk.insz(1970, 4, 5))
      _ = try await registry.register(flemish)
      let answer = try await registry.registration.countCaregivers(
        .with {
          $0.municipalities = ["44084", "44021"]
          $0.date = Samples.date(2025, 6, 1)
        }
      )
      #expect(answer.outsideFlandersCount == 1)
      #expect(answer.counts.map(\.municipality) == ["44084"] && answer.counts.map(\.count) == [1])
      let elsewhere = try await registry.registration.countCaregivers(
        .with {
          $0.municipalities = ["44021"]
          $0.date = Samples.date(2025, 6, 1)
        }
      )
      #expect(elsewhere.outsideFlandersCount == 0 && elsewhere.counts.isEmpty)
    }
  }

  @Test(
    "An imported row and a draft may tell of them, and a notice goes to the list of whom they care for",
    arguments: Elsewhere.all
  )
  func otherWaysIn(place: Elsewhere) async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let results = try await registry.seeing("44084") { try await clerk.imports([Self.situation(place)]) }
      #expect(results.map(\.outcome) == [.registered])
      let again = try await registry.seeing("44084") { try await clerk.imports([Self.situation(place)], list: "again") }
      #expect(
        again.map(\.outcome) == results.map(\.outcome) && again.map(\.careSituation) == results.map(\.careSituation)
      )
      let found = try await registry.registration.findCaregivers(
        .with {
          $0.recipientInsz = Samples.recipientINSZ
          $0.purpose = .hospital
        }
      )
      #expect(found.caregivers.map(\.municipality) == ["44084"])

      var told = Self.situation(place)
      told.caregiver.insz = try Clerk.insz(1970, 4, 5)
      told.recipient.insz = try Clerk.insz(1940, 4, 5)
      let draft = try await clerk.signal(told)
      #expect(try await clerk.draft(draft).missingFields.isEmpty)
      let confirmed = try await registry.signals.confirmDraft(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = draft
          $0.etag = "\"1\""
        }
      )
      #expect(place.isHome(of: try await registry.person(confirmed.caregiver).details))
    }
  }
}
