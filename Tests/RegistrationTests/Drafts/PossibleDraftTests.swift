import CareTypes
import Foundation
import GRPCCore
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing

@testable import Registration
@testable import RegistrationDomain

@Suite("Drafts that may be about a person who is erased")
struct PossibleDraftTests {
  typealias Possible = Mantel_Registration_V1_PossibleDraft
  typealias Reason = Mantel_Registration_V1_Duplicate.Reason

  /// What is told of the caregiver, and the reasons that are answered.
  static let likely: [(told: ToldCaregiver, reasons: [Reason])] = [
    (
      .init(testDescription: "a wrong letter", family: "De Fictiere"),
      [.oneLetter, .sameBirthDate, .sameMunicipality, .oneHasNoNumber]
    ),
    (
      .init(testDescription: "a wrong letter that is heard", given: "Miete"),
      [.oneLetter, .sameBirthDate, .sameMunicipality, .oneHasNoNumber]
    ),
    (
      .init(
        testDescription: "a wrong letter and no birth date, at the address",
        family: "De Fictiere",
        born: nil,
        street: "Verzonnenlaan 12"
      ),
      [.oneLetter, .birthDateMissing, .sameAddress, .oneHasNoNumber]
    ),
    (
      .init(testDescription: "a wrong digit of the day", born: (1976, 7, 23)),
      [.sameName, .oneDigitOfDate, .sameMunicipality, .oneHasNoNumber]
    ),
    (
      .init(testDescription: "the name of before and a wrong digit", family: "Vandevorige", born: (1976, 7, 23)),
      [.sameName, .oneDigitOfDate, .sameMunicipality, .oneHasNoNumber]
    ),
    (
      .init(testDescription: "the name alone, in the municipality", born: nil),
      [.sameName, .birthDateMissing, .sameMunicipality, .oneHasNoNumber]
    ),
    (
      .init(testDescription: "an initial and the telephone", given: "M.", born: nil, phone: "0468000000"),
      [.partOfName, .samePhone]
    ),
    (
      .init(testDescription: "the whole name and the address", born: nil, street: "verzonnenlaan 12"),
      [.sameName, .birthDateMissing, .sameAddress, .oneHasNoNumber]
    ),
    (
      .init(testDescription: "the family name and the address", given: "", born: nil, street: "Verzonnenlaan 12"),
      [.partOfName, .sameAddress]
    ),
    (
      .init(testDescription: "the telephone alone", family: "", given: "", born: nil, phone: "0468000000"), [.samePhone]
    ),
  ]

  static let unlikely: [ToldCaregiver] = [
    .init(testDescription: "another national number", born: nil, phone: "0468000000", insz: Samples.otherINSZ),
    .init(testDescription: "a housemate of another name", family: "De Verzonnene", given: "Jan", phone: "0468000000"),
    .init(testDescription: "another birth date altogether", born: (1946, 3, 1), phone: "0468000000"),
    .init(testDescription: "another name", family: "De Verzonnene", given: "Jan"),
    .init(testDescription: "the address alone", family: "", given: "", born: nil, street: "Verzonnenlaan 12"),
  ]

  /// Erases the caregiver of the samples.
  private func erase(
    _ name: String,
    _ registry: Registry,
    requestID: String = UUID().uuidString,
    etag: String? = nil
  ) async throws -> [Possible] {
    var known = etag
    if known == nil { known = try await registry.person(name).etag }
    let sent = known ?? ""
    return try await registry.persons.erasePerson(
      .with {
        $0.requestID = requestID
        $0.name = name
        $0.etag = sent
      }
    ).possibleDrafts
  }

  @Test("What is only likely stays, and is answered with its reasons", arguments: likely)
  func staysAndIsAnswered(_ example: (told: ToldCaregiver, reasons: [Reason])) async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let name = try await DraftsAboutPersonTests.registered(registry)
      let draft = try await clerk.signal(example.told.message)
      let possible = try await erase(name, registry)
      #expect(possible.map(\.draft) == [draft])
      #expect(possible.map(\.parts) == [[.caregiver]])
      #expect(possible.first?.reasons == example.reasons)
      #expect(try await clerk.draft(draft).state == .open)
    }
  }

  @Test("Who is plainly another is not answered", arguments: unlikely)
  func isNotAnswered(_ told: ToldCaregiver) async throws {
    try await withRegistry { registry in
      let name = try await DraftsAboutPersonTests.registered(registry)
      _ = try await Clerk(registry).signal(told.message)
      #expect(try await erase(name, registry).isEmpty)
    }
  }

  @Test("A draft that is certainly theirs is dropped and not answered, whoever else it tells of")
  func certain() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let name = try await registry.register().caregiver
      let draft = try await clerk.signal(Samples.careSituation(), remark: "Mieke De Fictieve belt liefst na 17 uur")
      #expect(try await erase(name, registry).isEmpty)
      #expect(try await clerk.draft(draft).state == .dropped)
    }
  }

  /// A signal about others, in which the person is a trusted adult.
  private static func trusting(_ name: String, phone: String = "", email: String = "")
    -> Mantel_Registration_V1_NewCareSituation
  {
    .with {
      $0.caregiver.familyName = "Jongeling"
      $0.caregiver.givenNames = "Bo"
      $0.caregiver.trustedAdult = .with {
        $0.displayName = name
        $0.phone = phone
        $0.email = email
      }
    }
  }

  @Test(
    "A trusted adult is found by name, telephone number or e-mail address",
    arguments: [
      (trusting("mevr. Mieke De Fictieve", phone: "0468 11 22 33"), [.sameName]),
      (trusting("DE FICTIËVE, Mieke", phone: "0468 00 00 00"), [.sameName, .samePhone]),
      (trusting("tante", phone: "+32 468 00 00 00"), [.samePhone]),
      (trusting("tante", email: "Mieke@Example.org"), [.sameEmail]),
    ] as [(Mantel_Registration_V1_NewCareSituation, [Reason])]
  )
  func trustedAdults(_ told: Mantel_Registration_V1_NewCareSituation, _ reasons: [Reason]) async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let name = try await registry.register().caregiver
      let draft = try await clerk.signal(told)
      let possible = try await erase(name, registry)
      #expect(possible.map(\.draft) == [draft])
      #expect(possible.first?.parts == [.trustedAdult])
      #expect(possible.first?.reasons == reasons)
    }
  }

  @Test(
    "A remark that names them is found",
    arguments: [
      "Mieke De Fictieve springt soms bij.", "De buurvrouw (de Fictieve, Mieke) heeft de sleutel", "mieke DEFICTIEVE",
      "dochter van Mieke\nDe Fictiëve",
    ]
  )
  func remarks(_ remark: String) async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let name = try await registry.register().caregiver
      let draft = try await clerk.signal(Self.trusting(""), remark: remark)
      let possible = try await erase(name, registry)
      #expect(possible.map(\.draft) == [draft])
      #expect(possible.first?.parts == [.remark] && possible.first?.reasons == [.sameName])
    }
  }

  @Test(
    "A remark that names another is not",
    arguments: ["Mieke belt", "familie De Fictieve", "Frans De Fictieve", ""]
  )
  func otherRemarks(_ remark: String) async throws {
    try await withRegistry { registry in
      let name = try await registry.register().caregiver
      _ = try await Clerk(registry).signal(Self.trusting("Mieke"), remark: remark)
      #expect(try await erase(name, registry).isEmpty)
    }
  }

  @Test(
    "Nobody is told of a draft on the work list of another municipality, nor of more of it than its name and reasons"
  )
  func scope() async throws {
    try await withRegistry { registry in
      let name = try await registry.register().caregiver
      let told = Self.likely[0].told.message
      var drafts: [String] = []
      for municipality in ["44084", "43010"] {
        let draft = try await registry.signals.sendSignal(
          .with {
            $0.requestID = UUID().uuidString
            $0.signal = .with {
              $0.municipality = municipality
              $0.careSituation = told
              $0.caregiverAgreed = true
            }
          }
        ).draft
        drafts.append(draft)
      }
      let requestID = UUID().uuidString
      let etag = try await registry.person(name).etag
      let possible = try await registry.seeing("44084") {
        try await erase(name, registry, requestID: requestID, etag: etag)
      }
      #expect(possible.map(\.draft) == [drafts[0]])
      // Asked again, the same is answered, though nothing is held any more.
      let again = try await registry.seeing("44084") {
        try await erase(name, registry, requestID: requestID, etag: etag)
      }
      #expect(again == possible)
    }
  }

  @Test("What a record that was merged into theirs was called is looked for as well")
  func merged() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let name = try await registry.register().caregiver
      var other = Samples.careSituation()
      other.caregiver.insz = ""
      other.caregiver.familyName = "Overgedragen"
      other.caregiver.birthDate = Samples.date(1976, 7, 22)
      other.recipient.insz = Samples.otherINSZ
      let merged = try await registry.register(other).caregiver
      try await clerk.merge(merged, into: name)
      let draft = try await clerk.signal(Self.trusting("Mieke Overgedragen"))
      #expect(try await erase(name, registry).map(\.draft) == [draft])
    }
  }

  @Test("A draft about others is mended: without the trusted adult and with another remark it tells of them no more")
  func mended() async throws {
    try await withRegistryAndStore { registry, store in
      let clerk = Clerk(registry)
      let name = try await registry.register().caregiver
      let draft = try await clerk.signal(
        Self.trusting("Mieke De Fictieve", phone: "0468000000"),
        remark: "Mieke De Fictieve weet ervan"
      )
      let possible = try await erase(name, registry)
      #expect(possible.first?.parts == [.trustedAdult, .remark])
      let update: @Sendable (String?) async throws -> Void = { remark in
        let held = try await clerk.draft(draft)
        var situation = held.signal.careSituation
        situation.caregiver.clearTrustedAdult()
        let sent = situation
        _ = try await registry.signals.updateDraft(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = draft
            $0.etag = held.etag
            $0.careSituation = sent
            if let remark { $0.remark = remark }
          }
        )
      }
      try await update(nil)
      #expect(try await clerk.draft(draft).signal.remark == "Mieke De Fictieve weet ervan")
      let long = try await refusal { try await update(String(repeating: "x", count: 501)) }
      #expect(long == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["remark"]))
      try await update("")
      let mended = try await clerk.draft(draft)
      #expect(mended.state == .open && mended.signal.remark.isEmpty)
      #expect(!mended.signal.careSituation.caregiver.hasTrustedAdult)
      let traces = try await store.database.read { db in
        try db.value(Int.self, "SELECT count(*) FROM draft_person") ?? -1
      }
      let bare = DraftKeys.keys(
        of: try DraftMentions(
          serialized: mended.signal.serializedData(),
          today: registry.clock.clock.today(),
          ReferenceTables()
        )
      )
      #expect(traces == bare.count, "keys of what it told before are left")
    }
  }

  @Test("An answer that was kept when the time alone was answered is still read")
  func earlierAnswer() throws {
    let time = Instant(seconds: 1_700_000_000)
    let kept = try JSONEncoder().encode(time)
    #expect(
      try JSONDecoder().decode(ErasedPerson.self, from: kept) == ErasedPerson(eraseTime: time, possibleDrafts: [])
    )
  }
}
