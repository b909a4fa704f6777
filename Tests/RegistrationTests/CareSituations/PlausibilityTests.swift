import CareTypes
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

@Suite("What is hardly to be believed is refused or asked back")
struct PlausibilityTests {
  /// A care situation that breaks one rule, and the field that is named.
  private static func example(
    of rule: PlausibilityRule
  ) -> (situation: Mantel_Registration_V1_NewCareSituation, field: String) {
    var new = Samples.careSituation()
    new.relation = .otherFamily
    new.evidence = []
    for keyPath in [\Mantel_Registration_V1_NewCareSituation.caregiver, \.recipient] {
      new[keyPath: keyPath].insz = ""
    }
    new.caregiver.birthDate = Samples.date(1976, 7, 22)
    new.recipient.birthDate = Samples.date(1948, 3, 17)
    let field: String
    switch rule {
    case .careBeforeCaregiverBirth:
      new.startDate = Samples.date(1976, 7, 21)
      field = "start_date"
    case .careBeforeRecipientBirth:
      new.recipient.birthDate = Samples.date(2024, 3, 2)
      new.recipientDeclaration.signedDate = Samples.date(2024, 3, 2)
      new.recipientConsents = []
      field = "start_date"
    case .caregiverUnderFive:
      new.caregiver.birthDate = Samples.date(2020, 1, 2)
      field = "caregiver.birth_date"
    case .caregiverVeryYoung:
      new.caregiver.birthDate = Samples.date(2017, 1, 2)
      field = "caregiver.birth_date"
    case .olderThanAnyone:
      new.recipient.birthDate = Samples.date(1895, 3, 2)
      field = "recipient.birth_date"
    case .veryOld:
      new.recipient.birthDate = Samples.date(1910, 3, 2)
      field = "recipient.birth_date"
    case .careBeyondLifetime:
      new.startDate = Samples.date(1890, 1, 1)
      field = "start_date"
    case .veryLongCare:
      new.caregiver.birthDate = Samples.date(1940, 7, 22)
      new.startDate = Samples.date(1960, 1, 1)
      field = "start_date"
    case .careLongAgo:
      new.caregiver.birthDate = Samples.date(1935, 7, 22)
      new.startDate = Samples.date(1949, 12, 31)
      field = "start_date"
    case .defaultBirthDate:
      new.recipient.birthDate = Samples.date(1900, 1, 1)
      new.caregiver.birthDate = Samples.date(1950, 7, 22)
      new.startDate = Samples.date(1980, 3, 1)
      new.endDate = Samples.date(1990, 3, 1)
      field = "recipient.birth_date"
    case .nameWithoutLetters:
      new.recipient.familyName = "--"
      field = "recipient.family_name"
    case .placeholderName:
      new.recipient.familyName = "Onbekend"
      field = "recipient.family_name"
    case .oneNameAndBirthDate:
      new.recipient.birthDate = new.caregiver.birthDate
      new.recipient.familyName = "Mieke"
      new.recipient.givenNames = "De Fictieve"
      field = "recipient"
    case .everyHourOfTheWeek:
      new.hoursPerWeek = 168
      field = "hours_per_week"
    case .signedBeforeBirth:
      new.caregiverDeclaration.signedDate = Samples.date(1976, 7, 21)
      field = "caregiver_declaration.signed_date"
    case .consentBeforeBirth:
      new.recipientConsents[0].givenDate = Samples.date(1948, 3, 16)
      field = "recipient_consents[0].given_date"
    case .careEndsFarAhead:
      new.endDate = Samples.date(2036, 6, 2)
      field = "end_date"
    case .declaredBySmallChild:
      new.recipient.birthDate = Samples.date(2019, 3, 2)
      new.recipientConsents = []
      field = "recipient_declaration.signed_date"
    case .evidenceBeforeBirth:
      new.evidence = [Self.points(issued: Samples.date(1948, 3, 16))]
      field = "evidence[0].issued_date"
    case .relationAgainstAges:
      new.relation = .parent
      field = "relation"
    case .partnerUnderSixteen:
      new.relation = .partner
      new.caregiver.birthDate = Samples.date(2009, 1, 2)
      field = "relation"
    case .sameAddressApart:
      new.sameAddress = true
      field = "same_address"
    case .placeholderPhone:
      new.caregiver.phone = "0499 99 99 99"
      field = "caregiver.phone"
    case .moveBeforeBirth, .moveLongAgo, .numberOfAnotherBirthDate, .assessmentBeforeBirth, .hoursBeyondTheWeek:
      // Told by MovePerson, ReplaceNumber and RecordAssessment alone, or of more care than one.
      field = ""
    }
    return (new, "care_situation.\(field)")
  }

  private static func points(issued: Mantel_Type_V1_Date) -> Mantel_Type_V1_Evidence {
    .with {
      $0.fact = "recipient.fod_points"
      $0.intValue = 13
      $0.assessor = "DG Personen met een handicap"
      $0.issuedDate = issued
    }
  }

  private static let toldAtRegistration = PlausibilityRule.allCases.filter { !example(of: $0).field.hasSuffix(".") }

  @Test("Each rule is held, naming the field; only what is asked can be confirmed", arguments: toldAtRegistration)
  func rules(_ rule: PlausibilityRule) async throws {
    let (situation, field) = Self.example(of: rule)
    try await withRegistry { registry in
      let refused = try await refusal { try await registry.register(situation) }
      let first = try #require(refused)
      let isAsked = rule.severity == .ask
      #expect(first.reason == (isAsked ? "IMPLAUSIBLE" : "INVALID_FIELD"))
      #expect(first.code == (isAsked ? .failedPrecondition : .invalidArgument))
      #expect(first.fields.contains(field), "\(first.fields)")
      let confirmed = PlausibilityRule.allCases.map(\.message)
      var again = situation
      again.confirmedWarnings = confirmed
      if isAsked {
        _ = try await registry.register(again)
      } else {
        let still = try await refusal { [again] in try await registry.register(again) }
        #expect(still?.reason == "INVALID_FIELD")
      }
    }
  }

  @Test("A rule says what it is about in both languages, and where it comes from", arguments: PlausibilityRule.allCases)
  func texts(_ rule: PlausibilityRule) {
    #expect(!rule.dutch.isEmpty && !rule.english.isEmpty && !rule.source.isEmpty)
  }

  @Test("Corrected days of care and a birth date are held against the same list")
  func corrections() async throws {
    try await withRegistry { registry in
      var (situation, _) = Self.example(of: .moveLongAgo)
      situation.endDate = Samples.date(2025, 1, 1)
      let registered = try await registry.register(situation)
      let care = try await registry.situation(registered.careSituation)
      let span = try await refusal {
        try await registry.care.correctCareSpan(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = registered.careSituation
            $0.etag = care.etag
            $0.startDate = Samples.date(1970, 1, 1)
          }
        )
      }
      #expect(span == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["start_date"]))
      let person = try await registry.person(registered.recipient)
      let birth: @Sendable ([Mantel_Registration_V1_Warning]) async throws -> Void = { confirmed in
        _ = try await registry.persons.updatePerson(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = registered.recipient
            $0.etag = person.etag
            $0.details.birthDate = Samples.date(1911, 1, 2)
            $0.updateMask = .with { $0.paths = ["birth_date"] }
            $0.confirmedWarnings = confirmed
          }
        )
      }
      let asked = try await refusal { try await birth([]) }
      #expect(asked == SeenError(.failedPrecondition, "IMPLAUSIBLE", fields: ["details.birth_date"]))
      try await birth([.veryOld])
    }
  }

  @Test("What rests on who is sealed is asked of nobody without the clearance: no answer tells a birth date of theirs")
  func sealedOther() async throws {
    try await withRegistry { registry in
      var (situation, _) = Self.example(of: .moveLongAgo)
      situation.relation = .child
      let registered = try await registry.register(situation)
      try await registry.seeing("44084", clearance: .read) { try await Clerk(registry).seal(registered.recipient) }
      // Two years before a child of the recipient can be born, and two after the recipient is.
      for (clearance, isAsked) in [(CallScope.Clearance.read, true), (.find, false), (.none, false)] {
        try await registry.seeing("44084", clearance: clearance) {
          let seen = try await refusal {
            try await Clerk(registry).update(registered.caregiver, ["birth_date"]) {
              $0.birthDate = Samples.date(1950, 3, 18)
            }
          }
          #expect((seen?.reason == "IMPLAUSIBLE") == isAsked, "\(clearance)")
        }
      }
    }
  }

  @Test("A merge warns of care that the client sees alone")
  func sealedCareOfMerged() async throws {
    try await withRegistry { registry in
      var (situation, _) = Self.example(of: .moveLongAgo)
      situation.hoursPerWeek = 100
      let kept = try await registry.register(situation)
      var (other, _) = Self.example(of: .moveLongAgo)
      other.hoursPerWeek = 100
      other.caregiver.givenNames = "Andere"
      other.recipient.familyName = "Andersgenaamd"
      other.recipient.givenNames = "Frida"
      other.recipient.phone = ""
      let merged = try await registry.register(other)
      try await registry.seeing("44084", clearance: .read) { try await Clerk(registry).seal(kept.recipient) }
      for (clearance, subjects) in [
        (CallScope.Clearance.read, Set([kept.careSituation, merged.careSituation])), (.find, []), (.none, []),
      ] {
        try await registry.seeing("44084", clearance: clearance) {
          let etag = try await registry.person(kept.caregiver).etag
          let answer = try await registry.persons.mergePersons(
            .with {
              $0.requestID = UUID().uuidString
              $0.kept = kept.caregiver
              $0.merged = merged.caregiver
              $0.etag = etag
              $0.validateOnly = true
            }
          )
          #expect(Set(answer.warnings.map(\.subject)) == subjects, "\(clearance)")
        }
      }
    }
  }

  /// Registers the daughter and the man of the samples, without numbers.
  private func registerPlain(
    _ registry: Registry
  ) async throws -> Mantel_Registration_V1_RegisterCareSituationResponse {
    try await registry.register(Self.example(of: .moveLongAgo).situation)
  }

  @Test("A move before birth is refused, one of long ago asked back")
  func moves() async throws {
    try await withRegistry { registry in
      let registered = try await registerPlain(registry)
      let etag = try await registry.person(registered.recipient).etag
      let move: @Sendable (Mantel_Type_V1_Date, [Mantel_Registration_V1_Warning]) async throws -> Void = {
        day,
        confirmed in
        _ = try await registry.persons.movePerson(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = registered.recipient
            $0.etag = etag
            $0.residence = .with {
              $0.startDate = day
              $0.municipality = "43010"
              $0.postalCode = "9990"
            }
            $0.confirmedWarnings = confirmed
          }
        )
      }
      let field = "residence.start_date"
      let early = try await refusal { try await move(Samples.date(1948, 3, 16), [.moveBeforeBirth, .moveLongAgo]) }
      #expect(early == SeenError(.invalidArgument, "INVALID_FIELD", fields: [field]))
      let old = try await refusal { try await move(Samples.date(2015, 6, 1), [.veryOld]) }
      #expect(old == SeenError(.failedPrecondition, "IMPLAUSIBLE", fields: [field]))
      try await move(Samples.date(2015, 6, 1), [.moveLongAgo])
    }
  }

  @Test("Evidence and an assessment from before birth are refused, and so is a birth date after evidence that is held")
  func beforeBirth() async throws {
    try await withRegistry { registry in
      let registered = try await registerPlain(registry)
      let record: @Sendable (Bool, Mantel_Type_V1_Date) async throws -> Void = { isOfPerson, day in
        _ = try await registry.care.recordEvidence(
          .with {
            $0.requestID = UUID().uuidString
            if isOfPerson { $0.person = registered.recipient } else { $0.careSituation = registered.careSituation }
            $0.evidence = Self.points(issued: day)
          }
        )
      }
      for isOfPerson in [true, false] {
        let early = try await refusal { try await record(isOfPerson, Samples.date(1948, 3, 16)) }
        #expect(early == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["evidence.issued_date"]))
      }
      try await record(true, Samples.date(1950, 1, 1))
      let birth = try await refusal {
        try await Clerk(registry).update(registered.recipient, ["birth_date"]) {
          $0.birthDate = Samples.date(1950, 1, 2)
        }
      }
      #expect(birth == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["details.birth_date"]))
      let assess: @Sendable (Mantel_Type_V1_Date) async throws -> Void = { day in
        _ = try await registry.care.recordAssessment(
          .with {
            $0.requestID = UUID().uuidString
            $0.person = registered.caregiver
            $0.assessment = .with {
              $0.assessDate = day
              $0.assessor = "Dienst"
              $0.zbi12Score = 20
            }
          }
        )
      }
      let early = try await refusal { try await assess(Samples.date(1976, 7, 21)) }
      #expect(early == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["assessment.assess_date"]))
      try await assess(Samples.date(2025, 5, 1))
    }
  }

  @Test("Hours of different units are added up exactly: 168 hours a week are allowed, and no more")
  func hoursOfAllUnits() async throws {
    try await withRegistry { registry in
      var situation = Samples.careSituation()
      situation.hoursPerWeek = 0
      // 400 a month are 4,800 of the 8,736 hours of a year.
      situation.hours.perMonth = 400
      _ = try await registry.register(situation)
      situation.recipient = Samples.recipient(insz: Samples.otherINSZ)
      situation.recipient.familyName = "Verzonnen"
      situation.hours.perYear = 3_936.25
      let sent = situation
      let asked = try await refusal { try await registry.register(sent) }
      #expect(asked == SeenError(.failedPrecondition, "IMPLAUSIBLE", fields: ["care_situation.hours.per_year"]))
      situation.hours.perYear = 3_936
      _ = try await registry.register(situation)
      var round = Samples.careSituation()
      round.hoursPerWeek = 0
      round.hours.perMonth = 728
      let every = round
      let clock = try await refusal { try await registry.register(every) }
      #expect(clock?.fields.contains("care_situation.hours.per_month") == true)
    }
  }

  @Test("More hours than a week has, of all care of one caregiver, are asked back: of new care and of a change")
  func hoursOfAllCare() async throws {
    try await withRegistry { registry in
      var situation = Samples.careSituation()
      situation.hoursPerWeek = 100
      _ = try await registry.register(situation)
      situation.recipient = Samples.recipient(insz: Samples.otherINSZ)
      situation.recipient.familyName = "Verzonnen"
      situation.hoursPerWeek = 69
      let sent = situation
      let asked = try await refusal { try await registry.register(sent) }
      #expect(asked == SeenError(.failedPrecondition, "IMPLAUSIBLE", fields: ["care_situation.hours_per_week"]))
      situation.hoursPerWeek = 68
      let registered = try await registry.register(situation)
      let update: @Sendable ([Mantel_Registration_V1_Warning]) async throws -> Void = { confirmed in
        _ = try await registry.care.updateCareSituation(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = registered.careSituation
            $0.etag = registered.etag
            $0.terms.hoursPerWeek = 80
            $0.updateMask = .with { $0.paths = ["hours_per_week"] }
            $0.change.startDate = Samples.date(2025, 5, 1)
            $0.confirmedWarnings = confirmed
          }
        )
      }
      let changed = try await refusal { try await update([]) }
      #expect(changed == SeenError(.failedPrecondition, "IMPLAUSIBLE", fields: ["terms.hours_per_week"]))
      try await update([.hoursBeyondTheWeek])
      #expect(
        try await export(registered.caregiver, registry).confirmedWarnings.map(\.warning) == ["HOURS_BEYOND_THE_WEEK"]
      )
    }
  }

  @Test("A relation that does not go with the ages, and one address of two who live apart, are asked back of a change")
  func changedTerms() async throws {
    try await withRegistry { registry in
      let registered = try await registerPlain(registry)
      let update: @Sendable (String, [Mantel_Registration_V1_Warning]) async throws -> Void = { path, confirmed in
        let etag = try await registry.situation(registered.careSituation).etag
        _ = try await registry.care.updateCareSituation(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = registered.careSituation
            $0.etag = etag
            $0.terms.relation = .grandchild
            $0.terms.sameAddress = true
            $0.updateMask = .with { $0.paths = [path] }
            $0.change.startDate = Samples.date(2025, 5, 1)
            $0.confirmedWarnings = confirmed
          }
        )
      }
      // 28 years younger: a grandchild can be.
      try await update("relation", [])
      let apart = try await refusal { try await update("same_address", []) }
      #expect(apart == SeenError(.failedPrecondition, "IMPLAUSIBLE", fields: ["terms.same_address"]))
      try await update("same_address", [.sameAddressApart])
      let older = try await refusal {
        try await Clerk(registry).update(registered.caregiver, ["birth_date"]) {
          $0.birthDate = Samples.date(1970, 1, 2)
        }
      }
      #expect(older == SeenError(.failedPrecondition, "IMPLAUSIBLE", fields: ["details.birth_date"]))
    }
  }

  @Test(
    "A relation fixes who is older, and by how much",
    arguments: [
      (.child, 1960, 1948, true), (.child, 1959, 1948, false), (.child, 1940, 1948, false), (.parent, 1936, 1948, true),
      (.parent, 1937, 1948, false), (.grandchild, 1972, 1948, true), (.grandchild, 1971, 1948, false),
      (.sibling, 1990, 1948, true), (.partner, 1990, 1948, true), (.otherFamily, 1900, 1948, true),
    ] as [(Relation, Int, Int, Bool)]
  )
  func relations(_ relation: Relation, _ caregiver: Int, _ recipient: Int, _ fits: Bool) throws {
    let today = try CalendarDate(year: 2025, month: 6, day: 1)
    var patch = CareTermsPatch()
    patch.relation = relation
    let births = PlausibilityInput.BirthDates(
      caregiver: try CalendarDate(year: caregiver, month: 3, day: 17),
      recipient: try CalendarDate(year: recipient, month: 3, day: 17)
    )
    let input = PlausibilityInput.terms(
      patch,
      span: try DateSpan(start: today, end: nil),
      births,
      homes: [],
      otherMinutes: []
    )
    #expect(Plausibility.findings(in: [input], on: today).isEmpty == fits)
  }

  @Test(
    "A word that is filled in for a name is known, and a name of some that is such a word only beside another one",
    arguments: [
      ("Onbekend", "Jozef", true), ("xxx", "Jozef", true), ("ZZZZ", "Jozef", true), ("N.N.", "Jozef", true),
      ("Asdf", "Jozef", true), ("Test", "Test", true), ("Test", "onbekend", true), ("Testpersoon", "Test", true),
      ("Test", "Jean", false), ("De Test", "Test", false), ("Na", "Soo-ah", false), ("Null", "Jozef", false),
      ("Bedachtzaam", "Test", false), ("Ng", "An", false),
    ]
  )
  func placeholders(_ family: String, _ given: String, _ isAsked: Bool) {
    #expect((PlaceholderName.isOne(family, beside: given) || PlaceholderName.isOne(given, beside: family)) == isAsked)
  }

  @Test(
    "A telephone number of one digit, or of digits in their order, is asked back",
    arguments: [
      ("+32400000000", true), ("+32412345678", true), ("+32487654321", true), ("+32468000000", false),
      ("+3293112233", false), ("", false),
    ]
  )
  func phones(_ phone: String, _ isAsked: Bool) throws {
    var identity = Identity(familyName: "Voorbeeld", givenNames: "An", phone: nil, email: nil, trustedAdult: nil)
    let recorded = identity
    identity.phone = phone
    let found = Plausibility.findings(
      in: [.identity(identity, recorded: recorded)],
      on: try CalendarDate(year: 2025, month: 6, day: 1)
    )
    #expect(found.map(\.rule) == (isAsked ? [.placeholderPhone] : []))
  }

  @Test(
    "Two homes are plainly two by place, postal code, street or house, and not by a box or a spelling",
    arguments: [
      ("Dorp 1", "9880", "44084", false), ("dorp 1 bus 3", "9880", "44084", false),
      ("DORP, 1/3", "9880", "44084", false),
      ("", "9880", "44084", false), ("Dorp 2", "9880", "44084", true), ("Kerkstraat 1", "9880", "44084", true),
      ("Dorp 1", "9881", "44084", true), ("Dorp 1", "9990", "43010", true),
    ]
  )
  func homes(_ street: String, _ postalCode: String, _ municipality: String, _ areTwo: Bool) throws {
    func home(_ street: String, _ postalCode: String, _ municipality: String) throws -> Residence {
      Residence(
        place: .municipality(try NISCode(municipality)),
        address: Residence.Address(streetLine: street, postalCode: try PostalCode(postalCode))
      )
    }
    #expect(try home("Dorp 1", "9880", "44084").isApart(from: home(street, postalCode, municipality)) == areTwo)
  }

  @Test(
    "The number of a house is the last before the box, with its letter, wherever a street has a number in its name",
    arguments: [
      ("11 Novemberlaan 5", "11 Novemberlaan 9", true), ("11 Novemberlaan 5", "11 Novemberlaan, 5 bus 9", false),
      ("11 Novemberlaan 5", "11 Novemberlaan", true), ("1ste Regimentslaan 4/2", "1ste regimentslaan 4", false),
      ("Kerkstraat 12A", "Kerkstraat 12 A", false), ("Kerkstraat 12 A", "kerkstraat 12a/3", false),
      ("Kerkstraat 12A", "Kerkstraat 12B", true), ("Kerkstraat 12A", "Kerkstraat 12", true),
      ("Kerkstraat 12 b 3", "Kerkstraat 12", false), ("Kerkstraat 12 B bus 3", "Kerkstraat 12B", false),
      ("5, Rue Haute", "5, Rue Basse", true), ("5, Rue Haute", "5 rue haute, bte 3", false),
      ("Kerkstraat", "Dorp", true), ("Kerkstraat 12-14", "Kerkstraat 12", false),
    ]
  )
  func houses(_ one: String, _ other: String, _ areTwo: Bool) throws {
    let homes = try [one, other].map { street in
      Residence(
        place: .municipality(try NISCode("44084")),
        address: Residence.Address(streetLine: street, postalCode: try PostalCode("9880"))
      )
    }
    #expect(homes[0].isApart(from: homes[1]) == areTwo)
    #expect(homes[1].isApart(from: homes[0]) == areTwo)
  }

  @Test("Every hour of the week is asked back of a change as well")
  func changes() async throws {
    try await withRegistry { registry in
      let registered = try await registerPlain(registry)
      let update: @Sendable ([Mantel_Registration_V1_Warning]) async throws -> Void = { confirmed in
        _ = try await registry.care.updateCareSituation(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = registered.careSituation
            $0.etag = registered.etag
            $0.terms.hoursPerWeek = 168
            $0.updateMask = .with { $0.paths = ["hours_per_week"] }
            $0.change.startDate = Samples.date(2025, 5, 1)
            $0.confirmedWarnings = confirmed
          }
        )
      }
      let asked = try await refusal { try await update([]) }
      #expect(asked == SeenError(.failedPrecondition, "IMPLAUSIBLE", fields: ["terms.hours_per_week"]))
      try await update([.everyHourOfTheWeek])
    }
  }

  @Test("A number that tells another birth date than is held is asked back")
  func otherBirthDate() async throws {
    try await withRegistry { registry in
      let registered = try await registry.register()
      func replace(_ insz: String, _ confirmed: [Mantel_Registration_V1_Warning]) async throws {
        let etag = try await registry.person(registered.caregiver).etag
        _ = try await registry.persons.replaceNumber(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = registered.caregiver
            $0.etag = etag
            $0.insz = insz
            $0.confirmedWarnings = confirmed
          }
        )
      }
      let same = try Clerk.insz(1976, 7, 22, serial: 961)
      try await replace(same, [])
      let other = try Clerk.insz(1976, 7, 23)
      let asked = try await refusal { try await replace(other, []) }
      #expect(asked == SeenError(.failedPrecondition, "IMPLAUSIBLE", fields: ["insz"]))
      #expect(try await registry.person(registered.caregiver).details.insz == same)
      try await replace(other, [.numberOfAnotherBirthDate])
      #expect(try await registry.person(registered.caregiver).birthDate == Samples.date(1976, 7, 23))
    }
  }

  @Test("Declarations and consents before birth are refused; those of a small child asked back")
  func declarations() async throws {
    try await withRegistry { registry in
      var (situation, _) = Self.example(of: .declaredBySmallChild)
      situation.clearRecipientDeclaration()
      let sent = situation
      let registered = try await registry.register(sent)
      let declare: @Sendable (Mantel_Type_V1_Date, [Mantel_Registration_V1_Warning]) async throws -> Void = {
        day,
        confirmed in
        _ = try await registry.care.recordDeclaration(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = registered.careSituation
            $0.etag = registered.etag
            $0.recipientDeclaration = .with {
              $0.signedDate = day
              $0.givenBy = .self_
            }
            $0.confirmedWarnings = confirmed
          }
        )
      }
      let field = "recipient_declaration.signed_date"
      let early = try await refusal { try await declare(Samples.date(2019, 3, 1), [.signedBeforeBirth]) }
      #expect(early == SeenError(.invalidArgument, "INVALID_FIELD", fields: [field]))
      let asked = try await refusal { try await declare(Samples.date(2024, 3, 1), []) }
      #expect(asked == SeenError(.failedPrecondition, "IMPLAUSIBLE", fields: [field]))
      try await declare(Samples.date(2024, 3, 1), [.declaredBySmallChild])

      let consent: @Sendable (Mantel_Type_V1_Date, [Mantel_Registration_V1_Warning]) async throws -> Void = {
        day,
        confirmed in
        _ = try await registry.registration.recordConsent(
          .with {
            $0.requestID = UUID().uuidString
            $0.person = registered.recipient
            $0.consent = Samples.consent(.hospital)
            $0.consent.givenDate = day
            $0.confirmedWarnings = confirmed
          }
        )
      }
      let unborn = try await refusal { try await consent(Samples.date(2019, 3, 1), []) }
      #expect(unborn == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["consent.given_date"]))
      let small = try await refusal { try await consent(Samples.date(2025, 3, 1), []) }
      #expect(small == SeenError(.failedPrecondition, "IMPLAUSIBLE", fields: ["consent.given_date"]))
      try await consent(Samples.date(2025, 3, 1), [.declaredBySmallChild])
    }
  }

  @Test("A draft is asked back of whoever confirms it, whatever its sender confirmed")
  func drafts() async throws {
    try await withRegistry { registry in
      var (situation, field) = Self.example(of: .veryOld)
      situation.confirmedWarnings = [.veryOld]
      let sent = situation
      let draft = try await registry.signals.sendSignal(
        .with {
          $0.requestID = UUID().uuidString
          $0.signal = .with {
            $0.municipality = "44084"
            $0.caregiverAgreed = true
            $0.careSituation = sent
          }
        }
      ).draft
      let etag = try await registry.signals.getDraft(.with { $0.name = draft }).draft.etag
      let confirm: @Sendable ([Mantel_Registration_V1_Warning]) async throws -> String = { confirmed in
        try await registry.signals.confirmDraft(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = draft
            $0.etag = etag
            $0.confirmedWarnings = confirmed
          }
        ).careSituation
      }
      let asked = try await refusal { try await confirm([]) }
      #expect(asked == SeenError(.failedPrecondition, "IMPLAUSIBLE", fields: [field]))
      #expect(try await !confirm([.veryOld]).isEmpty)
    }
  }

  @Test("A row of a list is rejected with what is to be confirmed, and registered once it is")
  func rows() async throws {
    try await withRegistry { registry in
      let (situation, _) = Self.example(of: .veryOld)
      let send: @Sendable ([Mantel_Registration_V1_Warning], Bool) async throws -> Mantel_Registration_V1_ImportResult =
        {
          confirmed,
          dryRun in
          var row = situation
          row.confirmedWarnings = confirmed
          let sent = row
          let results = try await registry.imports.importCareSituations { writer in
            try await writer.write(
              .with {
                $0.header = .with {
                  $0.listID = "aalter"
                  $0.dryRun = dryRun
                }
              }
            )
            try await writer.write(
              .with {
                $0.row = .with {
                  $0.number = 1
                  $0.careSituation = sent
                }
              }
            )
          }.results
          return try #require(results.first)
        }
      for dryRun in [true, false] {
        let asked = try await send([], dryRun)
        #expect(asked.outcome == .rejected && asked.reason == "IMPLAUSIBLE")
        #expect(asked.problems.map(\.field) == ["recipient.birth_date"])
        #expect(asked.problems[0].description_p.hasSuffix("(VERY_OLD)"))
      }
      let registered = try await send([.veryOld], false)
      #expect(registered.outcome == .registered)
      // What is confirmed is no part of what the row says: it is known again without.
      let again = try await send([], false)
      #expect(again.outcome == .registered && again.careSituation == registered.careSituation)
    }
  }

  @Test("A row that is known and says something else shows what is hardly to be believed, before anyone confirms it")
  func changedRow() async throws {
    try await withRegistry { registry in
      let plain = Self.example(of: .moveLongAgo).situation
      var changed = plain
      changed.hoursPerWeek = 168
      let rows = [plain, changed]
      let results = try await registry.imports.importCareSituations { writer in
        try await writer.write(.with { $0.header = .with { $0.listID = "aalter" } })
        for (index, situation) in rows.enumerated() {
          try await writer.write(
            .with {
              $0.row = .with {
                $0.number = Int64(index + 1)
                $0.careSituation = situation
              }
            }
          )
        }
      }.results
      #expect(results.map(\.outcome) == [.registered, .changed])
      let problems = results[1].problems.map(\.description_p)
      #expect(problems.contains { $0.hasSuffix("(EVERY_HOUR_OF_THE_WEEK)") }, "\(problems)")
    }
  }

  @Test("What was confirmed is kept: which rule, by whom and when, for the person whom it is about")
  func kept() async throws {
    try await withRegistry { registry in
      var (situation, _) = Self.example(of: .veryOld)
      situation.hoursPerWeek = 168
      // What is confirmed without need is not kept.
      situation.confirmedWarnings = [.veryOld, .everyHourOfTheWeek, .careEndsFarAhead]
      let sent = situation
      let registered = try await registry.register(sent)
      let recipient = try await export(registered.recipient, registry)
      #expect(recipient.confirmedWarnings.map(\.warning) == ["VERY_OLD"])
      #expect(recipient.confirmedWarnings.map(\.client) == ["aalter"])
      #expect(recipient.confirmedWarnings.allSatisfy { $0.recordTime.hasPrefix("2025-06-01") })
      #expect(recipient.careSituations.flatMap(\.confirmedWarnings).map(\.warning) == ["EVERY_HOUR_OF_THE_WEEK"])
      let caregiver = try await export(registered.caregiver, registry)
      #expect(caregiver.confirmedWarnings.isEmpty)
      #expect(caregiver.careSituations.flatMap(\.confirmedWarnings).map(\.warning) == ["EVERY_HOUR_OF_THE_WEEK"])

      let etag = try await registry.person(registered.recipient).etag
      _ = try await registry.persons.erasePerson(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = registered.recipient
          $0.etag = etag
        }
      )
      #expect(try await export(registered.recipient, registry).confirmedWarnings.isEmpty)
    }
  }

  private struct Exported: Decodable {
    struct Confirmed: Decodable {
      let warning: String
      let client: String
      let recordTime: String
    }
    struct Care: Decodable {
      let confirmedWarnings: [Confirmed]
    }
    let confirmedWarnings: [Confirmed]
    let careSituations: [Care]
  }

  private func export(_ name: String, _ registry: Registry) async throws -> Exported {
    let document = try await registry.persons.exportPerson(.with { $0.name = name }).document
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Exported.self, from: document)
  }

  @Test(
    "A name of characters that show nothing is none",
    arguments: ["\u{3164}", "\u{2800}", "\u{200B}", "\u{E000}", "\u{202E}"]
  )
  func invisible(_ name: String) async throws {
    try await withRegistry { registry in
      var situation = Samples.careSituation()
      situation.recipient.familyName = name
      let answer = try await refusal { [situation] in try await registry.register(situation) }
      let refused = try #require(answer)
      #expect(refused.reason == "INVALID_FIELD")
      #expect(refused.fields == ["care_situation.recipient.family_name"])
    }
  }
}
