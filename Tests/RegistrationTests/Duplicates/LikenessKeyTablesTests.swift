import Foundation
import ServiceRuntime
import TestSupport
import Testing

@testable import Registration

@Suite("The tables of likeness keys")
struct LikenessKeyTablesTests {
  @Test("The likeness keys of before are kept with each person")
  func takeOver() throws {
    let file = try DatabaseFile()
    try file.migrate(RegistrationMigrations.all, upTo: "registration-terms-as-json")
    let keys: [Int: [Int64]] = [1: [Int64.min, -1, 7], 2: [7], 4: [0, Int64.max]]
    try file.write { db in
      for person in 1...4 {
        try db.execute(
          """
          INSERT INTO person (key, id, birth_date, language, channel, has_trusted_adult, recorded, erased)
          VALUES (?, ?, ?, 'nl', 'letter', 0, 1, 1)
          """,
          [person, "p\(person)", person == 2 ? nil : 100 + person]
        )
        for key in keys[person] ?? [] {
          try db.execute("INSERT INTO likeness_key (hash, person) VALUES (?, ?)", [key, person])
        }
      }
    }
    try file.migrate(RegistrationMigrations.all)
    let kept = try file.read { db in
      try db.rows("SELECT key, likeness_keys FROM person ORDER BY key").map { row in
        (row["likeness_keys"] as Data?).map { StoredLikenessKeys(bytes: $0).hashes }
      }
    }
    let birthDates = try file.read { db in
      try db.rows("SELECT birth_date FROM likeness_key ORDER BY person, hash").map { $0["birth_date"] as Int? }
    }
    #expect(birthDates == [101, 101, 101, nil, 104, 104])
    #expect(kept == [Set(keys[1] ?? []), [7], nil, [0, Int64.max]])
  }
}
