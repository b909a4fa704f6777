import CareTypes
import RegistrationAPI
import ServiceRuntime
import Testing
import TypeAPI

@testable import Demo

@Suite("The synthetic Meetjesland")
struct SyntheticMeetjeslandTests {
  private let today: CalendarDate
  private let population: SyntheticMeetjesland

  init() throws {
    today = try CalendarDate(year: 2026, month: 11, day: 21)
    population = try SyntheticMeetjesland(count: 500, on: today)
  }

  @Test("The same seed makes up the same people")
  func deterministic() throws {
    let again = try SyntheticMeetjesland(count: 500, on: today)
    #expect(again.registrations.map(\.careSituation) == population.registrations.map(\.careSituation))
  }

  @Test("Every number is valid and fictional, no pair comes twice, and nobody is born on 1 January")
  func people() throws {
    var pairs: Set<[String]> = []
    for registration in population.registrations {
      let situation = registration.careSituation
      #expect(pairs.insert([situation.caregiver.insz, situation.recipient.insz]).inserted)
      for person in [situation.caregiver, situation.recipient] {
        let insz = try INSZ(person.insz, today: today)
        let birth = try #require(insz.birthDate)
        #expect(birth.month != 1 || birth.day != 1)
        let serial = try #require(Int(insz.digits.dropFirst(6).prefix(3)))
        #expect(INSZ.fictionalSerials.contains(serial))
      }
    }
  }

  @Test("Nobody cares before they are 8, nor for who is not born, nor is older than a parent")
  func plausible() throws {
    for registration in population.registrations {
      let situation = registration.careSituation
      let caregiver = try #require(INSZ(situation.caregiver.insz, today: today).birthDate)
      let recipient = try #require(INSZ(situation.recipient.insz, today: today).birthDate)
      let start = try CalendarDate(situation.startDate)
      #expect(caregiver.fullYears(until: start) >= 8 && start >= recipient)
      if situation.relation == .child { #expect(recipient < caregiver) }
      if situation.relation == .parent { #expect(caregiver < recipient) }
    }
  }

  @Test("The census counts each caregiver once")
  func census() throws {
    let situations = population.registrations.map(\.careSituation)
    let counts = try SyntheticMeetjesland.census(of: situations, on: today)
    #expect(counts.values.reduce(0, +) == Set(situations.map(\.caregiver.insz)).count)
    #expect(Set(counts.keys.map { $0[0] }).isSubset(of: Set(Meetjesland.municipalities.map(\.code))))
  }
}
