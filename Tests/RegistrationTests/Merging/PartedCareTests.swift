import CareTypes
import Foundation
import RegistrationAPI
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Registration
@testable import RegistrationDomain

/// Records of two people with care between them, held against a model: of the records that are one at the moment, care
/// that overlaps is one.
@Suite("Care of records that are merged and parted in any order")
struct PartedCareTests {
  /// Care as it was registered, by the numbers of the two records.
  private struct Care {
    let caregiver: Int
    let recipient: Int
    let span: DateSpan
    let hours: Double
    let name: String
  }

  /// Care as it is listed.
  private struct Listed: Hashable, CustomStringConvertible {
    let caregiver: String
    let recipient: String
    let start: String
    let end: String

    var description: String { "\(caregiver.suffix(4))-\(recipient.suffix(4)) \(start)..\(end)" }
  }

  /// The records of the two: names, and into which each is merged.
  private struct Records {
    let names: [String]
    var mergedInto: [Int?]

    init(_ names: [String]) {
      self.names = names
      mergedInto = names.map { _ in nil }
    }

    func standing(_ index: Int) -> Int { mergedInto[index].map(standing) ?? index }
  }

  /// A merge, or undoing one.
  private struct Step {
    let side: Int
    let merged: Int
    let kept: Int
    let isMerge: Bool
  }

  private static func date(_ date: CalendarDate) -> Mantel_Type_V1_Date {
    Samples.date(Int32(date.year), Int32(date.month), Int32(date.day))
  }

  /// What the model expects.
  private static func expected(_ cares: [Care], _ caregivers: Records, _ recipients: Records) -> Set<Listed> {
    var groups: [[Care]] = []
    for care in cares {
      let taking = groups.filter { group in
        group.contains { other in
          caregivers.standing(other.caregiver) == caregivers.standing(care.caregiver)
            && recipients.standing(other.recipient) == recipients.standing(care.recipient)
            && other.span.overlaps(care.span)
        }
      }
      groups.removeAll { group in taking.contains { $0[0].name == group[0].name } }
      groups.append(taking.flatMap { $0 } + [care])
    }
    return Set(
      groups.map { group in
        let ends = group.compactMap(\.span.end)
        return Listed(
          caregiver: caregivers.names[caregivers.standing(group[0].caregiver)],
          recipient: recipients.names[recipients.standing(group[0].recipient)],
          start: group.map(\.span.start.isoText).min() ?? "",
          end: ends.count < group.count ? "" : ends.map(\.isoText).max() ?? ""
        )
      }
    )
  }

  private func listed(_ registry: Registry) async throws -> [Mantel_Registration_V1_CareSituation] {
    let names = try await registry.registration.listCareSituations(
      .with {
        $0.municipality = "44084"
        $0.pageSize = 100
      }
    ).careSituations.map(\.name)
    var situations: [Mantel_Registration_V1_CareSituation] = []
    for name in names { situations.append(try await registry.situation(name)) }
    return situations
  }

  private static func text(_ date: Mantel_Type_V1_Date) throws -> String {
    try CalendarDate(year: Int(date.year), month: Int(date.month), day: Int(date.day)).isoText
  }

  /// Holds what is listed against the model.
  private func check(
    _ registry: Registry,
    _ cares: [Care],
    _ caregivers: Records,
    _ recipients: Records,
    _ steps: [String]
  ) async throws {
    let seen = try await listed(registry)
    let found = try seen.map { care in
      Listed(
        caregiver: care.caregiver.name,
        recipient: care.recipient.name,
        start: try Self.text(care.startDate),
        end: care.hasEndDate ? try Self.text(care.endDate) : ""
      )
    }
    #expect(Set(found) == Self.expected(cares, caregivers, recipients), "\(steps)")
    #expect(Set(found).count == found.count)
    // On each day hold the hours of one that is of that day.
    for care in seen {
      for period in care.periods {
        let start = try CalendarDate(
          year: Int(period.startDate.year),
          month: Int(period.startDate.month),
          day: Int(period.startDate.day)
        )
        #expect(
          cares.contains {
            $0.hours == period.terms.hoursPerWeek && $0.span.contains(start)
              && caregivers.names[caregivers.standing($0.caregiver)] == care.caregiver.name
              && recipients.names[recipients.standing($0.recipient)] == care.recipient.name
          },
          "\(steps)"
        )
      }
    }
  }

  /// A registered situation, as far as merging and unmerging leave it alone.
  private func plain(_ registry: Registry, _ name: String) async throws -> Mantel_Registration_V1_CareSituation {
    var care = try await registry.situation(name)
    (care.etag, care.updateTime, care.caregiver.etag, care.recipient.etag) = ("", .init(), "", "")
    return care
  }

  @Test(
    "After each merge and each unmerge care has the days of the records that are one",
    arguments: 0..<24
  )
  func anyOrder(seed: Int) async throws {
    var generator = SplitMix64(seed: UInt64(seed + 1))
    let (caregiverCount, recipientCount) = [(2, 2), (3, 1), (1, 3), (2, 2)][seed % 4]
    let first = try CalendarDate(year: 2021, month: 1, day: 1)
    var situations: [(caregiver: Int, recipient: Int, span: DateSpan)] = []
    for caregiver in 0..<caregiverCount {
      for recipient in 0..<recipientCount {
        var next = Int.random(in: 0..<300, using: &generator)
        // At least one, so that each record is there.
        for count in 0..<Int.random(in: 1...2, using: &generator) {
          let isLast = count == 1 || Bool.random(using: &generator)
          let length = Int.random(in: 20..<250, using: &generator)
          let end = isLast && Int.random(in: 0..<4, using: &generator) == 0 ? nil : next + length
          let span = try DateSpan(
            start: first.adding(days: next),
            end: end.map { try first.adding(days: $0) }
          )
          situations.append((caregiver, recipient, span))
          guard let end else { break }
          next = end + Int.random(in: 2..<200, using: &generator)
        }
      }
    }
    let choices = (0..<12).map { _ in Int.random(in: 0..<1000, using: &generator) }
    let sent = situations
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      var (caregiverNames, recipientNames) = ([Int: String](), [Int: String]())
      var cares: [Care] = []
      for (index, planned) in sent.enumerated() {
        var situation = Samples.careSituation()
        situation.caregiver = Samples.caregiver(insz: try Clerk.insz(1972, 5, 14, serial: 951 + 2 * planned.caregiver))
        situation.recipient.insz = try Clerk.insz(1948, 3, 17, serial: 951 + 2 * planned.recipient)
        situation.startDate = Self.date(planned.span.start)
        if let end = planned.span.end { situation.endDate = Self.date(end) }
        situation.hoursPerWeek = Double(5 + index)
        situation.evidence = []
        situation.clearCaregiverDeclaration()
        situation.clearRecipientDeclaration()
        let registered = try await registry.register(situation)
        caregiverNames[planned.caregiver] = registered.caregiver
        recipientNames[planned.recipient] = registered.recipient
        cares.append(
          Care(
            caregiver: planned.caregiver,
            recipient: planned.recipient,
            span: planned.span,
            hours: situation.hoursPerWeek,
            name: registered.careSituation
          )
        )
      }
      var sides = [caregiverNames, recipientNames].map { names in
        Records(names.sorted { $0.key < $1.key }.map(\.value))
      }
      var before: [Mantel_Registration_V1_CareSituation] = []
      for care in cares { before.append(try await plain(registry, care.name)) }
      var steps: [String] = []
      try await check(registry, cares, sides[0], sides[1], steps)
      // What can be done at a moment: merge one standing record into another, or undo a merge into a standing one.
      func possible() -> [Step] {
        var possible: [Step] = []
        for (side, records) in sides.enumerated() {
          for one in records.names.indices {
            for other in records.names.indices where one != other && records.mergedInto[other] == nil {
              let into = records.mergedInto[one]
              if into != nil, into != other { continue }
              possible.append(Step(side: side, merged: one, kept: other, isMerge: into == nil))
            }
          }
        }
        return possible
      }
      func take(_ step: Step) async throws {
        let names = sides[step.side].names
        steps.append("\(step.isMerge ? "merge" : "part") \(step.side).\(step.merged) \(step.kept)")
        if step.isMerge {
          try await clerk.merge(names[step.merged], into: names[step.kept])
        } else {
          try await clerk.unmerge(names[step.merged])
        }
        sides[step.side].mergedInto[step.merged] = step.isMerge ? step.kept : nil
        try await check(registry, cares, sides[0], sides[1], steps)
      }
      for choice in choices {
        let steps = possible()
        try await take(steps[choice % steps.count])
      }
      while let step = possible().first(where: { !$0.isMerge }) { try await take(step) }
      for (care, before) in zip(cares, before) { #expect(try await plain(registry, care.name) == before, "\(steps)") }
    }
  }

  @Test("What comes with care that is joined stays with whatever of it still stands, and returns with each")
  func contactAndEvidence() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      var situation = Samples.careSituation()
      situation.evidence = []
      let first = try await registry.register(situation)
      var others: [Mantel_Registration_V1_RegisterCareSituationResponse] = []
      for serial in [953, 955] {
        situation.recipient.insz = try Clerk.insz(1948, 3, 17, serial: serial)
        let other = try await registry.register(situation)
        others.append(other)
        let etag = try await registry.situation(other.careSituation).etag
        _ = try await registry.care.recordContactPoint(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = other.careSituation
            $0.etag = etag
            $0.contactPoint = .with {
              $0.organisation = "Verzonnen Steunpunt \(serial)"
              $0.phone = "09 377 00 00"
            }
          }
        )
      }
      for other in others { try await clerk.merge(other.recipient, into: first.recipient) }
      func contact(_ care: String) async throws -> String {
        try await registry.situation(care).contactPoint.organisation
      }
      #expect(try await contact(first.careSituation) == "Verzonnen Steunpunt 953")
      try await clerk.unmerge(others[0].recipient)
      #expect(try await contact(first.careSituation) == "Verzonnen Steunpunt 955")
      #expect(try await contact(others[0].careSituation) == "Verzonnen Steunpunt 953")
      try await clerk.unmerge(others[1].recipient)
      #expect(try await contact(first.careSituation).isEmpty)
      #expect(try await contact(others[1].careSituation) == "Verzonnen Steunpunt 955")
    }
  }

  @Test("Care that was changed while it was joined stays changed, whichever of the merges is undone")
  func changedMeanwhile() async throws {
    for order in [[0, 1], [1, 0]] {
      try await withRegistry { registry in
        let clerk = Clerk(registry)
        var situation = Samples.careSituation()
        situation.evidence = []
        let first = try await registry.register(situation)
        var others: [Mantel_Registration_V1_RegisterCareSituationResponse] = []
        for (serial, year) in [(953, 2022), (955, 2023)] as [(Int, Int32)] {
          situation.recipient.insz = try Clerk.insz(1948, 3, 17, serial: serial)
          situation.startDate = Samples.date(year, 1, 1)
          others.append(try await registry.register(situation))
        }
        let before = try await registry.situation(others[1].careSituation).periods
        try await clerk.merge(others[0].recipient, into: first.recipient)
        _ = try await registry.registration.endCareSituation(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = first.careSituation
            $0.endDate = Samples.date(2025, 5, 1)
            $0.reason = .caregiverStops
          }
        )
        try await clerk.merge(others[1].recipient, into: first.recipient)
        #expect(try await !registry.situation(first.careSituation).hasEndDate)
        for index in order { try await clerk.unmerge(others[index].recipient) }
        let care = try await registry.situation(first.careSituation)
        #expect(care.startDate == Samples.date(2022, 1, 1) && care.endDate == Samples.date(2025, 5, 1))
        #expect(try await registry.situation(others[0].careSituation).startDate == Samples.date(2022, 1, 1))
        #expect(try await registry.situation(others[1].careSituation).periods == before)
      }
    }
  }
}
