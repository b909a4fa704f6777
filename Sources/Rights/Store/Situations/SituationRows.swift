import ServiceRuntime
import CareTypes
import Foundation
import RightsDomain

/// Writes care situations.
enum SituationRows {
  /// Stores a care situation that is new. One that is known is left as it is: a later event may have changed it already.
  static func insert(_ situation: SituationFacts, in db: Connection) throws {
    if try change("\(insertSQL) ON CONFLICT (id) DO NOTHING", situation, in: db) == 1 {
      try setMunicipalities(of: situation, in: db)
    }
  }

  /// Stores a care situation as it is now, known or not.
  static func replace(_ situation: SituationFacts, in db: Connection) throws {
    _ = try change(replaceSQL, situation, in: db)
    try setMunicipalities(of: situation, in: db)
  }

  /// Stores the last day of a care situation.
  static func end(_ id: OpaqueID, on date: CalendarDate, in db: Connection) throws {
    try db.execute("UPDATE situation SET end_date = ? WHERE id = ?", [date.daysSinceEpoch, id.blob])
  }

  /// The recipient of a care situation; nil when it is not known.
  static func recipient(of id: OpaqueID, in db: Connection) throws -> OpaqueID? {
    try db.value(Data.self, "SELECT recipient FROM situation WHERE id = ?", [id.blob]).flatMap(OpaqueID.init(blob:))
  }

  private static let columns = [
    "id", "caregiver", "recipient", "caregiver_birth", "recipient_birth", "caregiver_municipality",
    "recipient_municipality", "start_date", "end_date", "declared_by_caregiver", "declared_by_recipient", "evidence",
    "terms", "caregiver_residences", "recipient_residences",
  ]

  private static let insertSQL = """
    INSERT INTO situation (\(columns.joined(separator: ", ")))
    VALUES (\(columns.map { ":\($0)" }.joined(separator: ", ")))
    """

  private static let replaceSQL = """
    \(insertSQL) ON CONFLICT (id) DO UPDATE
    SET \(columns.dropFirst().map { "\($0) = excluded.\($0)" }.joined(separator: ", "))
    """

  private static func change(_ sql: String, _ situation: SituationFacts, in db: Connection) throws -> Int {
    try db.change(
      sql,
      [
        "id": situation.id.blob,
        "caregiver": situation.caregiver.id.blob,
        "recipient": situation.recipient.id.blob,
        "caregiver_birth": situation.caregiver.birthDate?.daysSinceEpoch,
        "recipient_birth": situation.recipient.birthDate?.daysSinceEpoch,
        "caregiver_municipality": situation.caregiver.place.text,
        "recipient_municipality": situation.recipient.place.text,
        "start_date": situation.span.start.daysSinceEpoch,
        "end_date": situation.span.end?.daysSinceEpoch,
        "declared_by_caregiver": situation.declaredByCaregiver,
        "declared_by_recipient": situation.declaredByRecipient,
        "evidence": try StoredJSON.text(list: situation.evidence),
        "terms": try StoredTerms.text(
          of: situation.timeline.terms ?? Timeline(start: situation.span.start, value: situation.terms)
        ),
        "caregiver_residences": try StoredResidence.text(of: situation.timeline.caregiverResidences),
        "recipient_residences": try StoredResidence.text(of: situation.timeline.recipientResidences),
      ]
    )
  }

  private static func setMunicipalities(of situation: SituationFacts, in db: Connection) throws {
    try db.execute(
      "DELETE FROM situation_municipality WHERE situation = (SELECT key FROM situation WHERE id = ?)",
      [situation.id.blob]
    )
    for code in situation.places {
      try db.execute(
        """
        INSERT INTO situation_municipality (municipality, situation) SELECT ?, key FROM situation WHERE id = ?
        """,
        [code, situation.id.blob]
      )
    }
  }
}
