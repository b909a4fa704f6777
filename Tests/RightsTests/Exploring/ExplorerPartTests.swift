import CareTypes
import RuleLanguage
import TestSupport
import Testing

@testable import RightsDomain

@Suite("Parts of the explorer")
struct ExplorerPartTests {
  @Test(
    "An application period is the one that is open, or comes next",
    arguments: [
      ("01-01", "03-31", "2026-02-10", nil, "2026-03-31"), ("01-01", "03-31", "2026-11-30", "2027-01-01", "2027-03-31"),
      ("09-01", "10-15", "2026-02-10", "2026-09-01", "2026-10-15"),
      ("11-01", "01-31", "2026-12-05", nil, "2027-01-31"), ("11-01", "01-31", "2027-01-05", nil, "2027-01-31"),
      ("11-01", "01-31", "2026-05-05", "2026-11-01", "2027-01-31"), ("01-15", "02-29", "2027-01-20", nil, "2027-02-28"),
    ] as [(String, String, String, String?, String)]
  )
  func period(first: String, last: String, day: String, opens: String?, ends: String) throws {
    let period = try #require(YearlyPeriod(first: first, last: last))
    let found = try #require(ApplicationDays(period, on: Cases.date(day)))
    let (begins, finishes) = (try opens.map(Cases.date), try Cases.date(ends))
    #expect(found.opens == begins && found.last == finishes)
  }

  private func profile() throws -> ExplorerProfile {
    ExplorerProfile(
      caregiver: .init(place: try Place("44084"), birthDate: try Cases.date("2008-02-29")),
      recipient: .init(place: try Place("43007"), age: 82),
      told: try Cases.date("2026-11-30")
    )
  }

  @Test("What follows from what is told is not asked; what was told itself counts")
  func implied() throws {
    var profile = try profile()
    profile.facts = [
      "situation.relation": .string("child"), "caregiver.work_status": .string("pensioner"),
      "recipient.belrai_iadl": .decimal(3), "recipient.belrai_adl": .decimal(2.5),
      "recipient.has_integration_allowance": .bool(true), "recipient.has_child_care_supplement": .bool(true),
    ]
    let facts = profile.facts(on: profile.told)
    #expect(facts["situation.kinship"] == .string("blood") && facts["situation.kinship_degree"] == .int(1))
    #expect(facts["situation.same_address"] == .bool(false))
    #expect(facts["caregiver.fully_unemployed_benefit"] == .bool(false))
    #expect(facts["caregiver.institution"] == .string("none"))
    #expect(facts["recipient.belrai_iadl_adl"] == .decimal(5.5) && facts["recipient.belrai_total"] == nil)
    #expect(facts["recipient.has_income_or_integration_allowance"] == .bool(true))
    #expect(facts["recipient.child_points_p1"] == .int(0))
    #expect(facts["recipient.has_child_care_supplement"] == .bool(true))
    #expect(facts["recipient.days_admitted"] == nil)
    profile.facts["recipient.dwelling"] = .string("own_home")
    let atHome = profile.facts(on: profile.told)
    #expect(
      atHome["recipient.lives_at_home"] == .bool(true) && atHome["recipient.admitted_over_90_days"] == .bool(false)
    )
  }

  @Test("The facts of a later day are those that they will have become")
  func grown() throws {
    var profile = try profile()
    profile.careStart = try Cases.date("2026-10-31")
    profile.facts = ["caregiver.seniority_months": .int(10), "recipient.care_attest_months_left": .int(3)]
    profile.moments.add(.init(.admission, on: try Cases.date("2026-11-01").daysSinceEpoch, in: .residentialCareCentre))
    let later = profile.facts(on: try Cases.date("2027-03-01"))
    #expect(later["caregiver.seniority_months"] == .int(13) && later["recipient.care_attest_months_left"] == .int(0))
    // 29 February: 19 on 1 March. An age that was told has no birthday.
    #expect(later["caregiver.age"] == .int(19) && later["recipient.age"] == .int(82))
    #expect(later["situation.months_since_start"] == .int(4) && later["recipient.days_admitted"] == .int(121))
    #expect(later["recipient.admitted_over_90_days"] == .bool(true))
    #expect(
      RightsExplorer.birthday(of: try Cases.date("2008-02-29"), after: profile.told) == (try Cases.date("2027-03-01"))
    )
  }

  @Test("A right is certain only if it is so over all that is told about")
  func ranges() throws {
    let provisions = try [
      Cases.provision("recipient.fod_points >= 12", name: "provisions/twelve"),
      Cases.provision("recipient.fod_points >= 15", name: "provisions/fifteen"),
      Cases.provision("recipient.fod_points >= 18", name: "provisions/eighteen"),
    ]
    var profile = try profile()
    profile.ranges = [
      .init(least: ["recipient.fod_points": .int(13)], most: ["recipient.fod_points": .int(16)])
    ]
    let book = RuleBook(provisions, on: profile.told, municipalities: try Cases.municipalities())
    let none = RuleBook([], on: profile.told, municipalities: try Cases.municipalities())
    let found = Exploration(of: profile, under: [LawPeriod(book: book, offers: none)], in: .dutch)
    #expect(found.canHave.map(\.version.name) == ["provisions/twelve"])
    #expect(found.perhaps.map(\.version.name) == ["provisions/fifteen"])
    #expect(found.perhaps.first?.lacking == ["recipient.fod_points"])
    #expect(found.others.map(\.version.name) == ["provisions/eighteen"])
  }

  @Test("A caregiver is who helps out of a bond, unpaid and more than occasionally")
  func caregiver() throws {
    func verdict(_ facts: [String: FactValue]) throws -> CaregiverVerdict {
      var profile = try profile()
      profile.facts = facts
      return CaregiverVerdict(profile)
    }
    #expect(try verdict([:]) == .probably)
    let told: [String: FactValue] = [
      "situation.relation": .string("neighbour"), "situation.hours_per_week": .decimal(4),
    ]
    #expect(try verdict(told) == .yes)
    #expect(try verdict(told.merging(["caregiver.unpaid": .bool(false)]) { $1 }) == .no)
    #expect(try verdict(told.merging(["situation.regular_care": .bool(false)]) { $1 }) == .no)
    #expect(try verdict(told.merging(["recipient.reduced_self_reliance": .bool(false)]) { $1 }) == .no)
  }

  @Test("A new version of the law counts from its first day")
  func newLaw() throws {
    let next = try Cases.date("2027-01-01")
    var narrow = try Cases.provision("recipient.age >= 90", name: "provisions/a")
    narrow.territory = []
    var wide = narrow
    (wide.version, wide.condition, wide.validFrom) = (2, "recipient.age >= 80", next.daysSinceEpoch)
    let profile = try profile()
    let tables = try Cases.municipalities()
    let periods = [profile.told, next].map { day in
      LawPeriod(
        book: RuleBook([narrow, wide], on: day, municipalities: tables),
        offers: RuleBook([], on: day, municipalities: tables)
      )
    }
    #expect(periods[0].book.nextLawChange(in: [profile.caregiver.place]) == next.daysSinceEpoch)
    let found = Exploration(of: profile, under: periods, in: .dutch)
    #expect(found.canHave.isEmpty && found.later.map(\.firstDay) == [next])
  }
}
