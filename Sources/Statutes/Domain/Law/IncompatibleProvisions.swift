package import CareTypes
import RuleLanguage
import RuleReasoning

/// Two provisions in force of which no one can hold both, though both apply to some (tegenstrijdigheid).
package struct IncompatibleProvisions: Sendable, Hashable {
  /// Why they clash.
  package enum Kind: Sendable, Hashable, CaseIterable {
    /// The one cannot be held beside the other, and some people meet both.
    case excluded
    /// Both fill the same open term, or stand in for the same provision, in the same territory.
    case sameTerm
  }

  /// Id of the one.
  package let first: String
  /// Id of the other, later in the order of ids.
  package let second: String
  /// Why they clash.
  package let kind: Kind
  /// In words.
  package let text: BilingualText
  /// Someone to whom both apply; empty when none is needed to see it.
  package let example: [ProfileFact]
}

/// Finds the clashes of a day.
package struct IncompatibilityFinder {
  private let law: LawBook
  private let date: CalendarDate
  private let table: MunicipalityTable
  /// The municipalities that are looked at.
  private let codes: [NISCode]
  private var held: [NISCode: [String: TerritoryCoverage]] = [:]
  private var territories: [Authority: Set<NISCode>] = [:]

  /// A finder for a day.
  ///
  /// - Parameter municipality: Where to look; nothing: everywhere.
  package init(_ law: LawBook, on date: CalendarDate, in municipality: NISCode?, table: MunicipalityTable) {
    self.law = law
    self.date = date
    self.table = table
    codes = municipality.map { [$0] } ?? table.allValid(at: date).map(\.code)
  }

  /// The clashes, by the ids of the provisions.
  ///
  /// - Throws: `CatalogueError` or `RuleError` when a stored condition no longer reads; `CancellationError`.
  package mutating func all() throws -> [IncompatibleProvisions] {
    let inForce = law.inForce(on: date.daysSinceEpoch).filter { $0.provision.authority.country == Authority.belgium }
    let byID = Dictionary(inForce.map { ($0.provision.id, $0) }) { first, _ in first }
    var found: [IncompatibleProvisions] = []
    for pair in Pair.excluding(inForce.map(\.provision), byID) {
      try Task.checkCancellation()
      if let clash = try excluded(pair) { found.append(clash) }
    }
    for (pair, id) in Pair.standingIn(inForce.map(\.provision), byID) {
      try Task.checkCancellation()
      guard areHeldTogether(pair) else { continue }
      let text = StatuteTexts.sameTerm(pair.first.provision, pair.second.provision, id)
      found.append(clash(pair, .sameTerm, text, example: []))
    }
    return found.sorted {
      ($0.first, $0.second, $0.kind == .excluded ? 0 : 1) < ($1.first, $1.second, $1.kind == .excluded ? 0 : 1)
    }
  }

  private mutating func excluded(_ pair: Pair) throws -> IncompatibleProvisions? {
    guard areHeldTogether(pair) else { return nil }
    let (first, second) = (try AnalysedProvision(pair.first), try AnalysedProvision(pair.second))
    guard case .yes(let example) = ConditionSet([first.rule.given(), second.rule.given()]).canAllHold else {
      return nil
    }
    let sheet = (example ?? [:]).trimmed { first.rule.admits($0) && second.rule.admits($0) }
    let text = StatuteTexts.excluded(first.provision, second.provision)
    return clash(pair, .excluded, text, example: ProfileFact.list(sheet))
  }

  private func clash(_ pair: Pair, _ kind: IncompatibleProvisions.Kind, _ text: BilingualText, example: [ProfileFact])
    -> IncompatibleProvisions
  {
    IncompatibleProvisions(
      first: pair.first.provision.id,
      second: pair.second.provision.id,
      kind: kind,
      text: text,
      example: example
    )
  }

  // MARK: Territory

  /// Whether both hold in a part of a municipality in common.
  private mutating func areHeldTogether(_ pair: Pair) -> Bool {
    let (first, second) = (pair.first.provision, pair.second.provision)
    for code in candidates(territory(of: first.authority), territory(of: second.authority)) {
      let matches = matches(in: code)
      if let one = matches[first.id], let other = matches[second.id], one.meets(other) { return true }
    }
    return false
  }

  /// The municipalities that are looked at and belong to both territories; an empty one is all of Flanders.
  private func candidates(_ first: Set<NISCode>, _ second: Set<NISCode>) -> [NISCode] {
    if first.isEmpty, second.isEmpty { return codes }
    let shared = first.isEmpty ? second : second.isEmpty ? first : first.intersection(second)
    return shared.isEmpty ? [] : codes.filter(shared.contains)
  }

  private mutating func territory(of authority: Authority) -> Set<NISCode> {
    if let known = territories[authority] { return known }
    let found = authority.territory(on: date, table)
    territories[authority] = found
    return found
  }

  private mutating func matches(in code: NISCode) -> [String: TerritoryCoverage] {
    if let known = held[code] { return known }
    let found = law.applicable(in: code, on: date, table).map { ($0.provision.id, $0.match) }
    let matches = Dictionary(found) { first, _ in first }
    held[code] = matches
    return matches
  }
}

extension TerritoryCoverage {
  /// Whether the two have something in common.
  fileprivate func meets(_ other: TerritoryCoverage) -> Bool {
    switch (self, other) {
    case (.none, _), (_, .none): false
    case (.part(let one), .part(let other)): !Set(one).isDisjoint(with: other)
    default: true
    }
  }
}

/// Two provisions, in the order of their ids.
private struct Pair: Hashable {
  let first: PublishedProvision
  let second: PublishedProvision

  init(_ one: PublishedProvision, _ other: PublishedProvision) {
    (first, second) = one.provision.id < other.provision.id ? (one, other) : (other, one)
  }

  /// The pairs of which one says that the other cannot be held beside it.
  static func excluding(_ provisions: [Provision], _ byID: [String: PublishedProvision]) -> Set<Pair> {
    var pairs: Set<Pair> = []
    for provision in provisions {
      for id in provision.excludes where id != provision.id {
        if let one = byID[provision.id], let other = byID[id] { pairs.insert(Pair(one, other)) }
      }
    }
    return pairs
  }

  /// The pairs that stand in for one provision, or fill its open terms, with its id.
  static func standingIn(_ provisions: [Provision], _ byID: [String: PublishedProvision]) -> [(Pair, String)] {
    var standing: [String: Set<String>] = [:]
    for provision in provisions {
      for id in provision.overrides { standing[id, default: []].insert(provision.id) }
    }
    return standing.sorted { $0.key < $1.key }.flatMap { id, names -> [(Pair, String)] in
      let rivals = names.sorted().compactMap { byID[$0] }
      return rivals.indices.flatMap { index in
        rivals[(index + 1)...].map { (Pair(rivals[index], $0), id) }
      }
    }
  }
}
