import CareTypes
import Foundation
import GRDB
import RightsDomain
import ServiceRuntime

/// Queues care situations to be decided on. One that is queued already keeps the trace of what queued it first.
struct EvaluationQueue {
  private let transaction: WriteTransaction
  private let municipalities: MunicipalityTable

  init(_ transaction: WriteTransaction, _ municipalities: MunicipalityTable) {
    self.transaction = transaction
    self.municipalities = municipalities
  }

  private var db: Database { transaction.database }

  /// Queues all care of a recipient.
  func add(withRecipient person: OpaqueID) throws {
    try db.cachedStatement(sql: Self.recipientSQL).execute(arguments: [transaction.traceparent, person.blob])
  }

  /// Queues all care of a recipient, also under the ids of the persons whom they were merged into.
  func add(withRecipientKnownAs person: OpaqueID) throws {
    for kept in try PersonRows.keepers(of: person, in: db) {
      try db.cachedStatement(sql: Self.recipientSQL).execute(arguments: [transaction.traceparent, kept])
    }
  }

  /// Queues all care by a person and all care of a person.
  func add(withCaregiverOrRecipient person: OpaqueID) throws {
    for sql in [Self.caregiverSQL, Self.recipientSQL] {
      try db.cachedStatement(sql: sql).execute(arguments: [transaction.traceparent, person.blob])
    }
  }

  /// Queues the care situations in which either person lives in one of some territories on any day, under whatever code
  /// their residence is recorded. An empty territory is all of Belgium.
  func add(livingIn territories: [[String]]) throws {
    if territories.contains(where: \.isEmpty) {
      try db.cachedStatement(sql: "INSERT OR IGNORE INTO evaluation_queue SELECT key, ? FROM situation")
        .execute(arguments: [transaction.traceparent])
      return
    }
    let codes = Set(territories).reduce(into: Set<String>()) { codes, territory in
      codes.formUnion(TerritoryReach.codes(of: territory, in: municipalities))
    }
    for code in codes.sorted() {
      try db.cachedStatement(sql: Self.territorySQL).execute(arguments: [transaction.traceparent, code])
    }
  }

  /// Queues the care situations whose review is due, and all other care of their recipients, because the number of
  /// caregivers of a recipient matters for each.
  func addReviews(on date: CalendarDate) throws {
    try db.cachedStatement(sql: Self.reviewsSQL).execute(arguments: [transaction.traceparent, date.daysSinceEpoch])
  }

  static let recipientSQL = "INSERT OR IGNORE INTO evaluation_queue SELECT key, ? FROM situation WHERE recipient = ?"

  static let caregiverSQL = "INSERT OR IGNORE INTO evaluation_queue SELECT key, ? FROM situation WHERE caregiver = ?"

  static let territorySQL = """
    INSERT OR IGNORE INTO evaluation_queue SELECT situation, ? FROM situation_municipality WHERE municipality = ?
    """

  static let reviewsSQL = """
    INSERT OR IGNORE INTO evaluation_queue
    SELECT other.key, ? FROM situation AS due CROSS JOIN situation AS other ON other.recipient = due.recipient
    WHERE due.next_review <= ?
    """
}
