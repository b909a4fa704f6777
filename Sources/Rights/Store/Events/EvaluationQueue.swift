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
    try add(person.blob, since: since)
  }

  /// Queues all care of a recipient, also under the ids of the persons whom they were merged into.
  ///
  /// - Parameter since: As above.
  func add(withRecipientKnownAs person: OpaqueID, since: Int? = nil) throws {
    for kept in try PersonRows.keepers(of: person, in: db) { try add(kept, since: since) }
  }

  /// Queues all care by a caregiver.
  ///
  /// - Parameter since: As above.
  func add(withCaregiver person: OpaqueID, since: Int) throws {
    try db.execute(Self.caregiverSQL, [transaction.traceparent, person.blob])
    if since < (try today) {
      try db.execute(Self.caregiverSinceSQL, ["caregiver": person.blob, "since": since])
    }
  }

  private func add(_ recipient: Data, since: Int?) throws {
    try db.execute(Self.recipientSQL, [transaction.traceparent, recipient])
    guard let since, since < (try today) else { return }
    try db.execute(Self.sinceSQL, ["recipient": recipient, "since": since])
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

  /// Queues the care situations whose review is due, and all other care of their recipients, because the number of
  /// caregivers of a recipient matters for each.
  func addReviews(on date: CalendarDate) throws {
    try db.execute(Self.reviewsSQL, [transaction.traceparent, date.daysSinceEpoch])
  }

  /// Lets the decisions be reviewed from a day on.
  static let sinceSQL = """
    UPDATE situation SET next_review = :since
    WHERE recipient = :recipient AND (next_review IS NULL OR next_review > :since)
    """

  static let caregiverSinceSQL = """
    UPDATE situation SET next_review = :since
    WHERE caregiver = :caregiver AND (next_review IS NULL OR next_review > :since)
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
}
