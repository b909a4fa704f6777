import CareTypes
import Foundation
import ServiceCore
import ServiceRuntime

/// Queues care situations to be decided on. One that is queued already keeps the trace of what queued it first.
struct EvaluationQueue {
  private let transaction: WriteTransaction

  init(_ transaction: WriteTransaction) {
    self.transaction = transaction
  }

  private var db: Connection { transaction.connection }

  /// Queues all care of a recipient.
  ///
  /// - Parameter since: The first day, in days since 1970-01-01, for which what became known may change the decisions. nil:
  ///   today.
  func add(withRecipient person: OpaqueID, since: Int? = nil) throws {
    try add(person.blob, Self.recipientSQL, Self.sinceSQL, since: since)
  }

  /// Queues all care by a caregiver, because the number of recipients of a caregiver matters for each.
  ///
  /// - Parameter since: As above.
  func add(withCaregiver person: OpaqueID, since: Int? = nil) throws {
    try add(person.blob, Self.caregiverSQL, Self.sinceOfCaregiverSQL, since: since)
  }

  /// Queues all care of a recipient, also under the ids of the persons whom they were merged into.
  ///
  /// - Parameter since: As above.
  func add(withRecipientKnownAs person: OpaqueID, since: Int? = nil) throws {
    for kept in try PersonRows.keepers(of: person, in: db) {
      try add(kept, Self.recipientSQL, Self.sinceSQL, since: since)
    }
  }

  private func add(_ person: Data, _ queueSQL: String, _ sinceSQL: String, since: Int?) throws {
    try db.execute(queueSQL, [transaction.traceparent, person])
    guard let since, since < (try today) else { return }
    try db.execute(sinceSQL, ["person": person, "since": since])
  }

  private var today: Int {
    get throws { try transaction.now.dateInBelgium().daysSinceEpoch }
  }

  /// Queues a care situation.
  func add(_ key: Int64, traceparent: String) throws {
    try db.execute(
      "INSERT INTO evaluation_queue (situation, traceparent) VALUES (?, ?) ON CONFLICT DO NOTHING",
      [key, traceparent]
    )
  }

  /// Queues all care by a person and all care of a person.
  func add(withCaregiverOrRecipient person: OpaqueID) throws {
    for sql in [Self.caregiverSQL, Self.recipientSQL] {
      try db.execute(sql, [transaction.traceparent, person.blob])
    }
  }

  /// Queues the care situations whose review is due, and all other care of their recipients and by their caregivers, because
  /// the number of caregivers of a recipient, and of recipients of a caregiver, matters for each.
  ///
  /// - Parameter countsRecipients: Whether the number of recipients of a caregiver matters for any decision.
  func addReviews(on date: CalendarDate, countsRecipients: Bool) throws {
    for sql in [Self.reviewsSQL] + (countsRecipients ? [Self.reviewsOfCaregiversSQL] : []) {
      try db.execute(sql, [transaction.traceparent, date.daysSinceEpoch])
    }
  }

  /// Lets the decisions be reviewed from a day on.
  static let sinceSQL = """
    UPDATE situation SET next_review = :since
    WHERE recipient = :person AND (next_review IS NULL OR next_review > :since)
    """

  static let sinceOfCaregiverSQL = """
    UPDATE situation SET next_review = :since
    WHERE caregiver = :person AND (next_review IS NULL OR next_review > :since)
    """

  static let recipientSQL = """
    INSERT INTO evaluation_queue (situation, traceparent)
    SELECT key, ? FROM situation WHERE recipient = ? ON CONFLICT DO NOTHING
    """

  static let caregiverSQL = """
    INSERT INTO evaluation_queue (situation, traceparent)
    SELECT key, ? FROM situation WHERE caregiver = ? ON CONFLICT DO NOTHING
    """

  static let reviewsSQL = """
    INSERT INTO evaluation_queue (situation, traceparent)
    SELECT other.key, ? FROM situation AS due JOIN situation AS other ON other.recipient = due.recipient
    WHERE due.next_review <= ? ON CONFLICT DO NOTHING
    """

  static let reviewsOfCaregiversSQL = """
    INSERT INTO evaluation_queue (situation, traceparent)
    SELECT other.key, ? FROM situation AS due JOIN situation AS other ON other.caregiver = due.caregiver
    WHERE due.next_review <= ? ON CONFLICT DO NOTHING
    """
}
