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

@Suite("Consents over time")
struct ConsentTests {
  private static let today = Samples.date(2025, 6, 1)
  private static let yesterday = Samples.date(2025, 5, 31)
  /// 400 days before today.
  private static let longAgo = Samples.date(2024, 4, 27)

  private func standing(_ registry: Registry, _ name: String) async throws -> [Mantel_Type_V1_ConsentPurpose] {
    try await registry.person(name).consents.map(\.purpose)
  }

  private func log(
    _ registry: Registry,
    _ person: String,
    asOf: Mantel_Type_V1_Date? = nil,
    known: Mantel_Type_V1_Date? = nil
  ) async throws -> Mantel_Registration_V1_GetConsentsResponse {
    try await registry.persons.getConsents(
      .with {
        $0.person = person
        if let asOf { $0.asOfDate = asOf }
        if let known { $0.knownDate = known }
      }
    )
  }

  /// What was told about consents for hospitals: of whom, and whether it stands.
  private func told(_ registry: Registry) async throws -> [String] {
    try await registry.told().compactMap { event in
      guard case .consentChanged(let changed) = event.payload, changed.purpose == .hospital else { return nil }
      return "\(changed.person) \(changed.given)"
    }
  }

  /// Another caregiver of the same recipient, with a form of a day.
  private static func another(_ serial: Int, formOf date: Mantel_Type_V1_Date) throws
    -> Mantel_Registration_V1_NewCareSituation
  {
    var situation = Samples.careSituation()
    situation.caregiver.insz = try Clerk.insz(1980, 3, 4, serial: serial)
    situation.recipientConsents = [Samples.consent(.hospital, on: date)]
    return situation
  }

  @Test("A withdrawal of today is not undone by a form of before, by whatever way it comes")
  func backdatedForms() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let recipient = try await registry.register().recipient
      try await clerk.withdraw(recipient, .hospital)
      _ = try await registry.register(Self.another(953, formOf: Self.longAgo))
      #expect(try await standing(registry, recipient).isEmpty)
      #expect(try await clerk.imports([Self.another(955, formOf: Self.longAgo)]).map(\.outcome) == [.registered])
      #expect(try await standing(registry, recipient).isEmpty)
      let draft = try await clerk.signal(Self.another(957, formOf: Self.yesterday))
      let etag = try await clerk.draft(draft).etag
      _ = try await registry.signals.confirmDraft(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = draft
          $0.etag = etag
        }
      )
      #expect(try await standing(registry, recipient).isEmpty)
      #expect(try await clerk.consent(recipient, .hospital, on: Self.yesterday) == false)
      #expect(try await standing(registry, recipient).isEmpty)
      // Nobody was told of a consent since the withdrawal, and everything that was declared is kept.
      #expect(try await told(registry) == ["\(recipient) true", "\(recipient) false"])
      let declarations = try await log(registry, recipient).declarations
      #expect(declarations.map(\.source) == [.registration, .registration, .list, .draft, .statement, .statement])
      #expect(declarations.map(\.given) == [true, true, true, true, true, false])
      // A form of the day itself does not tell whether it was signed before or after; who says so at the counter does.
      _ = try await registry.register(Self.another(959, formOf: Self.today))
      #expect(try await standing(registry, recipient).isEmpty)
      #expect(try await clerk.consent(recipient, .hospital, on: Self.today))
      #expect(try await standing(registry, recipient) == [.hospital])
    }
  }

  @Test("A withdrawal counts by its own day; one that ends nothing is refused")
  func backdatedWithdrawal() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let recipient = try await registry.register().recipient
      try await clerk.consent(recipient, .hospital, on: Self.yesterday)
      // The letter is older than the consent of yesterday, and ends the one before it.
      try await clerk.withdraw(recipient, .hospital, on: Self.longAgo)
      #expect(try await standing(registry, recipient) == [.hospital])
      #expect(try await log(registry, recipient, asOf: Self.longAgo).standing.isEmpty)
      #expect(try await told(registry) == ["\(recipient) true"])
      for (date, expected) in [
        (Samples.date(2024, 2, 29), SeenError(.failedPrecondition, "NO_CONSENT")),
        (Samples.date(2024, 4, 28), SeenError(.failedPrecondition, "NO_CONSENT")),
        (Samples.date(2025, 6, 2), SeenError(.invalidArgument, "INVALID_FIELD", fields: ["withdraw_date"])),
      ] {
        let seen = try await refusal { try await clerk.withdraw(recipient, .hospital, on: date) }
        #expect(seen == expected)
      }
      _ = try await registry.registration.withdrawConsent(
        .with {
          $0.requestID = UUID().uuidString
          $0.person = recipient
          $0.purpose = .hospital
          $0.withdrawDate = Self.yesterday
          $0.withdrawnBy = .legalRepresentative
          $0.channel = .letter
        }
      )
      #expect(try await standing(registry, recipient).isEmpty)
      let last = try await log(registry, recipient).declarations.last
      #expect(last?.declaredBy == .legalRepresentative && last?.channel == .letter && last?.given == false)
      #expect(last?.declaredDate == Self.yesterday && last?.source == .statement)
    }
  }

  @Test("The state of any past day can be asked, as known on any day")
  func pastDays() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let recipient = try await registry.register().recipient
      try registry.clock.set(CalendarDate(year: 2025, month: 6, day: 3))
      try await clerk.withdraw(recipient, .hospital, on: Self.yesterday)
      func stands(_ asOf: Mantel_Type_V1_Date?, _ known: Mantel_Type_V1_Date?) async throws -> Bool {
        try await !log(registry, recipient, asOf: asOf, known: known).standing.isEmpty
      }
      #expect(try await stands(nil, nil) == false)
      #expect(try await stands(Samples.date(2024, 2, 29), nil) == false)
      #expect(try await stands(Samples.date(2024, 3, 1), nil))
      #expect(try await stands(Samples.date(2025, 5, 30), nil))
      #expect(try await stands(Self.yesterday, nil) == false)
      #expect(try await stands(Self.yesterday, Samples.date(2025, 6, 2)))
      #expect(try await stands(nil, Samples.date(2025, 5, 31)) == false)
      #expect(try await log(registry, recipient, known: Samples.date(2025, 5, 31)).declarations.isEmpty)
      let future = try await refusal { try await stands(Samples.date(2025, 6, 4), nil) }
      #expect(future == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["as_of_date"]))
      let unknown = try await refusal { try await log(registry, ResourceCollection.persons.name(.random())) }
      #expect(unknown == SeenError(.notFound, "RESOURCE_NOT_FOUND"))
    }
  }

  @Test("After a merge the latest declaration of both counts; parted again, a withdrawal made meanwhile holds for both")
  func merging() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      func person(_ serial: Int, formOf date: Mantel_Type_V1_Date) async throws -> String {
        var situation = try Self.another(serial, formOf: date)
        situation.recipient.insz = try Clerk.insz(1941, 5, 6, serial: serial)
        return try await registry.register(situation).recipient
      }
      let kept = try await person(953, formOf: Self.yesterday)
      let older = try await person(955, formOf: Self.longAgo)
      try await clerk.withdraw(kept, .hospital)
      try registry.clock.set(CalendarDate(year: 2025, month: 6, day: 2))
      try await clerk.merge(older, into: kept)
      #expect(try await standing(registry, kept).isEmpty)
      // The caregivers of either are told of nothing from now on.
      #expect(try await told(registry).suffix(2) == ["\(kept) false", "\(older) false"])
      try await clerk.unmerge(older)
      #expect(try await standing(registry, older) == [.hospital])
      #expect(try await standing(registry, kept).isEmpty)

      try await clerk.merge(older, into: kept)
      #expect(try await clerk.consent(kept, .hospital, on: Samples.date(2025, 6, 2)))
      try await clerk.withdraw(kept, .hospital)
      try await clerk.unmerge(older)
      for name in [kept, older] { #expect(try await standing(registry, name).isEmpty) }
      #expect(try await log(registry, older).declarations.map(\.given) == [true, false])

      // What is given to the one who is kept stays there.
      try await clerk.merge(older, into: kept)
      #expect(try await clerk.consent(kept, .hospital, on: Samples.date(2025, 6, 2)))
      try await clerk.unmerge(older)
      #expect(try await standing(registry, kept) == [.hospital])
      #expect(try await standing(registry, older).isEmpty)
    }
  }

  // MARK: - Random histories

  /// What should stand, in the plainest words: of what was declared to any record of a person, the latest of its day.
  private struct Model {
    struct Entry {
      var record: Int
      let given: Bool
      let date: CalendarDate
      /// A form tells the day of its declaration alone; a clerk to whom it is declared today knows the moment.
      let momentKnown: Bool
      let step: Int
      var place: (CalendarDate, Int) { (date, momentKnown ? step : given ? -1 : .max) }
    }

    var entries: [Entry] = []
    var kept: [Int: (by: Int, step: Int)] = [:]

    func root(_ record: Int) -> Int { kept[record].map { root($0.by) } ?? record }

    func stands(_ record: Int, on day: CalendarDate) -> Bool {
      entries.filter { root($0.record) == root(record) && $0.date <= day }
        .max { $0.place < $1.place }?.given ?? false
    }

    mutating func part(_ record: Int) {
      guard let (keeper, step) = kept.removeValue(forKey: record) else { return }
      for var entry in entries where root(entry.record) == keeper && !entry.given && entry.step > step {
        guard stands(record, on: entry.date) else { continue }
        entry.record = record
        entries.append(entry)
      }
    }
  }

  /// The registry and the model side by side.
  private final class History {
    let registry: Registry
    let clerk: Clerk
    var random: SplitMix64
    var model = Model()
    /// The names of the people, by their number in the model.
    var names: [String] = []
    var erased: Set<Int> = []
    var step = 0
    var day: CalendarDate

    init(_ registry: Registry, seed: UInt64, from day: CalendarDate) {
      self.registry = registry
      clerk = Clerk(registry)
      random = SplitMix64(seed: seed)
      self.day = day
    }

    private func form(of record: Int, _ consents: [Mantel_Registration_V1_Consent]) throws
      -> Mantel_Registration_V1_NewCareSituation
    {
      var situation = Samples.careSituation()
      situation.caregiver.insz = try INSZ.fictional(
        born: CalendarDate(year: 1960, month: 1, day: 2).adding(days: step),
        serial: 951 + 2 * (names.count % 3)
      ).digits
      situation.recipient.insz = try Clerk.insz(1941, 5, 6, serial: 951 + 2 * record)
      situation.recipientConsents = consents
      return situation
    }

    /// A person without a consent.
    func add() async throws {
      let situation = try form(of: names.count, [])
      names.append(try await registry.register(situation).recipient)
      step += 1
    }

    /// Does something at random. Days pass between.
    func act() async throws {
      step += 1
      if Int.random(in: 0..<3, using: &random) == 0 { day = try day.adding(days: .random(in: 1...5, using: &random)) }
      registry.clock.set(seconds: Int64(day.daysSinceEpoch) * 86_400 + 30_000 + Int64(step))
      let record = Int.random(in: 0..<names.count, using: &random)
      guard !erased.contains(record) else { return }
      let root = model.root(record)
      let ages = [0, 0, 1, 3, 40, 400]
      let date = try day.adding(days: -ages[.random(in: ages.indices, using: &random)])
      let message = Mantel_Type_V1_Date(date)
      switch Int.random(in: 0..<12, using: &random) {
      case 0...2:
        let stands = try await clerk.consent(names[root], .hospital, on: message)
        declare(root, given: true, date, isStatement: true)
        #expect(stands == model.stands(root, on: day))
      case 3...5:
        let stood = model.stands(root, on: date)
        let seen = try await refusal { try await clerk.withdraw(names[root], .hospital, on: message) }
        #expect(seen == (stood ? nil : SeenError(.failedPrecondition, "NO_CONSENT")))
        if stood { declare(root, given: false, date, isStatement: true) }
      case 6:
        _ = try await registry.register(form(of: record, [Samples.consent(.hospital, on: message)]))
        declare(root, given: true, date, isStatement: false)
      case 7:
        let results = try await clerk.imports([form(of: record, [Samples.consent(.hospital, on: message)])])
        #expect(results.map(\.outcome) == [.registered])
        declare(root, given: true, date, isStatement: false)
      case 8, 9:
        let other = Int.random(in: 0..<names.count, using: &random)
        guard !erased.contains(other), model.root(other) != root else { return }
        try await clerk.merge(names[root], into: names[model.root(other)])
        model.kept[root] = (model.root(other), step)
      case 10:
        guard let keeper = model.kept[record]?.by, model.kept[keeper] == nil else { return }
        try await clerk.unmerge(names[record])
        model.part(record)
      default:
        guard Int.random(in: 0..<6, using: &random) == 0 else { return }
        _ = try await clerk.erase(names[root])
        for same in names.indices where model.root(same) == root {
          erased.insert(same)
          try await add()
        }
      }
    }

    private func declare(_ record: Int, given: Bool, _ date: CalendarDate, isStatement: Bool) {
      let entry = Model.Entry(
        record: record,
        given: given,
        date: date,
        momentKnown: isStatement && date == day,
        step: step
      )
      model.entries.append(entry)
    }
  }

  @Test("200 random steps leave the same state on every day as a plain model", arguments: [1, 2, 3] as [UInt64])
  func randomHistories(seed: UInt64) async throws {
    try await withRegistry { registry in
      let first = try CalendarDate(year: 2025, month: 6, day: 1)
      let history = History(registry, seed: seed, from: first)
      for _ in 0..<4 { try await history.add() }
      for _ in 0..<200 {
        try await history.act()
        for record in history.names.indices where !history.erased.contains(record) {
          let name = history.names[history.model.root(record)]
          #expect(
            try await !standing(registry, name).isEmpty == history.model.stands(record, on: history.day),
            "record \(record) after step \(history.step)"
          )
        }
      }
      let living = history.names.indices.filter { !history.erased.contains($0) }
      #expect(living.count == 4 && history.model.entries.count > 60)
      for record in living {
        for offset in -401...first.days(until: history.day) {
          let day = try first.adding(days: offset)
          let stands = try await !log(registry, history.names[record], asOf: .init(day)).standing.isEmpty
          #expect(stands == history.model.stands(record, on: day), "record \(record) on \(day)")
        }
      }
      // Whoever follows the feed knows the same of every record, also of those that were merged.
      var followed: Set<String> = []
      for change in try await told(registry) {
        let name = String(change.prefix { $0 != " " })
        if change.hasSuffix(" true") { followed.insert(name) } else { followed.remove(name) }
      }
      for record in living {
        #expect(followed.contains(history.names[record]) == history.model.stands(record, on: history.day))
      }
    }
  }
}
