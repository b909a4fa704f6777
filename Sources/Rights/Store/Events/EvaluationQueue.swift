import CareTypes
import ServiceRuntime

/// Queues care situations to be decided on. One that is queued already keeps the trace of what queued it first.
struct EvaluationQueue {
  private let transaction: WriteTransaction

  init(_ transaction: WriteTransaction) {
    self.transaction = transaction
  }

  private var db: Connection { transaction.connection }

  /// Queues all care of a recipient.
  func add(withRecipient person: OpaqueID) throws {
    try db.execute(Self.recipientSQL, [transaction.traceparent, person.blob])
  }

  /// Queues all care of a recipient, also under the ids of the persons whom they were merged into.
  func add(withRecipientKnownAs person: OpaqueID) throws {
    for kept in try PersonRows.keepers(of: person, in: db) {
      try db.execute(Self.recipientSQL, [transaction.traceparent, kept])
    }
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
