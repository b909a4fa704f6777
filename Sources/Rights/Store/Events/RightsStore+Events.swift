package import CareTypes
import Foundation
import GRDB
package import ServiceRuntime

extension RightsStore {
  /// Applies events in one transaction with the cursor: fact sheets change, and what may be decided otherwise is queued.
  package func apply(_ inputs: [RightsInput], of feed: FeedName, upTo sequence: Int64) async throws {
    try await database.write { [self] transaction in
      for input in inputs { try apply(input, in: transaction) }
      try transaction.advanceCursor(of: feed, to: sequence)
    }
  }

  /// Queues the care situations of which something changed by itself, and the others of their recipients: how many care
  /// for a recipient bears on each.
  package func queueReviews(on date: CalendarDate) async throws {
    try await database.write { transaction in
      try transaction.database.cachedStatement(sql: Self.reviewsSQL)
        .execute(arguments: [transaction.traceparent, date.daysSinceEpoch])
    }
  }

  static let reviewsSQL = """
    INSERT OR IGNORE INTO evaluation_queue
    SELECT other.key, ? FROM situation AS due CROSS JOIN situation AS other ON other.recipient = due.recipient
    WHERE due.next_review <= ?
    """

  private func apply(_ input: RightsInput, in transaction: WriteTransaction) throws {
    let db = transaction.database
    switch input {
    case .registered(let situation):
      try SituationRows.insert(situation, in: db)
      try Self.queue("recipient = ?", situation.recipient.id, in: transaction)
    case .changed(let situation):
      let former = try Data.fetchOne(
        db.cachedStatement(sql: "SELECT recipient FROM situation WHERE id = ?"),
        arguments: [situation.id.blob]
      ).flatMap(OpaqueID.init(blob:))
      try SituationRows.replace(situation, in: db)
      // How many care for the recipient bears on the other care situations, of a former recipient as well.
      for recipient in Set([situation.recipient.id, former ?? situation.recipient.id]) {
        try Self.queue("recipient = ?", recipient, in: transaction)
      }
    case .ended(let id, let date):
      try db.cachedStatement(sql: "UPDATE situation SET end_date = ? WHERE id = ?")
        .execute(arguments: [date.daysSinceEpoch, id.blob])
      try Self.queue("recipient = (SELECT recipient FROM situation WHERE id = ?)", id, in: transaction)
    case .consent(let person, let purpose, let given):
      let sql =
        given
        ? "INSERT OR IGNORE INTO standing_consent (person, purpose) VALUES (?, ?)"
        : "DELETE FROM standing_consent WHERE person = ? AND purpose = ?"
      try db.cachedStatement(sql: sql).execute(arguments: [person.blob, purpose.rawValue])
      if purpose == .automaticRights {
        try Self.queue(caringFor: person, in: transaction)
      } else if try PersonRows.hasMoments(person, coveredBy: purpose, in: db) {
        try Self.queue(caredFor: person, in: transaction)
      }
    case .erased(let person):
      try PersonRows.erase(person, in: db)
      try Self.queue(caringFor: person, in: transaction)
    case .merged(let kept, let merged):
      try db.cachedStatement(sql: "INSERT OR REPLACE INTO merged_person (merged, kept) VALUES (?, ?)")
        .execute(arguments: [merged.blob, kept.blob])
      try Self.queue("recipient = ?", kept, in: transaction)
    case .unmerged(let kept, let merged):
      try db.cachedStatement(sql: "DELETE FROM merged_person WHERE merged = ?").execute(arguments: [merged.blob])
      for person in [kept, merged] { try Self.queue("recipient = ?", person, in: transaction) }
    case .published(let version):
      try ProvisionRows.insert(version, in: db)
      try queue(concernedBy: version, in: transaction)
    case .equivalences(let name, let number, let proofs):
      guard try ProvisionRows.setFound(proofs, for: name, number, in: db) else { return }
      let version = try shelf.provisions(in: db).versions.first { $0.name == name && $0.version == number }
      if let version { try queue(livingIn: [version.territory], in: transaction) }
    case .moment(let person, let kind, let day, let purpose):
      guard try PersonRows.add(kind, on: day, of: person, coveredBy: purpose, in: db) else { return }
      try Self.queue(caredFor: person, in: transaction)
    }
  }

  // MARK: - Queueing

  private static func queueSQL(_ condition: String) -> String {
    "INSERT OR IGNORE INTO evaluation_queue SELECT key, ? FROM situation WHERE \(condition)"
  }

  /// Queues the care situations that a condition over one id picks.
  private static func queue(_ condition: String, _ id: OpaqueID, in transaction: WriteTransaction) throws {
    try transaction.database.cachedStatement(sql: queueSQL(condition))
      .execute(arguments: [transaction.traceparent, id.blob])
  }

  /// Queues the care for a person, under whatever id it is known.
  private static func queue(caredFor person: OpaqueID, in transaction: WriteTransaction) throws {
    for kept in try PersonRows.keepers(of: person, in: transaction.database) {
      try transaction.database.cachedStatement(sql: queueSQL("recipient = ?"))
        .execute(arguments: [transaction.traceparent, kept])
    }
  }

  private static func queue(caringFor person: OpaqueID, in transaction: WriteTransaction) throws {
    try queue("caregiver = ?", person, in: transaction)
    try queue("recipient = ?", person, in: transaction)
  }

  /// Queues whom a version may concern: where it or another version of it holds, and where provisions hold that take it
  /// as a proof.
  private func queue(concernedBy version: ProvisionVersion, in transaction: WriteTransaction) throws {
    let all = try shelf.provisions(in: transaction.database).versions
    let concerned = all.filter { other in
      other.name == version.name || other.acceptedProofs.contains { $0.proof == version.name }
    }
    try queue(livingIn: [version.territory] + concerned.map(\.territory), in: transaction)
  }

  /// Queues those who live in territories on any day, under whatever code they are recorded.
  private func queue(livingIn territories: [[String]], in transaction: WriteTransaction) throws {
    let db = transaction.database
    if territories.contains(where: \.isEmpty) {
      try db.cachedStatement(sql: "INSERT OR IGNORE INTO evaluation_queue SELECT key, ? FROM situation")
        .execute(arguments: [transaction.traceparent])
      return
    }
    let codes = territories.reduce(into: Set<String>()) { codes, territory in
      codes.formUnion(TerritoryReach.codes(of: territory, in: municipalities))
    }
    for code in codes.sorted() {
      try db.cachedStatement(sql: Self.territorySQL).execute(arguments: [transaction.traceparent, code])
    }
  }

  static let territorySQL = """
    INSERT OR IGNORE INTO evaluation_queue SELECT situation, ? FROM situation_municipality WHERE municipality = ?
    """
}
