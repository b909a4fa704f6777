import Foundation
import ServiceRuntime

extension Migration {
  /// Assigns a consent to the moments that were stored before moments had one.
  static let unknownConsents = Migration("rights-3-moments-of-unknown-consent", moveToConsents)

  /// Assigns to admissions, discharges and palliative statuses the consent that covers them, so that they are used only
  /// while it is given, and queues the care situations that this concerns.
  ///
  /// Deaths are still used without a consent. A death that a hospital reported needed one and a death from the population
  /// register did not, but the source was not stored. If no death were used, rights would be granted to dead people.
  private static func moveToConsents(in db: Connection) throws {
    let rows = try db.rows("SELECT person, moments FROM recipient_moments WHERE purpose = ''")
    let traceparent = TraceContext.newTrace().traceparent
    for row in rows {
      let person: Data = row["person"]
      let stored = try StoredJSON.value(row["moments"], as: StoredMoments.self)
      let parts = [("hospital", stored.ofHospital), ("general_practitioner", stored.ofPractitioner)]
        .filter { $0.1 != StoredMoments() }
      if parts.isEmpty { continue }
      for (purpose, moments) in parts { try add(moments, of: person, coveredBy: purpose, in: db) }
      if stored.deathAlone == StoredMoments() {
        try db.execute("DELETE FROM recipient_moments WHERE person = ? AND purpose = ''", [person])
      } else {
        try write(stored.deathAlone, of: person, coveredBy: "", in: db)
      }
      try db.execute(queueSQL, [person, traceparent])
    }
  }

  /// Adds moments to those that were stored since under the same consent.
  private static func add(
    _ moments: StoredMoments,
    of person: Data,
    coveredBy purpose: String,
    in db: Connection
  ) throws {
    let stored = try db.value(
      Data.self,
      "SELECT moments FROM recipient_moments WHERE person = ? AND purpose = ?",
      [person, purpose]
    )
    var all = try stored.map { try StoredJSON.value($0, as: StoredMoments.self) } ?? StoredMoments()
    all.add(moments)
    try write(all, of: person, coveredBy: purpose, in: db)
  }

  private static func write(
    _ moments: StoredMoments,
    of person: Data,
    coveredBy purpose: String,
    in db: Connection
  ) throws {
    try db.execute(
      "INSERT OR REPLACE INTO recipient_moments (person, purpose, moments) VALUES (?, ?, ?)",
      [person, purpose, try StoredJSON.text(moments)]
    )
  }

  /// Queues the care of a person, and of the persons whom they were merged into.
  private static let queueSQL = """
    WITH RECURSIVE keeper (person) AS (
      SELECT ? UNION SELECT kept FROM merged_person JOIN keeper ON merged_person.merged = keeper.person)
    INSERT OR IGNORE INTO evaluation_queue
    SELECT key, ? FROM situation WHERE recipient IN (SELECT person FROM keeper)
    """
}

/// What was stored of the moments of a person until all of them were kept (`rights-8-recipient-moments`): their outcome, in days
/// since 1970-01-01.
private struct StoredMoments: Codable, Equatable {
  var admittedSince: Int?
  var dischargedOn: Int?
  var palliativeSince: Int?
  var diedOn: Int?

  /// Adds the moments of another record of the same person. An admission before the latest discharge is over.
  mutating func add(_ others: StoredMoments) {
    let admissions = [admittedSince, others.admittedSince].compactMap(\.self)
    let discharge = [dischargedOn, others.dischargedOn].compactMap(\.self).max()
    admittedSince = admissions.filter { day in discharge.map { day > $0 } ?? true }.min()
    dischargedOn = discharge
    palliativeSince = [palliativeSince, others.palliativeSince].compactMap(\.self).min()
    diedOn = [diedOn, others.diedOn].compactMap(\.self).min()
  }

  /// The moments that only hospitals report.
  var ofHospital: StoredMoments { StoredMoments(admittedSince: admittedSince, dischargedOn: dischargedOn) }

  /// The moments that general practitioners report.
  var ofPractitioner: StoredMoments { StoredMoments(palliativeSince: palliativeSince) }

  /// The death.
  var deathAlone: StoredMoments { StoredMoments(diedOn: diedOn) }
}
