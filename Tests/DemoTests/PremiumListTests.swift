import CareTypes
import Foundation
import LocalInstallation
import RegistrationAPI
import Testing

@testable import Demo

@Suite("The list of a premium")
struct PremiumListTests {
  private let population: SyntheticMeetjesland
  private let place: Meetjesland.Place

  init() throws {
    population = try SyntheticMeetjesland(count: 200, on: CalendarDate(year: 2026, month: 11, day: 21))
    place = try #require(Meetjesland.municipalities.first)
  }

  private func list(_ count: Int) throws -> PremiumList {
    var situations = try population.others(count: count, in: place).registrations.map(\.careSituation)
    situations[0].caregiver.givenNames = "Zoë"
    situations[0].caregiver.familyName = "D\u{2019}hondt"
    return try PremiumList(of: situations, id: "list", rubbishAfter: 5)
  }

  @Test("The people of a list are others than those registered already, and the caregivers live where they should")
  func others() throws {
    let others = try population.others(count: 100, in: place).registrations.map(\.careSituation)
    let numbers = { (situations: [Mantel_Registration_V1_NewCareSituation]) in
      Set(situations.flatMap { [$0.caregiver.insz, $0.recipient.insz] })
    }
    #expect(numbers(others).isDisjoint(with: numbers(population.registrations.map(\.careSituation))))
    #expect(Set(others.map(\.caregiver.municipality)) == [place.code])
  }

  @Test("Every kind of rubbish stands where the list says, and the rows around it are right")
  func rubbish() throws {
    let list = try list(40)
    let text = try #require(String(data: list.data, encoding: .windowsCP1252))
    let lines = text.components(separatedBy: "\r\n")
    // The header before the rows, and nothing behind the last line end.
    #expect(lines.count == list.rowCount + 2)
    #expect(list.rowCount == 48)
    #expect(Set(list.rubbish.values) == Set(PremiumList.Rubbish.allCases))
    #expect(Set(list.hardToBelieve.keys) == Set(list.rubbish.filter { $0.value == .everyHour }.keys))
    for (row, kind) in list.rubbish {
      let (line, before) = (lines[row], lines[row - 1])
      #expect((line == before) == (kind == .doubled))
      #expect((line.utf8.count > 65_536) == (kind == .veryLong))
      #expect((line.filter { $0 == ";" }.count == 14) == (kind == .tooFewFields))
      #expect(line.contains("31/02/") == (kind == .noSuchDay))
      let insz = try? INSZ(String(line.prefix(11)), today: CalendarDate(year: 2026, month: 11, day: 21))
      #expect((insz == nil) == (kind == .wrongCheckDigits))
    }
  }

  @Test("The list is written in Windows-1252")
  func encoding() throws {
    let data = try list(5).data
    #expect(data.contains(0x92))
    #expect(data.contains(0xEB))
    #expect(String(data: data, encoding: .utf8) == nil)
  }

  @Test("The figures of a summary are read, with or without marks between thousands")
  func figures() {
    let answer = ImportProcess.Answer(
      summary: ["rows        1 300", "registered  294", "rows/s      17"],
      report: ["50;51;INVALID_FIELD;caregiver.insz;wrong", "50;51;INVALID_FIELD;hours_per_week;wrong", "9;10;X;;"]
    )
    #expect(answer.figure("rows") == 1_300)
    #expect(answer.figure("registered") == 294)
    #expect(answer.figure("rejected") == nil)
    #expect(answer.rejected == [9, 50])
  }
}
