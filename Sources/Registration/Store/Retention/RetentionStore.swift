package import CareTypes
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Periodic work, in batches: it publishes evidence that expires soon, and deletes what was kept long enough.
package struct RetentionStore: Sendable {
  let database: ServiceDatabase
  let dataKeys: DataKeys
  let personRecords: PersonRecords
  let careRecords: CareRecords
  let evidenceRecords: EvidenceRecords
  let duplicateRecords: DuplicateRecords
  let draftRecords: DraftRecords
  let personErasure: PersonErasure
  let careEvents: CareEvents
  let registrationOutbox: RegistrationOutbox

  /// Stores keys for drafts that were received before people were found by more than a number.
  ///
  /// - Returns: How many.
  package func traceOldDrafts(on today: CalendarDate, limit: Int) async throws -> Int {
    try await database.write { transaction in
      let db = transaction.connection
      let rows = try db.rows(DraftRecords.draftsToTraceSQL, [limit])
      for row in rows {
        let key: Int64 = row["key"]
        if let told = try draftRecords.told(by: row, in: db) {
          try draftRecords.insertTraces(of: told, draft: key, in: transaction)
        }
        try db.execute("UPDATE draft SET is_findable = 1 WHERE key = ?", [key])
      }
      return rows.count
    }
  }

  /// Stores keys for persons who were registered before there were any, and looks for their duplicates.
  ///
  /// - Returns: How many; nothing more is to be done when that is less than the limit.
  package func findEarlierDuplicates(on today: CalendarDate, limit: Int) async throws -> Int {
    try await database.write { transaction in
      let db = transaction.connection
      let keys = try db.values(Int64.self, "SELECT person FROM likeness_backlog LIMIT ?", [limit])
      for key in keys {
        let person = try personRecords.person(key, in: db)
        if !person.isErased { try duplicateRecords.findDuplicates(of: person, in: transaction) }
        try db.execute("DELETE FROM likeness_backlog WHERE person = ?", [key])
      }
      return keys.count
    }
  }

  /// Publishes each piece of evidence that expires soon, once. Evidence for care that has ended is left out, until a
  /// correction makes the care go on.
  ///
  /// - Returns: How many were handled; all are done when it is less than the limit.
  package func announceExpiringEvidence(on today: CalendarDate, limit: Int) async throws -> Int {
    let last = try today.adding(days: Retention.evidenceNoticeDays)
    return try await database.write { transaction in
      let db = transaction.connection
      let rows = try db.rows(
        Self.announceSQL,
        ["today": today.daysSinceEpoch, "last": last.daysSinceEpoch, "limit": limit]
      )
      for row in rows {
        try db.execute(
          "UPDATE evidence SET announced = ? WHERE key = ?",
          [transaction.now.microseconds, row["key"] as Int64]
        )
        guard let care = try evidenceRecords.careSituations(servedBy: row, on: today, in: db).first else { continue }
        try registrationOutbox.tell(
          .evidenceExpiring(
            careSituation: care.id,
            person: (row["person"] as Int64?).map { try personRecords.person($0, in: db).id },
            evidence: row.id("id"),
            fact: row["fact"],
            until: row.date("valid_until_date")
          ),
          in: transaction
        )
      }
      return rows.count
    }
  }

  static let announceSQL = """
    SELECT * FROM evidence
    WHERE valid_until_date >= :today AND valid_until_date <= :last AND withdrawn IS NULL AND announced IS NULL
      AND (
        EXISTS (SELECT 1 FROM care_situation WHERE key = evidence.care_situation AND \(goesOn))
        OR evidence.role = 'caregiver'
          AND EXISTS (SELECT 1 FROM care_situation WHERE caregiver = evidence.person AND \(goesOn))
        OR evidence.role = 'recipient'
          AND EXISTS (SELECT 1 FROM care_situation WHERE recipient = evidence.person AND \(goesOn)))
    ORDER BY valid_until_date LIMIT :limit
    """

  private static let goesOn = "(end_date IS NULL OR end_date >= :today) AND joined_into IS NULL"

  /// Publishes again the care situations that share evidence since it is stored with persons.
  ///
  /// - Returns: How many.
  package func tellMovedEvidence(on today: CalendarDate, limit: Int) async throws -> Int {
    try await database.write { transaction in
      let db = transaction.connection
      let keys = try db.values(Int64.self, "SELECT care_situation FROM facts_to_tell LIMIT ?", [limit])
      for key in keys {
        try db.execute("DELETE FROM facts_to_tell WHERE care_situation = ?", [key])
        let care = try careRecords.careSituation(key, in: db)
        let isErased = try [care.caregiver, care.recipient].contains { try personRecords.person($0, in: db).isErased }
        if !isErased { try careEvents.tellChange(of: care, in: transaction) }
      }
      return keys.count
    }
  }

  /// Drops drafts that nobody handled in time.
  ///
  /// - Returns: How many.
  package func dropOldDrafts(on today: CalendarDate, limit: Int) async throws -> Int {
    let oldest = try Instant(endOfDateInBelgium: today.adding(days: -Retention.draftDays - 1))
    return try await database.write { transaction in
      let rows = try transaction.connection.rows(
        "SELECT * FROM draft WHERE state = 'open' AND received < ? ORDER BY received LIMIT ?",
        [oldest.microseconds, limit]
      )
      for row in rows { try draftRecords.drop(row, .expired, in: transaction) }
      return rows.count
    }
  }

  /// Erases people whose care ended so long ago that nothing depends on it any more, and who have been in no other care
  /// since. People whose data is restricted are kept, with those who were in care with them.
  ///
  /// - Returns: How many were erased.
  package func forgetEndedCare(on today: CalendarDate, limit: Int) async throws -> Int {
    let first = try Retention.firstKeptEnd(on: today)
    let erased = try await database.write { transaction in
      let db = transaction.connection
      let keys = try db.values(Int64.self, Self.forgottenSQL, ["first": first.daysSinceEpoch, "limit": limit])
      for key in keys { try personErasure.erase(personRecords.person(key, in: db), today: today, in: transaction) }
      return keys.count
    }
    if erased > 0 { try await database.emptyLog() }
    return erased
  }

  static let forgottenSQL = """
    SELECT person.key FROM person
    WHERE person.key IN (
        SELECT caregiver FROM care_situation WHERE end_date < :first
        UNION SELECT recipient FROM care_situation WHERE end_date < :first)
      AND person.erased IS NULL AND person.merged_into IS NULL AND person.restricted = 0
      AND NOT EXISTS (
        SELECT 1 FROM care_situation
        WHERE caregiver = person.key AND (end_date IS NULL OR end_date >= :first) AND joined_into IS NULL)
      AND NOT EXISTS (
        SELECT 1 FROM care_situation
        WHERE recipient = person.key AND (end_date IS NULL OR end_date >= :first) AND joined_into IS NULL)
      AND NOT EXISTS (
        SELECT 1 FROM care_situation AS care JOIN person AS partner ON partner.key = care.recipient
        WHERE care.caregiver = person.key AND partner.restricted = 1)
      AND NOT EXISTS (
        SELECT 1 FROM care_situation AS care JOIN person AS partner ON partner.key = care.caregiver
        WHERE care.recipient = person.key AND partner.restricted = 1)
    LIMIT :limit
    """

  /// Deletes the stored answers to old request ids.
  ///
  /// - Returns: How many.
  package func forgetRequests(on today: CalendarDate, limit: Int) async throws -> Int {
    let oldest = try Instant(endOfDateInBelgium: today.adding(days: -Retention.requestDays - 1))
    return try await database.forgetRequests(before: oldest, limit: limit)
  }

  /// Empties the write-ahead log, so that nothing that was deleted stays in it.
  ///
  /// - Throws: `Refusal` with `upstreamUnavailable` when a reader stays too long.
  package func emptyLog() async throws {
    try await database.emptyLog()
  }

  /// Reads the master keys anew, and wraps some data keys that are under an earlier one with the newest.
  ///
  /// - Returns: Name of the newest master key, how many were wrapped, and how many are left.
  /// - Throws: `StartupError` when the master keys cannot be had.
  package func rewrapDataKeys(limit: Int) async throws -> (masterKey: String, rewrapped: Int, remaining: Int) {
    let newest = try dataKeys.reload()
    let counts = try await database.write { transaction in
      let rewrapped = try dataKeys.rewrap(limit: limit, in: transaction.connection)
      return (rewrapped, try dataKeys.remaining(in: transaction.connection))
    }
    return (newest, counts.0, counts.1)
  }
}
