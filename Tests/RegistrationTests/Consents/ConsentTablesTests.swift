import CareTypes
import ServiceRuntime
import TestSupport
import Testing

@testable import Registration
@testable import RegistrationDomain

@Suite("The tables of consents")
struct ConsentTablesTests {
  @Test("Consents of before become declarations: one that was replaced was not withdrawn, and what stood stands")
  func takeOver() throws {
    let file = try DatabaseFile()
    try file.migrate(RegistrationMigrations.all, upTo: "registration-imported-rows")
    let given = try CalendarDate(year: 2024, month: 3, day: 1).daysSinceEpoch
    // Half past eleven in the evening in UTC is the next day in Belgium.
    let evening = try Int64(CalendarDate(year: 2025, month: 5, day: 1).daysSinceEpoch) * 86_400 + 84_600
    try file.write { db in
      try db.script("INSERT INTO data_key (master, wrapped) VALUES ('m', x'00')")
      try db.script(
        """
        INSERT INTO person (key, id, data_key, identity, language, channel, has_trusted_adult, recorded)
        VALUES (1, 'p', 1, x'00', 'nl', 'letter', 0, 1)
        """
      )
      for (purpose, recorded, withdrawn) in [
        ("hospital", 1, 2), ("hospital", 2, evening * 1_000_000), ("municipality", 3, nil),
      ] as [(String, Int64, Int64?)] {
        try db.execute(
          """
          INSERT INTO consent (person, purpose, given_date, given_by, channel, recorded, withdrawn)
          VALUES (1, ?, ?, 'self', 'letter', ?, ?)
          """,
          [purpose, given, recorded, withdrawn]
        )
      }
    }
    try file.migrate(RegistrationMigrations.all)
    let (declarations, standing) = try file.read { db in
      (
        try db.rows("SELECT purpose, given, declared_date FROM consent_declaration ORDER BY key").map { row in
          "\(row["purpose"] as String) \(row["given"] as Bool) \(row["declared_date"] as Int)"
        },
        try db.values(String.self, "SELECT purpose FROM standing_consent")
      )
    }
    let withdrawn = try CalendarDate(year: 2025, month: 5, day: 2).daysSinceEpoch
    #expect(
      declarations == [
        "hospital true \(given)", "hospital true \(given)", "municipality true \(given)", "hospital false \(withdrawn)",
      ]
    )
    #expect(standing == ["municipality"])
    let tables = try file.read { try $0.values(String.self, "SELECT name FROM sqlite_master WHERE type = 'table'") }
    #expect(!tables.contains("consent"))
  }
}
