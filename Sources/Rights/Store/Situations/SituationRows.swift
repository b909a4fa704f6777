import ServiceRuntime
import CareTypes
import Foundation
import RightsDomain

/// Writes care situations.
enum SituationRows {
  /// Stores a care situation that is new. One that is known is left as it is: a later event may have changed it already.
  static func insert(_ situation: SituationFacts, on today: CalendarDate, in db: Connection) throws {
    if try people(of: situation.id, in: db) == nil { try replace(situation, on: today, in: db) }
  }

  /// Stores a care situation as it is now, known or not.
  ///
  /// - Parameter today: The legal day.
  /// - Returns: What was known of it before; nil for a care situation that is new.
  @discardableResult
  static func replace(
    _ situation: SituationFacts,
    on today: CalendarDate,
    in db: Connection
  ) throws -> SituationFacts? {
    let known = try db.value(Int64.self, "SELECT key FROM situation WHERE id = ?", [situation.id.blob])
    let former = try known.flatMap { try SituationBatch.read([$0], on: today, in: db).first?.facts }
    let inserted = try write(situation, in: db)
    let key = known ?? inserted
    if known != nil { try db.execute("DELETE FROM situation_municipality WHERE situation = ?", [key]) }
    for code in situation.places {
      try db.execute("INSERT INTO situation_municipality (municipality, situation) VALUES (?, ?)", [code, key])
    }
    return former
  }

  /// Stores the last day of a care situation.
  ///
  /// - Parameter caregiverDied: Whether it ended because the caregiver died.
  /// - Returns: The last day that was known before; nil for none.
  static func end(_ id: OpaqueID, on date: CalendarDate, caregiverDied: Bool, in db: Connection) throws -> Int? {
    let former = try db.row("SELECT end_date FROM situation WHERE id = ?", [id.blob])?["end_date"] as Int?
    try db.execute(
      "UPDATE situation SET end_date = ?, caregiver_died = ? WHERE id = ?",
      [date.daysSinceEpoch, caregiverDied, id.blob]
    )
    return former
  }

  /// Whether any care situation is known.
  static func isAny(in db: Connection) throws -> Bool {
    try db.value(Bool.self, "SELECT EXISTS (SELECT 1 FROM situation)") ?? false
  }

  /// The two people of a care situation; nil when it is not known.
  static func people(
    of id: OpaqueID,
    in db: Connection
  ) throws -> (caregiver: OpaqueID, recipient: OpaqueID)? {
    try db.row("SELECT caregiver, recipient FROM situation WHERE id = ?", [id.blob]).map {
      (try $0.blobID("caregiver"), try $0.blobID("recipient"))
    }
  }

  private static let columns = [
    "id", "caregiver", "recipient", "caregiver_birth", "recipient_birth", "caregiver_municipality",
    "recipient_municipality", "start_date", "end_date", "declared_by_caregiver", "declared_by_recipient", "evidence",
    "terms", "caregiver_residences", "recipient_residences",
  ]

  private static let replaceSQL = """
    INSERT INTO situation (\(columns.joined(separator: ", ")))
    VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
    ON CONFLICT (id) DO UPDATE
    SET \(columns.dropFirst().map { "\($0) = excluded.\($0)" }.joined(separator: ", ")),
      caregiver_died = CASE WHEN excluded.end_date = situation.end_date THEN situation.caregiver_died ELSE 0 END
    """

  /// Writes the row of a care situation.
  ///
  /// - Returns: The key of the row, if it is new.
  private static func write(_ situation: SituationFacts, in db: Connection) throws -> Int64 {
    // In the order of `columns`.
    try db.insert(
      replaceSQL,
      [
        situation.id.blob,
        situation.caregiver.id.blob,
        situation.recipient.id.blob,
        situation.caregiver.birthDate?.daysSinceEpoch,
        situation.recipient.birthDate?.daysSinceEpoch,
        situation.caregiver.place.text,
        situation.recipient.place.text,
        situation.span.start.daysSinceEpoch,
        situation.span.end?.daysSinceEpoch,
        situation.declaredByCaregiver,
        situation.declaredByRecipient,
        try StoredJSON.text(list: situation.evidence),
        try StoredTerms.text(
          of: situation.timeline.terms ?? Timeline(start: situation.span.start, value: situation.terms)
        ),
        try StoredResidence.text(of: situation.timeline.caregiverResidences),
        try StoredResidence.text(of: situation.timeline.recipientResidences),
      ]
    )
  }
}
