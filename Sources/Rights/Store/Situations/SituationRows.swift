import CareTypes
import GRDB

/// What is kept of care situations.
enum SituationRows {
  /// Stores a care situation that is new. One that is known stays: it may have been told anew since.
  static func insert(_ situation: SituationFacts, in db: Database) throws {
    try execute("\(insertSQL) ON CONFLICT (id) DO NOTHING", situation, in: db)
    if db.changesCount == 1 { try setMunicipalities(of: situation, in: db) }
  }

  /// Stores a care situation as it stands now, known or not.
  static func replace(_ situation: SituationFacts, in db: Database) throws {
    try execute(replaceSQL, situation, in: db)
    try setMunicipalities(of: situation, in: db)
  }

  private static let columns = [
    "id", "caregiver", "recipient", "caregiver_birth", "recipient_birth", "caregiver_municipality",
    "recipient_municipality", "relation", "minutes_per_week", "dwelling", "same_address", "professional_involved",
    "start_date", "end_date", "declared_by_caregiver", "declared_by_recipient", "evidence", "terms",
    "caregiver_residences", "recipient_residences",
  ]

  private static let insertSQL = """
    INSERT INTO situation (\(columns.joined(separator: ", ")))
    VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
    """

  private static let replaceSQL = """
    \(insertSQL) ON CONFLICT (id) DO UPDATE
    SET \(columns.dropFirst().map { "\($0) = excluded.\($0)" }.joined(separator: ", "))
    """

  private static func execute(_ sql: String, _ situation: SituationFacts, in db: Database) throws {
    try db.cachedStatement(sql: sql).execute(arguments: [
      situation.id.blob, situation.caregiver.id.blob, situation.recipient.id.blob,
      situation.caregiver.birthDate?.daysSinceEpoch, situation.recipient.birthDate?.daysSinceEpoch,
      situation.caregiver.place.text, situation.recipient.place.text, situation.relation.rawValue,
      situation.hours.minutes, situation.dwelling.rawValue, situation.sameAddress, situation.professionalInvolved,
      situation.span.start.daysSinceEpoch, situation.span.end?.daysSinceEpoch, situation.declaredByCaregiver,
      situation.declaredByRecipient, try StoredJSON.text(situation.evidence),
      try StoredJSON.text(situation.timeline.terms),
      try StoredJSON.text(situation.timeline.caregiverResidences),
      try StoredJSON.text(situation.timeline.recipientResidences),
    ])
  }

  private static func setMunicipalities(of situation: SituationFacts, in db: Database) throws {
    try db.cachedStatement(
      sql: "DELETE FROM situation_municipality WHERE situation = (SELECT key FROM situation WHERE id = ?)"
    ).execute(arguments: [situation.id.blob])
    for code in situation.places {
      try db.cachedStatement(
        sql: """
          INSERT INTO situation_municipality (municipality, situation) SELECT ?, key FROM situation WHERE id = ?
          """
      ).execute(arguments: [code, situation.id.blob])
    }
  }
}
