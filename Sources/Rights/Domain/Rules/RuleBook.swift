package import CareTypes
package import RuleLanguage

/// The provisions that are in force on a day, compiled, with the relations between them. It is made once and used for
/// many care situations.
package struct RuleBook: Sendable {
  /// Identifies an entry of one rule book. The order is that of the provisions' names.
  package struct EntryIndex: Sendable, Hashable, Comparable {
    fileprivate let offset: Int

    package static func < (left: EntryIndex, right: EntryIndex) -> Bool { left.offset < right.offset }
  }

  /// A provision that is accepted as proof of a part of an entry's condition.
  struct ProofEntry: Sendable {
    /// The entry of the accepted provision; nil when that provision is not in force.
    let entry: EntryIndex?
    /// The name of the fact that the accepted provision is held.
    let fact: String
    /// The position of that fact.
    let position: FactIndex.Position
  }

  /// A provision in force. It is a class so that it can be passed around cheaply for every decision.
  final class Entry: Sendable {
    let version: ProvisionVersion
    /// Decides on the provision; nil for a version that cannot be compiled.
    let decisionMaker: DecisionMaker?
    /// Decides on the provision without proofs, for when it is a proof itself; nil for a version that cannot be compiled.
    let decisionMakerWithoutProofs: DecisionMaker?
    let reach: TerritoryReach
    /// The entries that replace this one where they apply (voorrang).
    let overriders: [EntryIndex]
    /// The entries that cannot be held beside this one (niet cumuleerbaar).
    let excludes: Set<EntryIndex>
    /// The proofs that are accepted for parts of its condition.
    let proofs: [ProofEntry]
    /// The same proofs, as they are stored with a decision.
    let acceptedProofs: [ProvisionVersion.AcceptedProof]
    /// Whether the decision may change because a month passes.
    let asksMonths: Bool
    /// Whether the decision may change with every day of an admission.
    let asksDaysAdmitted: Bool

    fileprivate init(
      _ draft: EntryDraft,
      overriders: [EntryIndex],
      excludes: Set<EntryIndex>,
      proofs: [ProofEntry]
    ) {
      version = draft.version
      decisionMaker = draft.decisionMaker
      decisionMakerWithoutProofs = draft.decisionMakerWithoutProofs
      reach = draft.reach
      self.overriders = overriders
      self.excludes = excludes
      self.proofs = proofs
      acceptedProofs = draft.decisionMaker?.provision.proofs.map(\.accepted) ?? []
      let asked = draft.decisionMaker?.provision.askedFacts ?? []
      asksMonths = asked.contains("situation.months_since_start")
      asksDaysAdmitted = asked.contains("recipient.days_admitted")
    }
  }

  /// The day.
  package let date: CalendarDate
  let factIndex: FactIndex
  let changeDays: RuleChangeDays
  /// Whether any two provisions cannot be held together.
  let hasExclusions: Bool
  private let entries: [Entry]
  private let byMunicipality: [String: [EntryIndex]]
  private let everywhere: [EntryIndex]
  private let byName: [String: EntryIndex]

  /// Makes the rule book of a day.
  ///
  /// - Parameters:
  ///   - versions: All versions with all accepted proofs; of each provision the version in force on the day is used.
  ///   - date: The day.
  ///   - table: The municipalities and their mergers.
  ///   - compile: Compiles a version; returns nil for a version that cannot be compiled.
  package init(
    _ versions: [ProvisionVersion],
    on date: CalendarDate,
    municipalities table: MunicipalityTable,
    compile: (_ version: ProvisionVersion, _ titles: [String: BilingualText]) -> CompiledProvision? = {
      version,
      titles in
      try? CompiledProvision(version, titles: titles)
    }
  ) {
    self.date = date
    let inForce = ProvisionVersion.inForce(versions, on: date.daysSinceEpoch)
    let titles = Dictionary(
      (versions + inForce).map { ($0.name, BilingualText($0.titleNL, $0.titleEN)) },
      uniquingKeysWith: { _, last in last }
    )
    let byName = Dictionary(
      inForce.enumerated().map { ($0.element.name, EntryIndex(offset: $0.offset)) },
      uniquingKeysWith: { first, _ in first }
    )
    var factIndex = FactIndex()
    var drafts: [EntryDraft] = []
    for version in inForce {
      drafts.append(EntryDraft(version, titles, on: date, in: table, factIndex: &factIndex, compile: compile))
    }
    var excludes: [EntryIndex: Set<EntryIndex>] = [:]
    var overriders: [EntryIndex: [EntryIndex]] = [:]
    for (offset, version) in inForce.enumerated() {
      let index = EntryIndex(offset: offset)
      for other in version.excludes.compactMap({ byName[$0] }) where other != index {
        excludes[index, default: []].insert(other)
        excludes[other, default: []].insert(index)
      }
      // If two provisions override each other, neither does.
      for other in version.overrides.compactMap({ byName[$0] })
      where !inForce[other.offset].overrides.contains(version.name) {
        overriders[other, default: []].append(index)
      }
    }
    let entries = drafts.enumerated().map { offset, draft in
      Entry(
        draft,
        overriders: overriders[EntryIndex(offset: offset)] ?? [],
        excludes: excludes[EntryIndex(offset: offset)] ?? [],
        proofs: (draft.decisionMaker?.provision.proofs ?? []).compactMap { proof in
          factIndex.position(of: proof.fact).map {
            ProofEntry(entry: byName[proof.accepted.proof], fact: proof.fact, position: $0)
          }
        }
      )
    }
    var byMunicipality: [String: [EntryIndex]] = [:]
    for (offset, entry) in entries.enumerated() {
      for code in entry.reach.codes { byMunicipality[code, default: []].append(EntryIndex(offset: offset)) }
    }
    everywhere = entries.indices.filter { entries[$0].version.territory.isEmpty }.map(EntryIndex.init)
    self.byMunicipality = byMunicipality
    self.byName = byName
    self.entries = entries
    self.factIndex = factIndex
    hasExclusions = !excludes.isEmpty
    changeDays = RuleChangeDays(versions, after: date, in: table)
  }

  /// The provision of an entry.
  subscript(index: EntryIndex) -> Entry { entries[index.offset] }

  /// The entry of a provision; nil when it is not in force.
  func entry(of name: String) -> EntryIndex? { byName[name] }

  /// The entries that may apply to people who live in some places, in the order of their names.
  func entries(in places: Place...) -> [EntryIndex] {
    var local: Set<EntryIndex> = []
    for place in places { local.formUnion(byMunicipality[place.text] ?? []) }
    return local.isEmpty ? everywhere : (everywhere + local).sorted()
  }

  /// Something for each entry, by entry.
  func map<Value>(_ transform: (Entry) -> Value) -> EntryTable<Value> {
    EntryTable(values: entries.map(transform))
  }

  /// The facts that the conditions of a provision may name; nil when it is not in force or cannot be compiled.
  package func catalogue(of name: String) -> FactCatalogue? {
    entry(of: name).flatMap { self[$0].decisionMaker?.provision.catalogue }
  }
}

/// A value for each entry of a rule book.
struct EntryTable<Value> {
  fileprivate var values: [Value]

  /// The value of an entry.
  subscript(index: RuleBook.EntryIndex) -> Value {
    get { values[index.offset] }
    set { values[index.offset] = newValue }
  }
}

extension EntryTable: Sendable where Value: Sendable {}

/// What is known of an entry before its relations to other entries are.
private struct EntryDraft {
  let version: ProvisionVersion
  let decisionMaker: DecisionMaker?
  let decisionMakerWithoutProofs: DecisionMaker?
  let reach: TerritoryReach

  init(
    _ version: ProvisionVersion,
    _ titles: [String: BilingualText],
    on date: CalendarDate,
    in table: MunicipalityTable,
    factIndex: inout FactIndex,
    compile: (ProvisionVersion, [String: BilingualText]) -> CompiledProvision?
  ) {
    self.version = version
    let compiled = compile(version, titles)
    decisionMaker = compiled.map { DecisionMaker($0, in: &factIndex) }
    if compiled?.proofs.isEmpty == false {
      var withoutProofs = version
      withoutProofs.acceptedProofs = []
      decisionMakerWithoutProofs = compile(withoutProofs, titles).map { DecisionMaker($0, in: &factIndex) }
    } else {
      decisionMakerWithoutProofs = decisionMaker
    }
    reach = TerritoryReach(version.territory, on: date, in: table)
  }
}
