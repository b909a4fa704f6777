import CareTypes
import GRPCCore
import GatewayAPI
import LocalInstallation
import RegistrationAPI
import SwiftProtobuf

// The list of a premium, taken in with a report of what could not be.
extension Story {
  mutating func importList() async throws {
    heading("Aalter hands over the list of its premium (premielijst), as its office keeps it")
    guard let aalter = Meetjesland.municipalities.first(where: { $0.client == "aalter" }) else {
      return check(false, "Aalter lies in the Meetjesland")
    }
    let people = try population.others(count: 294, in: aalter).registrations.map(\.careSituation)
    let list = try PremiumList(
      of: people.map(Self.withDiacritics),
      id: "aalter-mantelzorgpremie-\(today.year)",
      rubbishAfter: 36
    )
    tell("\(list.rowCount) rows, semicolons, Windows-1252, and rubbish: \(list.rubbish.count) rows")
    let before = try await count("aalter", aalter.code)
    let rehearsal = try await importing.run(list.data, mapping: list.mapping, for: "aalter", dryRun: true)
    tell("mantel import --dry-run: \(Self.told(rehearsal))")
    check(rehearsal.rejected == Set(list.rubbish.keys), "it finds exactly the rubbish")
    check(try await count("aalter", aalter.code) == before, "and registers nothing")

    let first = try await importing.run(list.data, mapping: list.mapping, for: "aalter")
    tell("mantel import: \(Self.told(first))")
    for line in first.report {
      let row = line.split(separator: ";").first.flatMap { Int($0) } ?? 0
      tell("  \(line)   <- \(list.rubbish[row]?.rawValue ?? "?")")
    }
    check(first.rejected == Set(list.rubbish.keys), "the report tells of exactly the rubbish")
    check(
      first.figure("rows") == list.rowCount && first.figure("registered") == list.situations.count,
      "all others are registered"
    )
    let after = try await count("aalter", aalter.code)
    check(after - before == list.situations.count, "Aalter has \(before) care situations before, \(after) after")
    registered += list.situations

    let again = try await importing.run(list.data, mapping: list.mapping, for: "aalter")
    check(
      again.report == first.report && again.figure("registered") == first.figure("registered"),
      "once more the same list: the same answers (\(Self.told(again)))"
    )
    let now = try await count("aalter", aalter.code)
    check(now == after, "and nothing is doubled: \(now) care situations")
    let confirmed = try await importing.run(
      list.data,
      mapping: list.mapping,
      for: "aalter",
      confirming: list.hardToBelieve.keys.sorted()
    )
    check(
      confirmed.rejected == Set(list.rubbish.keys).subtracting(list.hardToBelieve.keys),
      "what is hard to believe is registered once a clerk confirms it: \(list.hardToBelieve.count) row"
    )
    registered += list.hardToBelieve.values
    try await find(list.situations, by: "aalter", aalter.code)
  }

  /// Looks one up whose name has a diacritic: the characters came over as they are.
  private mutating func find(
    _ situations: [Mantel_Registration_V1_NewCareSituation],
    by client: String,
    _ municipality: String
  ) async throws {
    guard let meant = situations.first(where: { !$0.caregiver.givenNames.utf8.allSatisfy { $0 < 0x80 } })?.caregiver
    else { return check(false, "a name of the list has a diacritic") }
    let found = try await caller.persons.searchPersons(
      .with {
        $0.municipality = municipality; $0.insz = meant.insz
      },
      metadata: caller.key(client),
      options: Caller.within()
    ).persons
    check(
      found.map(\.displayName).contains { $0.contains(meant.familyName) && $0.contains(meant.givenNames) },
      "found by national number: \(found.map(\.displayName).joined(separator: ", "))"
    )
  }

  /// How many care situations a municipality sees.
  private func count(_ client: String, _ municipality: String) async throws -> Int {
    var count = 0
    var token = ""
    repeat {
      let after = token
      let page = try await caller.municipality.listCareSituations(
        .with {
          $0.municipality = municipality; $0.pageSize = 200; $0.pageToken = after
        },
        metadata: caller.key(client),
        options: Caller.within()
      )
      count += page.careSituations.count
      token = page.nextPageToken
    } while !token.isEmpty
    return count
  }

  private static func told(_ answer: ImportProcess.Answer) -> String {
    answer.summary.map { $0.split(separator: " ").joined(separator: " ") }
      .filter { line in !["seconds", "rows/s", "report", "Changed rows"].contains { line.hasPrefix($0) } }.joined(
        separator: ", "
      )
  }

  /// Gives some of the caregivers a name that takes more than ASCII.
  private static func withDiacritics(
    _ situation: Mantel_Registration_V1_NewCareSituation
  ) -> Mantel_Registration_V1_NewCareSituation {
    var situation = situation
    // By the number: who stands there twice has one name.
    let place = situation.caregiver.insz.utf8.reduce(0) { $0 + Int($1) } % 12
    let names = ["Zoë", "René", "Anaïs", "François"]
    if place < names.count { situation.caregiver.givenNames = names[place] }
    if place == names.count { situation.caregiver.familyName = "D\u{2019}hondt" }
    return situation
  }
}
