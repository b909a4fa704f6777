import CareTypes
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

/// A slip with which someone is registered a second time.
struct Slip: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let reasons: Set<Mantel_Registration_V1_Duplicate.Reason>
  let change: @Sendable (inout Mantel_Registration_V1_PersonDetails) -> Void

  init(
    _ name: String,
    _ reasons: Set<Mantel_Registration_V1_Duplicate.Reason>,
    _ change: @escaping @Sendable (inout Mantel_Registration_V1_PersonDetails) -> Void
  ) {
    testDescription = name
    self.reasons = reasons
    self.change = change
  }
}

@Suite("Likely duplicates on the list")
struct LikelyDuplicateTests {
  private static let slips: [Slip] = [
    Slip("no number", [.sameName, .sameBirthDate, .sameMunicipality, .oneHasNoNumber]) { _ in },
    Slip("one letter", [.oneLetter, .sameBirthDate]) { $0.familyName = "Bedachtnaam De Bruyne" },
    Slip("swapped day and month", [.sameName, .dayMonthSwapped]) { $0.birthDate = Samples.date(1948, 5, 3) },
    Slip("one digit of the date", [.sameName, .oneDigitOfDate]) { $0.birthDate = Samples.date(1949, 3, 5) },
    Slip("swapped names", [.namesSwapped, .sameBirthDate]) {
      ($0.familyName, $0.givenNames) = ($0.givenNames, $0.familyName)
    },
    Slip("half a double name", [.partOfName, .sameBirthDate]) { $0.familyName = "De Bruyne" },
    Slip("IJ and Y", [.spelling, .sameBirthDate]) { $0.familyName = "Bedachtzaam-De Bruijne" },
    Slip("another spelling of every sound", [.spelling]) { $0.familyName = "BEDAGHTSAAM DE BRUYNE" },
    Slip("the name that people call her by", [.partOfName, .sameBirthDate]) { $0.givenNames = "Lieve" },
    Slip("maiden name", [.otherFamilyName, .sameBirthDate, .sameMunicipality]) { $0.familyName = "Luchtkasteel" },
    Slip("the next municipality of the same district", [.neighbouringMunicipality, .sameName]) {
      ($0.municipality, $0.postalCode, $0.streetLine) = ("44019", "9940", "Elders 1")
    },
    Slip("the next municipality across the border of the district", [.neighbouringMunicipality, .sameName]) {
      ($0.municipality, $0.postalCode, $0.streetLine) = ("43010", "9990", "Elders 1")
    },
  ]

  /// A woman with a double name, whose number is known.
  private static func known() throws -> Mantel_Registration_V1_NewCareSituation {
    var situation = Samples.careSituation()
    situation.recipient.familyName = "Bedachtzaam-De Bruyne"
    situation.recipient.givenNames = "Godelieve"
    situation.recipient.insz = try INSZ.fictional(born: CalendarDate(year: 1948, month: 3, day: 5), serial: 950).digits
    return situation
  }

  /// Her once more without a number, cared for by someone else.
  private static func again() throws -> Mantel_Registration_V1_NewCareSituation {
    var situation = try known()
    situation.recipient.insz = ""
    situation.recipient.birthDate = Samples.date(1948, 3, 5)
    situation.recipient.streetLine = ""
    situation.caregiver.insz = Samples.otherINSZ
    situation.caregiver.familyName = "Van Elders"
    situation.caregiver.givenNames = "Paula"
    situation.caregiver.phone = ""
    situation.caregiver.email = ""
    situation.caregiver.channel = .letter
    situation.caregiver.streetLine = "Nergensweg 4"
    return situation
  }

  private func duplicates(_ registry: Registry) async throws -> [Mantel_Registration_V1_Duplicate] {
    try await registry.persons.listDuplicates(.with { $0.municipality = "44084" }).duplicates
  }

  @Test("A slip is found, with a score and its reasons, whichever of the two comes first", arguments: slips)
  func found(_ slip: Slip) async throws {
    var again = try Self.again()
    slip.change(&again.recipient)
    for order in [[try Self.known(), again], [again, try Self.known()]] {
      try await withRegistry { registry in
        let first = try await registry.register(order[0])
        let second = try await registry.register(order[1])
        let pairs = try await duplicates(registry)
        #expect(pairs.count == 1)
        let pair = try #require(pairs.first)
        #expect(pair.first.name == first.recipient && pair.second.name == second.recipient)
        #expect((65...100).contains(pair.score))
        #expect(slip.reasons.isSubset(of: pair.reasons), "\(pair.reasons)")
      }
    }
  }

  /// A number of the twentieth century with these first nine digits.
  private static func number(_ digits: String) throws -> String {
    let today = try CalendarDate(year: 2025, month: 6, day: 1)
    let numbers = (1...97).map { digits + ($0 < 10 ? "0\($0)" : "\($0)") }
    let number = numbers.first { text in (try? INSZ(text, today: today))?.birthCentury == 1_900 }
    return try #require(number)
  }

  @Test("A number that tells the year of birth alone is found beside the birth date")
  func numberWithoutBirthDate() async throws {
    try await withRegistry { registry in
      var dated = try Self.known()
      dated.recipient.insz = ""
      dated.recipient.birthDate = Samples.date(1948, 3, 5)
      let first = try await registry.register(dated)
      var numbered = try Self.again()
      numbered.recipient.clearBirthDate()
      numbered.recipient.insz = try Self.number("480000950")
      let sent = numbered
      let second = try await registry.register(sent)
      let pair = try #require(try await duplicates(registry).first)
      #expect(pair.first.name == first.recipient && pair.second.name == second.recipient)
      #expect(Set(pair.reasons).isSuperset(of: [.sameName, .birthDateMissing, .sameMunicipality, .oneHasNoNumber]))
    }
  }

  @Test("The same caregiver, another street and another letter: what several slips leave is still found")
  func samePartner() async throws {
    try await withRegistry { registry in
      let first = try await registry.register(Self.known())
      var again = try Self.again()
      again.caregiver = Samples.caregiver()
      again.recipient.familyName = "Bedachtzaam-De Brunne"
      again.recipient.streetLine = "Elders 1"
      let sent = again
      let second = try await registry.register(sent)
      #expect(second.caregiver == first.caregiver)
      let pair = try #require(try await duplicates(registry).first)
      #expect(pair.reasons.contains(.samePartner) && pair.reasons.contains(.oneLetter))
    }
  }

  @Test("Two who hold numbers of their own are no pair, however alike; nor are twins")
  func notFound() async throws {
    try await withRegistry { registry in
      _ = try await registry.register(Self.known())
      var namesake = try Self.again()
      namesake.recipient.insz = try INSZ.fictional(born: CalendarDate(year: 1948, month: 3, day: 5), serial: 952).digits
      let sent = namesake
      _ = try await registry.register(sent)
      var twin = try Self.again()
      twin.caregiver.insz = try INSZ.fictional(born: CalendarDate(year: 1970, month: 3, day: 5), serial: 952).digits
      twin.caregiver.givenNames = "Lutgart"
      twin.recipient.givenNames = "Achiel"
      let other = twin
      _ = try await registry.register(other)
      #expect(try await duplicates(registry).isEmpty)
    }
  }

  @Test("A pair that a merge closed with one of the two is open again once that is undone, unless it was dismissed")
  func undoneMerge() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let first = try await registry.register(Self.known())
      var situation = try Self.again()
      let second = try await registry.register(situation)
      situation.caregiver.insz = try Clerk.insz(1980, 3, 4)
      situation.recipient.familyName = "Bedachtzaam"
      let third = try await registry.register(situation)
      let before = try await duplicates(registry)
      #expect(before.count == 3)
      try await clerk.merge(third.recipient, into: first.recipient)
      #expect(try await duplicates(registry).map(\.name) == [before[0].name])
      try await clerk.unmerge(third.recipient)
      let pairs = try await duplicates(registry)
      #expect(
        pairs.map { Set([$0.first.name, $0.second.name]) } == [
          [first.recipient, second.recipient], [second.recipient, third.recipient],
        ]
      )
      _ = try await registry.persons.dismissDuplicate(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = pairs[1].name
        }
      )
      try await clerk.merge(third.recipient, into: first.recipient)
      try await clerk.unmerge(third.recipient)
      #expect(try await duplicates(registry).map(\.name) == [pairs[0].name])
    }
  }

  @Test("A pair whose difference was mended is no longer shown")
  func mended() async throws {
    try await withRegistry { registry in
      _ = try await registry.register(Self.known())
      let second = try await registry.register(Self.again())
      #expect(try await duplicates(registry).count == 1)
      let person = try await registry.person(second.recipient)
      _ = try await registry.persons.updatePerson(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = second.recipient
          $0.etag = person.etag
          $0.details.birthDate = Samples.date(1961, 10, 28)
          $0.updateMask = .with { $0.paths = ["birth_date"] }
        }
      )
      #expect(try await duplicates(registry).isEmpty)
    }
  }
}
