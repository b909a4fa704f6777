import CareTypes
import Foundation
import RegistrationAPI
import ServiceRuntime
import TestSupport
import Testing
import TypeAPI

@testable import Registration

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
    case .agesAgainstRelation:
      new.relation = .child
      new.recipient.birthDate = Samples.date(1966, 3, 17)
      field = "relation"
    case .bothOnFirstOfJanuary:
      new.caregiver.birthDate = Samples.date(1976, 1, 1)
      new.recipient.birthDate = Samples.date(1948, 1, 1)
      field = "recipient.birth_date"
    case .defaultBirthDate:
      new.recipient.birthDate = Samples.date(1900, 1, 1)
      field = "recipient.birth_date"
    case .nameWithoutLetters:
      new.recipient.familyName = "--"
      field = "recipient.family_name"
    case .nameWithDigits:
      new.recipient.givenNames = "Jozef 2"
      field = "recipient.given_names"
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
    case .consentAfterCare:
      new.endDate = Samples.date(2024, 4, 1)
      new.recipientConsents[0].givenDate = Samples.date(2024, 4, 2)
      field = "recipient_consents[0].given_date"
    }
    return (new, "care_situation.\(field)")
  }

  @Test(
    "Each rule is held, naming the field; only what is asked can be confirmed",
    arguments: PlausibilityRule.allCases
  )
  func rules(_ rule: PlausibilityRule) async throws {
    let (situation, field) = Self.example(of: rule)
    try await withRegistry { registry in
      let first = try await refusal { try await registry.register(situation) }
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
        #expect(still.reason == "INVALID_FIELD")
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
      var (situation, _) = Self.example(of: .consentAfterCare)
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

  @Test(
    "A name of characters that show nothing is none",
    arguments: ["\u{3164}", "\u{2800}", "\u{200B}", "\u{E000}", "\u{202E}"]
  )
  func invisible(_ name: String) async throws {
    try await withRegistry { registry in
      var situation = Samples.careSituation()
      situation.recipient.familyName = name
      let refused = try await refusal { [situation] in try await registry.register(situation) }
      #expect(refused.reason == "INVALID_FIELD")
      #expect(refused.fields == ["care_situation.recipient.family_name"])
    }
  }
}
