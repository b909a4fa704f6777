import Foundation
import ServiceRuntime
import TestSupport
import Testing

@testable import Registration

@Suite("The tables of imported rows")
struct ImportedRowTablesTests {
  @Test("The traces of before are kept, shorter, in their index and with each row")
  func takeOver() throws {
    let file = try DatabaseFile()
    try file.migrate(RegistrationMigrations.all, upTo: "registration-grouped-likeness-keys")
    let traces: [Int: [Data]] = [
      1: [Data(0..<16), Data(100..<116), Data(repeating: 0xFF, count: 16)], 2: [Data(0..<16)], 3: [],
    ]
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
        VALUES (1, 'c', 1, 2, 1, 1, 1, 1)
        """
      )
      for (row, hashes) in traces {
        try db.execute(
          "INSERT INTO imported_row (key, care_situation, authority, identity, content, recorded) VALUES (?, 1, '', ?, ?, 1)",
          [row, Data(repeating: UInt8(row), count: 32), Data()]
        )
        for hash in hashes {
          try db.execute("INSERT INTO imported_row_trace (hash, imported_row) VALUES (?, ?)", [hash, row])
        }
      }
    }
    try file.migrate(RegistrationMigrations.all)
    let (first, second): (Int64, Int64) = (0x0001_0203_0405_0607, 0x6465_6667_6869_6A6B)
    try file.read { db in
      let kept = try db.values(Data.self, "SELECT traces FROM imported_row ORDER BY key")
      #expect(kept.map { PackedHashes(bytes: $0).hashes } == [[first, second, -1], [first], []])
      let rows = try db.rows("SELECT hash, imported_row FROM imported_row_trace ORDER BY hash, imported_row")
      #expect(rows.map { $0["hash"] as Int64 } == [-1, first, first, second])
      #expect(rows.map { $0["imported_row"] as Int } == [1, 1, 2, 1])
    }
  }
}
