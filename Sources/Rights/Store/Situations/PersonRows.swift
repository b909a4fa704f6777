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
  /// - Returns: The person whom it was about and its day, in days since 1970-01-01; nil when the moment is not known.
  static func removeMoment(_ id: OpaqueID, in db: Connection) throws -> (person: OpaqueID, day: Int)? {
    try db.row(removeMomentSQL, [id.blob]).map { (try $0.blobID("person"), $0["day"]) }
  }

  static let removeMomentSQL = "DELETE FROM recipient_moment WHERE moment = ? RETURNING person, day"

  /// Stores that a person gave or withdrew a consent, from a day on. On the days before it counts as it stood then.
  static func setConsent(
    of person: OpaqueID,
    to purpose: ConsentPurpose,
    _ given: Bool,
    on date: CalendarDate,
    in db: Connection
  ) throws {
    let standing = try db.row(standsSQL, [person.blob, purpose.rawValue]) != nil
    if given == standing { return }
    try db.execute(
      given ? giveConsentSQL : withdrawConsentSQL,
      ["person": person.blob, "purpose": purpose.rawValue, "day": date.daysSinceEpoch]
    )
  }

  static let standsSQL = "SELECT since FROM standing_consent WHERE person = ? AND purpose = ? AND until IS NULL"

  static let giveConsentSQL = """
    INSERT INTO standing_consent (person, purpose, since) VALUES (:person, :purpose, :day)
    ON CONFLICT (person, purpose, since) DO UPDATE SET until = NULL
    """

  static let withdrawConsentSQL = """
    UPDATE standing_consent SET until = :day WHERE person = :person AND purpose = :purpose AND until IS NULL
    """

  /// The first day after a day on which a consent to rights without an application begins or ends, of either person of care
  /// situations, in days since 1970-01-01 by the keys of the care situations.
  static func nextConsentDays(_ keys: [Int64], after date: CalendarDate, in db: Connection) throws -> [Int64: Int] {
    var days: [Int64: Int] = [:]
    try db.each(nextConsentDaysSQL, ["keys": ValueList(keys), "day": date.daysSinceEpoch]) { row in
      if let day = row["day"] as Int? { days[row["key"]] = day }
    }
    return days
  }

  static let nextConsentDaysSQL = """
    SELECT situation.key, min(CASE WHEN since > :day THEN since ELSE until END) AS day
    FROM situation JOIN standing_consent ON person IN (caregiver, recipient) AND purpose = 'automatic_rights'
    WHERE situation.key IN \(ValueList.members(":keys")) AND (since > :day OR until > :day) GROUP BY situation.key
    """

  /// Stores that a person was merged into another.
  static func setMerged(_ merged: OpaqueID, into kept: OpaqueID, in db: Connection) throws {
    try db.execute(
      "INSERT INTO merged_person (merged, kept) VALUES (?, ?) ON CONFLICT (merged) DO UPDATE SET kept = excluded.kept",
      [merged.blob, kept.blob]
    )
    try CardRows.merge(merged, into: kept, in: db)
  }

  /// Stores that the merge of a person was undone.
  static func setUnmerged(_ merged: OpaqueID, in db: Connection) throws {
    try db.execute("DELETE FROM merged_person WHERE merged = ?", [merged.blob])
    try CardRows.unmerge(merged, in: db)
  }

  /// The person into whom someone was merged in the end; the same one when they were not.
  static func keeper(of person: OpaqueID, in db: Connection) throws -> OpaqueID {
    try keepers(of: person, in: db).last.flatMap(OpaqueID.init(blob:)) ?? person
  }

  /// The day of the first moment of a person that a consent covers, in days since 1970-01-01; nil when there is none.
  static func firstMoment(
    of person: OpaqueID,
    coveredBy purpose: ConsentPurpose,
    in db: Connection
  ) throws -> Int? {
    try db.row(firstMomentSQL, [person.blob, purpose.rawValue])?["day"]
  }

  static let firstMomentSQL = "SELECT min(day) AS day FROM recipient_moment WHERE person = ? AND purpose = ?"

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
  static func erase(_ person: OpaqueID, at now: Instant, in db: Connection) throws {
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
      try CardRows.erase(same, at: now, in: db)
      for role in ["caregiver", "recipient"] {
        try FactSheetRows.forget(same, as: role, in: db)
        try db.execute("UPDATE situation SET is_forgotten = 1 WHERE \(role) = ?", [same])
      }
    }
  }
}
