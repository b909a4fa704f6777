import Foundation
import GRDB
import ServiceRuntime

/// What befell people before it was kept which consent covers it.
enum RightsMigration3UnknownConsents {
  /// Puts admissions, discharges and palliative statuses under the consent that covers them, so that they count while it
  /// stands, and queues the care situations on which they bear.
  ///
  /// Deaths go on counting without one. Those that a hospital told were covered by its consent and those of the register
  /// by none, and who told them was not kept; if none counted, rights would be granted to the dead.
  static func run(in db: Database) throws {
    let rows = try Row.fetchAll(db, sql: "SELECT person, moments FROM recipient_moments WHERE purpose = ''")
    let traceparent = TraceContext.newTrace().traceparent
    for row in rows {
      let person: Data = row["person"]
      let told = try StoredJSON.value(row["moments"], as: RecipientMoments.self)
      let parts = [("hospital", told.ofHospital), ("general_practitioner", told.ofPractitioner)]
        .filter { $0.1 != RecipientMoments() }
      if parts.isEmpty { continue }
      for (purpose, moments) in parts { try add(moments, of: person, coveredBy: purpose, in: db) }
      if told.deathAlone == RecipientMoments() {
        try db.execute(
          sql: "DELETE FROM recipient_moments WHERE person = ? AND purpose = ''",
          arguments: [person]
        )
      } else {
        try write(told.deathAlone, of: person, coveredBy: "", in: db)
      }
      try db.execute(sql: queueSQL, arguments: [person, traceparent])
    }
  }

  /// Adds to what was told since under the same consent.
  private static func add(
    _ moments: RecipientMoments,
    of person: Data,
    coveredBy purpose: String,
    in db: Database
  ) throws {
    let stored = try Data.fetchOne(
      db,
      sql: "SELECT moments FROM recipient_moments WHERE person = ? AND purpose = ?",
      arguments: [person, purpose]
    )
    var all = try stored.map { try StoredJSON.value($0, as: RecipientMoments.self) } ?? RecipientMoments()
    all.add(moments)
    try write(all, of: person, coveredBy: purpose, in: db)
  }

  private static func write(
    _ moments: RecipientMoments,
    of person: Data,
    coveredBy purpose: String,
    in db: Database
  ) throws {
    try db.execute(
      sql: "INSERT OR REPLACE INTO recipient_moments (person, purpose, moments) VALUES (?, ?, ?)",
      arguments: [person, purpose, try StoredJSON.text(moments)]
    )
  }

  /// The care for a person, and for whoever they were merged into.
  private static let queueSQL = """
    WITH RECURSIVE keeper (person) AS (
      SELECT ? UNION SELECT kept FROM merged_person JOIN keeper ON merged_person.merged = keeper.person)
    INSERT OR IGNORE INTO evaluation_queue
    SELECT key, ? FROM situation WHERE recipient IN (SELECT person FROM keeper)
    """
}

extension RecipientMoments {
  /// What hospitals alone tell.
  fileprivate var ofHospital: RecipientMoments {
    var moments = RecipientMoments()
    (moments.admittedSince, moments.dischargedOn) = (admittedSince, dischargedOn)
    return moments
  }

  /// What general practitioners tell.
  fileprivate var ofPractitioner: RecipientMoments {
    var moments = RecipientMoments()
    moments.palliativeSince = palliativeSince
    return moments
  }

  /// The death.
  fileprivate var deathAlone: RecipientMoments {
    var moments = RecipientMoments()
    moments.diedOn = diedOn
    return moments
  }
}
