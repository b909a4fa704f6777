package import CareTypes
import RuleLanguage

/// The provisions that are in force on a day, ready to be decided on; pure, and made once for many care situations.
package struct RuleBook: Sendable {
  /// A proof of a part of an entry.
  struct ProofEntry: Sendable {
    /// The entry of the proof; nothing when it is not in force.
    let entry: Int?
    /// The fact that it is held.
    let fact: String
    /// The place of that fact.
    let place: Int
  }

  /// A provision in force. A class, because it is passed about for every decision.
  final class Entry: Sendable {
    let version: ProvisionVersion
    /// Nothing for a version that cannot be compiled.
    let placed: PlacedProvision?
    /// The same without proofs, for when it is a proof itself.
    let plain: PlacedProvision?
    let reach: TerritoryReach
    /// The entries that take its place where they hold.
    let overriders: [Int]
    /// The entries that cannot be held beside it.
    let excludes: Set<Int>
    /// The proofs of its parts.
    let proofs: [ProofEntry]
    /// The proofs as they are stored.
    let accepted: [ProvisionVersion.AcceptedProof]
    /// Whether a month that passes may decide it otherwise.
    let asksMonths: Bool
    /// Whether every day of an admission may decide it otherwise.
    let asksDaysAdmitted: Bool

    fileprivate init(_ drawn: Drawn, overriders: [Int], excludes: Set<Int>, proofs: [ProofEntry]) {
      version = drawn.version
      placed = drawn.placed
      plain = drawn.plain
      reach = drawn.reach
      self.overriders = overriders
      self.excludes = excludes
      self.proofs = proofs
      accepted = drawn.placed?.provision.proofs.map(\.accepted) ?? []
      let named = drawn.placed?.provision.named ?? []
      asksMonths = named.contains("situation.months_since_start")
      asksDaysAdmitted = named.contains("recipient.days_admitted")
    }
  }

  /// The day.
  package let date: CalendarDate
  let entries: [Entry]
  let index: FactIndex
  let turns: RuleTurns
  /// Whether any two of them cannot be held together.
  let hasExclusions: Bool
  private let byMunicipality: [String: [Int]]
  private let everywhere: [Int]
  private let byName: [String: Int]

  /// The provisions of a day.
  ///
  /// - Parameters:
  ///   - versions: All versions, with the proofs that count; of each provision the one in force on the day is taken.
  ///   - date: The day.
  ///   - table: The municipalities and their mergers.
  ///   - compile: Compiles a version, or tells that it cannot be compiled.
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
    let byName = Dictionary(inForce.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in first }
    var index = FactIndex()
    var drawn: [Drawn] = []
    for version in inForce {
      drawn.append(Drawn(version, titles, on: date, in: table, index: &index, compile: compile))
    }
    var excludes: [Int: Set<Int>] = [:]
    var overriders: [Int: [Int]] = [:]
    for (number, version) in inForce.enumerated() {
      for other in version.excludes.compactMap({ byName[$0] }) where other != number {
        excludes[number, default: []].insert(other)
        excludes[other, default: []].insert(number)
      }
      // Two that name each other settle nothing.
      for other in version.overrides.compactMap({ byName[$0] }) where !inForce[other].overrides.contains(version.name) {
        overriders[other, default: []].append(number)
      }
    }
    let entries = drawn.enumerated().map { number, drawn in
      Entry(
        drawn,
        overriders: overriders[number] ?? [],
        excludes: excludes[number] ?? [],
        proofs: (drawn.placed?.provision.proofs ?? []).compactMap { proof in
          index.place(of: proof.fact).map {
            ProofEntry(entry: byName[proof.accepted.proof], fact: proof.fact, place: $0)
          }
        }
      )
    }
    var byMunicipality: [String: [Int]] = [:]
    for (number, entry) in entries.enumerated() {
      for code in entry.reach.codes { byMunicipality[code, default: []].append(number) }
    }
    everywhere = entries.indices.filter { entries[$0].version.territory.isEmpty }
    self.byMunicipality = byMunicipality
    self.byName = byName
    self.entries = entries
    self.index = index
    hasExclusions = !excludes.isEmpty
    turns = RuleTurns(versions, after: date, in: table)
  }

  /// The versions in force, by name.
  package var versions: [ProvisionVersion] { entries.map(\.version) }

  /// The entry of a name, if it is in force.
  func entry(of name: String) -> Int? { byName[name] }

  /// The entries that may hold where people live, in the order of their names.
  func entries(in places: Place...) -> [Int] {
    var local: Set<Int> = []
    for place in places { local.formUnion(byMunicipality[place.text] ?? []) }
    return local.isEmpty ? everywhere : (everywhere + local).sorted()
  }
}

/// A version on its way to being an entry.
private struct Drawn {
  let version: ProvisionVersion
  let placed: PlacedProvision?
  let plain: PlacedProvision?
  let reach: TerritoryReach

  init(
    _ version: ProvisionVersion,
    _ titles: [String: BilingualText],
    on date: CalendarDate,
    in table: MunicipalityTable,
    index: inout FactIndex,
    compile: (ProvisionVersion, [String: BilingualText]) -> CompiledProvision?
  ) {
    self.version = version
    let compiled = compile(version, titles)
    placed = compiled.map { PlacedProvision($0, in: &index) }
    if compiled?.proofs.isEmpty == false {
      var bare = version
      bare.acceptedProofs = []
      plain = compile(bare, titles).map { PlacedProvision($0, in: &index) }
    } else {
      plain = placed
    }
    reach = TerritoryReach(version.territory, on: date, in: table)
  }
}
