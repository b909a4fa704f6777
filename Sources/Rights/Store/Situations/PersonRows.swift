import ServiceRuntime
import CareTypes
import Foundation
import RightsDomain

/// Reads and writes what is stored about persons: their moments, consents and merges.
enum PersonRows {
  /// Adds a hinge moment of a person to those that were reported.
  ///
  /// - Parameters:
  ///   - id: The id that HingeMoments gave the moment. One that is known already is left as it is.
  ///   - purpose: The consent that covers it; nil when none is needed by law.
  /// - Returns: Whether it was added. Moments of a person who was erased are not.
  static func addMoment(
    _ id: OpaqueID,
    _ moment: RecipientMoments.Moment,
    of person: OpaqueID,
    coveredBy purpose: ConsentPurpose?,
    in db: Connection
  ) throws -> Bool {
    let isErased = try db.value(
      Bool.self,
      "SELECT EXISTS (SELECT 1 FROM erased_person WHERE person = ?)",
      [person.blob]
    )
    if isErased == true { return false }
    try db.execute(
      """
      INSERT INTO recipient_moment (moment, person, purpose, kind, day, place) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (moment) DO NOTHING
      """,
      [
        id.blob, person.blob, purpose?.rawValue ?? "", moment.kind.rawValue, moment.day, moment.place?.rawValue,
      ]
    )
    return true
  }

  /// Deletes a moment that did not happen as it was reported.
  ///
  /// - Returns: The person whom it was about; nil when the moment is not known.
  static func removeMoment(_ id: OpaqueID, in db: Connection) throws -> OpaqueID? {
    try db.value(Data.self, removeMomentSQL, [id.blob]).flatMap(OpaqueID.init(blob:))
  }

  static let removeMomentSQL = "DELETE FROM recipient_moment WHERE moment = ? RETURNING person"

  /// Stores that a person gave or withdrew a consent.
  static func setConsent(of person: OpaqueID, to purpose: ConsentPurpose, _ given: Bool, in db: Connection) throws {
    let sql =
      given
      ? "INSERT INTO standing_consent (person, purpose) VALUES (?, ?) ON CONFLICT DO NOTHING"
      : "DELETE FROM standing_consent WHERE person = ? AND purpose = ?"
    try db.execute(sql, [person.blob, purpose.rawValue])
  }

  /// Stores that a person was merged into another.
  static func setMerged(_ merged: OpaqueID, into kept: OpaqueID, in db: Connection) throws {
    try db.execute(
      "INSERT INTO merged_person (merged, kept) VALUES (?, ?) ON CONFLICT (merged) DO UPDATE SET kept = excluded.kept",
      [merged.blob, kept.blob]
    )
  }

  /// Stores that the merge of a person was undone.
  static func setUnmerged(_ merged: OpaqueID, in db: Connection) throws {
    try db.execute("DELETE FROM merged_person WHERE merged = ?", [merged.blob])
  }

  /// Whether a person has moments that a consent covers.
  static func hasMoments(_ person: OpaqueID, coveredBy purpose: ConsentPurpose, in db: Connection) throws -> Bool {
    try db.value(Bool.self, hasMomentsSQL, [person.blob, purpose.rawValue]) == true
  }

  static let hasMomentsSQL = "SELECT EXISTS (SELECT 1 FROM recipient_moment WHERE person = ? AND purpose = ?)"

  /// A person, and the persons whom they were merged into, one after the other.
  static func keepers(of person: OpaqueID, in db: Connection) throws -> [Data] {
    try [person.blob]
      + db.values(
        Data.self,
        """
        WITH RECURSIVE keeper (person) AS (
          SELECT kept FROM merged_person WHERE merged = ?
          UNION SELECT kept FROM merged_person JOIN keeper ON merged_person.merged = keeper.person)
        SELECT person FROM keeper
        """,
        [person.blob]
      )
  }

  /// Deletes the facts of a person and of everyone who was merged into them, including those that decisions rest on. All
  /// evidence of their care situations is deleted, because evidence does not say which of the two people it is about.
  static func erase(_ person: OpaqueID, in db: Connection) throws {
    let merged = try db.values(
      Data.self,
      """
      WITH RECURSIVE same (person) AS (
        SELECT merged FROM merged_person WHERE kept = ?
        UNION SELECT merged FROM merged_person JOIN same ON merged_person.kept = same.person)
      SELECT person FROM same
      """,
      [person.blob]
    )
    for same in [person.blob] + merged {
      for sql in [
        "INSERT INTO erased_person (person) VALUES (?) ON CONFLICT DO NOTHING",
        "UPDATE situation SET evidence = '[]', caregiver_birth = NULL WHERE caregiver = ?",
        "UPDATE situation SET evidence = '[]', recipient_birth = NULL WHERE recipient = ?",
        "DELETE FROM recipient_moment WHERE person = ?", "DELETE FROM standing_consent WHERE person = ?",
      ] {
        try db.execute(sql, [same])
      }
      try AwardActionRows.erase(same, in: db)
      for role in ["caregiver", "recipient"] {
        try FactSheetRows.forget(same, as: role, in: db)
        try db.execute("UPDATE situation SET is_forgotten = 1 WHERE \(role) = ?", [same])
      }
    }
  }
}
