import CareTypes
import Foundation
import RightsDomain
import ServiceCore
import ServiceRuntime

/// Reads everything that the awards of one or two people follow from, with a handful of queries whatever their history.
struct AwardReader {
  /// A decision in the history of a care situation.
  private struct Entry {
    let set: DecisionSetRow
    let entry: OutcomeList.Entry
    let superseded: Instant?
  }

  /// Everything that the awards follow from.
  let file: AwardFile
  private let reader: DecisionReader
  private let entries: [OpaqueID: Entry]
  private let db: Connection

  /// Reads the file of the holder of an award, or of the two people of a care situation.
  ///
  /// - Parameters:
  ///   - holder: Who holds the award.
  ///   - date: The legal day.
  ///   - known: What became known later does not count.
  init(
    of holder: AwardKey.Holder,
    on date: CalendarDate,
    knownAt known: Instant,
    _ cache: ProvisionCache,
    _ parts: PartCache,
    in db: Connection
  ) throws {
    let keys = try db.values(Int64.self, holder.familySQL, ["id": holder.id.blob])
    try self.init(reading: keys, on: date, knownAt: known, cache, parts, in: db)
  }

  /// Reads the files of the people of several care situations, as one.
  ///
  /// - Parameters:
  ///   - situations: The keys of the care situations.
  ///   - date: The legal day.
  ///   - known: What became known later does not count.
  init(
    ofPeopleIn situations: [Int64],
    on date: CalendarDate,
    knownAt known: Instant,
    _ cache: ProvisionCache,
    _ parts: PartCache,
    in db: Connection
  ) throws {
    let keys = try db.values(Int64.self, Self.familiesSQL, [ValueList(situations)])
    try self.init(reading: keys, on: date, knownAt: known, cache, parts, in: db)
  }

  /// Reads what the awards follow from that some care situations support.
  private init(
    reading keys: [Int64],
    on date: CalendarDate,
    knownAt known: Instant,
    _ cache: ProvisionCache,
    _ parts: PartCache,
    in db: Connection
  ) throws {
    let provisions = try cache.provisions(in: db)
    let book = try cache.book(on: date, in: db)
    let reader = DecisionReader(provisions, cache, parts)
    let items = try SituationBatch.read(keys, on: date, in: db)
    let rows = try DecisionSetRow.read(Self.historySQL, [ValueList(keys)], in: db).sorted { $0.key < $1.key }
    let ownIDs = try reader.ownIDs(in: rows, in: db)
    let found = try parts.parts(of: rows.flatMap(\.list.entries), in: db)
    let sets = Dictionary(grouping: rows, by: \.situation)
    var entries: [OpaqueID: Entry] = [:]
    let care = try items.map { item in
      var outcomes: [AwardOutcome] = []
      var last: [Int64: OpaqueID] = [:]
      for set in sets[item.key] ?? [] {
        for entry in set.list.entries {
          let provision = entry.version.provision
          guard let id = try set.id?.decision(on: provision) ?? ownIDs[set.key]?[provision] else {
            throw Refusal(.internal, "A decision has no id")
          }
          let reasons = entry.finding.flatMap { found.findings[$0]?.reasons } ?? []
          let basis = found.bases[entry.basis]?.value
          if let former = last[provision], let replaced = entries[former] {
            entries[former] = Entry(set: replaced.set, entry: replaced.entry, superseded: set.decideTime)
          }
          last[provision] = id
          entries[id] = Entry(set: set, entry: entry, superseded: nil)
          let version = try reader.version(of: entry)
          outcomes.append(
            AwardOutcome(
              situation: item.facts.id,
              decision: id,
              version: version,
              outcome: entry.outcome,
              reasons: reasons,
              caregiverResident: basis?.caregiverResident,
              recipientResident: basis?.recipientResident,
              firstDay: set.decidedFor.daysSinceEpoch,
              recorded: set.decideTime,
              place: set.key
            )
          )
        }
      }
      return AwardFile.Care(facts: item.facts, outcomes: outcomes, held: book.heldByEvidence(in: item.facts))
    }
    let names = Dictionary(provisions.keys.map { ($0.value, $0.key) }) { first, _ in first }
    file = AwardFile(
      care,
      try AwardActionRows.read(ofPeopleIn: keys, names, in: db),
      on: date,
      knownAt: known
    )
    self.reader = reader
    self.entries = entries
    self.db = db
  }

  /// An award with the stored decision that counts.
  ///
  /// - Parameter withDigests: Whether to read the digests of the facts behind its steps.
  func view(of award: Award, withDigests: Bool) throws -> AwardView {
    // As of an earlier day, the decision of then.
    let isWhole = award.steps.count == award.life.steps.count
    let decision = try (isWhole ? award.life.best : award.steps.last?.decision).flatMap { best in
      try entries[best.decision].map {
        try reader.decision($0.entry, in: $0.set, best.decision, superseded: $0.superseded, in: db)
      }
    }
    var digests: [OpaqueID: Data] = [:]
    if withDigests {
      for id in Set(award.steps.compactMap { $0.decision?.decision }) {
        guard let entry = entries[id] else { continue }
        let digest = try reader.decision(entry.entry, in: entry.set, id, superseded: nil, in: db).digest
        if !digest.isEmpty { digests[id] = digest }
      }
    }
    return AwardView(award: award, decision: decision, digests: digests)
  }

  static let familiesSQL = AwardKey.Holder.family(
    of: "SELECT caregiver, recipient FROM situation WHERE key IN \(ValueList.members("?"))"
  )

  static let historySQL = """
    \(RightsStore.columns) FROM decision_set JOIN situation ON situation.key = decision_set.situation
    \(RightsStore.joins) WHERE decision_set.situation IN \(ValueList.members("?"))
    """
}

extension AwardKey.Holder {
  /// The keys of all care by the caregivers and of the recipients whom the award concerns: others may hold what only so many
  /// can hold.
  var familySQL: String {
    switch self {
    case .careSituation: Self.family(of: "SELECT caregiver, recipient FROM situation WHERE id = :id")
    case .person:
      Self.family(
        of: """
          SELECT caregiver, recipient FROM situation WHERE caregiver = :id
          UNION SELECT caregiver, recipient FROM situation WHERE recipient = :id
          """
      )
    }
  }

  /// The keys of all care by some caregivers and of some recipients, who are given by a query.
  static func family(of people: String) -> String {
    """
    WITH own (caregiver, recipient) AS (\(people))
    SELECT key FROM situation WHERE caregiver IN (SELECT caregiver FROM own)
    UNION SELECT key FROM situation WHERE recipient IN (SELECT recipient FROM own) ORDER BY key
    """
  }
}
