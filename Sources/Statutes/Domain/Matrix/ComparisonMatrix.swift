package import CareTypes
import RuleLanguage
import RuleReasoning

/// The provisions of several municipalities, laid beside each other by support area and kind (vergelijkingsmatrix).
package struct ComparisonMatrix: Sendable {
  /// One provision in it.
  package struct Cell: Sendable {
    /// The municipality; nothing for what holds in all of Flanders.
    package let municipality: Municipality?
    /// The provision.
    package let published: PublishedProvision
    /// What it asks, one sentence for each fact.
    package let requirements: [BilingualText]
    /// What it pays in a year at most, in euro cents; nothing: no money, or not told.
    package let centsPerYear: Int64?
    /// Whether a figure of it, or its condition, rests on what the source leaves uncertain.
    package let isUncertain: Bool
  }

  /// What there is in one support area of one kind.
  package struct Row: Sendable {
    /// The support area.
    package let area: SupportArea
    /// The kind.
    package let kind: ProvisionKind
    /// By municipality and provision; what holds in all of Flanders comes last.
    package let cells: [Cell]
    /// How each two conditions stand to each other.
    package let relations: [ConditionRelation]
  }

  /// Municipalities without any provision of their own in a support area.
  package struct EmptyArea: Sendable, Hashable {
    /// The support area.
    package let area: SupportArea
    /// The municipalities.
    package let municipalities: [NISCode]
    /// Whether something of another authority serves the area there.
    package let isServedByOthers: Bool
  }

  /// One for each support area and kind of which a municipality has something.
  package let rows: [Row]
  /// The support areas in which a municipality has nothing of its own.
  package let emptyAreas: [EmptyArea]
  /// What contradicts.
  package let contradictions: [Contradiction]
  /// Who falls between two municipalities.
  package let between: [BetweenMunicipalities]

  /// Draws up the matrix of municipalities on a day.
  ///
  /// - Parameter includesHigher: Whether to lay beside them what holds in all of Flanders.
  /// - Throws: `CatalogueError` or `RuleError` when a stored condition no longer reads; `CancellationError`.
  package init(
    of municipalities: [Municipality],
    in law: LawBook,
    on date: CalendarDate,
    includesHigher: Bool,
    table: MunicipalityTable
  ) throws {
    let places = try municipalities.sorted { $0.code < $1.code }.map {
      MatrixMunicipality($0, held: law.applicable(in: $0.code, on: date, table))
    }.reading(includesHigher: includesHigher)
    var builder = MatrixBuilder(places: places, day: date.daysSinceEpoch)
    rows = try builder.rows(includesHigher: includesHigher)
    emptyAreas = builder.emptyAreas
    contradictions = try builder.contradictions(in: rows)
    between = try BetweenMunicipalities.all(places)
  }
}

/// A municipality with what holds there.
struct MatrixMunicipality {
  let municipality: Municipality
  /// Everything that holds there.
  let held: [Provision]
  /// What is the municipality's own, by id.
  var own: [AnalysedProvision] = []
  /// What holds in all of Flanders, by id; none when it is not asked for.
  var general: [AnalysedProvision] = []
  private let published: [PublishedProvision]

  init(_ municipality: Municipality, held: [ApplicableProvision]) {
    self.municipality = municipality
    published = held.map(\.published).sorted { $0.provision.id < $1.provision.id }
    self.held = published.map(\.provision).filter { $0.authority.country == Authority.belgium }
  }

  /// The same with its conditions read, each provision once among several places.
  func reading(includesHigher: Bool, _ known: inout [String: AnalysedProvision]) throws -> MatrixMunicipality {
    var place = self
    for one in published where one.provision.authority.country == Authority.belgium {
      let isOwn = one.provision.authority.level == .municipal
      guard isOwn || (includesHigher && one.provision.authority.territory.isEmpty) else { continue }
      let claim = try known[one.provision.id] ?? AnalysedProvision(one)
      known[one.provision.id] = claim
      if isOwn { place.own.append(claim) } else { place.general.append(claim) }
    }
    return place
  }
}

extension [MatrixMunicipality] {
  /// The places with their conditions read.
  fileprivate func reading(includesHigher: Bool) throws -> [MatrixMunicipality] {
    var known: [String: AnalysedProvision] = [:]
    return try map { try $0.reading(includesHigher: includesHigher, &known) }
  }
}
