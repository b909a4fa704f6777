import CareTypes
import Foundation
import RightsDomain
import ServiceRuntime

/// A change of the law whose care situations are decided on one after the other, in the order of their keys: those in which
/// either person lives where the changed provisions apply, under whatever code their residence is recorded. Only the changed
/// provisions are decided on, with those whose decisions depend on theirs.
///
/// It is one row, however many care situations it concerns.
struct EvaluationSweep {
  let key: Int64
  /// The names of the changed provisions.
  let provisions: Set<String>
  /// The codes of the municipalities; nil for all care situations.
  private let municipalities: [String]?
  /// The key of the last care situation that was decided on; 0 at first.
  private let reached: Int64
  /// The key of the last care situation that it concerns. Those that are registered later are decided on by themselves.
  private let last: Int64
  /// The trace of what changed the law.
  let traceparent: String

  /// Begins a sweep.
  ///
  /// - Parameters:
  ///   - provisions: The names of the changed provisions.
  ///   - territories: Where they apply. An empty territory is all of Belgium.
  static func begin(
    of provisions: Set<String>,
    in territories: [[String]],
    _ municipalities: MunicipalityTable,
    _ transaction: WriteTransaction
  ) throws {
    let codes = Set(territories).reduce(into: Set<String>()) { codes, territory in
      codes.formUnion(TerritoryReach.codes(of: territory, in: municipalities))
    }
    let isEverywhere = territories.contains(where: \.isEmpty)
    try transaction.connection.execute(
      """
      INSERT INTO evaluation_sweep (provisions, municipalities, reached, last, traceparent)
      SELECT ?, ?, 0, max(key), ? FROM situation HAVING count(*) > 0
      """,
      [
        try StoredJSON.text(provisions.sorted()), isEverywhere ? nil : try StoredJSON.text(codes.sorted()),
        transaction.traceparent,
      ]
    )
  }

  /// The sweep that was begun first; nil when there is none.
  static func first(in db: Connection) throws -> EvaluationSweep? {
    try db.row(firstSQL).map(EvaluationSweep.init)
  }

  private init(_ row: SQLRow) throws {
    key = row["key"]
    provisions = Set(try StoredJSON.value(row["provisions"] as Data, as: [String].self))
    municipalities = try (row["municipalities"] as Data?).map { try StoredJSON.value($0) }
    reached = row["reached"]
    last = row["last"]
    traceparent = row["traceparent"]
  }

  /// The keys of the next care situations; empty at the end.
  func next(_ limit: Int, in db: Connection) throws -> [Int64] {
    let keys: [Int64]
    if let municipalities {
      let sql = municipalities.count > 8 ? RightsStore.manyMunicipalitiesSQL : RightsStore.fewMunicipalitiesSQL
      keys = try db.values(
        Int64.self,
        sql,
        ["codes": try ValueList(municipalities), "key": reached, "limit": limit]
      )
    } else {
      keys = try db.values(Int64.self, RightsStore.allSituationsSQL, [reached, limit])
    }
    return keys.filter { $0 <= last }
  }

  /// Goes on after care situations that were decided on, or ends when there were none.
  func advance(past keys: [Int64], in db: Connection) throws {
    if let reached = keys.last, reached < last {
      try db.execute(Self.advanceSQL, [reached, key])
    } else {
      try db.execute(Self.endSQL, [key])
    }
  }

  static let firstSQL = """
    SELECT key, provisions, municipalities, reached, last, traceparent FROM evaluation_sweep ORDER BY key LIMIT 1
    """
  static let advanceSQL = "UPDATE evaluation_sweep SET reached = ? WHERE key = ?"
  static let endSQL = "DELETE FROM evaluation_sweep WHERE key = ?"

  /// The care situations that wait in the queue or for a sweep.
  static let waitingSQL = """
    SELECT count(*) FROM (
      SELECT situation FROM evaluation_queue
      UNION
      SELECT situation.key FROM evaluation_sweep
      JOIN situation ON situation.key > evaluation_sweep.reached AND situation.key <= evaluation_sweep.last
      WHERE evaluation_sweep.municipalities IS NULL OR EXISTS (
        SELECT 1 FROM situation_municipality WHERE situation_municipality.situation = situation.key
          AND municipality IN \(ValueList.members("evaluation_sweep.municipalities")))
    ) AS waiting
    """
}
