package import CareTypes
import RuleLanguage
import RuleReasoning

/// What there is for a caregiver who lives in one municipality and a recipient who lives in another.
package struct BetweenMunicipalities: Sendable, Hashable {
  /// Where the caregiver lives.
  package let caregiver: NISCode
  /// Where the recipient lives.
  package let recipient: NISCode
  /// Kind of the provisions looked at.
  package let kind: ProvisionKind
  /// Ids of those that can be met.
  package let reachable: [String]
  /// Someone who would get something if both lived in one of the two and gets nothing; nothing when there is none, or
  /// none is found with certainty.
  package let fallsBetween: [ProfileFact]?
  /// Whether two of them can be met at once.
  package let canGetBoth: Bool
}

/// Finds who falls between two municipalities. Most answers rest on one provision alone, and are found once for all
/// pairs.
struct BetweenFinder {
  /// A provision as it is for two people who live apart: its municipality is that of the one or of the other.
  private struct Side {
    let claim: AnalysedProvision
    let residence: FactSheet
    /// Someone who meets it.
    let example: FactSheet

    var id: String { claim.provision.id }

    /// Whether it is proven that these facts do not meet it.
    func refuses(_ facts: FactSheet) -> Bool { claim.outcome(facts.adding(residence)) == .no }
  }

  /// By id and side.
  private var reached: [String: ProvenAnswer] = [:]
  /// By id: someone who would meet it if both lived there.
  private var near: [String: FactSheet?] = [:]
  private var missed: [String: [ProfileFact]?] = [:]
  private var together: [String: Bool] = [:]

  /// All ordered pairs of different municipalities, for each kind of which one of the two has something.
  mutating func all(_ places: [MatrixMunicipality]) throws -> [BetweenMunicipalities] {
    var found: [BetweenMunicipalities] = []
    for home in places {
      for there in places where there.municipality.code != home.municipality.code {
        try Task.checkCancellation()
        for kind in ProvisionKind.allCases {
          let homes = home.own.filter { $0.provision.kind == kind }
          let theirs = there.own.filter { $0.provision.kind == kind }
          if homes.isEmpty, theirs.isEmpty { continue }
          found.append(between(home.municipality.code, homes, there.municipality.code, theirs, kind))
        }
      }
    }
    return found
  }

  private mutating func between(
    _ home: NISCode,
    _ homes: [AnalysedProvision],
    _ there: NISCode,
    _ theirs: [AnalysedProvision],
    _ kind: ProvisionKind
  ) -> BetweenMunicipalities {
    let sides =
      homes.compactMap { side($0, Residence.caregiverAlone, "home") }
      + theirs.compactMap { side($0, Residence.recipientAlone, "there") }
    let untold = (homes.map { ($0, "home") } + theirs.map { ($0, "there") }).contains { claim, side in
      if case .undecidable = reached["\(claim.provision.id) \(side)"] { true } else { false }
    }
    return BetweenMunicipalities(
      caregiver: home,
      recipient: there,
      kind: kind,
      reachable: Set(sides.map(\.id)).sorted(),
      // Where it cannot be told what is reached, nobody is said to fall between.
      fallsBetween: untold ? nil : missing(homes + theirs, sides),
      canGetBoth: canGetBoth(sides)
    )
  }

  /// The provision on one side, when it can be met.
  private mutating func side(_ claim: AnalysedProvision, _ residence: FactSheet, _ name: String) -> Side? {
    let key = "\(claim.provision.id) \(name)"
    let answer = reached[key] ?? ConditionSet([claim.given(residence)]).canAllHold
    reached[key] = answer
    guard case .yes(let example) = answer else { return nil }
    return Side(claim: claim, residence: residence, example: example ?? [:])
  }

  // MARK: Who falls between

  /// Someone who would meet one of the provisions if both lived in its municipality, and meets none of those on the
  /// sides.
  private mutating func missing(_ claims: [AnalysedProvision], _ sides: [Side]) -> [ProfileFact]? {
    for claim in claims {
      let key = ([claim.provision.id, "|"] + sides.map { "\($0.id) \($0.residence.isHome)" }).joined(separator: " ")
      let found = missed[key] ?? missing(claim, sides).map(ProfileFact.list)
      missed[key] = .some(found)
      if let found { return found }
    }
    return nil
  }

  private mutating func missing(_ claim: AnalysedProvision, _ sides: [Side]) -> FactSheet? {
    func shows(_ sheet: FactSheet) -> Bool {
      claim.admits(sheet.adding(Residence.near)) && sides.allSatisfy { $0.refuses(sheet) }
    }
    guard let example = nearExample(of: claim) else { return nil }
    if shows(example) { return example.trimmed(shows) }
    let refusals = sides.compactMap { $0.claim.negated($0.residence) }
    guard refusals.count == sides.count,
      case .yes(let found?) = ConditionSet([claim.given(Residence.near)] + refusals).canAllHold, shows(found)
    else { return nil }
    return found.trimmed(shows)
  }

  private mutating func nearExample(of claim: AnalysedProvision) -> FactSheet? {
    if let known = near[claim.provision.id] { return known }
    var found: FactSheet?
    if case .yes(let example) = ConditionSet([claim.given(Residence.near)]).canAllHold { found = example }
    near[claim.provision.id] = .some(found)
    return found
  }

  // MARK: Who gets both

  private mutating func canGetBoth(_ sides: [Side]) -> Bool {
    for (index, first) in sides.enumerated() {
      for second in sides[(index + 1)...] where first.id != second.id && !first.claim.excludes(second.claim) {
        let key = "\(first.id) \(first.residence.isHome) \(second.id) \(second.residence.isHome)"
        let holds = together[key] ?? canBothHold(first, second)
        together[key] = holds
        if holds { return true }
      }
    }
    return false
  }

  private func canBothHold(_ first: Side, _ second: Side) -> Bool {
    // Whoever was found for the one often meets the other, too.
    for sheet in [first.example.adding(second.example), second.example.adding(first.example)] {
      let outcomes = [first, second].map { $0.claim.outcome(sheet.adding($0.residence)) }
      if outcomes.allSatisfy({ $0 == .yes }) { return true }
    }
    let both = ConditionSet([first.claim.given(first.residence), second.claim.given(second.residence)])
    if case .yes = both.canAllHold { return true }
    return false
  }
}

extension FactSheet {
  /// Whether the caregiver is the one who lives in the municipality.
  fileprivate var isHome: Bool { self["caregiver.resident"] == .bool(true) }
}

extension AnalysedProvision {
  /// Whether one of the two cannot be held beside the other.
  func excludes(_ other: AnalysedProvision) -> Bool {
    provision.excludes.contains(other.provision.id) || other.provision.excludes.contains(provision.id)
  }
}
