package import CareTypes
import RuleLanguage
import RuleReasoning

/// Two provisions in force that nobody can hold together although both apply to some people (tegenstrijdigheid).
package struct IncompatibleProvisions: Sendable, Hashable {
  /// The reason why they are incompatible.
  package enum Kind: Sendable, Hashable, CaseIterable {
    /// One excludes the other, and some people meet both conditions.
    case excluded
    /// Both fill the same open term or override the same provision, in the same territory.
    case sameTerm
  }

  /// The id of the first provision.
  package let first: String
  /// The id of the second provision, later in alphabetical order.
  package let second: String
  /// Why they clash.
  package let kind: Kind
  /// The reason in words.
  package let text: BilingualText
  /// Someone to whom both apply; empty when no example is needed.
  package let example: [ProfileFact]
}

/// Finds the incompatible provisions of a day.
package struct IncompatibilityFinder {
  private let law: LawBook
  private let date: CalendarDate
  private let table: MunicipalityTable
  /// The municipalities to search.
  private let codes: [NISCode]
  private var held: [NISCode: [String: TerritoryCoverage]] = [:]
  private var territories: [Authority: Set<NISCode>] = [:]

  /// Makes a finder for a day.
  ///
  /// - Parameters:
  ///   - law: The published law.
  ///   - date: The day.
  ///   - municipality: The municipality to search; nil for all.
  ///   - table: The table of municipalities.
  package init(_ law: LawBook, on date: CalendarDate, in municipality: NISCode?, table: MunicipalityTable) {
    self.law = law
    self.date = date
    self.table = table
    codes = municipality.map { [$0] } ?? table.allValid(at: date).map(\.code)
  }

  /// The incompatible provisions, by their ids.
  ///
  /// - Throws: `CatalogueError` or `RuleError` if a stored condition is not correct, which is impossible for a
  ///   published one; `CancellationError`.
  package mutating func all() throws -> [IncompatibleProvisions] {
    let inForce = law.inForce(on: date.daysSinceEpoch).filter { $0.provision.authority.country == Authority.belgium }
    let byID = Dictionary(inForce.map { ($0.provision.id, $0) }) { first, _ in first }
    var found: [IncompatibleProvisions] = []
    for pair in Pair.excluding(inForce.map(\.provision), byID) {
      try Task.checkCancellation()
      if let excluded = try excluded(pair) { found.append(excluded) }
    }
    for (pair, id) in Pair.standingIn(inForce.map(\.provision), byID) {
      try Task.checkCancellation()
      guard areHeldTogether(pair) else { continue }
      let text = StatuteTexts.sameTerm(pair.first.provision, pair.second.provision, id)
      found.append(incompatible(pair, .sameTerm, text, example: []))
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
    return incompatible(pair, .excluded, text, example: ProfileFact.list(sheet))
  }

  private func incompatible(
    _ pair: Pair,
    _ kind: IncompatibleProvisions.Kind,
    _ text: BilingualText,
    example: [ProfileFact]
  )
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

  /// Whether both apply in the same part of a municipality.
  private mutating func areHeldTogether(_ pair: Pair) -> Bool {
    let (first, second) = (pair.first.provision, pair.second.provision)
    for code in candidates(territory(of: first.authority), territory(of: second.authority)) {
      let matches = matches(in: code)
      if let one = matches[first.id], let other = matches[second.id], one.overlaps(other) { return true }
    }
    return false
  }

  /// The municipalities to search that belong to both territories; an empty territory is all of Flanders.
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
    let found = law.applicable(in: code, on: date, table).map { ($0.provision.id, $0.coverage) }
    let matches = Dictionary(found) { first, _ in first }
    held[code] = matches
    return matches
  }
}

/// Two provisions, in the order of their ids.
private struct Pair: Hashable {
  let first: PublishedProvision
  let second: PublishedProvision

  init(_ one: PublishedProvision, _ other: PublishedProvision) {
    (first, second) = one.provision.id < other.provision.id ? (one, other) : (other, one)
  }

  /// The pairs of which one excludes the other.
  static func excluding(_ provisions: [Provision], _ byID: [String: PublishedProvision]) -> Set<Pair> {
    var pairs: Set<Pair> = []
    for provision in provisions {
      for id in provision.excludes where id != provision.id {
        if let one = byID[provision.id], let other = byID[id] { pairs.insert(Pair(one, other)) }
      }
    }
    return pairs
  }

  /// The pairs that override the same provision or fill its open terms, with its id.
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
