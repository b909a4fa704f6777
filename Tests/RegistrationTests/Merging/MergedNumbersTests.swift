import CareTypes
import Foundation
import RegistrationAPI
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Registration
@testable import RegistrationDomain

@Suite("The numbers of merged records")
struct MergedNumbersTests {
  /// A kind of number that a record has.
  enum Number: CaseIterable, Sendable {
    case none, bis, national
  }

  /// A BIS number of a birth date: the month is 40 more.
  private static func bis(_ day: Int, serial: Int) throws -> String {
    let first = 48_43_00_000 + day * 1000 + serial
    let text = String(first) + String(format: "%02d", 97 - first % 97)
    let today = try CalendarDate(year: 2025, month: 6, day: 1)
    #expect(try INSZ(text, today: today).kind == .bis)
    return text
  }

  private static func number(_ kind: Number, day: Int = 17, serial: Int) throws -> String {
    switch kind {
    case .none: ""
    case .bis: try bis(day, serial: serial)
    case .national: try Clerk.insz(1948, 3, day, serial: serial)
    }
  }

  /// Registers a recipient with a number, in the care of somebody of their own.
  private func recipient(_ registry: Registry, _ insz: String, caregiverBorn day: Int) async throws -> String {
    var situation = Samples.careSituation()
    situation.caregiver = Samples.caregiver(insz: try Clerk.insz(1980, 3, day))
    situation.recipient.insz = insz
    if insz.isEmpty { situation.recipient.birthDate = Samples.date(1948, 3, 17) }
    return try await registry.register(situation).recipient
  }

  private func found(_ registry: Registry, _ insz: String) async throws -> [String] {
    try await registry.persons.searchPersons(
      .with {
        $0.municipality = "44084"
        $0.insz = insz
      }
    ).persons.map(\.name)
  }

  @Test(
    "A national number replaces a BIS number with its birth date, and unmerging gives back both",
    arguments: [16, 17]
  )
  func replaced(day: Int) async throws {
    try await withRegistry { registry in
      let (bis, national) = (try Self.number(.bis, day: day, serial: 951), try Self.number(.national, serial: 953))
      let kept = try await recipient(registry, bis, caregiverBorn: 4)
      let merged = try await recipient(registry, national, caregiverBorn: 5)
      let before = [try await registry.person(kept).details, try await registry.person(merged).details]

      let answer = try await Clerk(registry).merged(merged, into: kept)
      #expect(answer.filledFields == (day == 17 ? ["details.insz"] : ["birth_date", "details.insz"]))
      #expect(answer.differingFields.isEmpty)
      let person = try await registry.person(kept)
      #expect(person.details.insz == national && person.formerNumbers == [bis])
      #expect(person.details.birthDate == Samples.date(1948, 3, 17))
      for number in [bis, national] { #expect(try await found(registry, number) == [kept]) }

      try await Clerk(registry).unmerge(merged)
      #expect(try await [registry.person(kept).details, registry.person(merged).details] == before)
      for name in [kept, merged] { #expect(try await registry.person(name).formerNumbers.isEmpty) }
      #expect(try await found(registry, bis) == [kept])
      #expect(try await found(registry, national) == [merged])
    }
  }

  @Test(
    "Of two numbers of one register, or when the kept one is national, the kept one holds, and the other is told",
    arguments: [(Number.bis, Number.bis), (.national, .national), (.national, .bis)]
  )
  func kept(_ first: Number, _ second: Number) async throws {
    try await withRegistry { registry in
      let (own, other) = (try Self.number(first, serial: 951), try Self.number(second, serial: 953))
      let kept = try await recipient(registry, own, caregiverBorn: 4)
      let merged = try await recipient(registry, other, caregiverBorn: 5)
      let answer = try await Clerk(registry).merged(merged, into: kept)
      #expect(answer.filledFields.isEmpty && answer.differingFields == ["details.insz"])
      let person = try await registry.person(kept)
      #expect(person.details.insz == own && person.formerNumbers == [other])
      for number in [own, other] { #expect(try await found(registry, number) == [kept]) }
      try await Clerk(registry).unmerge(merged)
      #expect(try await registry.person(kept).details.insz == own)
      #expect(try await registry.person(merged).details.insz == other)
    }
  }

  @Test("A number that was replaced since the merge is not brought back by undoing it")
  func replacedSince() async throws {
    try await withRegistry { registry in
      let (bis, national) = (try Self.number(.bis, serial: 951), try Self.number(.national, serial: 953))
      let later = try Self.number(.national, serial: 955)
      let kept = try await recipient(registry, bis, caregiverBorn: 4)
      let merged = try await recipient(registry, national, caregiverBorn: 5)
      try await Clerk(registry).merge(merged, into: kept)
      try await Clerk(registry).replaceNumber(of: kept, with: later)
      try await Clerk(registry).unmerge(merged)
      let person = try await registry.person(kept)
      #expect(person.details.insz == later && person.formerNumbers == [bis])
      #expect(try await registry.person(merged).details.insz == national)
    }
  }

  @Test(
    "In whatever order merges are made and undone, the number that holds is the one that the rule picks of what is there"
  )
  func anyOrder() async throws {
    var generator = SplitMix64(seed: 5)
    for _ in 0..<12 {
      let kinds = (0..<4).map { _ in Number.allCases.randomElement(using: &generator) ?? .none }
      let order = [1, 2, 3].shuffled(using: &generator)
      let undoing = [1, 2, 3].shuffled(using: &generator)
      let numbers = try kinds.enumerated().map { try Self.number($1, serial: 951 + 2 * $0) }
      try await withRegistry { registry in
        let clerk = Clerk(registry)
        var names: [String] = []
        for (index, number) in numbers.enumerated() {
          names.append(try await recipient(registry, number, caregiverBorn: 4 + index))
        }
        let today = try CalendarDate(year: 2025, month: 6, day: 1)
        func check(_ standing: [Int]) async throws {
          let held = ([0] + standing).map { numbers[$0] }.filter { !$0.isEmpty }
          let expected = INSZ.inForce(among: try held.map { try INSZ($0, today: today) })?.digits ?? ""
          let person = try await registry.person(names[0])
          #expect(person.details.insz == expected, "\(kinds), \(order), \(undoing), \(standing)")
          #expect(Set(person.formerNumbers) == Set(held).subtracting([expected]))
        }
        var standing: [Int] = []
        for index in order {
          try await clerk.merge(names[index], into: names[0])
          standing.append(index)
          try await check(standing)
        }
        for index in undoing {
          try await clerk.unmerge(names[index])
          standing.removeAll { $0 == index }
          try await check(standing)
          #expect(try await registry.person(names[index]).details.insz == numbers[index])
          #expect(try await registry.person(names[index]).formerNumbers.isEmpty)
        }
      }
    }
  }
}
