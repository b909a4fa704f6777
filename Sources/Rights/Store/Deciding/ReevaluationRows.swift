import CareTypes
import Foundation
import RightsDomain
import ServiceCore
import ServiceRuntime

/// Reads and writes re-evaluations as a resource.
enum ReevaluationRows {
  /// Up to how many care situations are counted beforehand. Counting millions would keep everyone else waiting.
  static let countLimit = 100_000

  /// Asks for a re-evaluation.
  ///
  /// - Parameters:
  ///   - cause: Why.
  ///   - versions: The versions that are the cause.
  ///   - client: The client that starts it; nil when nobody does.
  /// - Returns: Its id.
  @discardableResult
  static func insert(
    _ extent: Reevaluation.Extent,
    because cause: Reevaluation.Cause,
    of versions: [ProvisionVersion.Key] = [],
    startedBy client: String? = nil,
    _ transaction: WriteTransaction
  ) throws -> OpaqueID {
    let db = transaction.connection
    let last = try db.row("SELECT max(key) AS last FROM situation")?["last"] as Int64? ?? 0
    let id = OpaqueID.random()
    try db.execute(
      insertSQL,
      [
        id.blob, cause.rawValue, try StoredJSON.text(list: versions.map(StoredVersion.init)),
        try StoredJSON.text(extent.provisions.sorted()),
        try extent.municipalities.map { try StoredJSON.text($0.sorted()) }, extent.since, client, last,
        try total(extent, upTo: last, in: db), transaction.traceparent, transaction.now.microseconds,
      ]
    )
    return id
  }

  /// How many care situations a re-evaluation concerns; nil when they are too many to be counted.
  private static func total(_ extent: Reevaluation.Extent, upTo last: Int64, in db: Connection) throws -> Int64? {
    let limit = Int64(countLimit + 1)
    let count =
      if let municipalities = extent.municipalities {
        try db.row(
          countOfMunicipalitiesSQL,
          ["codes": try ValueList(municipalities.sorted()), "last": last, "limit": limit]
        )?["count"] as Int64?
      } else {
        try db.row(countSQL, ["last": last, "limit": limit])?["count"] as Int64?
      }
    return count.flatMap { $0 < limit ? $0 : nil }
  }

  /// Sets the state of a re-evaluation.
  static func set(_ state: Reevaluation.State, of id: OpaqueID, at now: Instant, in db: Connection) throws {
    try db.execute(
      setStateSQL,
      ["state": state.rawValue, "ended": state == .cancelled ? now.microseconds : nil, "id": id.blob]
    )
  }

  /// A re-evaluation, and its key.
  ///
  /// - Throws: `Refusal` when there is none with that id.
  static func read(_ id: OpaqueID, in db: Connection) throws -> Reevaluation {
    guard let row = try db.row(getSQL, [id.blob]) else {
      throw Refusal.notFound(ResourceCollection.reevaluations.name(id))
    }
    return try reevaluation(row)
  }

  /// A page of re-evaluations with their keys, the latest first.
  ///
  /// - Parameter before: The key of the last one of the page before; nil for the first page.
  static func list(
    before: Int64?,
    limit: Int,
    in db: Connection
  ) throws -> [(key: Int64, reevaluation: Reevaluation)] {
    try db.rows(listSQL, [before ?? .max, limit]).map { (key: $0["key"], reevaluation: try reevaluation($0)) }
  }

  private struct StoredVersion: Codable {
    var name: String
    var version: Int

    init(_ key: ProvisionVersion.Key) { (name, version) = (key.name, key.version) }
  }

  private static func reevaluation(_ row: SQLRow) throws -> Reevaluation {
    func instant(_ column: String) -> Instant? { (row[column] as Int64?).map { Instant(microseconds: $0) } }
    return Reevaluation(
      id: try row.blobID("id"),
      state: try row.word("state"),
      cause: try row.optionalWord("cause"),
      versions: try StoredJSON.value(row["versions"] as Data, as: [StoredVersion].self).map {
        ProvisionVersion.Key(name: $0.name, version: $0.version)
      },
      extent: Reevaluation.Extent(
        provisions: Set(try StoredJSON.value(row["provisions"] as Data, as: [String].self)),
        municipalities: try (row["municipalities"] as Data?).map { Set(try StoredJSON.value($0, as: [String].self)) },
        since: row["since"]
      ),
      startedBy: row["started_by"],
      done: row["done"],
      total: row["total"],
      created: Instant(microseconds: row["created"]),
      begun: instant("begun"),
      ended: instant("ended")
    )
  }

  static let insertSQL = """
    INSERT INTO reevaluation (id, state, cause, versions, provisions, municipalities, since, started_by, reached, last,
      done, total, traceparent, created)
    VALUES (?, 'waiting', ?, ?, ?, ?, ?, ?, 0, ?, 0, ?, ?, ?)
    """

  static let setStateSQL = "UPDATE reevaluation SET state = :state, ended = :ended WHERE id = :id"

  private static let columns = """
    SELECT key, id, state, cause, versions, provisions, municipalities, since, started_by, done, total, created, begun,
      ended
    FROM reevaluation
    """

  static let getSQL = "\(columns) WHERE id = ?"
  static let listSQL = "\(columns) WHERE key < ? ORDER BY key DESC LIMIT ?"

  static let countSQL = """
    SELECT count(*) AS count FROM (SELECT 1 FROM situation WHERE key <= :last LIMIT :limit) AS concerned
    """

  static let countOfMunicipalitiesSQL = """
    SELECT count(*) AS count FROM (
      SELECT DISTINCT situation FROM situation_municipality
      WHERE municipality IN \(ValueList.members(":codes")) AND situation <= :last LIMIT :limit) AS concerned
    """
}
