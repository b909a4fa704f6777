import CareTypes
import RuleLanguage
import RuleReasoning

/// Builds the rows of a matrix and finds the contradictions in them.
struct MatrixBuilder {
  let places: [MatrixMunicipality]
  let day: Int
  /// The requirements of each provision, by id; nil when they cannot be found.
  private var profiles: [String: RequirementProfile?] = [:]
  /// The relations by pair of ids: a provision that serves several areas is in several rows.
  private var relations: [String: ConditionRelation] = [:]
  /// The facts about which two provisions conflict, by pair of ids.
  private var conflicts: [String: [FactConflict]] = [:]

  init(places: [MatrixMunicipality], day: Int) {
    self.places = places
    self.day = day
  }

  // MARK: Rows

  mutating func rows(includesHigher: Bool) throws -> [ComparisonMatrix.Row] {
    var rows: [ComparisonMatrix.Row] = []
    for area in SupportArea.allCases {
      for kind in ProvisionKind.allCases {
        func belongs(_ one: AnalysedProvision) -> Bool {
          one.provision.kind == kind && one.provision.supportAreas.contains(area)
        }
        var cells: [ComparisonMatrix.Cell] = []
        var analysed: [AnalysedProvision] = []
        for place in places {
          for one in place.own where belongs(one) {
            cells.append(try cell(one, in: place))
            analysed.append(one)
          }
        }
        if cells.isEmpty { continue }
        for one in generalProvisions where belongs(one) {
          cells.append(try cell(one, in: nil))
          analysed.append(one)
        }
        rows.append(
          ComparisonMatrix.Row(area: area, kind: kind, cells: cells, relations: try relations(among: analysed))
        )
      }
    }
    return rows
  }

  /// The provisions of all of Flanders that apply in at least one of the municipalities, by id.
  private var generalProvisions: [AnalysedProvision] {
    var seen: Set<String> = []
    return places.flatMap(\.general).filter { seen.insert($0.provision.id).inserted }
      .sorted { $0.provision.id < $1.provision.id }
  }

  private mutating func cell(_ one: AnalysedProvision, in place: MatrixMunicipality?) throws -> ComparisonMatrix.Cell {
    ComparisonMatrix.Cell(
      municipality: place?.municipality,
      published: one.published,
      requirements: try requirements(of: one),
      centsPerYear: one.provision.highestCentsPerYear(on: day),
      isUncertain: one.provision.isUncertain
    )
  }

  /// The requirements of a provision: of each fact, the proofs that are enough, and what is not known or not proven.
  private mutating func requirements(of one: AnalysedProvision) throws -> [BilingualText] {
    let provision = one.provision
    let unknownFigures = one.unknown.map(StatuteTexts.unknownFigure)
    guard let profile = profile(of: one) else {
      return try provision.requirements(of: provision.condition).map { BilingualText($0.dutch, $0.english) }
        + unknownFigures
    }
    let facts = zip(profile.requirements(in: .dutch), profile.requirements(in: .english)).map { BilingualText($0, $1) }
    let proofs = profile.proofs.map { group in BilingualText { group.sentence(in: $0, catalogue: one.catalogue) } }
    let undecidableReasons = profile.undecidableReasons.map {
      StatuteTexts.notProven(BilingualText($0.phrase.dutch, $0.phrase.english))
    }
    return facts + proofs + unknownFigures + undecidableReasons
  }

  private mutating func profile(of one: AnalysedProvision) -> RequirementProfile? {
    if let known = profiles[one.provision.id] { return known }
    let profile = try? RequirementProfile(of: one.rule.given())
    profiles[one.provision.id] = .some(profile)
    return profile
  }

  // MARK: Relations

  /// The most differences that are listed in one row, shared by its pairs.
  private static let mostDifferences = 1_600
  /// In a row of more pairs than these, all differences are only found for conditions with few facts.
  private static let fewPairs = 66
  private static let fewFacts = 16

  private mutating func relations(among analysed: [AnalysedProvision]) throws -> [ConditionRelation] {
    var seen: Set<String> = []
    let analysed = analysed.filter { seen.insert($0.provision.id).inserted }
    let pairs = max(1, analysed.count * (analysed.count - 1) / 2)
    let limit = min(6, max(1, Self.mostDifferences / (2 * pairs)))
    var found: [ConditionRelation] = []
    for (index, first) in analysed.enumerated() {
      try Task.checkCancellation()
      for second in analysed[(index + 1)...] {
        let key = "\(first.provision.id) \(second.provision.id)"
        if let known = relations[key] {
          found.append(known)
          continue
        }
        let pair = ConditionPair(first.rule.given(Residency.care.both), second.rule.given(Residency.care.both))
        var relation = ConditionRelation(
          pair,
          catalogue: .care,
          limit: limit,
          isDetailed: pairs <= Self.fewPairs
            || pair.first.condition.facts.count + pair.second.condition.facts.count <= Self.fewFacts
        )
        conflicts[key] = (try? pair.conflicts()) ?? []
        relation.first = first.provision.id
        relation.second = second.provision.id
        relations[key] = relation
        found.append(relation)
      }
    }
    return found
  }

  // MARK: Contradictions

  /// The contradictions between provisions of different authorities in the same row.
  mutating func contradictions(in rows: [ComparisonMatrix.Row]) throws -> [Contradiction] {
    var analysed: [String: AnalysedProvision] = [:]
    for one in places.flatMap(\.own) { analysed[one.provision.id] = one }
    var seen: Set<String> = []
    var found: [Contradiction] = []
    for row in rows {
      let inRow = row.cells.filter { $0.municipality != nil }.compactMap { analysed[$0.published.provision.id] }
      for (index, first) in inRow.enumerated() {
        try Task.checkCancellation()
        for second in inRow[(index + 1)...]
        where first.provision.authority.id != second.provision.authority.id {
          let key = "\(first.provision.id) \(second.provision.id)"
          guard seen.insert(key).inserted else { continue }
          found += Contradiction.between(
            (first.provision, profile(of: first)),
            (second.provision, profile(of: second)),
            conflicts[key] ?? []
          )
        }
      }
    }
    return found
  }

  // MARK: Empty areas

  var emptyAreas: [ComparisonMatrix.EmptyArea] {
    SupportArea.allCases.flatMap { area -> [ComparisonMatrix.EmptyArea] in
      let empty = places.filter { place in !place.own.contains { $0.provision.supportAreas.contains(area) } }
      return [true, false].compactMap { isServed in
        let codes = empty.filter { place in
          place.held.contains { $0.authority.level != .municipal && $0.supportAreas.contains(area) } == isServed
        }.map(\.municipality.code)
        return codes.isEmpty ? nil : .init(area: area, municipalities: codes, isServedByOthers: isServed)
      }
    }
  }
}
