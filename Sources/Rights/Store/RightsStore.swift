package import CareTypes
import Crypto
package import Foundation
import GRDB
import Logging
import RuleLanguage
package import ServiceRuntime
import Synchronization

/// A decision as it is stored.
package struct StoredDecision: Sendable {
  /// Opaque id.
  package let id: OpaqueID
  /// The care situation.
  package let careSituation: OpaqueID
  /// The provision's version that was applied.
  package let provision: ProvisionVersion
  /// What was decided.
  package let result: DecisionResult
  /// What it rests on.
  package let input: DecisionInput
  /// SHA-256 over the input.
  package let digest: Data
  /// Legal day for which it was decided.
  package let decidedFor: CalendarDate
  /// When it was decided.
  package let decideTime: Instant
  /// When a later one took its place.
  package let supersedeTime: Instant?
}

/// A decision that was just taken, for the other services.
package struct DecisionEvent: Sendable {
  /// The decision.
  package let decision: OpaqueID
  /// The care situation.
  package let careSituation: OpaqueID
  /// Resource name of the provision.
  package let provision: String
  /// Its version.
  package let version: Int
  /// The outcome.
  package let outcome: DecisionOutcome
}

/// Fact sheets and decisions. Each method is one transaction.
package struct RightsStore: Sendable {
  let database: ServiceDatabase
  private let encode: @Sendable (DecisionEvent) throws -> EventPayload
  private let compiled = CompiledProvisions()

  /// The store of an opened database.
  package init(database: ServiceDatabase, encode: @escaping @Sendable (DecisionEvent) throws -> EventPayload) {
    self.database = database
    self.encode = encode
  }

  /// Opens the database of Rights.
  ///
  /// - Throws: `StartupError`.
  package static func openDatabase(_ location: ServiceDatabase.Location, clock: RegistryClock) throws -> ServiceDatabase
  {
    try ServiceDatabase(location, label: "rights", clock: clock, migrations: RightsTables.register)
  }

  /// How many care situations wait for decisions.
  package func waiting() async throws -> Int64 {
    try await database.read { try Int64.fetchOne($0, sql: "SELECT count(*) FROM evaluation_queue") ?? 0 }
  }

  /// Whether any care situation waits for decisions.
  package func isAnyWaiting() async throws -> Bool {
    try await database.read { try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM evaluation_queue)") ?? false }
  }

  /// Decides on care situations that wait, and takes them out of the queue, all in one transaction.
  package func decideWaiting(limit: Int) async throws {
    let (encode, compiled) = (encode, compiled)
    try await database.write { transaction in
      let db = transaction.database
      let date = try transaction.now.dateInBelgium()
      let queued = try Row.fetchAll(
        db.cachedStatement(sql: "SELECT situation, traceparent FROM evaluation_queue ORDER BY situation LIMIT ?"),
        arguments: [limit]
      )
      let versions = try Data.fetchAll(db.cachedStatement(sql: "SELECT content FROM provision"))
        .map { try JSONDecoder().decode(ProvisionVersion.self, from: $0) }
      let inForce = ProvisionVersion.inForce(versions, on: date.daysSinceEpoch)
      for row in queued {
        let (key, traceparent): (Int64, String) = (row["situation"], row["traceparent"])
        let situation = try Self.situation(key, on: date.daysSinceEpoch, in: db)
        let applicable = inForce.filter { $0.holds(for: situation) }
        for version in applicable {
          let provision = try compiled.provision(version)
          let input = DecisionRule.input(situation, provision, on: date)
          let decision = NewDecision(
            situation: situation.id,
            key: key,
            provision: provision,
            input: input,
            date: date,
            traceparent: traceparent
          )
          try Self.store(decision, encode: encode, in: transaction)
        }
        try Self.endOthers(
          key,
          situation,
          than: applicable,
          compiled,
          date,
          traceparent,
          encode: encode,
          in: transaction
        )
        let review = ReviewDate.next(for: situation, provisions: versions, after: date)
        try db.cachedStatement(sql: "UPDATE situation SET next_review = ? WHERE key = ?").execute(arguments: [
          review, key,
        ])
        try db.cachedStatement(sql: "DELETE FROM evaluation_queue WHERE situation = ?").execute(arguments: [key])
      }
    }
  }

  // MARK: - Deciding

  private struct NewDecision {
    let situation: OpaqueID
    let key: Int64
    let provision: CompiledProvision
    let input: DecisionInput
    let date: CalendarDate
    let traceparent: String
  }

  /// Stores a decision, unless the current one says the same.
  private static func store(
    _ new: NewDecision,
    encode: (DecisionEvent) throws -> EventPayload,
    in transaction: WriteTransaction
  ) throws {
    let db = transaction.database
    let version = new.provision.version
    let result = DecisionRule.decide(new.input, new.provision)
    let explanation = try json(result.explanation)
    let (missing, reasons) = (try json(result.missing), try json(result.reasons))
    let current = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT key, version, outcome, missing, reasons, explanation FROM decision
          WHERE situation = ? AND provision = ? AND superseded IS NULL
          """
      ),
      arguments: [new.key, version.name]
    )
    if let current {
      let isSame =
        current["version"] == version.version && current["outcome"] == result.outcome.rawValue
        && current["missing"] == missing && current["reasons"] == reasons && current["explanation"] == explanation
      if isSame { return }
      try db.cachedStatement(sql: "UPDATE decision SET superseded = ? WHERE key = ?")
        .execute(arguments: [transaction.now.microseconds, current["key"] as Int64])
    }
    let id = OpaqueID.random()
    let input = try json(new.input)
    try db.cachedStatement(
      sql: """
        INSERT INTO decision (id, situation, provision, version, outcome, missing, reasons, explanation, input, digest,
          decided_for, decided)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      id.text, new.key, version.name, version.version, result.outcome.rawValue, missing, reasons, explanation, input,
      Data(SHA256.hash(data: Data(input.utf8))), new.date.daysSinceEpoch, transaction.now.microseconds,
    ])
    let event = DecisionEvent(
      decision: id,
      careSituation: new.situation,
      provision: version.name,
      version: version.version,
      outcome: result.outcome
    )
    try transaction.append(encode(event), traceparent: new.traceparent)
  }

  /// Ends the decisions on provisions that no longer hold for these people.
  private static func endOthers(
    _ key: Int64,
    _ situation: SituationFacts,
    than applicable: [ProvisionVersion],
    _ compiled: CompiledProvisions,
    _ date: CalendarDate,
    _ traceparent: String,
    encode: (DecisionEvent) throws -> EventPayload,
    in transaction: WriteTransaction
  ) throws {
    let names = Set(applicable.map(\.name))
    let current = try Row.fetchAll(
      transaction.database.cachedStatement(
        sql: """
          SELECT provision.content FROM decision
          JOIN provision ON provision.name = decision.provision AND provision.version = decision.version
          WHERE decision.situation = ? AND decision.superseded IS NULL
          """
      ),
      arguments: [key]
    )
    for row in current {
      let version = try JSONDecoder().decode(ProvisionVersion.self, from: row["content"] as Data)
      guard !names.contains(version.name) else { continue }
      let provision = try compiled.provision(version)
      var input = DecisionRule.input(situation, provision, on: date)
      input.blockers = [.notInForce]
      let decision = NewDecision(
        situation: situation.id,
        key: key,
        provision: provision,
        input: input,
        date: date,
        traceparent: traceparent
      )
      try store(decision, encode: encode, in: transaction)
    }
  }

  /// JSON with sorted keys: the same value is always the same text.
  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  // MARK: - Reading

  /// The current decisions of a care situation, by provision, after a provision's name.
  package func decisions(of id: OpaqueID, after provision: String, limit: Int) async throws -> [StoredDecision] {
    try await database.read { db in
      try Row.fetchAll(db.cachedStatement(sql: Self.listSQL), arguments: [id.text, provision, limit])
        .map(StoredDecision.init(row:))
    }
  }

  static let listSQL = """
    SELECT decision.*, situation.id AS situation_id, provision.content FROM situation
    JOIN decision ON decision.situation = situation.key AND decision.superseded IS NULL
    JOIN provision ON provision.name = decision.provision AND provision.version = decision.version
    WHERE situation.id = ? AND decision.provision > ? ORDER BY decision.provision LIMIT ?
    """

  /// One decision, current or not.
  ///
  /// - Throws: `Refusal` when it is not there.
  package func decision(_ id: OpaqueID) async throws -> StoredDecision {
    try await database.read { db in
      guard let row = try Row.fetchOne(db.cachedStatement(sql: Self.decisionSQL), arguments: [id.text]) else {
        throw Refusal.notFound(ResourceCollection.decisions.name(id))
      }
      return try StoredDecision(row: row)
    }
  }

  static let decisionSQL = """
    SELECT decision.*, situation.id AS situation_id, provision.content FROM decision
    JOIN situation ON situation.key = decision.situation
    JOIN provision ON provision.name = decision.provision AND provision.version = decision.version
    WHERE decision.id = ?
    """
}

extension StoredDecision {
  init(row: Row) throws {
    let decoder = JSONDecoder()
    self.init(
      id: try row.id("id"),
      careSituation: try row.id("situation_id"),
      provision: try decoder.decode(ProvisionVersion.self, from: row["content"] as Data),
      result: DecisionResult(
        outcome: try row.word("outcome"),
        missing: try decoder.decode([String].self, from: row["missing"] as Data),
        reasons: try decoder.decode([DecisionReason].self, from: row["reasons"] as Data),
        explanation: try decoder.decode(Explanation.self, from: row["explanation"] as Data)
      ),
      input: try decoder.decode(DecisionInput.self, from: row["input"] as Data),
      digest: row["digest"],
      decidedFor: try row.date("decided_for"),
      decideTime: Instant(microseconds: row["decided"]),
      supersedeTime: (row["superseded"] as Int64?).map { Instant(microseconds: $0) }
    )
  }
}

/// Conditions that were compiled before. Versions never change, so they stay.
final class CompiledProvisions: Sendable {
  private let cache = Mutex<[String: CompiledProvision]>([:])

  func provision(_ version: ProvisionVersion) throws -> CompiledProvision {
    let key = "\(version.name)/\(version.version)"
    if let known = cache.withLock({ $0[key] }) { return known }
    let compiled = try CompiledProvision(version)
    cache.withLock { $0[key] = compiled }
    return compiled
  }
}
