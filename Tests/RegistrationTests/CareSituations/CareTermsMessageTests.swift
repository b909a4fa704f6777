import CareTypes
import EventsAPI
import Foundation
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Registration
@testable import RegistrationDomain

@Suite("The terms of care in messages, in an export and in the database")
struct CareTermsMessageTests {
  private static func terms() throws -> CareTerms {
    CareTerms(
      relation: .otherFamily,
      hours: try CareHours(minutes: 990, per: .week),
      tasks: [.personalCare, .transport],
      causes: [.age],
      dwelling: .withCaregiver,
      sameAddress: true,
      professionalInvolved: true,
      role: .primary
    )
  }

  private static func others() throws -> CareTerms {
    CareTerms(relation: .friend, hours: try CareHours(minutes: 30, per: .week), dwelling: .ownHome)
  }

  @Test("Every term has another value in the two examples of this suite")
  func examples() throws {
    let (one, other) = (try Self.terms(), try Self.others())
    for term in CareTerm.allCases { #expect(one[term] != other[term], "\(term)") }
  }

  @Test("A message that has them gives back what was written")
  func messages() throws {
    func check(_ message: some CareTermsMessage) throws {
      for terms in [try Self.terms(), try Self.others()] {
        var message = message
        message.write(terms)
        var validation = Validation()
        #expect(message.terms(CareTerm.allCases, at: "terms", &validation).completed == terms)
        #expect(validation.violations.isEmpty)
      }
    }
    try check(Mantel_Registration_V1_NewCareSituation())
    try check(Mantel_Registration_V1_CareTerms())
    try check(Mantel_Registration_V1_CareSituation())
  }

  @Test("An update changes the terms that its mask names, and no others", arguments: CareTerm.allCases)
  func masks(term: CareTerm) throws {
    let (terms, before) = (try Self.terms(), try Self.others())
    var message = Mantel_Registration_V1_CareTerms()
    message.write(terms)
    var validation = Validation()
    let reader = RequestReader(today: try CalendarDate(year: 2026, month: 1, day: 1), tables: try ReferenceTables())
    let patch = reader.termsPatch(message, .with { $0.paths = [term.rawValue] }, &validation)
    let after = patch.applied(to: before)
    #expect(validation.violations.isEmpty)
    #expect(CareTerm.allCases.filter { after[$0] != before[$0] } == [term])
    #expect(after[term] == terms[term])
  }

  @Test("Required terms that are missing are named, and no others")
  func missing() {
    var validation = Validation()
    let terms = Mantel_Registration_V1_NewCareSituation().terms(CareTerm.allCases, at: "care_situation", &validation)
    #expect(terms.completed == nil)
    #expect(
      validation.violations.map(\.field)
        == CareTerm.allCases.filter(\.isRequired).map { "care_situation.\($0.rawValue)" }
    )
  }

  private static let declared: [CareHours] = [
    try? CareHours(12.5, per: .week), try? CareHours(50, per: .month), try? CareHours(43.25, per: .month),
    try? CareHours(600, per: .year), try? CareHours(8_736, per: .year),
  ].compactMap(\.self)

  @Test("Hours come through requests, answers and events in the unit in which they were declared")
  func declaredHours() throws {
    #expect(Self.declared.count == 5)
    for hours in Self.declared {
      var terms = try Self.others()
      terms.hours = hours
      var message = Mantel_Registration_V1_CareTerms()
      message.write(terms)
      #expect(message.hoursPerWeek == hours.amount(per: .week))
      // As in an answer that is sent back, and by either field alone where that says all.
      for (hasWeek, hasHours) in [(true, true), (false, true), (true, false)] {
        if !hasHours, hours.unit != .week { continue }
        var sent = message
        if !hasWeek { sent.hoursPerWeek = 0 }
        if !hasHours { sent.clearHours() }
        var validation = Validation()
        #expect(sent.terms(CareTerm.allCases, at: "terms", &validation).completed == terms)
        #expect(validation.violations.isEmpty)
      }
      var event = Mantel_Events_V1_TermsPeriod()
      event.writeDeciding(terms)
      #expect(try event.decidingTerms().hours == hours)
    }
  }

  @Test("An event that is older than the field has hours per week")
  func olderEvent() throws {
    var event = Mantel_Events_V1_TermsPeriod()
    event.writeDeciding(try Self.others())
    event.clearHours()
    event.hoursPerWeek = 16.5
    #expect(try event.decidingTerms().hours == CareHours(16.5, per: .week))
    for hours in [0, -1, 169, .nan, .infinity, 1e300] {
      event.hoursPerWeek = hours
      #expect(throws: (any Error).self) { try event.decidingTerms() }
    }
  }

  @Test(
    "An update mask names the hours by either of their fields, and what stands in the other is not read",
    arguments: [("hours", 50.0, CareHours.Unit.month), ("hours_per_week", 20.0, .week)]
  )
  func hoursMask(path: String, amount: Double, unit: CareHours.Unit) throws {
    let message = Mantel_Registration_V1_CareTerms.with {
      $0.hoursPerWeek = 20
      $0.hours.perMonth = 50
    }
    var validation = Validation()
    let reader = RequestReader(today: try CalendarDate(year: 2026, month: 1, day: 1), tables: try ReferenceTables())
    let patch = reader.termsPatch(message, .with { $0.paths = [path] }, &validation)
    #expect(patch.hours == (try CareHours(amount, per: unit)))
    #expect(validation.violations.isEmpty)
    _ = reader.termsPatch(message, .with { $0.paths = ["hours", "hours_per_week"] }, &validation)
    #expect(validation.violations.map(\.field) == ["terms.hours"])
  }

  @Test("An event has the terms that rights are decided on, and tells nothing of the others")
  func events() throws {
    var message = Mantel_Events_V1_TermsPeriod()
    message.writeDeciding(try Self.terms())
    var expected = try Self.terms()
    expected.tasks = []
    expected.causes = []
    expected.role = nil
    #expect(try message.decidingTerms() == expected)
  }

  @Test("An export says every term under its name")
  func export() throws {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = .sortedKeys
    func text(_ terms: CareTerms) throws -> String {
      let exported = ExportedTerms(startDate: "2025-01-01", endDate: nil, terms: terms)
      return String(decoding: try encoder.encode(exported), as: UTF8.self)
    }
    let (full, fewest) = (try text(Self.terms()), try text(Self.others()))
    #expect(
      full == """
        {"causes":["age"],"dwelling":"with_caregiver","hours_per_week":16.5,"professional_involved":true,\
        "relation":"other_family","role":"primary","same_address":true,"start_date":"2025-01-01",\
        "tasks":["personal_care","transport"]}
        """
    )
    #expect(
      fewest == """
        {"causes":[],"dwelling":"own_home","hours_per_week":0.5,"professional_involved":false,"relation":"friend",\
        "same_address":false,"start_date":"2025-01-01","tasks":[]}
        """
    )
  }

  @Test(
    "An export says the hours in the unit in which they were declared",
    arguments: [(50.0, CareHours.Unit.month, #""hours_per_month":50,"#), (600.25, .year, #""hours_per_year":600.25,"#)]
  )
  func exportedHours(amount: Double, unit: CareHours.Unit, expected: String) throws {
    var terms = try Self.others()
    terms.hours = try CareHours(amount, per: unit)
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = .sortedKeys
    let exported = ExportedTerms(startDate: "2025-01-01", endDate: nil, terms: terms)
    let text = String(decoding: try encoder.encode(exported), as: UTF8.self)
    #expect(text.contains(expected) && !text.contains("hours_per_week"))
  }

  @Test("Terms that were stored in columns are kept as JSON")
  func takeOver() throws {
    let file = try DatabaseFile()
    try file.migrate(RegistrationMigrations.all, upTo: "registration-drafts-by-likeness")
    try file.write { db in
      for person in 1...2 {
        try db.execute(
          """
          INSERT INTO person (key, id, language, channel, has_trusted_adult, recorded, erased)
          VALUES (?, ?, 'nl', 'letter', 0, 1, 1)
          """,
          [person, "p\(person)"]
        )
      }
      try db.execute(
        """
        INSERT INTO care_situation (key, id, caregiver, recipient, start_date, revision, created, updated)
        VALUES (1, 'c1', 1, 2, 100, 2, 1, 1)
        """
      )
      try db.execute(
        """
        INSERT INTO care_period (care_situation, since, until, start_date, relation, minutes_per_week, tasks, causes,
          dwelling, same_address, professional_involved, role)
        VALUES (1, 1, 2, 100, 'other_family', 990, 'personal_care transport', 'age', 'with_caregiver', 1, 1, 'primary'),
          (1, 2, NULL, 100, 'friend', 30, '', '', 'own_home', 0, 0, NULL)
        """
      )
    }
    try file.migrate(RegistrationMigrations.all)
    let (terms, columns) = try file.read { db in
      let rows = try db.rows("SELECT * FROM care_period ORDER BY since")
      return (
        try rows.map { try CareTerms($0) },
        rows.map { "\($0["minutes_per_year"] as Int) \($0["role"] as String? ?? "none")" }
      )
    }
    // Written out: the columns had these terms, and terms that came later are not given.
    let first = CareTerms(
      relation: .otherFamily,
      hours: try CareHours(minutes: 990, per: .week),
      tasks: [.personalCare, .transport],
      causes: [.age],
      dwelling: .withCaregiver,
      sameAddress: true,
      professionalInvolved: true,
      role: .primary
    )
    let second = CareTerms(relation: .friend, hours: try CareHours(minutes: 30, per: .week), dwelling: .ownHome)
    #expect(terms == [first, second])
    #expect(columns == ["51480 primary", "1560 none"])
  }
}
