import CareTypes
import Testing

@testable import HingeMoments
@testable import HingeMomentsDomain

@Suite("Planning and wording of notices")
struct NoticePlanningTests {
  private func moment(_ kind: MomentKind = .admission, place: String = "", seconds: Int64 = 1_741_608_000)
    -> StoredMoment
  {
    StoredMoment(id: .random(), kind: kind, occurTime: Instant(seconds: seconds), place: place, placeKind: .hospital)
  }

  private func caregiver(
    _ channel: Channel = .letter,
    careSituation: OpaqueID = .random(),
    language: Language = .dutch
  ) throws -> MatchedCaregiver {
    MatchedCaregiver(
      caregiver: .random(),
      careSituation: careSituation,
      municipality: try NISCode("44084"),
      channel: channel,
      language: language
    )
  }

  @Test("Nobody is told of a person who did not consent")
  func nobody() throws {
    let person = MatchedPerson(person: .random(), purposes: [], caregivers: [try caregiver()], sequence: 1)
    #expect(try MomentMatch(moment(), to: person).notices.isEmpty)
  }

  @Test("One notice for each care situation, none for who does not want to be contacted")
  func each() throws {
    let situation = OpaqueID.random()
    let caregivers = [
      try caregiver(.sms, careSituation: situation), try caregiver(.sms, careSituation: situation),
      try caregiver(.none), try caregiver(.phone, language: .english),
    ]
    let person = MatchedPerson(person: .random(), purposes: [.hospital], caregivers: caregivers, sequence: 1)
    let notices = try MomentMatch(moment(), to: person).notices
    #expect(notices.map(\.addressee) == [caregivers[0], caregivers[3]])
    let last = try #require(notices.last)
    #expect(last.text.hasPrefix("The person you care for was admitted to hospital on 10 March 2025."))
  }

  @Test("The date is the legal date in Belgium, not the date in UTC")
  func belgianDate() throws {
    let person = MatchedPerson(person: .random(), purposes: [.hospital], caregivers: [try caregiver()], sequence: 1)
    // 2025-06-30T22:30:00Z is half past midnight on 1 July in Belgium.
    let notices = try MomentMatch(moment(seconds: 1_751_322_600), to: person).notices
    let text = try #require(notices.first).text
    #expect(text.contains("op 1 juli 2025 "))
  }

  @Test(
    "Each text begins with what happened, where and when",
    arguments: [
      (
        MomentKind.admission, Language.dutch,
        "De persoon voor wie u zorgt, werd op 10 maart 2025 opgenomen in Testziekenhuis De Linde."
      ),
      (.admission, .english, "The person you care for was admitted to Testziekenhuis De Linde on 10 March 2025."),
      (
        .discharge, .dutch,
        "De persoon voor wie u zorgt, mocht op 10 maart 2025 Testziekenhuis De Linde verlaten."
      ),
      (.discharge, .english, "The person you care for left Testziekenhuis De Linde on 10 March 2025."),
      (
        .palliativeStatus, .dutch,
        "De persoon voor wie u zorgt, kreeg op 10 maart 2025 (Testziekenhuis De Linde) het palliatief statuut."
      ),
      (
        .palliativeStatus, .english,
        "The person you care for was given palliative status on 10 March 2025 (Testziekenhuis De Linde)."
      ),
      (
        .death, .dutch,
        """
        Wij vernamen het overlijden, op 10 maart 2025 (Testziekenhuis De Linde), van de persoon voor wie u zorgde.
        """
      ),
      (
        .death, .english,
        """
        We learned that the person you cared for died on 10 March 2025 (Testziekenhuis De Linde).
        """
      ),
    ]
  )
  func beginnings(kind: MomentKind, language: Language, beginning: String) throws {
    let date = try CalendarDate(year: 2025, month: 3, day: 10)
    let text = NoticeTexts.text(kind, on: date, place: "Testziekenhuis De Linde", in: language)
    #expect(text.hasPrefix(beginning + " "))
    #expect(!text.contains("\n") && !text.contains("  "))
  }

  @Test("Without a place every text still reads as a sentence", arguments: MomentKind.allCases, Language.allCases)
  func withoutPlace(kind: MomentKind, language: Language) throws {
    let date = try CalendarDate(year: 2025, month: 3, day: 1)
    let text = NoticeTexts.text(kind, on: date, place: "", in: language)
    #expect(text.contains(language == .dutch ? "op 1 maart 2025" : "on 1 March 2025."))
    #expect(!text.contains(" ."))
    #expect(!text.contains("()"))
  }

  @Test("The trusted adult of a young carer is told in words of their own", arguments: MomentKind.allCases)
  func trustedAdult(kind: MomentKind) throws {
    let date = try CalendarDate(year: 2025, month: 3, day: 1)
    for place in ["", "Testziekenhuis De Linde"] {
      let dutch = NoticeTexts.text(kind, on: date, place: place, to: .trustedAdult, in: .dutch)
      #expect(dutch.contains("jonge mantelzorger zorg") && dutch.contains("voor wie u de vertrouwenspersoon bent"))
      #expect(dutch.contains("op 1 maart 2025") && !dutch.contains("voor wie u zorg"))
      let english = NoticeTexts.text(kind, on: date, place: place, to: .trustedAdult, in: .english)
      #expect(english.contains("cared for by the young carer whose trusted adult you are"))
      #expect(english.contains("on 1 March 2025") && !english.contains("you care"))
      for text in [dutch, english] {
        #expect(!text.contains("  ") && !text.contains(" .") && !text.contains("()") && text.hasSuffix("."))
        #expect(place.isEmpty || text.contains(place))
      }
    }
  }

  @Test("The text about a death speaks of aftercare")
  func aftercare() throws {
    let date = try CalendarDate(year: 2025, month: 3, day: 10)
    #expect(NoticeTexts.text(.death, on: date, place: "", in: .dutch).contains("nazorg"))
    #expect(NoticeTexts.text(.death, on: date, place: "", in: .english).contains("aftercare"))
  }
}
