import CareTypes
import Foundation
import RightsDomain
import ServiceRuntime

/// Reads several care situations with two queries.
enum SituationBatch {
  /// A care situation, and what is stored beside its facts.
  struct Item {
    let key: Int64
    let facts: SituationFacts
    /// The day of the next review, in days since 1970-01-01; nil when none is due.
    let nextReview: Int?
    /// Whether facts that its decisions rest on were deleted, so that it has to be decided on again.
    let isForgotten: Bool
  }

  /// Reads care situations in the order of their keys, with the terms and residences of a day.
  ///
  /// - Parameter written: What this transaction wrote of care situations, as far as it is what is stored: it need not be
  ///   decoded.
  static func read(
    _ keys: [Int64],
    on date: CalendarDate,
    written: [OpaqueID: SituationFacts] = [:],
    in db: Connection
  ) throws -> [Item] {
    if keys.isEmpty { return [] }
    let list = ValueList(keys)
    var moments: [Int64: RecipientMoments] = [:]
    try db.each(momentsSQL, [list]) { row in
      let moment = RecipientMoments.Moment(try row.word("kind"), on: row["day"], in: try row.optionalWord("place"))
      moments[row["key"], default: RecipientMoments()].add(moment)
    }
    let day = date.daysSinceEpoch
    var known: SituationColumns?
    var items: [Item] = []
    items.reserveCapacity(keys.count)
    try db.each(rowsSQL, ["keys": list, "day": day]) { row in
      let columns = try known ?? SituationColumns(row.columnNames)
      known = columns
      let key: Int64 = row[columns.key]
      var facts = try columns.facts(row, written: written)
      facts.moments = moments[key] ?? RecipientMoments()
      facts.resolve(on: date)
      items.append(
        Item(key: key, facts: facts, nextReview: row[columns.nextReview], isForgotten: row[columns.isForgotten])
      )
    }
    return items
  }

  static let rowsSQL = """
    SELECT key, id, caregiver, recipient, caregiver_birth, recipient_birth, caregiver_municipality,
      recipient_municipality, start_date, end_date, declared_by_caregiver, declared_by_recipient, evidence, terms,
      caregiver_residences, recipient_residences, next_review, is_forgotten,
      EXISTS (
        SELECT 1 FROM standing_consent WHERE person = situation.caregiver AND purpose = 'automatic_rights'
          AND since <= :day AND (until IS NULL OR until > :day)
      ) AS caregiver_consents,
      EXISTS (
        SELECT 1 FROM standing_consent WHERE person = situation.recipient AND purpose = 'automatic_rights'
          AND since <= :day AND (until IS NULL OR until > :day)
      ) AS recipient_consents,
      (SELECT count(*) FROM situation AS other
        WHERE other.recipient = situation.recipient AND other.start_date <= :day
          AND (other.end_date IS NULL OR other.end_date >= :day)) AS caregiver_count,
      (SELECT min(other.end_date) + 1 FROM situation AS other
        WHERE other.caregiver = situation.caregiver AND other.caregiver_died = 1) AS caregiver_death_day
    FROM situation WHERE key IN \(ValueList.members(":keys")) ORDER BY key
    """

  /// The moments of the recipients, also under the ids of persons who were merged into them, as far as the consent that
  /// covers them is given.
  static let momentsSQL = """
    WITH RECURSIVE same (key, person) AS (
      SELECT key, recipient FROM situation WHERE key IN \(ValueList.members("?"))
      UNION SELECT same.key, merged_person.merged FROM same JOIN merged_person ON merged_person.kept = same.person)
    SELECT same.key, recipient_moment.kind, recipient_moment.day, recipient_moment.place FROM same
    JOIN recipient_moment ON recipient_moment.person = same.person
    WHERE recipient_moment.purpose = '' OR EXISTS (
      SELECT 1 FROM standing_consent
      WHERE standing_consent.person = recipient_moment.person AND standing_consent.purpose = recipient_moment.purpose
        AND standing_consent.until IS NULL)
    """
}
