import CareTypes
import Foundation
import GRPCCore
import RegistrationAPI
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing

/// Whether anything can be learnt of people out of sight by asking often: each probe of someone who is there is held against
/// the same probe of nobody. How long an answer takes is not looked at.
@Suite("Ten thousand pairs of probes", .timeLimit(.minutes(5)))
struct ProbePairsTests {
  private typealias Situation = Mantel_Registration_V1_NewCareSituation

  /// People out of sight: sealed, foreign and erased in turns.
  private static let people = 600
  /// Rounds over all of them: in the first each is told under their own name, in the others under that of another.
  private static let rehearsals = 4
  private static let searches = 13

  @Test("Tell nothing of sealed, foreign and erased people")
  func pairs() async throws {
    try await withRegistry { registry in
      try await hold(registry)
      let pairs = try await registry.seeing("44084") { () async throws -> Int in
        var pairs = 0
        for round in 0..<Self.rehearsals {
          let held = try await rehearse(registry, serial: Self.held, round)
          let absent = try await rehearse(registry, serial: Self.absent, round)
          #expect(held.count == Self.people && held == absent)
          pairs += held.count
        }
        for _ in 0..<Self.searches {
          for index in 0..<Self.people {
            let held = try await search(registry, Self.held, index)
            let absent = try await search(registry, Self.absent, index)
            #expect(held == absent, "\(index)")
            pairs += 1
          }
        }
        return pairs
      }
      #expect(pairs >= 10_000)
    }
  }

  // MARK: - Numbers and rows

  private static let held = 951
  private static let absent = 953

  /// The number of a person of a year; none is born on 1 January.
  private static func number(_ index: Int, from year: Int, serial: Int) throws -> String {
    let date = try CalendarDate(year: year + index / 297, month: 2 + index / 27 % 11, day: 1 + index % 27)
    return try INSZ.fictional(born: date, serial: serial).digits
  }

  private static let names = ["Bedachtzaam", "Verzonnen", "Denkbeeld", "Nergenshuize", "Fictieve"]

  private func row(
    _ index: Int,
    serial: Int,
    name: String,
    caregiver: String,
    in municipality: String,
    of careMunicipality: String
  ) throws -> Situation {
    var situation = Samples.careSituation()
    situation.evidence = []
    situation.caregiver = Samples.caregiver(insz: caregiver, municipality: careMunicipality)
    situation.recipient = Samples.recipient(insz: try Self.number(index, from: 1_930, serial: serial))
    situation.recipient.municipality = municipality
    situation.recipient.familyName = name
    return situation
  }

  private func send(
    _ registry: Registry,
    _ rows: [Situation],
    isRehearsal: Bool
  ) async throws -> [Mantel_Registration_V1_ImportResult] {
    try await registry.imports.importCareSituations { writer in
      try await writer.write(
        .with {
          $0.header.listID = "premie"
          $0.header.dryRun = isRehearsal
        }
      )
      for (index, row) in rows.enumerated() {
        try await writer.write(
          .with {
            $0.row.number = Int64(index) + 1
            $0.row.careSituation = row
          }
        )
      }
    }.results
  }

  /// Registers everyone, then seals a third of them and erases another.
  private func hold(_ registry: Registry) async throws {
    let rows = try (0..<Self.people).map { index in
      try row(
        index,
        serial: Self.held,
        name: Self.names[index % Self.names.count],
        caregiver: Self.number(index, from: 1_960, serial: Self.held),
        in: index % 3 == 1 ? "11002" : "44084",
        of: "11002"
      )
    }
    let results = try await send(registry, rows, isRehearsal: false)
    try #require(results.allSatisfy { $0.outcome == .registered }, "\(results.map(\.reason))")
    for (index, result) in results.enumerated() where index % 3 != 1 {
      let person = try await registry.person(registry.situation(result.careSituation).recipient.name)
      if index % 3 == 0 {
        _ = try await registry.persons.sealPerson(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = person.name
            $0.etag = person.etag
            $0.sealed = true
          }
        )
      } else {
        _ = try await registry.persons.erasePerson(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = person.name
            $0.etag = person.etag
          }
        )
      }
    }
  }

  // MARK: - Probes

  /// What a dry run answers about each number, as bytes.
  private func rehearse(_ registry: Registry, serial: Int, _ round: Int) async throws -> [Data] {
    let rows = try (0..<Self.people).map { index in
      try row(
        index,
        serial: serial,
        name: Self.names[(index + round) % Self.names.count],
        caregiver: Self.number(index, from: 1_970 + round / 10, serial: 955 + 2 * (round % 10)),
        in: round % 2 == 0 ? "44084" : "11002",
        of: "44084"
      )
    }
    return try await send(registry, rows, isRehearsal: true).map { try $0.serializedData() }
  }

  private func search(_ registry: Registry, _ serial: Int, _ index: Int) async throws -> Data {
    let insz = try Self.number(index, from: 1_930, serial: serial)
    return try await registry.persons.searchPersons(
      .with {
        $0.municipality = "44084"
        $0.insz = insz
      }
    ).serializedData()
  }
}
