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
private let points = "recipient.fod_points"
private let strain = "caregiver.csi_score"

/// Evidence of a whole number, by nobody in particular.
func evidence(
  _ fact: String,
  _ value: Int64,
  issued: Mantel_Type_V1_Date = Samples.date(2025, 1, 10),
  until: Mantel_Type_V1_Date? = nil,
  assessor: String = "Zorgkas Denkbeeld"
) -> Mantel_Type_V1_Evidence {
  .with {
    $0.fact = fact
    $0.intValue = value
    $0.assessor = assessor
    $0.issuedDate = issued
    if let until { $0.validUntilDate = until }
  }
}

extension Registry {
  /// Records evidence that was shown for a care situation.
  func show(_ evidence: Mantel_Type_V1_Evidence, for care: String) async throws -> String {
    try await self.care.recordEvidence(
      .with {
        $0.requestID = UUID().uuidString
        $0.careSituation = care
        $0.evidence = evidence
      }
    ).evidence
  }

  /// Records evidence about a person.
  func show(_ evidence: Mantel_Type_V1_Evidence, about person: String) async throws -> String {
    try await care.recordEvidence(
      .with {
        $0.requestID = UUID().uuidString
        $0.person = person
        $0.evidence = evidence
      }
    ).evidence
  }

  /// Withdraws evidence.
  func withdrawEvidence(_ name: String) async throws {
    _ = try await care.withdrawEvidence(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = name
      }
    )
  }

  /// The whole numbers that count for a care situation, by fact, in their order.
  func counting(_ care: String) async throws -> [String: [Int64]] {
    Dictionary(grouping: try await situation(care).evidence, by: \.fact).mapValues { $0.map(\.intValue) }
  }

  /// What a care situation was told last to rest on, by fact, and how often it was told.
  func told(of care: String) async throws -> (last: [String: [Int64]], times: Int) {
    let told = try await told().compactMap { event in
      switch event.payload {
      case .careSituationRecorded(let told): told
      default: nil
      }
    }.filter { $0.careSituation == care }
    let last = Dictionary(grouping: told.last?.evidence ?? [], by: \.fact).mapValues { $0.map(\.intValue) }
    return (last, told.count)
  }
}

@Suite("Evidence about a person is shown once and counts in all their care")
struct PersonEvidenceTests {
  typealias Registered = Mantel_Registration_V1_RegisterCareSituationResponse

  /// Registers a care situation without evidence of its own.
  private func register(
    _ registry: Registry,
    caregiver: String = Samples.caregiverINSZ,
    recipient: String = Samples.recipientINSZ,
    _ change: (inout Mantel_Registration_V1_NewCareSituation) throws -> Void = { _ in }
  ) async throws -> Registered {
    var situation = Samples.careSituation()
    situation.caregiver = Samples.caregiver(insz: caregiver)
    situation.recipient = Samples.recipient(insz: recipient)
    situation.evidence = []
    try change(&situation)
    return try await registry.register(situation)
  }

  @Test("A recipient's score that was shown with the first caregiver counts with the second, present or later")
  func recipient() async throws {
    try await withRegistry { registry in
      let numbers = try fictionalNumbers(2)
      let first = try await register(registry) { $0.evidence = [evidence(points, 13)] }
      let second = try await register(registry, caregiver: numbers[0])
      #expect(second.recipient == first.recipient)
      for care in [first, second] {
        #expect(try await registry.counting(care.careSituation) == [points: [13]])
        let told = try await registry.told(of: care.careSituation)
        #expect(told.last == [points: [13]] && told.times == 1)
      }
      // Shown again, it is the same evidence: nothing is kept twice, and nobody is told anew.
      let name = try await registry.situation(first.careSituation).evidence[0].name
      #expect(try await registry.show(evidence(points, 13), for: second.careSituation) == name)
      let third = try await register(registry, caregiver: numbers[1]) { $0.evidence = [evidence(points, 13)] }
      #expect(try await registry.situation(third.careSituation).evidence.map(\.name) == [name])
      #expect(try await registry.told(of: first.careSituation).times == 1)

      // A later score, filed with the third caregiver, is told for all.
      _ = try await registry.show(evidence(points, 15, issued: Samples.date(2025, 5, 1)), for: third.careSituation)
      for care in [first, second, third] {
        #expect(try await registry.counting(care.careSituation) == [points: [13, 15]])
        #expect(try await registry.told(of: care.careSituation).last == [points: [13, 15]])
      }
    }
  }

  @Test("A later score that comes with a registration is told for the care that was there")
  func registration() async throws {
    try await withRegistry { registry in
      let first = try await register(registry) { $0.evidence = [evidence(points, 11)] }
      let second = try await register(registry, caregiver: fictionalNumbers(1)[0]) {
        $0.evidence = [evidence(points, 14, issued: Samples.date(2025, 5, 1)), evidence("recipient.mmse", 20)]
      }
      for care in [first, second] {
        let told = try await registry.told(of: care.careSituation).last
        #expect(told == [points: [11, 14], "recipient.mmse": [20]])
      }
      #expect(try await registry.told(of: first.careSituation).times == 2)
      #expect(try await registry.told(of: second.careSituation).times == 1)
    }
  }

  @Test("A caregiver's own score counts for each recipient, and not where the same person is cared for")
  func caregiver() async throws {
    try await withRegistry { registry in
      let first = try await register(registry)
      let second = try await register(registry, recipient: Samples.otherINSZ)
      let name = try await registry.show(evidence(strain, 9), for: first.careSituation)
      let caredFor = try await register(registry, caregiver: fictionalNumbers(1)[0], recipient: Samples.caregiverINSZ) {
        $0.recipient = Samples.caregiver()
      }
      #expect(caredFor.recipient == first.caregiver)
      for care in [first, second] {
        #expect(try await registry.counting(care.careSituation) == [strain: [9]])
        #expect(try await registry.told(of: care.careSituation).last == [strain: [9]])
      }
      #expect(try await registry.counting(caredFor.careSituation).isEmpty)
      #expect(try await registry.told(of: caredFor.careSituation).last.isEmpty)

      try await registry.withdrawEvidence(name)
      for care in [first, second] {
        #expect(try await registry.counting(care.careSituation).isEmpty)
        #expect(try await registry.told(of: care.careSituation).last.isEmpty)
      }
      let again = try await refusal { try await registry.withdrawEvidence(name) }
      #expect(again == SeenError(.failedPrecondition, "EVIDENCE_WITHDRAWN"))
    }
  }

  @Test("Evidence about the care stays with the one care situation, whatever its fact is named after")
  func care() async throws {
    try await withRegistry { registry in
      let first = try await register(registry)
      let second = try await register(registry, recipient: Samples.otherINSZ)
      var unpaid = evidence("caregiver.unpaid", 0)
      unpaid.boolValue = true
      for shown in [evidence("situation.kinship_degree", 1), unpaid, evidence("caregiver.interruption_months", 3)] {
        _ = try await registry.show(shown, for: first.careSituation)
        let seen = try await refusal { try await registry.show(shown, about: first.caregiver) }
        #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["care_situation"]))
      }
      #expect(try await registry.situation(first.careSituation).evidence.count == 3)
      #expect(try await registry.situation(second.careSituation).evidence.isEmpty)
      #expect(try await registry.told(of: second.careSituation).times == 1)
    }
  }

  @Test("Evidence is recorded by naming the person; who may not change their record may not do that either")
  func named() async throws {
    try await withRegistry { registry in
      let first = try await register(registry) {
        $0.caregiver.municipality = "43007"
        $0.caregiver.postalCode = "9970"
      }
      let second = try await register(registry, caregiver: fictionalNumbers(1)[0])
      let name = try await registry.seeing("44084") {
        try await registry.show(evidence(points, 13), about: first.recipient)
      }
      for care in [first, second] {
        #expect(try await registry.situation(care.careSituation).evidence.map(\.name) == [name])
      }
      // The municipality of the caregiver sees the recipient, whose record is kept by another.
      try await registry.seeing("43007") { () async throws in
        let abroad = try await refusal { try await registry.show(evidence(points, 14), about: first.recipient) }
        #expect(abroad == SeenError(.permissionDenied, "OUT_OF_SCOPE"))
      }
      try await registry.seeing("11002") { () async throws in
        let unseen = try await refusal { try await registry.show(evidence(points, 14), about: first.recipient) }
        #expect(unseen == missing)
        let withdrawn = try await refusal { try await registry.withdrawEvidence(name) }
        #expect(withdrawn == missing)
      }
      let nobody = ResourceCollection.persons.name(.random())
      let unknown = try await refusal { try await registry.show(evidence(points, 14), about: nobody) }
      #expect(unknown == missing)
      let wrong = try await refusal { try await registry.show(evidence(points, 14), about: first.careSituation) }
      #expect(wrong == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["person"]))
      let both = try await refusal {
        try await registry.care.recordEvidence(
          .with {
            $0.requestID = UUID().uuidString
            $0.careSituation = first.careSituation
            $0.person = first.recipient
            $0.evidence = evidence(points, 14)
          }
        )
      }
      #expect(both == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["person"]))
      #expect(try await registry.counting(first.careSituation) == [points: [13]])
    }
  }

  @Test("What was issued after the last day of care does not reach it; what ended or is outdated stays as it was shown")
  func ended() async throws {
    try await withRegistry { registry in
      let past = try await register(registry) { $0.endDate = Samples.date(2025, 3, 31) }
      let present = try await register(registry, caregiver: fictionalNumbers(1)[0])
      let outdated = evidence(points, 12, until: Samples.date(2025, 2, 1))
      _ = try await registry.show(outdated, for: past.careSituation)
      let told = try await registry.told(of: past.careSituation).times
      _ = try await registry.show(evidence(points, 16, issued: Samples.date(2025, 4, 1)), about: past.recipient)
      #expect(try await registry.counting(past.careSituation) == [points: [12]])
      #expect(try await registry.told(of: past.careSituation).times == told)
      #expect(try await registry.counting(present.careSituation) == [points: [12, 16]])
      let read = try await registry.situation(present.careSituation).evidence[0]
      #expect(read.validUntilDate == outdated.validUntilDate && read.assessor == outdated.assessor)
      // Nor does it count on an earlier day for what was known then.
      try registry.clock.set(CalendarDate(year: 2025, month: 6, day: 3))
      _ = try await registry.show(evidence(points, 17, issued: Samples.date(2025, 6, 2)), about: past.recipient)
      let known = try await registry.situation(present.careSituation, known: Samples.date(2025, 6, 2))
      #expect(known.evidence.map(\.intValue) == [12, 16])
    }
  }

  // MARK: - Merges

  @Test("A merge brings the evidence of both together, what says the same once; unmerging gives it back")
  func merge() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let numbers = try fictionalNumbers(2)
      let first = try await register(registry) { $0.evidence = [evidence(points, 13), evidence("recipient.mmse", 20)] }
      let second = try await register(registry, caregiver: numbers[0], recipient: numbers[1]) {
        $0.evidence = [evidence(points, 13), evidence(points.replacing("fod_points", with: "bel_score"), 35)]
      }
      let belonging = try await registry.situation(second.careSituation).evidence
      try await clerk.merge(second.recipient, into: first.recipient)
      let together: [String: [Int64]] = [points: [13], "recipient.mmse": [20], "recipient.bel_score": [35]]
      for care in [first, second] {
        #expect(try await registry.counting(care.careSituation) == together)
        #expect(try await registry.told(of: care.careSituation).last == together)
      }
      _ = try await registry.show(evidence("recipient.disability_percent", 66), for: second.careSituation)

      try await clerk.unmerge(second.recipient)
      #expect(try await registry.situation(second.careSituation).evidence == belonging)
      #expect(
        try await registry.counting(first.careSituation)
          == [points: [13], "recipient.mmse": [20], "recipient.disability_percent": [66]]
      )
      for care in [first, second] {
        let told = try await registry.told(of: care.careSituation)
        #expect(try await told.last == registry.counting(care.careSituation))
        // What was told while they were one has left the feed.
        #expect(told.times == 1)
      }
    }
  }

  @Test("What says the very same as withdrawn evidence of two who were merged is withdrawn with it, also once unmerged")
  func withdrawnTwice() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let numbers = try fictionalNumbers(2)
      let first = try await register(registry) { $0.evidence = [evidence(points, 13)] }
      let second = try await register(registry, caregiver: numbers[0], recipient: numbers[1]) {
        $0.evidence = [evidence(points, 13)]
      }
      let names = try await [first, second].asyncMap { try await registry.situation($0.careSituation).evidence[0].name }
      try await clerk.merge(second.recipient, into: first.recipient)
      try await registry.withdrawEvidence(names[0])
      #expect(try await registry.counting(first.careSituation).isEmpty)
      let again = try await refusal { try await registry.withdrawEvidence(names[1]) }
      #expect(again == SeenError(.failedPrecondition, "EVIDENCE_WITHDRAWN"))
      try await clerk.unmerge(second.recipient)
      #expect(try await registry.counting(second.careSituation).isEmpty)
    }
  }

  // MARK: - Sealed, restricted, erased

  @Test("Of a sealed person evidence is neither recorded, withdrawn nor listed without the clearance, as of nobody")
  func sealed() async throws {
    try await withRegistry { registry in
      let first = try await register(registry) {
        $0.evidence = [evidence(points, 13, until: Samples.date(2025, 6, 20))]
      }
      let name = try await registry.situation(first.careSituation).evidence[0].name
      try await Clerk(registry).seal(first.recipient)
      @Sendable func listed() async throws -> [String] {
        try await registry.care.listExpiringEvidence(.with { $0.municipality = "44084" }).evidence.map(\.evidence.name)
      }
      try await registry.seeing("44084", clearance: .find) { () async throws in
        let seen = [
          try await refusal { try await registry.show(evidence(points, 14), about: first.recipient) },
          try await refusal { try await registry.show(evidence(points, 14), for: first.careSituation) },
          try await refusal { try await registry.withdrawEvidence(name) },
        ]
        #expect(seen == [missing, missing, missing])
        #expect(try await listed().isEmpty)
      }
      // Whoever registers the number gets a record of their own, without what is known of the sealed one.
      let other = try await registry.seeing("44084") { () async throws in
        let registered = try await register(registry, caregiver: fictionalNumbers(1)[0])
        #expect(try await registry.counting(registered.careSituation).isEmpty)
        return registered
      }
      #expect(other.recipient != first.recipient)
      try await registry.seeing("44084", clearance: .read) { () async throws in
        #expect(try await listed() == [name])
        _ = try await registry.show(evidence(points, 14), about: first.recipient)
      }
    }
  }

  @Test("While the processing of someone's data is restricted nothing is recorded about them, but withdrawn")
  func restricted() async throws {
    try await withRegistry { registry in
      let first = try await register(registry) { $0.evidence = [evidence(points, 13)] }
      let name = try await registry.situation(first.careSituation).evidence[0].name
      let etag = try await registry.person(first.recipient).etag
      _ = try await registry.persons.restrictPerson(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = first.recipient
          $0.etag = etag
          $0.restricted = true
        }
      )
      let seen = try await refusal { try await registry.show(evidence(points, 14), about: first.recipient) }
      #expect(seen == SeenError(.failedPrecondition, "PERSON_RESTRICTED"))
      try await registry.withdrawEvidence(name)
      #expect(try await registry.counting(first.careSituation).isEmpty)
    }
  }

  @Test("Erasing a person takes their evidence from all care and from the feed, and leaves that of the others")
  func erased() async throws {
    let file = try RegistryFile()
    defer { file.remove() }
    try await withRegistry(location: file.location) { registry in
      let clerk = Clerk(registry)
      let first = try await register(registry) { $0.evidence = [evidence(points, 13), evidence(strain, 9)] }
      let second = try await register(registry, caregiver: fictionalNumbers(1)[0])
      let other = try await register(registry, recipient: Samples.otherINSZ)
      try await clerk.erase(first.caregiver)
      #expect(try await registry.counting(first.careSituation).isEmpty)
      #expect(try await registry.counting(other.careSituation).isEmpty)
      #expect(try await registry.situation(second.careSituation).evidence.map(\.assessor) == ["Zorgkas Denkbeeld"])
      let feed = try await registry.told().reduce(Data()) { try $0 + $1.serializedData() }
      #expect(feed.range(of: Data(strain.utf8)) == nil && feed.range(of: Data(points.utf8)) != nil)
      // Care of someone who was erased is told no more.
      let told = try await registry.told(of: first.careSituation).times
      _ = try await registry.show(evidence(points, 14), about: first.recipient)
      #expect(try await registry.told(of: first.careSituation).times == told)
      #expect(try await registry.told(of: second.careSituation).last == [points: [13, 14]])

      let name = try await registry.situation(second.careSituation).evidence[0].name
      try await clerk.erase(second.recipient)
      #expect(try await registry.counting(second.careSituation).isEmpty)
      let bytes = try await registry.told().reduce(Data()) { try $0 + $1.serializedData() }
      #expect(bytes.range(of: Data(points.utf8)) == nil)
      let gone = try await refusal { try await registry.withdrawEvidence(name) }
      #expect(gone == missing)
      let unchangeable = try await refusal { try await registry.show(evidence(points, 14), about: second.recipient) }
      #expect(unchangeable == SeenError(.failedPrecondition, "PERSON_GONE"))
      #expect(try file.read { try $0.value(Int.self, "SELECT count(*) FROM evidence") } == 0)
    }
  }

  // MARK: - Lists and the export

  @Test("Evidence that ends is listed and told once, with the person whom it is about")
  func expiring() async throws {
    try await withRegistryAndStore { registry, store in
      let numbers = try fictionalNumbers(2)
      let first = try await register(registry) {
        $0.evidence = [evidence(points, 13, until: Samples.date(2025, 6, 20))]
      }
      let second = try await register(registry, caregiver: numbers[0])
      _ = try await registry.show(evidence(strain, 9, until: Samples.date(2025, 6, 21)), about: second.caregiver)
      let degree = evidence("situation.kinship_degree", 1, until: Samples.date(2025, 6, 22))
      _ = try await registry.show(degree, for: second.careSituation)
      let listed = try await registry.care.listExpiringEvidence(.with { $0.municipality = "44084" }).evidence
      #expect(listed.map(\.evidence.fact) == [points, strain, "situation.kinship_degree"])
      #expect(listed.map(\.person) == [first.recipient, second.caregiver, ""])
      #expect(listed.map(\.personName) == ["Bedachtzaam, Jozef", "De Fictieve, Mieke", ""])
      #expect(listed.map(\.careSituation) == [first, second, second].map(\.careSituation))

      let today = try CalendarDate(year: 2025, month: 6, day: 1)
      #expect(try await store.retention.announceExpiringEvidence(on: today, limit: 10) == 3)
      #expect(try await store.retention.announceExpiringEvidence(on: today, limit: 10) == 0)
      let told = try await registry.told().compactMap { event in
        if case .evidenceExpiring(let expiring) = event.payload { expiring } else { nil }
      }
      #expect(told.map(\.person) == listed.map(\.person) && told.map(\.careSituation) == listed.map(\.careSituation))
    }
  }

  @Test("The document of a person tells their evidence once, and that about the care with the care")
  func export() async throws {
    try await withRegistry { registry in
      let first = try await register(registry) { $0.evidence = [evidence(points, 13), evidence(strain, 9)] }
      _ = try await register(registry, caregiver: fictionalNumbers(1)[0])
      _ = try await registry.show(evidence("situation.kinship_degree", 1), for: first.careSituation)
      func facts(_ person: String) async throws -> (own: [String?], ofCare: [[String?]]) {
        let document = try await registry.persons.exportPerson(.with { $0.name = person }).document
        let object = try #require(try JSONSerialization.jsonObject(with: document) as? [String: Any])
        func list(_ object: [String: Any], _ key: String) -> [[String: Any]] { object[key] as? [[String: Any]] ?? [] }
        return (
          list(object, "evidence").map { $0["fact"] as? String },
          list(object, "care_situations").map { list($0, "evidence").map { $0["fact"] as? String } }
        )
      }
      let recipient = try await facts(first.recipient)
      #expect(recipient.own == [points] && recipient.ofCare == [["situation.kinship_degree"], []])
      let caregiver = try await facts(first.caregiver)
      #expect(caregiver.own == [strain] && caregiver.ofCare == [["situation.kinship_degree"]])
    }
  }
}

extension Array where Element: Sendable {
  /// Maps one after the other.
  fileprivate func asyncMap<Value>(_ body: (Element) async throws -> Value) async rethrows -> [Value] {
    var values: [Value] = []
    for element in self { values.append(try await body(element)) }
    return values
  }
}
