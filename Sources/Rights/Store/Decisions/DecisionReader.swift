import CareTypes
import Foundation
import RightsDomain
import ServiceCore
import ServiceRuntime

/// Makes decisions of what is stored. What many of them have in common is decoded once.
struct DecisionReader {
  private let provisions: StoredProvisions
  private let cache: ProvisionCache
  let parts: PartCache

  init(_ provisions: StoredProvisions, _ cache: ProvisionCache, _ parts: PartCache) {
    self.provisions = provisions
    self.cache = cache
    self.parts = parts
  }

  /// The current decisions in the sets of a care situation, by the names of the provisions.
  ///
  /// - Parameters:
  ///   - sets: The sets, the newest first. Of a provision in several sets the newest decision is current.
  ///   - provision: The name of the last provision of the page before; empty for the first page.
  ///   - limit: The largest number of decisions.
  ///   - later: All sets of the care situation, in which decisions may have been replaced; empty for current ones.
  func current(
    _ sets: [DecisionSetRow],
    after provision: String,
    limit: Int,
    replacedIn later: [DecisionSetRow] = [],
    in db: Connection
  ) throws -> [StoredDecision] {
    var seen: Set<Int64> = []
    var found: [(version: ProvisionVersion, entry: OutcomeList.Entry, set: DecisionSetRow)] = []
    for set in sets {
      for entry in set.list.entries where seen.insert(entry.version.provision).inserted {
        let version = try version(of: entry)
        if version.name > provision { found.append((version, entry, set)) }
      }
    }
    let page = found.sorted { $0.version.name < $1.version.name }.prefix(limit)
    let parts = try parts.parts(of: page.map(\.entry), in: db)
    let ownIDs = try ownIDs(in: sets, in: db)
    return try page.map { version, entry, set in
      let id =
        try set.id.map { try $0.decision(on: entry.version.provision) } ?? ownIDs[set.key]?[entry.version.provision]
      guard let id else { throw Refusal(.internal, "A decision has no id") }
      let replaced = later.last { $0.key > set.key && $0.list[entry.version.provision] != nil }?.decideTime
      return try decision(version, entry, set, id, superseded: replaced, parts)
    }
  }

  /// The decision on a provision in a set; nil when there is none.
  func decision(
    on provision: Int64,
    in set: DecisionSetRow,
    _ id: OpaqueID,
    in db: Connection
  ) throws -> StoredDecision? {
    guard let entry = set.list[provision] else { return nil }
    var superseded: Instant?
    try db.each(Self.laterSQL, [set.situation, set.key], while: { superseded == nil }) { row in
      if try OutcomeList(content: row["content"])[provision] != nil {
        superseded = Instant(microseconds: row["decided"])
      }
    }
    let parts = try parts.parts(of: [entry], in: db)
    return try decision(version(of: entry), entry, set, id, superseded: superseded, parts)
  }

  /// The decision of an entry of a set.
  ///
  /// - Parameter superseded: When a later decision replaced it; nil for the current one.
  func decision(
    _ entry: OutcomeList.Entry,
    in set: DecisionSetRow,
    _ id: OpaqueID,
    superseded: Instant?,
    in db: Connection
  ) throws -> StoredDecision {
    try decision(version(of: entry), entry, set, id, superseded: superseded, parts.parts(of: [entry], in: db))
  }

  /// The version that an entry applied.
  func version(of entry: OutcomeList.Entry) throws -> ProvisionVersion {
    guard let version = provisions.published[entry.version] else {
      throw Refusal(.internal, "A decision is on an unknown version")
    }
    return version
  }

  private func decision(
    _ version: ProvisionVersion,
    _ entry: OutcomeList.Entry,
    _ set: DecisionSetRow,
    _ id: OpaqueID,
    superseded: Instant?,
    _ parts: PartCache.Parts
  ) throws -> StoredDecision {
    guard let basis = parts.bases[entry.basis] else { throw Refusal(.internal, "A decision has no basis") }
    let finding = try entry.finding.map { key in
      guard let finding = parts.findings[key] else { throw Refusal(.internal, "A decision has no finding") }
      return finding
    }
    var version = version
    version.acceptedProofs = basis.value.proofs
    return StoredDecision(
      name: .stored(id),
      careSituation: set.careSituation,
      provision: version,
      result: DecisionResult(
        outcome: entry.outcome,
        missing: finding?.missing ?? [],
        reasons: finding?.reasons ?? [],
        contradicts: finding?.contradicts ?? [],
        provenBy: finding?.provenBy ?? [],
        amountCents: entry.amountCents,
        explanationFingerprint: entry.fingerprint
      ),
      basis: basis.value,
      decidedFor: set.decidedFor,
      decideTime: set.decideTime,
      supersedeTime: superseded,
      titles: provisions.titles,
      replay: cache.replay(of: version, titles: provisions.titles),
      facts: set.facts,
      factsDigest: set.factsDigest,
      basisText: basis.text
    )
  }

  /// The ids of decisions that were stored one by one: by the key of the set, by the key of the provision.
  func ownIDs(in sets: [DecisionSetRow], in db: Connection) throws -> [Int64: [Int64: OpaqueID]] {
    let keys = sets.filter { $0.id == nil }.map(\.key)
    if keys.isEmpty { return [:] }
    var ids: [Int64: [Int64: OpaqueID]] = [:]
    try db.each(Self.ownIDsSQL, [ValueList(keys)]) { row in
      ids[row["decision_set"], default: [:]][row["provision"]] = try row.blobID("id")
    }
    return ids
  }

  static let ownIDsSQL =
    "SELECT id, decision_set, provision FROM decision_id WHERE decision_set IN \(ValueList.members("?"))"

  static let laterSQL = """
    SELECT decided, content FROM decision_set JOIN outcome_list ON outcome_list.key = decision_set.outcomes
    WHERE situation = ? AND decision_set.key > ? ORDER BY decision_set.key
    """
}
