import CareTypes
import EventsAPI
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

@Suite("Declarations, contact points, and the list of what is missing")
struct WorkListTests {
  private static let missing = SeenError(.notFound, "RESOURCE_NOT_FOUND")
  private static let stale = SeenError(.aborted, "STALE_ETAG")

  private static func wrong(_ fields: String...) -> SeenError {
    SeenError(.invalidArgument, "INVALID_FIELD", fields: fields)
  }

  private static func declaration(_ day: Int32, by givenBy: Mantel_Type_V1_GivenBy = .self_)
    -> Mantel_Registration_V1_Declaration
  {
    .with {
      $0.signedDate = Samples.date(2025, 5, day)
      $0.givenBy = givenBy
    }
  }

  /// A care situation that nobody has signed and for which nobody has consented.
  private static func unsigned() -> Mantel_Registration_V1_NewCareSituation {
    var situation = Samples.careSituation()
    situation.clearCaregiverDeclaration()
    situation.clearRecipientDeclaration()
    situation.recipientConsents = []
    return situation
  }

  private func record(
    _ registry: Registry,
    of care: String,
    etag: String,
    caregiver: Mantel_Registration_V1_Declaration? = nil,
    recipient: Mantel_Registration_V1_Declaration? = nil,
    requestID: String = UUID().uuidString
  ) async throws -> String {
    try await registry.care.recordDeclaration(
      .with {
        $0.requestID = requestID
        $0.name = care
        $0.etag = etag
        if let caregiver { $0.caregiverDeclaration = caregiver }
        if let recipient { $0.recipientDeclaration = recipient }
      }
    ).etag
  }

  // MARK: - Declarations

  @Test("Each of the two signs on their own; a later declaration replaces the earlier one of the same person alone")
  func declarations() async throws {
    try await withRegistry { registry in
      let registered = try await registry.register(Self.unsigned())
      let care = registered.careSituation
      let first = try await record(registry, of: care, etag: registered.etag, caregiver: Self.declaration(1))
      var situation = try await registry.situation(care)
      #expect(situation.caregiverDeclaration == Self.declaration(1) && !situation.hasRecipientDeclaration)
      #expect(situation.etag == first && first != registered.etag)
      let second = try await record(
        registry,
        of: care,
        etag: first,
        recipient: Self.declaration(2, by: .legalRepresentative)
      )
      _ = try await record(registry, of: care, etag: second, caregiver: Self.declaration(3, by: .mandate))
      situation = try await registry.situation(care)
      #expect(situation.caregiverDeclaration == Self.declaration(3, by: .mandate))
      #expect(situation.recipientDeclaration == Self.declaration(2, by: .legalRepresentative))

      let told = try await registry.toldChanges()
      #expect(told.map(\.caregiver.hasDeclaredDate) == [true, true, true])
      #expect(told.map(\.recipient.hasDeclaredDate) == [false, true, true])
      #expect(told.last?.caregiver.declaredDate == Samples.date(2025, 5, 3))
      let revisions = try await registry.care.listCareRevisions(.with { $0.name = care }).revisions
      #expect(revisions.count { $0.kind == .completed } == 3 && revisions.count { $0.kind == .registered } == 1)
    }
  }

  @Test("Each wrong declaration is refused by its name, and nothing is recorded")
  func wrongDeclarations() async throws {
    try await withRegistry { registry in
      let registered = try await registry.register(Self.unsigned())
      @Sendable func seen(
        _ change: @Sendable (inout Mantel_Registration_V1_RecordDeclarationRequest) -> Void
      ) async throws -> SeenError? {
        var request = Mantel_Registration_V1_RecordDeclarationRequest.with {
          $0.requestID = UUID().uuidString
          $0.name = registered.careSituation
          $0.etag = registered.etag
          $0.caregiverDeclaration = Self.declaration(1)
        }
        change(&request)
        let sent = request
        return try await refusal { try await registry.care.recordDeclaration(sent) }
      }
      #expect(try await seen { $0.requestID = "1" } == Self.wrong("request_id"))
      #expect(try await seen { $0.name = "careSituations/1" } == Self.wrong("name"))
      #expect(try await seen { $0.etag = "" } == Self.wrong("etag"))
      #expect(try await seen { $0.etag = "\"9\"" } == Self.stale)
      #expect(try await seen { $0.clearCaregiverDeclaration() } == Self.wrong("caregiver_declaration"))
      #expect(
        try await seen { $0.caregiverDeclaration = .init() }
          == Self.wrong("caregiver_declaration.signed_date", "caregiver_declaration.given_by")
      )
      #expect(
        try await seen { $0.caregiverDeclaration.signedDate = Samples.date(2025, 6, 2) }
          == Self.wrong("caregiver_declaration.signed_date")
      )
      // One that is right is not recorded beside one that is wrong.
      #expect(
        try await seen {
          $0.recipientDeclaration = Self.declaration(1)
          $0.recipientDeclaration.givenBy = .UNRECOGNIZED(9)
        } == Self.wrong("recipient_declaration.given_by")
      )
      #expect(
        try await seen { $0.name = ResourceCollection.careSituations.name(.random()) } == Self.missing
      )
      let foreign = try await registry.seeing("43007") { try await seen { _ in } }
      #expect(foreign == Self.missing)
      let situation = try await registry.situation(registered.careSituation)
      #expect(!situation.hasCaregiverDeclaration && situation.etag == registered.etag)
      #expect(try await registry.toldChanges().isEmpty)
    }
  }

  @Test("Of ten who record at once under one etag one succeeds; its request is answered alike when it comes again")
  func declarationsAtOnce() async throws {
    try await withRegistry { registry in
      let registered = try await registry.register(Self.unsigned())
      let care = registered.careSituation
      let ids = (1...10).map { _ in UUID().uuidString }
      let outcomes = try await withThrowingTaskGroup(of: (Int, SeenError?).self) { group in
        for (index, id) in ids.enumerated() {
          group.addTask {
            let seen = try await refusal {
              try await record(
                registry,
                of: care,
                etag: registered.etag,
                caregiver: Self.declaration(Int32(index + 1)),
                requestID: id
              )
            }
            return (index, seen)
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      let winners = outcomes.filter { $0.1 == nil }.map(\.0)
      #expect(winners.count == 1 && outcomes.count { $0.1 == Self.stale } == 9)
      for winner in winners {
        let declaration = Self.declaration(Int32(winner + 1))
        let situation = try await registry.situation(care)
        #expect(situation.caregiverDeclaration == declaration)
        let again = try await record(
          registry,
          of: care,
          etag: registered.etag,
          caregiver: declaration,
          requestID: ids[winner]
        )
        #expect(again == situation.etag)
      }
    }
  }

  // MARK: - Contact points

  @Test("The one to turn to is read back, replaced by a later one, and told to nobody")
  func contactPoint() async throws {
    try await withRegistry { registry in
      let registered = try await registry.register(Self.unsigned())
      let care = registered.careSituation
      func record(_ contact: Mantel_Registration_V1_ContactPoint, etag: String) async throws -> String {
        try await registry.care.recordContactPoint(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = care
            $0.etag = etag
            $0.contactPoint = contact
          }
        ).etag
      }
      #expect(try await registry.situation(care).hasContactPoint == false)
      let first = try await record(
        .with {
          $0.organisation = " OCMW Aalter "
          $0.displayName = "Ann Voorbeeld"
          $0.phone = "09 325 22 00"
        },
        etag: registered.etag
      )
      var read = try await registry.situation(care)
      #expect(
        read.contactPoint
          == .with {
            $0.organisation = "OCMW Aalter"
            $0.displayName = "Ann Voorbeeld"
            $0.phone = "+3293252200"
          }
      )
      #expect(read.etag == first && first != registered.etag)
      let stale = try await refusal {
        try await record(
          .with {
            $0.organisation = "Ziekenfonds"
            $0.email = "a@fonds.example"
          },
          etag: registered.etag
        )
      }
      #expect(stale == Self.stale)
      _ = try await record(
        .with {
          $0.organisation = "Ziekenfonds"
          $0.email = "a@FONDS.example"
        },
        etag: first
      )
      read = try await registry.situation(care)
      #expect(
        read.contactPoint
          == .with {
            $0.organisation = "Ziekenfonds"
            $0.email = "a@fonds.example"
          }
      )
      #expect(try await registry.toldChanges().isEmpty)
    }
  }

  @Test("Each wrong contact point is refused by its name")
  func wrongContactPoints() async throws {
    try await withRegistry { registry in
      let registered = try await registry.register()
      @Sendable func seen(
        _ change: @Sendable (inout Mantel_Registration_V1_RecordContactPointRequest) -> Void
      ) async throws -> SeenError? {
        var request = Mantel_Registration_V1_RecordContactPointRequest.with {
          $0.requestID = UUID().uuidString
          $0.name = registered.careSituation
          $0.etag = registered.etag
          $0.contactPoint.organisation = "OCMW Aalter"
          $0.contactPoint.phone = "09 325 22 00"
        }
        change(&request)
        let sent = request
        return try await refusal { try await registry.care.recordContactPoint(sent) }
      }
      #expect(try await seen { $0.requestID = "" } == Self.wrong("request_id"))
      #expect(try await seen { $0.name = "" } == Self.wrong("name"))
      #expect(try await seen { $0.etag = "" } == Self.wrong("etag"))
      #expect(
        try await seen { $0.clearContactPoint() }
          == Self.wrong("contact_point", "contact_point.organisation", "contact_point.phone")
      )
      #expect(try await seen { $0.contactPoint.organisation = "  " } == Self.wrong("contact_point.organisation"))
      #expect(
        try await seen { $0.contactPoint.organisation = String(repeating: "x", count: 101) }
          == Self.wrong("contact_point.organisation")
      )
      #expect(
        try await seen { $0.contactPoint.displayName = "a\nb" } == Self.wrong("contact_point.display_name")
      )
      #expect(try await seen { $0.contactPoint.phone = "" } == Self.wrong("contact_point.phone"))
      #expect(try await seen { $0.contactPoint.phone = "911" } == Self.wrong("contact_point.phone"))
      #expect(try await seen { $0.contactPoint.email = "x" } == Self.wrong("contact_point.email"))
      let foreign = try await registry.seeing("43007") { try await seen { _ in } }
      #expect(foreign == Self.missing)
      let person = try await registry.person(registered.caregiver)
      _ = try await registry.persons.restrictPerson(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = registered.caregiver
          $0.etag = person.etag
          $0.restricted = true
        }
      )
      #expect(try await seen { _ in } == SeenError(.failedPrecondition, "PERSON_RESTRICTED"))
      #expect(try await registry.situation(registered.careSituation).hasContactPoint == false)
    }
  }

  // MARK: - What is missing

  private func incomplete(
    _ registry: Registry,
    _ municipality: String = "44084",
    for purposes: [Mantel_Type_V1_ConsentPurpose] = [.hospital],
    size: Int32 = 0,
    token: String = ""
  ) async throws -> Mantel_Registration_V1_ListIncompleteConsentsResponse {
    try await registry.care.listIncompleteConsents(
      .with {
        $0.municipality = municipality
        $0.purposes = purposes
        $0.pageSize = size
        $0.pageToken = token
      }
    )
  }

  @Test("Each kind of thing that is missing is told; what is complete is not listed")
  func kinds() async throws {
    try await withRegistry { registry in
      let numbers = try fictionalNumbers(5)
      var names: [String] = []
      for (index, number) in numbers.enumerated() {
        var situation = Samples.careSituation()
        situation.recipient = Samples.recipient(insz: number)
        situation.recipientConsents = [Samples.consent(.hospital), Samples.consent(.municipality)]
        switch index {
        case 1: situation.clearCaregiverDeclaration()
        case 2: situation.clearRecipientDeclaration()
        case 3: situation.recipientConsents = [Samples.consent(.municipality)]
        case 4:
          situation.clearCaregiverDeclaration()
          situation.clearRecipientDeclaration()
          // The consents of the caregiver are not those of the recipient.
          situation.recipientConsents = []
          situation.caregiverConsents = [Samples.consent(.hospital), Samples.consent(.municipality)]
        default: break
        }
        names.append(try await registry.register(situation).careSituation)
      }
      let found = try await incomplete(registry, for: [.municipality, .hospital]).careSituations
      #expect(found.map(\.careSituation) == Array(names[1...]))
      #expect(found.map(\.missingPurposes) == [[], [], [.hospital], [.municipality, .hospital]])
      #expect(found.map(\.caregiverDeclarationMissing) == [true, false, false, true])
      #expect(found.map(\.recipientDeclarationMissing) == [false, true, false, true])
      #expect(found[0].recipientName == "Bedachtzaam, Jozef")
      let asked = try await incomplete(registry, for: [.municipality]).careSituations
      #expect(asked.map(\.careSituation) == [names[1], names[2], names[4]])
      // Nobody has consented to this.
      let none = try await incomplete(registry, for: [.automaticRights]).careSituations
      #expect(none.map(\.careSituation) == names)
    }
  }

  @Test("What is completed leaves the list, and a consent that is withdrawn brings it back")
  func completing() async throws {
    try await withRegistry { registry in
      let registered = try await registry.register(Self.unsigned())
      func isListed() async throws -> Bool { try await !incomplete(registry).careSituations.isEmpty }
      func consent(_ purpose: Mantel_Type_V1_ConsentPurpose) async throws {
        _ = try await registry.registration.recordConsent(
          .with {
            $0.requestID = UUID().uuidString
            $0.person = registered.recipient
            $0.consent = Samples.consent(purpose)
          }
        )
      }
      _ = try await record(
        registry,
        of: registered.careSituation,
        etag: registered.etag,
        caregiver: Self.declaration(1),
        recipient: Self.declaration(1)
      )
      #expect(try await isListed())
      // Other purposes do not make up for the one that is asked, nor does one that is given twice.
      try await consent(.municipality)
      try await consent(.municipality)
      #expect(try await isListed())
      try await consent(.hospital)
      #expect(try await isListed() == false)
      _ = try await registry.registration.withdrawConsent(
        .with {
          $0.requestID = UUID().uuidString
          $0.person = registered.recipient
          $0.purpose = .hospital
        }
      )
      #expect(try await isListed())
    }
  }

  @Test("Care that has ended is not listed, care on its last day and care to come is; nor is care of someone erased")
  func active() async throws {
    try await withRegistry { registry in
      let numbers = try fictionalNumbers(4)
      func register(_ index: Int, _ start: Mantel_Type_V1_Date, _ end: Mantel_Type_V1_Date?) async throws
        -> Mantel_Registration_V1_RegisterCareSituationResponse
      {
        var situation = Self.unsigned()
        situation.recipient = Samples.recipient(insz: numbers[index])
        situation.startDate = start
        if let end { situation.endDate = end }
        return try await registry.register(situation)
      }
      _ = try await register(0, Samples.date(2024, 1, 1), Samples.date(2025, 5, 31))
      let lastDay = try await register(1, Samples.date(2024, 1, 1), Samples.date(2025, 6, 1))
      let toCome = try await register(2, Samples.date(2025, 9, 1), nil)
      let erased = try await register(3, Samples.date(2024, 1, 1), nil)
      let etag = try await registry.person(erased.recipient).etag
      _ = try await registry.persons.erasePerson(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = erased.recipient
          $0.etag = etag
        }
      )
      let found = try await incomplete(registry).careSituations
      #expect(found.map(\.careSituation) == [lastDay.careSituation, toCome.careSituation])
      try registry.clock.set(CalendarDate(year: 2025, month: 6, day: 2))
      #expect(try await incomplete(registry).careSituations.map(\.careSituation) == [toCome.careSituation])
    }
  }

  @Test("Pages neither repeat nor hide care that is completed or registered meanwhile")
  func pages() async throws {
    try await withRegistry { registry in
      let numbers = try fictionalNumbers(6)
      var registered: [Mantel_Registration_V1_RegisterCareSituationResponse] = []
      func register(_ index: Int) async throws -> Mantel_Registration_V1_RegisterCareSituationResponse {
        var situation = Self.unsigned()
        situation.recipient = Samples.recipient(insz: numbers[index])
        situation.recipientConsents = [Samples.consent(.hospital)]
        return try await registry.register(situation)
      }
      for index in 0..<5 { registered.append(try await register(index)) }
      let first = try await incomplete(registry, size: 2)
      #expect(first.careSituations.map(\.careSituation) == registered[0...1].map(\.careSituation))
      _ = try await record(
        registry,
        of: registered[0].careSituation,
        etag: registered[0].etag,
        caregiver: Self.declaration(1),
        recipient: Self.declaration(1)
      )
      registered.append(try await register(5))
      let second = try await incomplete(registry, size: 2, token: first.nextPageToken)
      let third = try await incomplete(registry, size: 2, token: second.nextPageToken)
      #expect(
        (second.careSituations + third.careSituations).map(\.careSituation) == registered[2...].map(\.careSituation)
      )
      #expect(third.nextPageToken.isEmpty)
      let foreign = try await refusal {
        try await incomplete(registry, for: [.municipality], token: first.nextPageToken)
      }
      #expect(foreign == Self.wrong("page_token"))
    }
  }

  @Test("Each wrong field is refused by its name; a municipality outside the scope is not there")
  func wrongFields() async throws {
    try await withRegistry { registry in
      let wrongs: [([Mantel_Type_V1_ConsentPurpose], String)] = [
        ([], "purposes"), ([.unspecified], "purposes[0]"), ([.hospital, .hospital], "purposes[1]"),
        ([.hospital, .UNRECOGNIZED(9)], "purposes[1]"),
      ]
      for (purposes, field) in wrongs {
        let seen = try await refusal { try await incomplete(registry, for: purposes) }
        #expect(seen == Self.wrong(field))
      }
      let municipality = try await refusal { try await incomplete(registry, "") }
      #expect(municipality == Self.wrong("municipality"))
      let size = try await refusal { try await incomplete(registry, size: -1) }
      #expect(size == Self.wrong("page_size"))
      let token = try await refusal { try await incomplete(registry, token: "x") }
      #expect(token == Self.wrong("page_token"))
    }
  }

  @Test("The list has the care of a municipality's own people, and what is sealed for whoever may read it")
  func scope() async throws {
    try await withRegistry { registry in
      let numbers = try fictionalNumbers(2)
      var situation = Self.unsigned()
      situation.recipient = Samples.recipient(insz: numbers[0], municipality: "43007")
      let across = try await registry.register(situation)
      situation.recipient = Samples.recipient(insz: numbers[1])
      let sealed = try await registry.register(situation)
      let etag = try await registry.person(sealed.recipient).etag
      _ = try await registry.persons.sealPerson(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = sealed.recipient
          $0.etag = etag
          $0.sealed = true
        }
      )
      @Sendable func listed(_ municipality: String) async throws -> [String] {
        try await incomplete(registry, municipality).careSituations.map(\.careSituation)
      }
      try await registry.seeing("43007") { () async throws in
        #expect(try await listed("43007") == [across.careSituation])
        let seen = try await refusal { try await listed("44084") }
        #expect(seen == Self.missing)
      }
      try await registry.seeing("44084", clearance: .find) { () async throws in
        #expect(try await listed("44084") == [across.careSituation])
      }
      try await registry.seeing("44084", clearance: .read) { () async throws in
        #expect(try await listed("44084") == [across.careSituation, sealed.careSituation])
      }
    }
  }
}
