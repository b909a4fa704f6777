import ServiceRuntime
import TestSupport
import Testing

@testable import Registration
@testable import RegistrationDomain

@Suite("The tables of care that was taken together")
struct JoinedCareTablesTests {
  @Test("What merges of before remember of care that was taken together is kept with that care, as far as it still is")
  func takeOver() throws {
    let file = try DatabaseFile()
    try file.migrate(RegistrationMigrations.all, upTo: "registration-likeness-of-name-parts")
    try file.write { db in
      for person in 1...5 {
        try db.execute(
          """
          INSERT INTO person (key, id, language, channel, has_trusted_adult, recorded, erased)
          VALUES (?, ?, 'nl', 'letter', 0, 1, 1)
          """,
          [person, "p\(person)"]
        )
      }
      // The second and the fourth are taken together with the first, the third no more.
      for (care, joinedInto) in [(1, nil), (2, 1), (3, nil), (4, 1)] as [(Int, Int?)] {
        try db.execute(
          """
          INSERT INTO care_situation (key, id, caregiver, recipient, start_date, revision, created, updated, joined_into)
          VALUES (?, ?, 5, 1, 1, 4, 1, 1, ?)
          """,
          [care, "c\(care)", joinedInto]
        )
      }
      for (merged, passed, undone) in [
        (2, Self.passed(joined: 2, since: 2, hasContactPoint: true, evidence: "7,9"), nil),
        (3, Self.passed(joined: 3, since: 3, hasContactPoint: false, evidence: ""), 5),
        // Of this one an erasure took what it remembered.
        (4, "{}", nil),
      ] as [(Int, String, Int?)] {
        try db.execute(
          "INSERT INTO merge (kept, merged, passed, recorded, undone) VALUES (1, ?, ?, 2, ?)",
          [merged, passed, undone]
        )
      }
    }
    try file.migrate(RegistrationMigrations.all)
    let joined = try file.read { db in
      try db.rows("SELECT * FROM joined_care ORDER BY joined").map { row in
        "\(row["joined"] as Int) since \(row["since"] as Int): \(row["has_contact_point"] as Bool) \(row["evidence"] as String)"
      }
    }
    #expect(joined == ["2 since 2: true [7,9]", "4 since 0: false []"])
    // What a merge of before remembers can still be read.
    let passed = try file.read { db in
      try db.rows("SELECT passed FROM merge WHERE passed <> '{}' ORDER BY key").map(MergeTransfer.init)
    }
    #expect(passed.map(\.asRecipient) == [[2], [3]])
  }

  private static func passed(joined: Int, since: Int, hasContactPoint: Bool, evidence: String) -> String {
    """
    {"numbers": [], "asCaregiver": [], "asRecipient": [\(joined)], "assessments": [], "needs": [],
     "joined": [{"joined": \(joined), "stays": 1, "before": 1, "since": \(since),
       "hasContactPoint": \(hasContactPoint), "evidence": [\(evidence)]}]}
    """
  }
}
