package import CareTypes
import RuleLanguage
import RuleReasoning

/// The provisions of several municipalities, compared by support area and kind (vergelijkingsmatrix).
package struct ComparisonMatrix: Sendable {
  /// One provision in the matrix.
  package struct Cell: Sendable {
    /// The municipality; nil for a provision of all of Flanders.
    package let municipality: Municipality?
    /// The provision.
    package let published: PublishedProvision
    /// Its requirements, one sentence for each fact.
    package let requirements: [BilingualText]
    /// The most that it pays in a year, in euro cents; nil when it is no money, or not known.
    package let centsPerYear: Int64?
    /// Whether the source leaves a figure or the condition uncertain.
    package let isUncertain: Bool
  }

  /// The provisions of one kind in one support area.
  package struct Row: Sendable {
    /// The support area.
    package let area: SupportArea
    /// The kind.
    package let kind: ProvisionKind
    /// The provisions by municipality and id; those of all of Flanders come last.
    package let cells: [Cell]
    /// How the conditions of each two provisions relate to each other.
    package let relations: [ConditionRelation]
  }

  /// The municipalities without a provision of their own in a support area.
  package struct EmptyArea: Sendable, Hashable {
    /// The support area.
    package let area: SupportArea
    /// The municipalities.
    package let municipalities: [NISCode]
    /// Whether a provision of another authority serves the area there.
    package let isServedByOthers: Bool
  }

  /// One row for each support area and kind of which a municipality has a provision.
  package let rows: [Row]
  /// The support areas in which a municipality has no provision of its own.
  package let emptyAreas: [EmptyArea]
  /// Contradictions between provisions of different authorities.
  package let contradictions: [Contradiction]
  /// The provisions for people who live in two different municipalities.
  package let between: [BetweenMunicipalities]

  /// Makes the matrix of municipalities on a day.
  ///
  /// - Parameters:
  ///   - municipalities: The municipalities.
  ///   - law: The published law.
  ///   - date: The day.
  ///   - includesHigher: Whether to include the provisions of all of Flanders.
  ///   - table: The table of municipalities.
  /// - Throws: `CatalogueError` or `RuleError` if a stored condition is not correct, which is impossible for a
  ///   published one; `CancellationError`.
  package init(
    of municipalities: [Municipality],
    in law: LawBook,
    on date: CalendarDate,
    includesHigher: Bool,
    table: MunicipalityTable
  ) throws {
    let places = try municipalities.sorted { $0.code < $1.code }.map {
      MatrixMunicipality($0, held: law.applicable(in: $0.code, on: date, table))
    }.analysed(includesHigher: includesHigher)
    var builder = MatrixBuilder(places: places, day: date.daysSinceEpoch)
    rows = try builder.rows(includesHigher: includesHigher)
    emptyAreas = builder.emptyAreas
    contradictions = try builder.contradictions(in: rows)
    between = try BetweenMunicipalities.all(places)
  }
}

/// A municipality with the provisions that apply there.
struct MatrixMunicipality {
  let municipality: Municipality
  /// All Belgian provisions that apply there.
  let held: [Provision]
  /// The municipality's own provisions, by id.
  var own: [AnalysedProvision] = []
  /// The provisions of all of Flanders, by id; empty when they are not included.
  var general: [AnalysedProvision] = []
  private let published: [PublishedProvision]

  init(_ municipality: Municipality, held: [ApplicableProvision]) {
    self.municipality = municipality
    published = held.map(\.published).sorted { $0.provision.id < $1.provision.id }
    self.held = published.map(\.provision).filter { $0.authority.country == Authority.belgium }
  }

  /// The municipality with its provisions analysed, each provision once for several municipalities.
  func analysed(includesHigher: Bool, _ known: inout [String: AnalysedProvision]) throws -> MatrixMunicipality {
    var place = self
    for one in published where one.provision.authority.country == Authority.belgium {
      let isOwn = one.provision.authority.level == .municipal
      guard isOwn || (includesHigher && one.provision.authority.territory.isEmpty) else { continue }
      let analysed = try known[one.provision.id] ?? AnalysedProvision(one)
      known[one.provision.id] = analysed
      if isOwn { place.own.append(analysed) } else { place.general.append(analysed) }
    }
    return place
  }
}

extension [MatrixMunicipality] {
  /// The municipalities with their provisions analysed.
  fileprivate func analysed(includesHigher: Bool) throws -> [MatrixMunicipality] {
    var known: [String: AnalysedProvision] = [:]
    return try map { try $0.analysed(includesHigher: includesHigher, &known) }
  }
}
