import CareTypes
import Foundation
import GRPCCore
import RegistrationAPI
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Registration
@testable import RegistrationDomain

@Suite("RegisterCareSituation and GetCareSituation")
struct RegisterCareSituationTests {
  @Test("What was handed in is read back whole")
  func roundTrip() async throws {
    try await withRegistration { registration, _ in
      let registered = try await registration.register()
      let situation = try await registration.getCareSituation(.with { $0.name = registered.careSituation })
        .careSituation
      var expected = Samples.careSituation()
      expected.caregiver.phone = "+32468000000"
      expected.caregiver.language = .dutch
      expected.recipient.language = .dutch
      expected.recipient.channel = .letter
      expected.caregiver.birthDate = Samples.date(1976, 7, 22)
      expected.recipient.birthDate = Samples.date(1948, 3, 17)
      expected.evidence[0].name = situation.evidence.first?.name ?? ""
      #expect(situation.name == registered.careSituation)
      #expect(situation.etag == registered.etag)
      #expect(situation.caregiver.details == expected.caregiver)
      #expect(situation.recipient.details == expected.recipient)
      #expect(situation.recipient.birthDate == Samples.date(1948, 3, 17))
      #expect(situation.recipient.consents == expected.recipientConsents)
      #expect(situation.relation == .otherFamily)
      #expect(situation.hoursPerWeek == 16)
      #expect(situation.tasks == expected.tasks)
      #expect(situation.evidence == expected.evidence)
      #expect(situation.caregiverDeclaration == expected.caregiverDeclaration)
      #expect(situation.state == .active)
      #expect(situation.createTime == registered.createTime)
    }
  }

  @Test(
    "Hours a month and a year are kept and told as they were declared, beside the hours a week that follow from them",
    arguments: [(Mantel_Type_V1_CareHours.OneOf_Amount.perMonth(50), 600.0 / 52), (.perYear(520), 10)]
  )
  func declaredHours(amount: Mantel_Type_V1_CareHours.OneOf_Amount, week: Double) async throws {
    try await withRegistry { registry in
      var new = Samples.careSituation()
      new.hoursPerWeek = 0
      new.hours.amount = amount
      let registered = try await registry.register(new)
      let situation = try await registry.situation(registered.careSituation)
      #expect(situation.hours.amount == amount && situation.hoursPerWeek == week)
      #expect(situation.periods.map(\.terms.hours.amount) == [amount])
      let listed = try await registry.registration.listCareSituations(.with { $0.municipality = "44084" })
      #expect(listed.careSituations.map(\.hours.amount) == [amount])
      #expect(listed.careSituations.map(\.hoursPerWeek) == [week])
      let counts = try await registry.registration.countCaregivers(
        .with {
          $0.municipalities = ["44084"]
          $0.date = Samples.date(2025, 1, 1)
        }
      ).counts
      #expect(counts.map(\.hoursBand) == [.hoursBand10To20])
    }
  }

  @Test("The same request id with the same body returns the first answer; with another body it is refused")
  func replay() async throws {
    try await withRegistration { registration, _ in
      let id = UUID().uuidString
      let first = try await registration.register(requestID: id)
      let second = try await registration.register(requestID: id)
      #expect(second == first)
      var other = Samples.careSituation()
      other.hoursPerWeek = 17
      let seen = try await refusal { try await registration.register(other, requestID: id) }
      #expect(seen == SeenError(.alreadyExists, "REQUEST_ID_REUSED"))
    }
  }

  @Test("A person who cares for two is one person; the same pair in the same period is refused")
  func samePeople() async throws {
    try await withRegistration { registration, _ in
      let first = try await registration.register()
      var second = Samples.careSituation()
      second.recipient = Samples.recipient(insz: Samples.otherINSZ)
      let other = try await registration.register(second)
      #expect(other.caregiver == first.caregiver)
      #expect(other.recipient != first.recipient)
      let seen = try await refusal { try await registration.register() }
      #expect(seen == SeenError(.alreadyExists, "CARE_SITUATION_EXISTS"))
    }
  }

  struct WrongField: Sendable, CustomTestStringConvertible {
    let field: String
    let change: @Sendable (inout Mantel_Registration_V1_NewCareSituation) -> Void
    var testDescription: String { field }
    init(_ field: String, _ change: @escaping @Sendable (inout Mantel_Registration_V1_NewCareSituation) -> Void) {
      self.field = "care_situation.\(field)"
      self.change = change
    }
  }

  @Test(
    "Each wrong field is refused by its name",
    arguments: [
      WrongField("caregiver.insz") { $0.caregiver.insz = "48031795154" },
      WrongField("caregiver.insz") { $0.caregiver.insz = "" },
      WrongField("caregiver.birth_date") { $0.caregiver.birthDate = Samples.date(1976, 7, 23) },
      WrongField("caregiver.local_number") { $0.caregiver.localNumber = "1234567890" },
      WrongField("caregiver.trusted_adult.phone") { $0.caregiver.trustedAdult.displayName = "Leerlingbegeleider" },
      WrongField("causes[1]") { $0.causes = [.age, .age] },
      WrongField("role") { $0.role = .UNRECOGNIZED(9) },
      WrongField("recipient") { $0.clearRecipient() },
      WrongField("recipient.insz") { $0.recipient.insz = Samples.caregiverINSZ },
      WrongField("recipient.family_name") { $0.recipient.familyName = "  " },
      WrongField("recipient.given_names") { $0.recipient.givenNames = String(repeating: "x", count: 101) },
      WrongField("recipient.street_line") { $0.recipient.streetLine = "a\u{7}b" },
      WrongField("recipient.postal_code") { $0.recipient.postalCode = "988" },
      WrongField("recipient.municipality") { $0.recipient.municipality = "99999" },
      WrongField("recipient.municipality") { $0.recipient.municipality = "44034" },
      WrongField("caregiver.phone") { $0.caregiver.phone = "12" },
      WrongField("caregiver.email") { $0.caregiver.email = "nobody" },
      WrongField("caregiver.email") { $0.caregiver.email = "" },
      WrongField("caregiver.channel") { $0.caregiver.channel = .UNRECOGNIZED(99) },
      WrongField("relation") { $0.relation = .unspecified },
      WrongField("hours_per_week") { $0.hoursPerWeek = 0 },
      WrongField("hours_per_week") { $0.hoursPerWeek = 168.5 },
      WrongField("hours_per_week") { $0.hoursPerWeek = .nan },
      WrongField("hours_per_week") { $0.hoursPerWeek = 1.25 },
      WrongField("hours") { $0.hours.perMonth = 50 },
      WrongField("hours") { $0.hours = .init() },
      WrongField("hours.per_month") { ($0.hoursPerWeek, $0.hours.perMonth) = (0, 728.25) },
      WrongField("hours.per_month") { ($0.hoursPerWeek, $0.hours.perMonth) = (0, 10.1) },
      WrongField("hours.per_year") { ($0.hoursPerWeek, $0.hours.perYear) = (0, .infinity) },
      WrongField("hours.per_year") { ($0.hoursPerWeek, $0.hours.perYear) = (0, 0) },
      WrongField("hours.per_week") { ($0.hoursPerWeek, $0.hours.perWeek) = (0, -1) },
      WrongField("tasks[1]") { $0.tasks = [.household, .household] },
      WrongField("start_date") { $0.clearStartDate() },
      WrongField("start_date") { $0.startDate = Samples.date(2025, 2, 30) },
      WrongField("start_date") { $0.startDate = Samples.date(2027, 1, 1) },
      WrongField("end_date") { $0.endDate = Samples.date(2024, 2, 29) },
      WrongField("dwelling") { $0.dwelling = .unspecified },
      WrongField("evidence[0].fact") { $0.evidence[0].fact = "recipient.shoe_size" },
      WrongField("evidence[0].fact") { $0.evidence[0].fact = "caregiver.age" },
      WrongField("evidence[0].fact") { $0.evidence[0].intValue = 19 },
      WrongField("evidence[0].value") { $0.evidence[0].value = nil },
      WrongField("evidence[0].issued_date") { $0.evidence[0].issuedDate = Samples.date(2025, 6, 2) },
      WrongField("evidence[0].valid_until_date") { $0.evidence[0].validUntilDate = Samples.date(2023, 1, 1) },
      WrongField("evidence[1].fact") { $0.evidence.append($0.evidence[0]) },
      WrongField("caregiver_declaration.signed_date") { $0.caregiverDeclaration.clearSignedDate() },
      WrongField("recipient_declaration.given_by") { $0.recipientDeclaration.givenBy = .unspecified },
      WrongField("recipient_consents[1].purpose") { $0.recipientConsents.append($0.recipientConsents[0]) },
      WrongField("recipient_consents[0].given_date") { $0.recipientConsents[0].givenDate = Samples.date(2030, 1, 1) },
    ]
  )
  func wrongField(_ wrong: WrongField) async throws {
    try await withRegistration { registration, _ in
      var situation = Samples.careSituation()
      wrong.change(&situation)
      let sent = situation
      let seen = try await refusal { try await registration.register(sent) }
      #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: [wrong.field]))
    }
  }

  @Test("All wrong fields are told at once, and none of their values")
  func allWrongFields() async throws {
    try await withRegistration { registration, _ in
      var situation = Samples.careSituation()
      situation.caregiver.insz = "48031795154"
      situation.hoursPerWeek = -1
      situation.dwelling = .unspecified
      let sent = situation
      let seen = try await refusal { try await registration.register(sent) }
      let expected = ["caregiver.insz", "hours_per_week", "dwelling"].map { "care_situation.\($0)" }
      #expect(seen?.fields == expected)
    }
  }

  @Test(
    "A missing or malformed request id is refused by its name",
    arguments: ["", "1", "not-a-uuid-at-all-but-36-characters-x"]
  )
  func requestID(_ id: String) async throws {
    try await withRegistration { registration, _ in
      let seen = try await refusal { try await registration.register(requestID: id) }
      #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["request_id"]))
    }
  }

  @Test("A care situation that is not there is told by its name; a malformed name is refused")
  func notFound() async throws {
    try await withRegistration { registration, _ in
      let name = ResourceCollection.careSituations.name(.random())
      let seen1 = try await refusal { try await registration.getCareSituation(.with { $0.name = name }) }
      #expect(seen1 == SeenError(.notFound, "RESOURCE_NOT_FOUND"))
      let seen2 = try await refusal { try await registration.getCareSituation(.with { $0.name = "careSituations/1" }) }
      #expect(seen2 == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["name"]))
    }
  }

  @Test("The database and its log hold no name, number or address that was put in")
  func nothingInTheClear() async throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: OpaqueID.random().text)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let path = directory.appending(path: "registration.sqlite").path
    try await withRegistration(location: .file(path)) { registration, _ in
      _ = try await registration.register()
      var bytes = Data()
      for suffix in ["", "-wal"] { bytes += try Data(contentsOf: URL(filePath: path + suffix)) }
      #expect(bytes.range(of: Data("own_home".utf8)) != nil)
      for secret in [
        Samples.caregiverINSZ, Samples.recipientINSZ, "Fictieve", "Mieke", "Verzonnenlaan", "468000000", "example.org",
        "Bedachtzaam", "Personen met een handicap", "9880",
      ] {
        #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(secret) stands in the file")
      }
    }
  }
}
