import CareTypes
import Foundation
import GRDB

/// What is kept of persons: what befell them, and who turned out to be whom.
enum PersonRows {
  /// Takes in what befell a person.
  ///
  /// - Parameter purpose: The consent that covers it; nothing where the law lets it be told.
  /// - Returns: Whether it was taken in; what is told of who was erased is not.
  static func add(
    _ kind: MomentKind,
    on day: CalendarDate,
    of person: OpaqueID,
    coveredBy purpose: ConsentPurpose?,
    in db: Database
  ) throws -> Bool {
    let isErased = try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM erased_person WHERE person = ?)"),
      arguments: [person.blob]
    )
    if isErased == true { return false }
    let stored = try Data.fetchOne(
      db.cachedStatement(sql: "SELECT moments FROM recipient_moments WHERE person = ? AND purpose = ?"),
      arguments: [person.blob, purpose?.rawValue ?? ""]
    )
    var moments = try stored.map { try StoredJSON.value($0, as: RecipientMoments.self) } ?? RecipientMoments()
    moments.apply(kind, on: day.daysSinceEpoch)
    try db.cachedStatement(
      sql: """
        INSERT INTO recipient_moments (person, purpose, moments) VALUES (?, ?, ?)
        ON CONFLICT (person, purpose) DO UPDATE SET moments = excluded.moments
        """
    ).execute(arguments: [person.blob, purpose?.rawValue ?? "", try StoredJSON.text(moments)])
    return true
  }

  /// Whether something befell a person that a consent covers.
  static func hasMoments(_ person: OpaqueID, coveredBy purpose: ConsentPurpose, in db: Database) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: "SELECT EXISTS (SELECT 1 FROM recipient_moments WHERE person = ? AND purpose = ?)"
      ),
      arguments: [person.blob, purpose.rawValue]
    ) == true
  }

  /// A person, and those whom they were merged into.
  static func keepers(of person: OpaqueID, in db: Database) throws -> [Data] {
    try Data.fetchAll(
      db.cachedStatement(
        sql: """
          WITH RECURSIVE keeper (person) AS (
            SELECT ? UNION SELECT kept FROM merged_person JOIN keeper ON merged_person.merged = keeper.person)
          SELECT person FROM keeper
          """
      ),
      arguments: [person.blob]
    )
  }

  /// Forgets the facts of a person, and of whoever was merged into them, also those that decisions rest on. Evidence goes
  /// as a whole: it does not tell of whom it speaks.
  static func erase(_ person: OpaqueID, in db: Database) throws {
    let persons = try Data.fetchAll(
      db.cachedStatement(
        sql: """
          WITH RECURSIVE same (person) AS (
            SELECT ? UNION SELECT merged FROM merged_person JOIN same ON merged_person.kept = same.person)
          SELECT person FROM same
          """
      ),
      arguments: [person.blob]
    )
    for same in persons {
      for sql in [
        "INSERT OR IGNORE INTO erased_person (person) VALUES (?)",
        "UPDATE situation SET evidence = '[]', caregiver_birth = NULL WHERE caregiver = ?",
        "UPDATE situation SET evidence = '[]', recipient_birth = NULL WHERE recipient = ?",
        "DELETE FROM recipient_moments WHERE person = ?", "DELETE FROM standing_consent WHERE person = ?",
      ] {
        try db.cachedStatement(sql: sql).execute(arguments: [same])
      }
      for role in ["caregiver", "recipient"] {
        try db.cachedStatement(sql: forgetSQL(role)).execute(arguments: [same])
        try db.cachedStatement(sql: "UPDATE situation SET is_forgotten = 1 WHERE \(role) = ?").execute(arguments: [same]
        )
      }
    }
  }

  /// Blanks the sheets of the care situations that someone has a role in. Their digest goes too: so few facts could be
  /// found again by trying.
  static func forgetSQL(_ role: String) -> String {
    """
    UPDATE fact_sheet SET facts = NULL, digest = NULL
    WHERE situation IN (SELECT key FROM situation WHERE \(role) = ?) AND facts IS NOT NULL
    """
  }
}
