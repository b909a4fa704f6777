import CareTypes
import Foundation
import ServiceCore
import ServiceRuntime

/// A row of the decisions that were taken on a care situation at one time.
struct DecisionSetRow {
  let key: Int64
  /// The first part of the ids of its decisions; nil when they have ids of their own.
  let id: DecisionSetID?
  /// The key of the care situation.
  let situation: Int64
  let careSituation: OpaqueID
  /// The facts that the decisions rest on; nil after they were forgotten.
  let facts: FactRecordText?
  /// The digest that was stored with the facts; nil after they were forgotten.
  let factsDigest: Data?
  let list: OutcomeList
  let decidedFor: CalendarDate
  let decideTime: Instant

  /// The rows of a query, the newest first.
  static func read(_ sql: String, _ arguments: Arguments, in db: Connection) throws -> [DecisionSetRow] {
    var rows: [DecisionSetRow] = []
    try db.each(sql, arguments) { rows.append(try DecisionSetRow($0)) }
    return rows.sorted { $0.key > $1.key }
  }

  private init(_ row: SQLRow) throws {
    key = row["key"]
    id = (row["id"] as Data?).map { DecisionSetID(bytes: $0) }
    situation = row["situation"]
    careSituation = try row.blobID("situation_id")
    facts = (row["facts"] as String?).map { FactRecordText($0) }
    factsDigest = row["digest"]
    list = try OutcomeList(content: row["content"])
    decidedFor = try row.date("decided_for")
    decideTime = Instant(microseconds: row["decided"])
  }
}
