import CareTypes
import GRDB
import ServiceRuntime
import Testing

@testable import Registration
@testable import RegistrationDomain

@Suite("The tables of consents")
struct ConsentTablesTests {
  @Test("Consents of before become declarations: one that was replaced was not withdrawn, and what stood stands")
  func takeOver() throws {
    var migrator = DatabaseMigrator()
    RegistrationMigration.registerAll(in: &migrator)
    let queue = try DatabaseQueue()
    try migrator.migrate(queue, upTo: "registration-imported-rows")
    let given = try CalendarDate(year: 2024, month: 3, day: 1).daysSinceEpoch
    // Half past eleven in the evening in UTC is the next day in Belgium.
    let evening = try Int64(CalendarDate(year: 2025, month: 5, day: 1).daysSinceEpoch) * 86_400 + 84_600
    try queue.write { db in
      try db.execute(sql: "INSERT INTO data_key (master, wrapped) VALUES ('m', x'00')")
      try db.execute(
        sql: """
          INSERT INTO person (key, id, data_key, identity, language, channel, has_trusted_adult, recorded)
          VALUES (1, 'p', 1, x'00', 'nl', 'letter', 0, 1)
          """
      )
      for (purpose, recorded, withdrawn) in [
        ("hospital", 1, 2), ("hospital", 2, evening * 1_000_000), ("municipality", 3, nil),
      ] as [(String, Int64, Int64?)] {
        try db.execute(
          sql: """
            INSERT INTO consent (person, purpose, given_date, given_by, channel, recorded, withdrawn)
            VALUES (1, ?, ?, 'self', 'letter', ?, ?)
            """,
          arguments: [purpose, given, recorded, withdrawn]
        )
      }
    }
    try migrator.migrate(queue)
    let (declarations, standing) = try queue.read { db in
      (
        try Row.fetchAll(db, sql: "SELECT purpose, given, declared_date FROM consent_declaration ORDER BY key"),
        try String.fetchAll(db, sql: "SELECT purpose FROM standing_consent")
      )
    }
    let withdrawn = try CalendarDate(year: 2025, month: 5, day: 2).daysSinceEpoch
    #expect(
      declarations == [
        ["purpose": "hospital", "given": 1, "declared_date": given],
        ["purpose": "hospital", "given": 1, "declared_date": given],
        ["purpose": "municipality", "given": 1, "declared_date": given],
        ["purpose": "hospital", "given": 0, "declared_date": withdrawn],
      ]
    )
    #expect(standing == ["municipality"])
    #expect(try queue.read { try $0.tableExists("consent") } == false)
  }
}
