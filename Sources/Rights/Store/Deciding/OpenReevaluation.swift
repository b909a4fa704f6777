import CareTypes
import Foundation
import RightsDomain
import ServiceRuntime

/// A re-evaluation that goes on: its care situations are decided on one after the other, in the order of their keys. Those in
/// which either person lives where the provisions apply, under whatever code their residence is recorded. Only its provisions
/// are decided on, with those whose decisions depend on theirs.
///
/// It is one row, however many care situations it concerns. How far it has come is written in the transaction that decides,
/// so that it goes on after an interruption as if there had been none.
struct OpenReevaluation {
  let key: Int64
  /// The names of its provisions.
  let provisions: Set<String>
  /// The trace of what caused it.
  let traceparent: String
  /// The first day that is decided on, in days since 1970-01-01; nil for only today.
  private let since: Int?
  /// The codes of the municipalities; nil for all care situations.
  private let municipalities: [String]?
  /// The key of the last care situation that was decided on; 0 at first.
  private let reached: Int64
  /// The key of the last care situation that it concerns. Those that are registered later are decided on by themselves.
  private let last: Int64

  /// The one that was asked for first; nil when there is none.
  static func first(in db: Connection) throws -> OpenReevaluation? {
    try db.row(firstSQL).map(OpenReevaluation.init)
  }

  private init(_ row: SQLRow) throws {
    key = row["key"]
    provisions = Set(try StoredJSON.value(row["provisions"] as Data, as: [String].self))
    municipalities = try (row["municipalities"] as Data?).map { try StoredJSON.value($0) }
    since = row["since"]
    reached = row["reached"]
    last = row["last"]
    traceparent = row["traceparent"]
  }

  /// The keys of the next care situations; empty at the end. If days in the past are decided on, their reviews are set back.
  func next(_ limit: Int, today: CalendarDate, in db: Connection) throws -> [Int64] {
    let found: [Int64]
    if let municipalities {
      let sql = municipalities.count > 8 ? RightsStore.manyMunicipalitiesSQL : RightsStore.fewMunicipalitiesSQL
      found = try db.values(
        Int64.self,
        sql,
        ["codes": try ValueList(municipalities), "key": reached, "limit": limit]
      )
    } else {
      found = try db.values(Int64.self, RightsStore.allSituationsSQL, [reached, limit])
    }
    let keys = found.filter { $0 <= last }
    if let since, since < today.daysSinceEpoch {
      try db.execute(Self.sinceSQL, ["keys": ValueList(keys), "since": since, "today": today.daysSinceEpoch])
    }
    return keys
  }

  /// Goes on after care situations that were decided on or queued, or ends when there were none.
  func advance(past keys: [Int64], at now: Instant, in db: Connection) throws {
    if let reached = keys.last {
      try db.execute(
        Self.advanceSQL,
        ["reached": reached, "count": keys.count, "now": now.microseconds, "key": key]
      )
    } else {
      try db.execute(Self.endSQL, ["now": now.microseconds, "key": key])
    }
  }

  static let firstSQL = """
    SELECT key, provisions, municipalities, since, reached, last, traceparent FROM reevaluation
    WHERE state IN ('waiting', 'running') ORDER BY key LIMIT 1
    """

  static let advanceSQL = """
    UPDATE reevaluation SET state = 'running', begun = COALESCE(begun, :now), reached = :reached, done = done + :count
    WHERE key = :key
    """

  static let endSQL = """
    UPDATE reevaluation SET state = 'done', begun = COALESCE(begun, :now), ended = :now WHERE key = :key
    """

  /// Lets care situations that were decided on before today be reviewed from a day on.
  static let sinceSQL = """
    UPDATE situation SET next_review = :since
    WHERE key IN \(ValueList.members(":keys")) AND (next_review IS NULL OR next_review > :since) AND EXISTS (
      SELECT 1 FROM decision_set WHERE situation = situation.key AND decided_for < :today)
    """

  /// Whether any care situation waits in the queue or for a re-evaluation.
  static let isAnyWaitingSQL = """
    SELECT EXISTS (SELECT 1 FROM evaluation_queue)
      OR EXISTS (SELECT 1 FROM reevaluation WHERE state IN ('waiting', 'running'))
    """

  /// The care situations that wait in the queue or for a re-evaluation.
  static let waitingSQL = """
    SELECT count(*) FROM (
      SELECT situation FROM evaluation_queue
      UNION
      SELECT situation.key FROM reevaluation
      JOIN situation ON situation.key > reevaluation.reached AND situation.key <= reevaluation.last
      WHERE reevaluation.state IN ('waiting', 'running') AND (reevaluation.municipalities IS NULL OR EXISTS (
        SELECT 1 FROM situation_municipality WHERE situation_municipality.situation = situation.key
          AND municipality IN \(ValueList.members("reevaluation.municipalities"))))
    ) AS waiting
    """
}
