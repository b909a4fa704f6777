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

private let missing = SeenError(.notFound, "RESOURCE_NOT_FOUND")

private func wrong(_ fields: String...) -> SeenError {
  SeenError(.invalidArgument, "INVALID_FIELD", fields: fields)
}

extension Registry {
  /// Records evidence.
  fileprivate func record(
    _ evidence: Mantel_Type_V1_Evidence,
    of care: String,
    requestID: String = UUID().uuidString
  ) async throws -> String {
    try await self.care.recordEvidence(
      .with {
        $0.requestID = requestID
        $0.careSituation = care
        $0.evidence = evidence
      }
    ).evidence
  }

  /// Withdraws evidence.
  fileprivate func withdraw(
    _ evidence: String,
    requestID: String = UUID().uuidString
  ) async throws -> Google_Protobuf_Timestamp {
    try await care.withdrawEvidence(
      .with {
        $0.requestID = requestID
        $0.name = evidence
      }
    ).recordTime
  }

  /// The caregivers of whom it was told that the care weighs too heavily.
  fileprivate func overloads() async throws -> [Mantel_Events_V1_CaregiverOverloaded] {
    try await told().compactMap { event in
      if case .caregiverOverloaded(let overloaded) = event.payload { overloaded } else { nil }
    }
  }
}

@Suite("Evidence: recorded, withdrawn, and listed before it ends")
struct EvidenceTests {
  private static func evidence(
    _ fact: String = "recipient.fod_points",
    points: Int64 = 13,
    until: Mantel_Type_V1_Date? = nil
  ) -> Mantel_Type_V1_Evidence {
    .with {
      $0.fact = fact
      $0.intValue = points
      $0.kind = .dependenceScore
      $0.assessor = "DG Personen met een handicap"
      $0.issuedDate = Samples.date(2025, 1, 10)
      if let until { $0.validUntilDate = until }
    }
  }

  /// A care situation without evidence.
  private static func bare() -> Mantel_Registration_V1_NewCareSituation {
    var situation = Samples.careSituation()
    situation.evidence = []
    return situation
  }

  @Test("Evidence of every kind and type of value is read back as it was recorded, under its name")
  func roundTrip() async throws {
    try await withRegistry { registry in
      let care = try await registry.register(Self.bare()).careSituation
      var recorded: [Mantel_Type_V1_Evidence] = []
      let kinds: [Mantel_Type_V1_EvidenceKind] = [
        .declarationOnHonour, .recipientAgreement, .gpAttestation, .fundRecognition, .dependenceScore, .entitlement,
        .unspecified,
      ]
      for (index, kind) in kinds.enumerated() {
        var evidence = Self.evidence()
        evidence.kind = kind
        evidence.issuedDate = Samples.date(2025, 1, Int32(index + 1))
        evidence.name = try await registry.record(evidence, of: care)
        recorded.append(evidence)
      }
      for change: @Sendable (inout Mantel_Type_V1_Evidence) -> Void in [
        {
          $0.fact = "recipient.has_third_party_help"
          $0.boolValue = false
        },
        {
          $0.fact = "recipient.belrai_total"
          $0.decimalValue = 13.5
        },
        {
          $0.fact = "recipient.katz_home"
          $0.stringValue = "B"
        },
      ] {
        var evidence = Self.evidence()
        change(&evidence)
        evidence.assessor = ""
        evidence.validUntilDate = Samples.date(2026, 1, 1)
        evidence.name = try await registry.record(evidence, of: care)
        recorded.append(evidence)
      }
      let read = try await registry.situation(care).evidence
      #expect(Set(read.map(\.name)).count == 10)
      #expect(read == recorded.sorted { ($0.fact, $0.issuedDate.day) < ($1.fact, $1.issuedDate.day) })
    }
  }

  @Test("Several stand for one fact, the one issued last coming last; one that was withdrawn stands no more")
  func several() async throws {
    try await withRegistry { registry in
      let care = try await registry.register(Self.bare()).careSituation
      var later = Self.evidence(points: 15)
      later.issuedDate = Samples.date(2025, 5, 1)
      let second = try await registry.record(later, of: care)
      let first = try await registry.record(Self.evidence(points: 11), of: care)
      // Of two that were issued on one day the one recorded last comes last.
      later.assessor = "Zorgkas"
      let third = try await registry.record(later, of: care)
      #expect(try await registry.situation(care).evidence.map(\.name) == [first, second, third])
      _ = try await registry.withdraw(second)
      #expect(try await registry.situation(care).evidence.map(\.name) == [first, third])

      let changes = try await registry.toldChanges()
      #expect(changes.map { $0.evidence.count } == [1, 2, 3, 2])
      #expect(changes.last?.evidence.map(\.intValue) == [11, 15])
      #expect(changes.allSatisfy { $0.evidence.allSatisfy { $0.assessor.isEmpty && !$0.name.isEmpty } })
    }
  }

  @Test("Evidence is withdrawn once; the same request is answered as the first time")
  func withdrawing() async throws {
    try await withRegistry { registry in
      let care = try await registry.register().careSituation
      let name = try await registry.situation(care).evidence[0].name
      let id = UUID().uuidString
      let time = try await registry.withdraw(name, requestID: id)
      try registry.clock.set(CalendarDate(year: 2025, month: 6, day: 2))
      #expect(try await registry.withdraw(name, requestID: id) == time)
      let again = try await refusal { try await registry.withdraw(name) }
      #expect(again == SeenError(.failedPrecondition, "EVIDENCE_WITHDRAWN"))
      let unknown = try await refusal { try await registry.withdraw(ResourceCollection.evidence.name(.random())) }
      #expect(unknown == missing)
      for malformed in ["", "evidence/1", care] {
        let seen = try await refusal { try await registry.withdraw(malformed) }
        #expect(seen == wrong("name"))
      }
      let noRequest = try await refusal { try await registry.withdraw(name, requestID: "") }
      #expect(noRequest == wrong("request_id"))
      #expect(try await registry.toldChanges().count == 1)
    }
  }

  @Test("Ten who withdraw one piece of evidence at once: one succeeds")
  func withdrawingAtOnce() async throws {
    try await withRegistry { registry in
      let care = try await registry.register().careSituation
      let name = try await registry.situation(care).evidence[0].name
      let seen = try await withThrowingTaskGroup(of: SeenError?.self) { group in
        for _ in 0..<10 { group.addTask { try await refusal { try await registry.withdraw(name) } } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(seen.count { $0 == nil } == 1)
      #expect(seen.count { $0 == SeenError(.failedPrecondition, "EVIDENCE_WITHDRAWN") } == 9)
    }
  }

  @Test("Evidence of people of another municipality is neither recorded nor withdrawn")
  func scope() async throws {
    try await withRegistry { registry in
      let care = try await registry.register().careSituation
      let name = try await registry.situation(care).evidence[0].name
      try await registry.seeing("43007") { () async throws in
        let recorded = try await refusal { try await registry.record(Self.evidence(), of: care) }
        #expect(recorded == missing)
        let withdrawn = try await refusal { try await registry.withdraw(name) }
        #expect(withdrawn == missing)
      }
      #expect(try await registry.situation(care).evidence.map(\.name) == [name])
      _ = try await registry.seeing("44084") { try await registry.withdraw(name) }
    }
  }

  struct WrongField: Sendable, CustomTestStringConvertible {
    let field: String
    let change: @Sendable (inout Mantel_Registration_V1_RecordEvidenceRequest) -> Void
    var testDescription: String { field }
    init(_ field: String, _ change: @escaping @Sendable (inout Mantel_Registration_V1_RecordEvidenceRequest) -> Void) {
      self.field = field
      self.change = change
    }
  }

  @Test(
    "Each wrong field is refused by its name, and nothing is recorded or told",
    arguments: [
      WrongField("request_id") { $0.requestID = "" },
      WrongField("care_situation") { $0.careSituation = "" },
      WrongField("care_situation") { $0.careSituation = "persons/\(OpaqueID.random())" },
      WrongField("evidence") { $0.clearEvidence() },
      WrongField("evidence.fact") { $0.evidence.fact = "" },
      WrongField("evidence.fact") { $0.evidence.fact = "recipient.shoe_size" },
      WrongField("evidence.fact") { $0.evidence.fact = "caregiver.age" },
      WrongField("evidence.fact") { $0.evidence.intValue = 19 },
      WrongField("evidence.fact") { $0.evidence.intValue = -1 },
      WrongField("evidence.fact") { $0.evidence.intValue = .max },
      WrongField("evidence.fact") { $0.evidence.decimalValue = 12 },
      WrongField("evidence.fact") { $0.evidence.boolValue = true },
      WrongField("evidence.fact") {
        $0.evidence.fact = "recipient.belrai_total"
        $0.evidence.decimalValue = .nan
      },
      WrongField("evidence.fact") {
        $0.evidence.fact = "recipient.katz_home"
        $0.evidence.stringValue = "D"
      },
      WrongField("evidence.value") { $0.evidence.value = nil },
      WrongField("evidence.assessor") { $0.evidence.assessor = String(repeating: "x", count: 101) },
      WrongField("evidence.assessor") { $0.evidence.assessor = "a\tb" },
      WrongField("evidence.kind") { $0.evidence.kind = .UNRECOGNIZED(9) },
      WrongField("evidence.issued_date") { $0.evidence.clearIssuedDate() },
      WrongField("evidence.issued_date") { $0.evidence.issuedDate = Samples.date(2025, 6, 2) },
      WrongField("evidence.issued_date") { $0.evidence.issuedDate = Samples.date(2025, 13, 1) },
      WrongField("evidence.valid_until_date") { $0.evidence.validUntilDate = Samples.date(2025, 1, 9) },
      WrongField("evidence.valid_until_date") { $0.evidence.validUntilDate = Samples.date(2201, 1, 1) },
    ]
  )
  func wrongField(_ wrongField: WrongField) async throws {
    try await withRegistry { registry in
      let care = try await registry.register(Self.bare()).careSituation
      var request = Mantel_Registration_V1_RecordEvidenceRequest.with {
        $0.requestID = UUID().uuidString
        $0.careSituation = care
        $0.evidence = Self.evidence()
      }
      wrongField.change(&request)
      let sent = request
      let seen = try await refusal { try await registry.care.recordEvidence(sent) }
      #expect(seen == wrong(wrongField.field))
      #expect(try await registry.situation(care).evidence.isEmpty)
      #expect(try await registry.toldChanges().isEmpty)
    }
  }

  @Test("Recording is done once for a request id")
  func replay() async throws {
    try await withRegistry { registry in
      let care = try await registry.register(Self.bare()).careSituation
      let id = UUID().uuidString
      let first = try await registry.record(Self.evidence(), of: care, requestID: id)
      #expect(try await registry.record(Self.evidence(), of: care, requestID: id) == first)
      let other = try await refusal { try await registry.record(Self.evidence(points: 12), of: care, requestID: id) }
      #expect(other == SeenError(.alreadyExists, "REQUEST_ID_REUSED"))
      #expect(try await registry.situation(care).evidence.map(\.name) == [first])
    }
  }

  // MARK: - What ends

  private func expiring(
    _ registry: Registry,
    _ municipality: String = "44084",
    until: Mantel_Type_V1_Date? = nil,
    size: Int32 = 0,
    token: String = ""
  ) async throws -> Mantel_Registration_V1_ListExpiringEvidenceResponse {
    try await registry.care.listExpiringEvidence(
      .with {
        $0.municipality = municipality
        if let until { $0.untilDate = until }
        $0.pageSize = size
        $0.pageToken = token
      }
    )
  }

  @Test("What ends within 60 days, or up to the day asked for, is listed soonest first, the last day included")
  func order() async throws {
    try await withRegistry { registry in
      let care = try await registry.register(Self.bare()).careSituation
      var named: [String: String] = [:]
      // 60 days after 1 June is 31 July.
      let days: [(String, Mantel_Type_V1_Date?)] = [
        ("in 61 days", Samples.date(2025, 8, 1)), ("in 60 days", Samples.date(2025, 7, 31)),
        ("today", Samples.date(2025, 6, 1)), ("yesterday", Samples.date(2025, 5, 31)), ("never", nil),
        ("tomorrow", Samples.date(2025, 6, 2)), ("in a year", Samples.date(2026, 6, 1)),
      ]
      for (label, day) in days {
        named[try await registry.record(Self.evidence(until: day), of: care)] = label
      }
      let withdrawn = try await registry.record(Self.evidence(until: Samples.date(2025, 6, 3)), of: care)
      _ = try await registry.withdraw(withdrawn)
      func labels(until: Mantel_Type_V1_Date? = nil) async throws -> [String?] {
        try await expiring(registry, until: until).evidence.map { named[$0.evidence.name] }
      }
      #expect(try await labels() == ["today", "tomorrow", "in 60 days"])
      #expect(try await labels(until: Samples.date(2025, 6, 1)) == ["today"])
      #expect(try await labels(until: Samples.date(2025, 8, 1)) == ["today", "tomorrow", "in 60 days", "in 61 days"])
      #expect(try await labels(until: Samples.date(2026, 6, 1)).last == "in a year")

      let first = try await expiring(registry).evidence[0]
      #expect(first.careSituation == care && first.recipientName == "Bedachtzaam, Jozef")
      #expect(first.evidence.assessor == "DG Personen met een handicap" && first.evidence.intValue == 13)
      #expect(first.evidence.validUntilDate == Samples.date(2025, 6, 1))
    }
  }

  @Test("A day before today, over a year ahead or that is none, and other wrong fields, are refused by their names")
  func bounds() async throws {
    try await withRegistry { registry in
      for until in [Samples.date(2025, 5, 31), Samples.date(2026, 6, 3), Samples.date(2025, 2, 29)] {
        let seen = try await refusal { try await expiring(registry, until: until) }
        #expect(seen == wrong("until_date"))
      }
      for municipality in ["", "99999", "44034"] {
        let seen = try await refusal { try await expiring(registry, municipality) }
        #expect(seen == wrong("municipality"))
      }
      let size = try await refusal { try await expiring(registry, size: -5) }
      #expect(size == wrong("page_size"))
      let token = try await refusal { try await expiring(registry, token: "x") }
      #expect(token == wrong("page_token"))
    }
  }

  @Test("Pages go on from where the last one ended, whatever comes in or goes, also over midnight")
  func pages() async throws {
    try await withRegistry { registry in
      let care = try await registry.register(Self.bare()).careSituation
      var names: [String] = []
      for (points, day) in [(1, 10), (2, 10), (3, 10), (4, 11), (5, 12)] as [(Int64, Int32)] {
        let evidence = Self.evidence(points: points, until: Samples.date(2025, 6, day))
        names.append(try await registry.record(evidence, of: care))
      }
      let first = try await expiring(registry, size: 2)
      #expect(first.evidence.map(\.evidence.name) == Array(names[0...1]))
      // One that ends sooner than where the page ended, one that ends later, and one that goes.
      _ = try await registry.record(Self.evidence(until: Samples.date(2025, 6, 5)), of: care)
      names.append(try await registry.record(Self.evidence(until: Samples.date(2025, 6, 12)), of: care))
      _ = try await registry.withdraw(names[0])
      try registry.clock.set(CalendarDate(year: 2025, month: 6, day: 2))
      let second = try await expiring(registry, size: 2, token: first.nextPageToken)
      let third = try await expiring(registry, size: 2, token: second.nextPageToken)
      #expect((second.evidence + third.evidence).map(\.evidence.name) == Array(names[2...]))
      #expect(third.nextPageToken.isEmpty)
      let foreign = try await refusal {
        try await expiring(registry, until: Samples.date(2025, 6, 30), token: first.nextPageToken)
      }
      #expect(foreign == wrong("page_token"))
    }
  }

  @Test("The list of a municipality has the care of its people, not that of others, nor what is sealed or has ended")
  func expiringScope() async throws {
    try await withRegistry { registry in
      let numbers = try fictionalNumbers(4)
      var situation = Self.bare()
      situation.evidence = [Self.evidence(until: Samples.date(2025, 6, 20))]
      situation.recipient.municipality = "43007"
      let across = try await registry.register(situation)
      situation.recipient = Samples.recipient(insz: numbers[0])
      let sealed = try await registry.register(situation)
      situation.recipient = Samples.recipient(insz: numbers[1])
      situation.endDate = Samples.date(2025, 5, 31)
      _ = try await registry.register(situation)
      situation.recipient = Samples.recipient(insz: numbers[2])
      situation.endDate = Samples.date(2025, 6, 1)
      let lastDay = try await registry.register(situation)
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
        try await expiring(registry, municipality).evidence.map(\.careSituation)
      }
      try await registry.seeing("44084", clearance: .find) { () async throws in
        #expect(try await listed("44084") == [across.careSituation, lastDay.careSituation])
        let seen = try await refusal { try await listed("43007") }
        #expect(seen == missing)
      }
      try await registry.seeing("44084", clearance: .read) { () async throws in
        #expect(
          try await listed("44084") == [across.careSituation, sealed.careSituation, lastDay.careSituation]
        )
      }
      try await registry.seeing("43007", "11002") { () async throws in
        #expect(try await listed("43007") == [across.careSituation])
        #expect(try await listed("11002").isEmpty)
      }
    }
  }

  @Test("After a merger each piece of evidence is listed once, in order, page by page", .tags(.mergers))
  func expiringAfterMerger() async throws {
    try await withRegistry(date: CalendarDate(year: 2024, month: 12, day: 1)) { registry in
      var situation = Self.bare()
      situation.caregiver.municipality = "44034"
      situation.recipient.municipality = "44073"
      let care = try await registry.register(situation).careSituation
      var names: [String] = []
      for day in [20, 18, 19] as [Int32] {
        var evidence = Self.evidence(until: Samples.date(2025, 1, day))
        evidence.issuedDate = Samples.date(2024, 1, 1)
        names.append(try await registry.record(evidence, of: care))
      }
      try registry.clock.set(CalendarDate(year: 2025, month: 1, day: 1))
      let first = try await expiring(registry, "44087", size: 2)
      let second = try await expiring(registry, "44087", size: 2, token: first.nextPageToken)
      #expect(first.evidence.map(\.evidence.name) == [names[1], names[2]])
      #expect(second.evidence.map(\.evidence.name) == [names[0]] && second.nextPageToken.isEmpty)
    }
  }
}

@Suite("The load of caregivers, their needs, and what is missing on offer")
struct LoadTests {
  private static func strain(_ answers: [Mantel_Registration_V1_CaregiverStrainIndex.Answer])
    -> Mantel_Registration_V1_Assessment
  {
    .with {
      $0.assessDate = Samples.date(2025, 5, 20)
      $0.assessor = "Lokaal dienstencentrum"
      $0.strainIndex.answers = answers
    }
  }

  private static func strain(yes: Int) -> Mantel_Registration_V1_Assessment {
    strain(Array(repeating: .no, count: 13 - yes) + Array(repeating: .yes, count: yes))
  }

  private static func zarit(_ score: Int32) -> Mantel_Registration_V1_Assessment {
    .with {
      $0.assessDate = Samples.date(2025, 5, 20)
      $0.assessor = "self"
      $0.zbi12Score = score
    }
  }

  private func record(
    _ registry: Registry,
    _ assessment: Mantel_Registration_V1_Assessment,
    of person: String,
    requestID: String = UUID().uuidString
  ) async throws -> Mantel_Registration_V1_RecordAssessmentResponse {
    try await registry.care.recordAssessment(
      .with {
        $0.requestID = requestID
        $0.person = person
        $0.assessment = assessment
      }
    )
  }

  private func list(
    _ registry: Registry,
    of person: String,
    size: Int32 = 0,
    token: String = ""
  ) async throws -> Mantel_Registration_V1_ListAssessmentsResponse {
    try await registry.care.listAssessments(
      .with {
        $0.person = person
        $0.pageSize = size
        $0.pageToken = token
      }
    )
  }

  @Test("The strain index counts the yes; from 7 on the caregiver is overloaded, and that is told", arguments: 0...13)
  func strainIndex(_ yes: Int) async throws {
    try await withRegistry { registry in
      let caregiver = try await registry.register().caregiver
      let answer = try await record(registry, Self.strain(yes: yes), of: caregiver)
      #expect(answer.hasScore && answer.score == Int32(yes))
      #expect(answer.overloaded == (yes >= 7))
      let overloads = try await registry.overloads()
      #expect(overloads.count == (yes >= 7 ? 1 : 0))
      for told in overloads {
        #expect(told.caregiver == caregiver && told.instrument == "csi")
        #expect(told.assessDate == Samples.date(2025, 5, 20))
      }
      let read = try await list(registry, of: caregiver).assessments
      var expected = Self.strain(yes: yes)
      expected.strainIndex.score = Int32(yes)
      #expect(read == [expected])
    }
  }

  @Test("A list that is not complete is kept and never scored, however many yes it has")
  func incomplete() async throws {
    try await withRegistry { registry in
      let caregiver = try await registry.register().caregiver
      var assessment = Self.strain(Array(repeating: .yes, count: 12) + [.unspecified])
      // A score that a caller claims counts for nothing.
      assessment.strainIndex.score = 13
      let answer = try await record(registry, assessment, of: caregiver)
      #expect(!answer.hasScore && !answer.overloaded)
      let read = try await list(registry, of: caregiver).assessments
      #expect(read.map(\.strainIndex.answers) == [assessment.strainIndex.answers])
      #expect(read.map(\.strainIndex.hasScore) == [false])
      let claimed = try await record(
        registry,
        .with {
          $0 = Self.strain(yes: 2)
          $0.strainIndex.score = 9
        },
        of: caregiver
      )
      #expect(claimed.score == 2 && !claimed.overloaded)
      #expect(try await registry.overloads().isEmpty)
    }
  }

  @Test("ZBI-12 is a sum from 0 to 48 that no threshold is held against", arguments: [0, 24, 48] as [Int32])
  func zarit(_ score: Int32) async throws {
    try await withRegistry { registry in
      let caregiver = try await registry.register().caregiver
      let answer = try await record(registry, Self.zarit(score), of: caregiver)
      #expect(answer.hasScore && answer.score == score && !answer.overloaded)
      #expect(try await registry.overloads().isEmpty)
      #expect(try await list(registry, of: caregiver).assessments == [Self.zarit(score)])
    }
  }

  struct WrongField: Sendable, CustomTestStringConvertible {
    let field: String
    let change: @Sendable (inout Mantel_Registration_V1_RecordAssessmentRequest) -> Void
    var testDescription: String { field }
    init(_ field: String, _ change: @escaping @Sendable (inout Mantel_Registration_V1_RecordAssessmentRequest) -> Void)
    {
      self.field = field
      self.change = change
    }
  }

  @Test(
    "Each wrong field of an assessment is refused by its name, and nothing is kept",
    arguments: [
      WrongField("request_id") { $0.requestID = "x" },
      WrongField("person") { $0.person = "" },
      WrongField("person") { $0.person = "persons/x" },
      WrongField("assessment") { $0.clearAssessment() },
      WrongField("assessment.assess_date") { $0.assessment.clearAssessDate() },
      WrongField("assessment.assess_date") { $0.assessment.assessDate = Samples.date(2025, 6, 2) },
      WrongField("assessment.assess_date") { $0.assessment.assessDate = Samples.date(2025, 4, 31) },
      WrongField("assessment.assessor") { $0.assessment.assessor = " " },
      WrongField("assessment.assessor") { $0.assessment.assessor = String(repeating: "x", count: 101) },
      WrongField("assessment.instrument") { $0.assessment.instrument = nil },
      WrongField("assessment.zbi12_score") { $0.assessment.zbi12Score = -1 },
      WrongField("assessment.zbi12_score") { $0.assessment.zbi12Score = 49 },
      WrongField("assessment.strain_index.answers") { $0.assessment.strainIndex.answers = [] },
      WrongField("assessment.strain_index.answers") { $0.assessment.strainIndex.answers.removeLast() },
      WrongField("assessment.strain_index.answers") { $0.assessment.strainIndex.answers.append(.yes) },
      WrongField("assessment.strain_index.answers") {
        $0.assessment.strainIndex.answers = Array(repeating: .yes, count: 10_000)
      },
      WrongField("assessment.strain_index.answers[12]") { $0.assessment.strainIndex.answers[12] = .UNRECOGNIZED(3) },
    ]
  )
  func wrongField(_ wrongField: WrongField) async throws {
    try await withRegistry { registry in
      let caregiver = try await registry.register().caregiver
      var request = Mantel_Registration_V1_RecordAssessmentRequest.with {
        $0.requestID = UUID().uuidString
        $0.person = caregiver
        $0.assessment = Self.strain(yes: 9)
      }
      wrongField.change(&request)
      let sent = request
      let seen = try await refusal { try await registry.care.recordAssessment(sent) }
      #expect(seen == wrong(wrongField.field))
      #expect(try await list(registry, of: caregiver).assessments.isEmpty)
      #expect(try await registry.overloads().isEmpty)
    }
  }

  @Test("Assessments are listed newest first, page by page, while others are recorded")
  func pages() async throws {
    try await withRegistry { registry in
      let caregiver = try await registry.register().caregiver
      for score in 0..<5 { _ = try await record(registry, Self.zarit(Int32(score)), of: caregiver) }
      let first = try await list(registry, of: caregiver, size: 2)
      #expect(first.assessments.map(\.zbi12Score) == [4, 3])
      _ = try await record(registry, Self.zarit(40), of: caregiver)
      let second = try await list(registry, of: caregiver, size: 2, token: first.nextPageToken)
      let third = try await list(registry, of: caregiver, size: 2, token: second.nextPageToken)
      #expect((second.assessments + third.assessments).map(\.zbi12Score) == [2, 1, 0])
      #expect(third.nextPageToken.isEmpty)
      #expect(try await list(registry, of: caregiver).assessments.map(\.zbi12Score) == [40, 4, 3, 2, 1, 0])
      let other = try await registry.register(
        .with {
          $0 = Samples.careSituation()
          $0.recipient = Samples.recipient(insz: Samples.otherINSZ)
        }
      ).recipient
      let foreign = try await refusal { try await list(registry, of: other, token: first.nextPageToken) }
      #expect(foreign == wrong("page_token"))
      let size = try await refusal { try await list(registry, of: caregiver, size: -1) }
      #expect(size == wrong("page_size"))
    }
  }

  @Test("An assessment is recorded once for a request id, and an overload is told once")
  func replay() async throws {
    try await withRegistry { registry in
      let caregiver = try await registry.register().caregiver
      let id = UUID().uuidString
      let first = try await record(registry, Self.strain(yes: 8), of: caregiver, requestID: id)
      let second = try await record(registry, Self.strain(yes: 8), of: caregiver, requestID: id)
      #expect(first == second)
      let other = try await refusal { try await record(registry, Self.strain(yes: 1), of: caregiver, requestID: id) }
      #expect(other == SeenError(.alreadyExists, "REQUEST_ID_REUSED"))
      #expect(try await list(registry, of: caregiver).assessments.count == 1)
      #expect(try await registry.overloads().count == 1)
    }
  }

  @Test("The load and the needs of people of another municipality are neither recorded nor read")
  func scope() async throws {
    try await withRegistry { registry in
      let caregiver = try await registry.register().caregiver
      try await registry.seeing("43007") { () async throws in
        let recorded = try await refusal { try await record(registry, Self.strain(yes: 8), of: caregiver) }
        #expect(recorded == missing)
        let listed = try await refusal { try await list(registry, of: caregiver) }
        #expect(listed == missing)
        let needs = try await refusal { try await recordNeeds(registry, [.respite], of: caregiver) }
        #expect(needs == missing)
      }
      _ = try await registry.seeing("44084") { try await record(registry, Self.strain(yes: 8), of: caregiver) }
      let etag = try await registry.person(caregiver).etag
      _ = try await registry.persons.sealPerson(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = caregiver
          $0.etag = etag
          $0.sealed = true
        }
      )
      try await registry.seeing("44084", clearance: .find) { () async throws in
        let listed = try await refusal { try await list(registry, of: caregiver) }
        #expect(listed == missing)
        let recorded = try await refusal { try await record(registry, Self.strain(yes: 8), of: caregiver) }
        #expect(recorded == missing)
      }
    }
  }

  @Test("Of someone whose processing is restricted nothing is recorded")
  func restricted() async throws {
    try await withRegistry { registry in
      let caregiver = try await registry.register().caregiver
      let etag = try await registry.person(caregiver).etag
      _ = try await registry.persons.restrictPerson(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = caregiver
          $0.etag = etag
          $0.restricted = true
        }
      )
      let expected = SeenError(.failedPrecondition, "PERSON_RESTRICTED")
      let recorded = try await refusal { try await record(registry, Self.strain(yes: 8), of: caregiver) }
      #expect(recorded == expected)
      let needs = try await refusal { try await recordNeeds(registry, [.respite], of: caregiver) }
      #expect(needs == expected)
      #expect(try await list(registry, of: caregiver).assessments.isEmpty)
    }
  }

  // MARK: - Needs

  private func recordNeeds(
    _ registry: Registry,
    _ areas: [Mantel_Type_V1_SupportArea],
    of person: String,
    requestID: String = UUID().uuidString
  ) async throws -> Mantel_Registration_V1_RecordNeedsResponse {
    try await registry.care.recordNeeds(
      .with {
        $0.requestID = requestID
        $0.person = person
        $0.areas = areas
      }
    )
  }

  @Test("Needs replace those recorded before, down to none")
  func needs() async throws {
    try await withRegistry { registry in
      let caregiver = try await registry.register().caregiver
      func needs() async throws -> Set<Mantel_Type_V1_SupportArea> {
        Set(try await list(registry, of: caregiver).needs)
      }
      #expect(try await needs().isEmpty)
      _ = try await recordNeeds(registry, [.respite, .financial, .emotional], of: caregiver)
      #expect(try await needs() == [.respite, .financial, .emotional])
      let id = UUID().uuidString
      let first = try await recordNeeds(registry, [.information, .respite], of: caregiver, requestID: id)
      #expect(try await needs() == [.information, .respite])
      _ = try await recordNeeds(registry, [], of: caregiver)
      #expect(try await needs().isEmpty)
      // A request that comes again late does not bring the old needs back.
      let again = try await recordNeeds(registry, [.information, .respite], of: caregiver, requestID: id)
      #expect(again == first)
      #expect(try await needs().isEmpty)
      let all: [Mantel_Type_V1_SupportArea] = [
        .information, .guidance, .education, .emotional, .practical, .respite, .financial, .material,
      ]
      _ = try await recordNeeds(registry, all, of: caregiver)
      #expect(try await needs() == Set(all))
    }
  }

  @Test("A merge undone takes back the needs that it brought, and none that were recorded since")
  func needsAfterMerge() async throws {
    try await withRegistry { registry in
      let numbers = try fictionalNumbers(2)
      func register(_ caregiver: String, _ recipient: String) async throws -> String {
        var situation = Samples.careSituation()
        situation.caregiver = Samples.caregiver(insz: caregiver)
        situation.recipient = Samples.recipient(insz: recipient)
        return try await registry.register(situation).caregiver
      }
      let kept = try await register(Samples.caregiverINSZ, numbers[0])
      let merged = try await register(Samples.otherINSZ, numbers[1])
      _ = try await recordNeeds(registry, [.emotional], of: kept)
      _ = try await recordNeeds(registry, [.respite, .financial], of: merged)
      _ = try await record(registry, Self.zarit(20), of: merged)
      let etag = try await registry.person(kept).etag
      _ = try await registry.persons.mergePersons(
        .with {
          $0.requestID = UUID().uuidString
          $0.kept = kept
          $0.etag = etag
          $0.merged = merged
        }
      )
      let together = try await list(registry, of: merged)
      #expect(Set(together.needs) == [.emotional, .respite, .financial] && together.assessments == [Self.zarit(20)])
      try registry.clock.set(CalendarDate(year: 2025, month: 6, day: 2))
      // Under either name it is recorded of the one who was kept.
      _ = try await recordNeeds(registry, [.emotional, .respite], of: merged)
      _ = try await registry.persons.unmergePersons(
        .with {
          $0.requestID = UUID().uuidString
          $0.merged = merged
        }
      )
      let first = try await list(registry, of: kept)
      #expect(Set(first.needs) == [.emotional, .respite] && first.assessments.isEmpty)
      let second = try await list(registry, of: merged)
      #expect(Set(second.needs) == [.respite, .financial] && second.assessments == [Self.zarit(20)])
    }
  }

  @Test("A need that two merged records brought stays until both are parted again")
  func needsOfThree() async throws {
    try await withRegistry { registry in
      var caregivers: [String] = []
      for (caregiver, recipient) in zip(try fictionalNumbers(6).prefix(3), try fictionalNumbers(6).suffix(3)) {
        var situation = Samples.careSituation()
        situation.caregiver = Samples.caregiver(insz: caregiver)
        situation.recipient = Samples.recipient(insz: recipient)
        caregivers.append(try await registry.register(situation).caregiver)
      }
      _ = try await recordNeeds(registry, [.emotional], of: caregivers[0])
      for (caregiver, needs) in [(1, [.respite, .financial]), (2, [.respite])] as [(Int, [Mantel_Type_V1_SupportArea])]
      {
        _ = try await recordNeeds(registry, needs, of: caregivers[caregiver])
      }
      try registry.clock.set(CalendarDate(year: 2025, month: 6, day: 2))
      for caregiver in caregivers.dropFirst() { try await Clerk(registry).merge(caregiver, into: caregivers[0]) }
      #expect(try await Set(list(registry, of: caregivers[0]).needs) == [.emotional, .respite, .financial])
      try await Clerk(registry).unmerge(caregivers[1])
      #expect(try await Set(list(registry, of: caregivers[0]).needs) == [.emotional, .respite])
      try await Clerk(registry).unmerge(caregivers[2])
      #expect(try await list(registry, of: caregivers[0]).needs == [.emotional])
      #expect(try await Set(list(registry, of: caregivers[1]).needs) == [.respite, .financial])
      #expect(try await list(registry, of: caregivers[2]).needs == [.respite])
    }
  }

  @Test("Wrong needs are refused by their places, and leave those recorded before")
  func wrongNeeds() async throws {
    try await withRegistry { registry in
      let caregiver = try await registry.register().caregiver
      _ = try await recordNeeds(registry, [.respite], of: caregiver)
      let wrongAreas: [([Mantel_Type_V1_SupportArea], String)] = [
        ([.unspecified], "areas[0]"), ([.practical, .practical], "areas[1]"),
        ([.practical, .UNRECOGNIZED(9)], "areas[1]"),
      ]
      for (areas, field) in wrongAreas {
        let seen = try await refusal { try await recordNeeds(registry, areas, of: caregiver) }
        #expect(seen == wrong(field))
      }
      let person = try await refusal { try await recordNeeds(registry, [], of: "persons/1") }
      #expect(person == wrong("person"))
      let unknown = try await refusal {
        try await recordNeeds(registry, [], of: ResourceCollection.persons.name(.random()))
      }
      #expect(unknown == missing)
      #expect(try await list(registry, of: caregiver).needs == [.respite])
    }
  }

  // MARK: - Gaps

  private func recordGap(
    _ registry: Registry,
    _ municipality: String,
    _ description: String,
    area: Mantel_Type_V1_SupportArea = .respite,
    requestID: String = UUID().uuidString
  ) async throws -> Mantel_Registration_V1_RecordGapResponse {
    try await registry.care.recordGap(
      .with {
        $0.requestID = requestID
        $0.gap = .with {
          $0.municipality = municipality
          $0.area = area
          $0.description_p = description
        }
      }
    )
  }

  private func gaps(
    _ registry: Registry,
    _ municipality: String,
    size: Int32 = 0,
    token: String = ""
  ) async throws -> Mantel_Registration_V1_ListGapsResponse {
    try await registry.care.listGaps(
      .with {
        $0.municipality = municipality
        $0.pageSize = size
        $0.pageToken = token
      }
    )
  }

  @Test("Gaps are listed oldest first, page by page, for the municipality that they were reported in")
  func gapPages() async throws {
    try await withRegistry { registry in
      try await registry.seeing("44084", "43007") { () async throws in
        let recorded = try await recordGap(registry, "44084", "Geen nachtopvang")
        _ = try await recordGap(registry, "43007", "Geen vervoer", area: .practical)
        for number in 2...4 { _ = try await recordGap(registry, "44084", "Leemte \(number)") }
        let first = try await gaps(registry, "44084", size: 2)
        #expect(first.gaps.map(\.description_p) == ["Geen nachtopvang", "Leemte 2"])
        #expect(first.gaps[0].recordTime == recorded.recordTime && first.gaps[0].area == .respite)
        #expect(first.gaps[0].municipality == "44084")
        _ = try await recordGap(registry, "44084", "Leemte 5")
        let second = try await gaps(registry, "44084", size: 2, token: first.nextPageToken)
        let third = try await gaps(registry, "44084", size: 2, token: second.nextPageToken)
        #expect((second.gaps + third.gaps).map(\.description_p) == ["Leemte 3", "Leemte 4", "Leemte 5"])
        #expect(third.nextPageToken.isEmpty)
        #expect(try await gaps(registry, "43007").gaps.map(\.area) == [.practical])
        let foreign = try await refusal { try await gaps(registry, "43007", token: first.nextPageToken) }
        #expect(foreign == wrong("page_token"))
      }
      try await registry.seeing("43007") { () async throws in
        let listed = try await refusal { try await gaps(registry, "44084") }
        #expect(listed == missing)
        let recorded = try await refusal { try await recordGap(registry, "44084", "Niets") }
        #expect(recorded == missing)
      }
      #expect(try await gaps(registry, "44084").gaps.count == 5)
    }
  }

  @Test("After a merger the gaps of both are those of the new municipality", .tags(.mergers))
  func gapsAfterMerger() async throws {
    try await withRegistry(date: CalendarDate(year: 2024, month: 12, day: 1)) { registry in
      for municipality in ["44073", "44034", "44073"] {
        _ = try await recordGap(registry, municipality, "Leemte in \(municipality)")
      }
      try registry.clock.set(CalendarDate(year: 2025, month: 1, day: 1))
      try await registry.seeing("44087") { () async throws in
        let first = try await gaps(registry, "44087", size: 2)
        let second = try await gaps(registry, "44087", size: 2, token: first.nextPageToken)
        #expect(
          (first.gaps + second.gaps).map(\.description_p)
            == ["Leemte in 44073", "Leemte in 44034", "Leemte in 44073"]
        )
      }
      let old = try await refusal { try await recordGap(registry, "44034", "Te laat") }
      #expect(old == wrong("gap.municipality"))
    }
  }

  @Test("Each wrong field of a gap is refused by its name; one request id is one gap")
  func wrongGaps() async throws {
    try await withRegistry { registry in
      let none = try await refusal { try await registry.care.recordGap(.with { $0.requestID = UUID().uuidString }) }
      #expect(none == wrong("gap"))
      let empty = try await refusal { try await recordGap(registry, "", "", area: .unspecified) }
      #expect(empty == wrong("gap.municipality", "gap.area", "gap.description"))
      let long = try await refusal { try await recordGap(registry, "44084", String(repeating: "x", count: 501)) }
      #expect(long == wrong("gap.description"))
      let area = try await refusal { try await recordGap(registry, "44084", "x", area: .UNRECOGNIZED(9)) }
      #expect(area == wrong("gap.area"))
      let municipality = try await refusal { try await gaps(registry, "x") }
      #expect(municipality == wrong("municipality"))
      let id = UUID().uuidString
      let first = try await recordGap(registry, "44084", "Geen nachtopvang", requestID: id)
      #expect(try await recordGap(registry, "44084", "Geen nachtopvang", requestID: id) == first)
      let reused = try await refusal { try await recordGap(registry, "44084", "Anders", requestID: id) }
      #expect(reused == SeenError(.alreadyExists, "REQUEST_ID_REUSED"))
      #expect(try await gaps(registry, "44084").gaps.count == 1)
    }
  }
}
