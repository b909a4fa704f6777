import CareTypes
import Foundation
import GRDB
import ServiceRuntime

/// Care situations read together.
enum SituationBatch {
  /// A care situation and what goes with its row.
  struct Item {
    let key: Int64
    let facts: SituationFacts
    let nextReview: Int?
    let isForgotten: Bool
  }

  /// Reads care situations as they stand for a day, in the order of their keys: of terms and residences, those of that
  /// day.
  static func read(_ keys: [Int64], on date: CalendarDate, in db: Database) throws -> [Item] {
    if keys.isEmpty { return [] }
    let list = "[\(keys.map(String.init).joined(separator: ","))]"
    var moments: [Int64: RecipientMoments] = [:]
    let befallen = try Row.fetchCursor(db.cachedStatement(sql: momentsSQL), arguments: [list])
    while let row = try befallen.next() {
      let told = try StoredJSON.value(row[1] as Data, as: RecipientMoments.self)
      moments[row[0], default: RecipientMoments()].add(told)
    }
    let day = date.daysSinceEpoch
    let rows = try Row.fetchCursor(db.cachedStatement(sql: rowsSQL), arguments: ["keys": list, "day": day])
    var items: [Item] = []
    items.reserveCapacity(keys.count)
    while let row = try rows.next() {
      let key: Int64 = row[0]
      var facts = try facts(row, moments: moments[key] ?? RecipientMoments())
      try facts.resolve(on: day)
      items.append(Item(key: key, facts: facts, nextReview: row[21], isForgotten: row[22]))
    }
    return items
  }

  static let rowsSQL = """
    SELECT key, id, caregiver, recipient, caregiver_birth, recipient_birth, caregiver_municipality,
      recipient_municipality, relation, minutes_per_week, dwelling, same_address, professional_involved, start_date,
      end_date, declared_by_caregiver, declared_by_recipient, evidence, terms, caregiver_residences,
      recipient_residences, next_review, is_forgotten,
      EXISTS (SELECT 1 FROM standing_consent WHERE person = situation.caregiver AND purpose = 'automatic_rights'),
      EXISTS (SELECT 1 FROM standing_consent WHERE person = situation.recipient AND purpose = 'automatic_rights'),
      (SELECT count(*) FROM situation AS other
        WHERE other.recipient = situation.recipient AND other.start_date <= :day
          AND (other.end_date IS NULL OR other.end_date >= :day))
    FROM situation WHERE key IN (SELECT value FROM json_each(:keys)) ORDER BY key
    """

  /// What befell the recipients, under whatever id it was told, as far as the consent stands that covers it.
  static let momentsSQL = """
    WITH RECURSIVE same (key, person) AS (
      SELECT key, recipient FROM situation WHERE key IN (SELECT value FROM json_each(?))
      UNION SELECT same.key, merged_person.merged FROM same JOIN merged_person ON merged_person.kept = same.person)
    SELECT same.key, recipient_moments.moments FROM same
    JOIN recipient_moments ON recipient_moments.person = same.person
    WHERE recipient_moments.purpose = '' OR EXISTS (
      SELECT 1 FROM standing_consent
      WHERE standing_consent.person = recipient_moments.person AND standing_consent.purpose = recipient_moments.purpose)
    """

  private static func facts(_ row: Row, moments: RecipientMoments) throws -> SituationFacts {
    func id(_ column: Int) throws -> OpaqueID {
      guard let id = OpaqueID(blob: row[column]) else { throw Refusal(.internal, "A care situation has no valid id") }
      return id
    }
    func date(_ column: Int) throws -> CalendarDate? {
      try (row[column] as Int?).map { try CalendarDate(daysSinceEpoch: $0) }
    }
    func party(_ id: OpaqueID, birth: Int, municipality: Int, consent: Int) throws -> SituationFacts.Party {
      SituationFacts.Party(
        id: id,
        birthDate: try date(birth),
        place: try Place(row[municipality] as String),
        consentsToAutomaticRights: row[consent]
      )
    }
    guard let relation = Relation(rawValue: row[8]), let dwelling = Dwelling(rawValue: row[10]) else {
      throw Refusal(.internal, "A care situation has an unknown word")
    }
    return SituationFacts(
      id: try id(1),
      caregiver: try party(try id(2), birth: 4, municipality: 6, consent: 23),
      recipient: try party(try id(3), birth: 5, municipality: 7, consent: 24),
      relation: relation,
      hours: try HoursPerWeek(minutes: row[9]),
      dwelling: dwelling,
      sameAddress: row[11],
      professionalInvolved: row[12],
      span: try DateSpan(start: CalendarDate(daysSinceEpoch: row[13]), end: date(14)),
      declaredByCaregiver: row[15],
      declaredByRecipient: row[16],
      evidence: try StoredJSON.list(row[17]),
      timeline: SituationTimeline(
        terms: try StoredJSON.list(row[18]),
        caregiverResidences: try StoredJSON.list(row[19]),
        recipientResidences: try StoredJSON.list(row[20])
      ),
      caregiverCount: row[25],
      moments: moments
    )
  }
}
