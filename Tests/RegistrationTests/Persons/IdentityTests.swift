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

@Suite("By what a person is known")
struct IdentityTests {
  private static let differs = SeenError(.failedPrecondition, "IDENTITY_DIFFERS")

  /// A care situation of another caregiver with a recipient who is told to be someone.
  private func claim(
    caregiverBorn day: Int = 6,
    municipality: String = "44084",
    _ change: (inout Mantel_Registration_V1_PersonDetails) -> Void = { _ in }
  ) throws -> Mantel_Registration_V1_NewCareSituation {
    var situation = Samples.careSituation()
    let insz = try INSZ.fictional(born: CalendarDate(year: 1970, month: 5, day: day), serial: 951)
    situation.caregiver = Samples.caregiver(insz: insz.digits, municipality: municipality)
    change(&situation.recipient)
    return situation
  }

  @Test(
    "A number with another family name is refused, whoever tells it",
    arguments: ["Van Hecke", "Bedacht", "Bedachtzaams", "X"]
  )
  func otherName(name: String) async throws {
    try await withRegistry { registry in
      let first = try await registry.register()
      let wrong = try claim { $0.familyName = name }
      let seen = try await registry.seeing("44084") { try await refusal { try await registry.register(wrong) } }
      #expect(seen == Self.differs)
      let imported = try await registry.seeing("44084") {
        try await registry.imports.importCareSituations { writer in
          try await writer.write(.with { $0.header = .with { $0.listID = "premie" } })
          try await writer.write(
            .with {
              $0.row = .with {
                $0.number = 1
                $0.careSituation = wrong
              }
            }
          )
        }
      }
      #expect(imported.results.map(\.reason) == ["IDENTITY_DIFFERS"])
      #expect(try await registry.person(first.recipient).details.familyName == "Bedachtzaam")
    }
  }

  @Test(
    "However a name is written, it is that of the bearer of the number",
    arguments: [
      ("Bedachtzaam", "BEDACHTZAAM"), ("Van Hecke", "Vanhecke"), ("Van Hecke", "Hecke Van"),
      ("Roelandt", "Van Hecke-Roelandt"), ("Roelandt - Van Hecke", "Van Hecke"),
      ("De Wilde Peeters", "Peeters De Wilde"),
      ("Dhondt", "D'Hondt"), ("Müller", "Mueller"), ("Mueller", "MÜLLER"), ("Müller", "Muller"),
      ("IJsebaert", "Ysebaert"), ("Straße-Peeters", "Strasse"), ("Van der Walle", "V.d. Walle"),
      ("El Amrani", "AL-AMRANI"),
    ]
  )
  func sameName(held: String, told: String) async throws {
    try await withRegistry { registry in
      var situation = Samples.careSituation()
      situation.recipient.familyName = held
      let first = try await registry.register(situation)
      let again = try claim { $0.familyName = told }
      let answer = try await registry.seeing("44084") { try await registry.register(again) }
      #expect(answer.recipient == first.recipient)
      // A spelling is nothing that differs.
      if NameSpelling.areOne(held, told) { #expect(!answer.differingFields.contains { $0.hasSuffix("family_name") }) }
    }
  }

  @Test(
    "A search by name and birth date finds a person however the name is spelled",
    arguments: [
      ("Müller", "Mueller"), ("Müller", "Muller"), ("Mueller", "Müller"), ("Muller", "Müller"),
      ("IJsebaert", "Ysebaert"),
      ("Ysebaert", "IJsebaert"), ("Đorđević", "Djordjević"), ("Straße", "STRASSE"), ("El Amrani", "El-Amrani"),
    ]
  )
  func search(held: String, sought: String) async throws {
    try await withRegistry { registry in
      var situation = Samples.careSituation()
      situation.recipient.familyName = held
      let first = try await registry.register(situation)
      func found(_ name: String) async throws -> [String] {
        try await registry.persons.searchPersons(
          .with {
            $0.municipality = "44084"
            $0.familyName = name
            $0.birthDate = Samples.date(1948, 3, 17)
          }
        ).persons.map(\.name)
      }
      #expect(try await found(sought) == [first.recipient])
      #expect(try await found("Verzonnen").isEmpty)
    }
  }

  @Test("Whoever spells a name in another script is refused like whoever tells another name, and can be registered")
  func otherScripts() async throws {
    try await withRegistry { registry in
      var situation = Samples.careSituation()
      situation.recipient.familyName = "Ivanov"
      let first = try await registry.register(situation)
      for name in ["Иванов", "Ιβάνοφ", "إيفانوف", "李", "-", "X"] {
        let wrong = try claim { $0.familyName = name }
        let seen = try await refusal { try await registry.register(wrong) }
        #expect(seen == Self.differs || seen?.reason == "INVALID_FIELD", "\(name)")
      }
      let other = try claim {
        $0.insz = Samples.otherINSZ
        $0.familyName = "Иванов"
        $0.givenNames = "Пётр"
      }
      let own = try await registry.register(other)
      #expect(own.recipient != first.recipient)
      let again = try claim(caregiverBorn: 7) {
        $0.insz = Samples.otherINSZ
        $0.familyName = "ИВАНОВ"
        $0.givenNames = "Пётр"
      }
      #expect(try await registry.register(again).recipient == own.recipient)
    }
  }

  @Test("A name of before still fits the number")
  func formerName() async throws {
    try await withRegistry { registry in
      let first = try await registry.register()
      let person = try await registry.person(first.recipient)
      _ = try await registry.persons.updatePerson(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = person.name
          $0.etag = person.etag
          $0.details.familyName = "Weloverwogen"
          $0.updateMask = .with { $0.paths = ["family_name"] }
        }
      )
      let before = try await registry.register(claim())
      #expect(before.recipient == first.recipient)
      let after = try await registry.register(claim(caregiverBorn: 7) { $0.familyName = "Weloverwogen" })
      #expect(after.recipient == first.recipient)
    }
  }

  @Test("A birth date that differs is refused where the number tells none")
  func birthDate() async throws {
    try await withRegistry { registry in
      var situation = Samples.careSituation()
      // Born in June 1940, on a day that is not known.
      situation.recipient.insz = "40060095524"
      situation.recipient.birthDate = Samples.date(1940, 6, 3)
      let first = try await registry.register(situation)
      func told(_ day: Int32?, caregiver: Int) throws -> Mantel_Registration_V1_NewCareSituation {
        try claim(caregiverBorn: caregiver) {
          $0.insz = "40060095524"
          if let day { $0.birthDate = Samples.date(1940, 6, day) }
        }
      }
      let wrong = try told(30, caregiver: 6)
      let seen = try await refusal { try await registry.register(wrong) }
      #expect(seen == Self.differs)
      // The number tells the year even so.
      var otherYear = try told(3, caregiver: 9)
      otherYear.recipient.birthDate.year = 1951
      let sent = otherYear
      let refused = try await refusal { try await registry.register(sent) }
      #expect(
        refused == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["care_situation.recipient.birth_date"])
      )
      #expect(try await registry.register(told(3, caregiver: 7)).recipient == first.recipient)
      #expect(try await registry.register(told(nil, caregiver: 8)).recipient == first.recipient)
    }
  }

  /// Who has a number, out of the sight of the municipality that tells it.
  enum Holder: String, CaseIterable, Sendable {
    case absent, foreign, foreignOtherName, sealed, sealedOtherName, erased
  }

  @Test("Whoever is out of sight is answered like nobody, message for message", arguments: [true, false])
  func sameAsAbsent(isRehearsal: Bool) async throws {
    var answers: [Holder: [String]] = [:]
    for holder in Holder.allCases {
      answers[holder] = try await withRegistry { registry in
        try await prepare(holder, registry)
        return try await probe(registry, isRehearsal: isRehearsal)
      }
    }
    let absent = try #require(answers[.absent])
    for (holder, answers) in answers {
      for (answer, expected) in zip(answers, absent) { #expect(answer == expected, "\(holder)") }
      #expect(answers.count == absent.count, "\(holder)")
    }
  }

  /// Lets someone have the recipient's number.
  private func prepare(_ holder: Holder, _ registry: Registry) async throws {
    if holder == .absent { return }
    var situation = try claim(caregiverBorn: 20, municipality: "11002")
    situation.recipient.municipality = [.foreign, .foreignOtherName, .erased].contains(holder) ? "11002" : "44084"
    if [.foreignOtherName, .sealedOtherName].contains(holder) { situation.recipient.familyName = "Van Hecke" }
    let registered = try await registry.register(situation)
    let person = try await registry.person(registered.recipient)
    switch holder {
    case .sealed, .sealedOtherName:
      _ = try await registry.persons.sealPerson(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = person.name
          $0.etag = person.etag
          $0.sealed = true
        }
      )
    case .erased:
      _ = try await registry.persons.erasePerson(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = person.name
          $0.etag = person.etag
        }
      )
    case .absent, .foreign, .foreignOtherName: break
    }
  }

  /// What a municipality is answered by every method that takes a number, without names and times.
  private func probe(_ registry: Registry, isRehearsal: Bool) async throws -> [String] {
    let situation = try claim()
    return try await registry.seeing("44084") { () async throws -> [String] in
      var answers: [String] = []
      func note(_ body: () async throws -> any Message) async {
        do {
          answers.append(Self.plain(try await body().textFormatString()))
        } catch let error as RPCError {
          answers.append("\(error.code) \(error.message)")
        } catch {
          answers.append("\(error)")
        }
      }
      for repetition in 1...2 {
        await note {
          try await registry.imports.importCareSituations { writer in
            try await writer.write(
              .with {
                $0.header = .with {
                  $0.listID = "premie-\(repetition)"
                  $0.dryRun = isRehearsal
                }
              }
            )
            try await writer.write(
              .with {
                $0.row = .with {
                  $0.number = 1
                  $0.careSituation = situation
                }
              }
            )
          }
        }
        let search = Mantel_Registration_V1_SearchPersonsRequest.with {
          $0.municipality = "44084"
          $0.insz = Samples.recipientINSZ
        }
        await note { try await registry.persons.searchPersons(search) }
        let name = try await registry.persons.searchPersons(search).persons.first?.name ?? ""
        await note { try await registry.persons.getPerson(.with { $0.name = name }) }
        if isRehearsal { continue }
        await note { try await registry.registration.listCareSituations(.with { $0.municipality = "44084" }) }
        await note { try await registry.persons.listDuplicates(.with { $0.municipality = "44084" }) }
        var other = situation
        other.recipient.familyName = "Iemand Anders"
        let wrong = other
        await note { try await registry.register(wrong) }
        await note { try await registry.register(situation) }
        await note { try await registry.persons.exportPerson(.with { $0.name = name }) }
      }
      return answers
    }
  }

  /// A message without opaque ids and times.
  private static func plain(_ text: String) -> String {
    var text = text
    for pattern in [#/[A-Za-z]+\/[0-9a-z-]{20,}/#, #/seconds: \d+|nanos: \d+/#, #/\d\d:\d\d:\d\d/#] {
      text = text.replacing(pattern, with: "~")
    }
    return text
  }

  @Test("The municipality of who has the number sees who else was told to have it, and merges the two")
  func decideOnClaim() async throws {
    try await withRegistry { registry in
      let held = try await registry.register()
      var told = try claim(municipality: "43007")
      told.recipient.municipality = "43007"
      told.recipient.phone = "09 377 00 00"
      let sent = told
      let own = try await registry.seeing("43007") { try await registry.register(sent) }
      #expect(own.recipient != held.recipient)
      // Who tells a number gets nothing of what was consented to by who has it.
      let found = try await registry.registration.findCaregivers(
        .with {
          $0.recipientInsz = Samples.recipientINSZ
          $0.purpose = .hospital
        }
      )
      #expect(found.recipient == held.recipient && found.caregivers.map(\.caregiver) == [held.caregiver])
      #expect(
        try await registry.seeing("43007") { try await registry.person(own.recipient) }.details.phone == "+3293770000"
      )

      let pairs = try await registry.seeing("44084") {
        try await registry.persons.listDuplicates(.with { $0.municipality = "44084" }).duplicates
      }
      #expect(pairs.count == 1)
      let claimant = try #require(pairs.first?.second)
      #expect(claimant.name == own.recipient && claimant.details.familyName == "Bedachtzaam")
      #expect(claimant.details.municipality == "43007")
      #expect(claimant.details.phone.isEmpty && claimant.details.streetLine.isEmpty && claimant.consents.isEmpty)
      // Of who is masked the reasons tell no more than what is shown.
      #expect(pairs[0].reasons == [.sameName, .sameNumber] && pairs[0].score == 65)
      let theirs = try await registry.seeing("43007") {
        try await registry.persons.listDuplicates(.with { $0.municipality = "43007" }).duplicates
      }
      #expect(theirs.isEmpty)
      let wrongWay = try await registry.seeing("43007") { () async throws in
        let person = try await registry.person(own.recipient)
        return try await refusal {
          try await registry.persons.mergePersons(
            .with {
              $0.requestID = UUID().uuidString
              $0.kept = own.recipient
              $0.merged = held.recipient
              $0.etag = person.etag
            }
          )
        }
      }
      #expect(wrongWay == SeenError(.notFound, "RESOURCE_NOT_FOUND"))

      // A number gives no say over the record of someone who lives elsewhere: their municipality lets them move here first.
      let elsewhere = try await registry.seeing("44084") {
        try await refusal { try await Clerk(registry).merge(own.recipient, into: held.recipient) }
      }
      #expect(elsewhere == SeenError(.permissionDenied, "OUT_OF_SCOPE"))
      try await registry.seeing("43007") {
        try await Clerk(registry).move(own.recipient, to: "Denkbeeldstraat 3", in: "44084")
      }
      try await registry.seeing("44084") { () async throws in
        let person = try await registry.person(held.recipient)
        _ = try await registry.persons.mergePersons(
          .with {
            $0.requestID = UUID().uuidString
            $0.kept = held.recipient
            $0.merged = own.recipient
            $0.etag = person.etag
          }
        )
        #expect(try await registry.situation(own.careSituation).recipient.name == held.recipient)
        _ = try await registry.persons.unmergePersons(
          .with {
            $0.requestID = UUID().uuidString
            $0.merged = own.recipient
          }
        )
      }
      let after = try await registry.seeing("44084") { try await registry.person(own.recipient) }
      #expect(after.details.insz == Samples.recipientINSZ && after.unconfirmed)
    }
  }

  @Test("A number that another has out of sight is taken, shown and replaced like any other", arguments: [true, false])
  func replacement(isHeld: Bool) async throws {
    try await withRegistry { registry in
      var elsewhere = Samples.careSituation()
      elsewhere.caregiver.municipality = "11002"
      elsewhere.recipient.municipality = "11002"
      if isHeld { _ = try await registry.register(elsewhere) }
      var here = try claim()
      here.recipient.insz = Samples.otherINSZ
      let caregiver = here.caregiver.insz
      let registered = try await registry.register(here)
      @Sendable func replace(_ insz: String) async throws -> Mantel_Registration_V1_ReplaceNumberResponse {
        let person = try await registry.person(registered.recipient)
        return try await registry.persons.replaceNumber(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = person.name
            $0.etag = person.etag
            $0.insz = insz
            $0.confirmedWarnings = [.numberOfAnotherBirthDate]
          }
        )
      }
      try await registry.seeing("44084") { () async throws in
        _ = try await replace(Samples.recipientINSZ)
        var person = try await registry.person(registered.recipient)
        #expect(person.details.insz == Samples.recipientINSZ && person.formerNumbers == [Samples.otherINSZ])
        _ = try await replace(Samples.otherINSZ)
        person = try await registry.person(registered.recipient)
        #expect(person.details.insz == Samples.otherINSZ && person.formerNumbers == [Samples.recipientINSZ])
        let used = try await refusal { try await replace(caregiver) }
        #expect(used == SeenError(.alreadyExists, "NUMBER_IN_USE"))
      }
    }
  }
}
