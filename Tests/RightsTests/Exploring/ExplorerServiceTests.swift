import CareTypes
import GRPCCore
import RightsAPI
import SwiftProtobuf
import RuleLanguage
import ServiceCore
import ServiceRuntime
import TestSupport
import Testing
import TypeAPI

@testable import Rights
@testable import RightsDomain

@Suite("The explorer, over gRPC", .timeLimit(.minutes(3)))
struct ExplorerServiceTests {
  private func ids(_ rights: [Mantel_Rights_V1_ExploredRight]) -> Set<String> {
    Set(rights.map { String($0.provision.dropFirst("provisions/".count)) })
  }

  @Test("Fictional people come to the groups that the law gives them")
  func profiles() async throws {
    try await ServedExplorer.with { served in
      for told in ToldProfile.all {
        let answer = try await served.explore(told.profile)
        let (now, perhaps) = (ids(answer.canHave), ids(answer.perhaps))
        #expect(now == told.canHave, "\(told.testDescription): can have \(now.symmetricDifference(told.canHave))")
        let lost = told.perhaps.subtracting(perhaps)
        #expect(lost.isEmpty, "\(told.testDescription): not perhaps \(lost)")
        let days = Dictionary(
          answer.later.map { (String($0.provision.dropFirst("provisions/".count)), $0.firstDate) },
          uniquingKeysWith: { first, _ in first }
        )
        for (provision, day) in told.later {
          #expect(days[provision] == ToldProfile.date(day), "\(told.testDescription): \(provision) later")
        }
        let wrong = told.neither.intersection(now.union(perhaps).union(days.keys))
        #expect(wrong.isEmpty, "\(told.testDescription): \(wrong)")
      }
    }
  }

  @Test("An entry tells all that a page shows: amount, steps, proofs, who decides, the law and why")
  func entry() async throws {
    try await ServedExplorer.with { served in
      let answer = try await served.explore(ToldProfile.all[0].profile)
      #expect(answer.caregiver == .yes && answer.caregiverText == "Ja, u bent mantelzorger.")
      let premium = try #require(answer.canHave.first { $0.provision == "provisions/aalter-mantelzorgpremie" })
      #expect(premium.title.text == "Mantelzorgpremie Aalter" && premium.title.language == "nl")
      #expect(premium.amountText == "25 euro per maand" && premium.amountCents == 2_500)
      #expect(premium.frequency == .monthly && premium.authority.text == "Gemeente Aalter")
      #expect(
        premium.steps == ["Zeg dat u het wilt.", "Neem de bewijzen mee.", "Laat tekenen door: de mantelzorger."]
      )
      #expect(premium.application.text == "na afloop, voor het voorbije jaar" && premium.evidence.count == 3)
      #expect(premium.legalBasis.hasPrefix("Reglement van de gemeenteraad") && premium.lacking.isEmpty)
      #expect(
        premium.reasons.map(\.text).contains("leeftijd van de zorgvrager: 82 jaar, minstens 21 jaar nodig")
          && premium.reasons.allSatisfy { $0.result == .for }
      )
      let budget = try #require(answer.perhaps.first { $0.provision == "provisions/vl-zb-zz" })
      #expect(budget.amountText == "140 euro per maand" && budget.amountCents == 14_000)
      let lacking = try #require(budget.lacking.first { $0.fact == "recipient.care_fund_member" })
      #expect(lacking.question == "Klopt dit? De zorgvrager is aangesloten bij een zorgkas.")
      #expect(lacking.suppliedBy == "zorgkas")
      let coming = try await served.explore(ToldProfile.all[1].profile).later
      let later = try #require(coming.first { $0.provision == "provisions/aalter-mantelzorgpremie" })
      #expect(later.steps.first == "Dit kan vanaf 10 mei 2027.")
    }
  }

  @Test("Rights that do not go together name each other, to choose")
  func choices() async throws {
    try await ServedExplorer.with { served in
      let answer = try await served.explore(ToldProfile.all[5].profile)
      let credit = try #require(answer.canHave.first { $0.provision == "provisions/vl-zorgkrediet" })
      #expect(credit.choices.map(\.provision) == ["provisions/fed-verlof-oud"])
      #expect(credit.steps.contains { $0.hasPrefix("Kies:") })
      let leave = try #require(answer.canHave.first { $0.provision == "provisions/fed-verlof-oud" })
      #expect(leave.choices.map(\.provision) == ["provisions/vl-zorgkrediet"])
    }
  }

  @Test("The answer is in one language; texts of regulations without French say that they are Dutch")
  func languages() async throws {
    try await ServedExplorer.with { served in
      for told in ToldProfile.all {
        let dutch = try await served.explore(told.profile, withOthers: true)
        for (language, word) in [(Mantel_Rights_V1_ExplorerLanguage.english, "en"), (.french, "fr")] {
          let answer = try await served.explore(told.profile, in: language, withOthers: true)
          #expect(ids(answer.canHave) == ids(dutch.canHave) && ids(answer.perhaps) == ids(dutch.perhaps))
          #expect(answer.caregiverText != dutch.caregiverText)
          let (rights, same) = (
            answer.canHave + answer.perhaps + answer.later + answer.others,
            dutch.canHave + dutch.perhaps + dutch.later + dutch.others
          )
          for (right, other) in zip(rights, same) {
            #expect(right.summary != other.summary)
            #expect(right.title.language == word || (word == "fr" && right.title.language == "nl"))
            for (one, two) in zip(right.lacking, other.lacking) where !one.fact.hasPrefix("parameter.") {
              #expect(one.label != two.label || Self.isAlike(one.label), "\(one.label)")
              #expect(one.question.isEmpty == two.question.isEmpty)
            }
            for (one, two) in zip(right.steps, other.steps) { #expect(one != two) }
          }
        }
      }
    }
  }

  /// Labels that are the same in two languages.
  private static func isAlike(_ label: String) -> Bool { label == "score op de MMSE" }

  @Test("Offers fit the stated needs and the place, with whom to call")
  func offers() async throws {
    try await ServedExplorer.with { served in
      var profile = ToldProfile.all[0].profile
      let contacts = try await served.explore(profile).offers
      #expect(!contacts.isEmpty && contacts.allSatisfy { $0.kind == "contact_point" })
      profile.needs = ["emotional", "respite"]
      let offers = try await served.explore(profile).offers
      #expect(offers.count > 3)
      #expect(offers.allSatisfy { !$0.offerer.isEmpty && !Set($0.supportAreas).isDisjoint(with: profile.needs) })
      #expect(offers.contains { !$0.phone.isEmpty || !$0.website.isEmpty })
      #expect(offers.contains { $0.provision == "provisions/heldig-groep" })
      // What is offered in the Meetjesland alone is not offered elsewhere.
      profile.caregiver.municipality = "12025"
      profile.recipient.municipality = "12025"
      #expect(try await served.explore(profile).offers.allSatisfy { $0.provision != "provisions/heldig-groep" })
    }
  }

  @Test("What was looked at and does not hold is told on request, with what stands against it")
  func others() async throws {
    try await ServedExplorer.with { served in
      let profile = ToldProfile.all[1].profile
      #expect(try await served.explore(profile).others.isEmpty)
      let others = try await served.explore(profile, withOthers: true).others
      let recognition = try #require(others.first { $0.provision == "provisions/fed-erk-soc" })
      #expect(recognition.reasons.map(\.text).contains("uren mantelzorg per maand: 26, minstens 50 nodig"))
      #expect(recognition.reasons.allSatisfy { $0.result == .against })
    }
  }

  @Test("Wrong fields are all named, and nothing of a value is repeated")
  func refused() async throws {
    try await ServedExplorer.with { served in
      func fields(_ change: (inout Mantel_Rights_V1_ExploreRightsRequest) -> Void) async throws -> SeenError? {
        var request = Mantel_Rights_V1_ExploreRightsRequest()
        request.profile.caregiver.municipality = "44084"
        request.profile.recipient.municipality = "44084"
        change(&request)
        let sent = request
        return try await refusal { try await served.explorer.exploreRights(sent) }
      }
      func invalid(_ fields: String...) -> SeenError {
        SeenError(.invalidArgument, "INVALID_FIELD", fields: fields)
      }
      let none = try await fields { $0.clearProfile() }
      #expect(none == invalid("profile"))
      let empty = try await fields { $0.profile = .init() }
      #expect(empty == invalid("profile.caregiver", "profile.recipient"))
      let first = try await fields {
        $0.language = .UNRECOGNIZED(9)
        $0.date = ToldProfile.date("2050-01-01")
        $0.profile.caregiver.municipality = "99999"
        $0.profile.recipient.age = 140
      }
      #expect(first == invalid("language", "date", "profile.caregiver.municipality", "profile.recipient.age"))
      func told(_ fact: String, _ value: String = "", from least: String = "", to most: String = "")
        -> Mantel_Rights_V1_ProfileValue
      {
        .with { ($0.fact, $0.value, $0.atLeast, $0.atMost) = (fact, value, least, most) }
      }
      let facts = try await fields {
        $0.profile.facts = [
          told("recipient.fod_points", "40"), told("caregiver.age", "40"), told("recipient.shoe_size", "40"),
          told("recipient.bel_score", from: "40", to: "30"), told("recipient.has_cancer"),
        ]
      }
      #expect(
        facts
          == invalid(
            "profile.facts[0].value",
            "profile.facts[1].fact",
            "profile.facts[2].fact",
            "profile.facts[3].at_most",
            "profile.facts[4].value"
          )
      )
      let others = try await fields {
        $0.profile.hours.hours = 0
        $0.profile.hours.per = "week"
        $0.profile.admission.place = "moon"
        $0.profile.needs = ["gold", "respite", "respite"]
        $0.profile.notKnown = ["nothing"]
        $0.profile.careStartDate = ToldProfile.date("2027-01-01")
      }
      #expect(
        others
          == invalid(
            "profile.hours.hours",
            "profile.care_start_date",
            "profile.admission.first_date",
            "profile.admission.place",
            "profile.needs[0]",
            "profile.needs[2]",
            "profile.not_known[0]"
          )
      )
    }
  }

  @Test("Nothing of a profile is written: the database is the same afterwards")
  func nothingStored() async throws {
    try await ServedExplorer.with { served in
      func size() async throws -> Int {
        try await served.store.database.read { db in
          var rows = 0
          for table in try db.values(
            String.self,
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
            []
          ) {
            rows += try db.value(Int.self, "SELECT count(*) FROM \"\(table)\"") ?? 0
          }
          return rows
        }
      }
      let before = try await size()
      for told in ToldProfile.all { _ = try await served.explore(told.profile) }
      #expect(try await size() == before)
    }
  }
}
