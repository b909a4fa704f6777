package import CareTypes
package import RuleLanguage

/// The provisions that are in force on a day, compiled, with the relations between them. It is made once and used for
/// many care situations.
package struct RuleBook: Sendable {
  /// Identifies a provision of one rule book. The order is that of the provisions' names.
  package struct ProvisionIndex: Sendable, Hashable, Comparable {
    let offset: Int

    /// Whether the left one comes first in the rule book.
    package static func < (left: ProvisionIndex, right: ProvisionIndex) -> Bool { left.offset < right.offset }
  }

  /// The day.
  package let date: CalendarDate
  let factIndex: FactIndex
  let changeDays: RuleChangeDays
  /// Whether any two provisions cannot be held together.
  let hasExclusions: Bool
  /// The provisions, in groups whose decisions do not depend on each other.
  package let groups: [ProvisionGroup]
  private let provisions: [ProvisionInForce]
  private let byMunicipality: [String: [ProvisionIndex]]
  private let everywhere: [ProvisionIndex]
  private let byName: [String: ProvisionIndex]

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
      inForce.enumerated().map { ($0.element.name, ProvisionIndex(offset: $0.offset)) },
      uniquingKeysWith: { first, _ in first }
    )
    var factIndex = FactIndex()
    var compiled: [ProvisionInForce.Compiled] = []
    for version in inForce {
      compiled.append(
        ProvisionInForce.Compiled(version, titles, on: date, in: table, factIndex: &factIndex, compile: compile)
      )
    }
    var excludes: [ProvisionIndex: Set<ProvisionIndex>] = [:]
    var overriders: [ProvisionIndex: [ProvisionIndex]] = [:]
    for (offset, version) in inForce.enumerated() {
      let index = ProvisionIndex(offset: offset)
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
    let provisions = compiled.enumerated().map { offset, version in
      ProvisionInForce(
        version,
        overriders: overriders[ProvisionIndex(offset: offset)] ?? [],
        excludes: excludes[ProvisionIndex(offset: offset)] ?? [],
        proofs: (version.decisionMaker?.provision.proofs ?? []).compactMap { proof in
          factIndex.position(of: proof.fact).map {
            ProvisionInForce.Proof(provision: byName[proof.accepted.proof], fact: proof.fact, position: $0)
          }
        }
      )
    }
    var byMunicipality: [String: [ProvisionIndex]] = [:]
    for (offset, provision) in provisions.enumerated() {
      for code in provision.reach.codes { byMunicipality[code, default: []].append(ProvisionIndex(offset: offset)) }
    }
    everywhere = provisions.indices.filter { provisions[$0].version.territory.isEmpty }.map(ProvisionIndex.init)
    groups = ProvisionGroup.names(of: versions).enumerated().map { number, names in
      let inForce = names.compactMap { byName[$0] }.sorted()
      var positions: Set<FactIndex.Position> = []
      for provision in inForce.map({ provisions[$0.offset] }) {
        positions.formUnion(provision.decisionMaker?.allPositions ?? [])
        positions.formUnion(provision.decisionMakerWithoutProofs?.allPositions ?? [])
      }
      return ProvisionGroup(
        number: number,
        names: names,
        provisions: inForce,
        positions: Array(positions),
        isSuspended: inForce.contains { provisions[$0.offset].version.isSuspended },
        isEndedByAdmission: inForce.contains { provisions[$0.offset].version.endsByAdmission }
      )
    }
    self.byMunicipality = byMunicipality
    self.byName = byName
    self.provisions = provisions
    self.factIndex = factIndex
    hasExclusions = !excludes.isEmpty
    changeDays = RuleChangeDays(versions, after: date, in: table)
  }

  /// A provision.
  subscript(index: ProvisionIndex) -> ProvisionInForce { provisions[index.offset] }

  /// The index of a provision; nil when it is not in force.
  func index(of name: String) -> ProvisionIndex? { byName[name] }

  /// The provisions that may apply to people who live in some places, in the order of their names.
  func provisions(in places: Place...) -> [ProvisionIndex] {
    var local: Set<ProvisionIndex> = []
    for place in places { local.formUnion(byMunicipality[place.text] ?? []) }
    return local.isEmpty ? everywhere : (everywhere + local).sorted()
  }

  /// A value for each provision.
  func map<Value>(_ transform: (ProvisionInForce) -> Value) -> ProvisionTable<Value> {
    ProvisionTable(provisions.map(transform))
  }

  /// A value for each version in force.
  package func mapVersions<Value>(_ transform: (ProvisionVersion) -> Value) -> ProvisionTable<Value> {
    map { transform($0.version) }
  }

  /// The facts that the conditions of a provision may name; nil when it is not in force or cannot be compiled.
  package func catalogue(of name: String) -> FactCatalogue? {
    index(of: name).flatMap { self[$0].decisionMaker?.provision.catalogue }
  }
}
