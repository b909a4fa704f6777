import CareTypes
import RuleLanguage

/// Provisions whose decisions depend on each other, because one replaces, excludes or proves the other, in any of their
/// versions. Decisions on them depend on no provision outside the group.
package struct ProvisionGroup: Sendable {
  /// Its place among the groups of the rule book.
  package let number: Int
  /// The names of its provisions, in force or not.
  package let names: Set<String>
  /// Its provisions that are in force, in the order of their names.
  let provisions: [RuleBook.ProvisionIndex]
  /// The facts that its conditions ask for.
  let positions: [FactIndex.Position]
  /// Whether an admission suspends one of its provisions.
  let isSuspended: Bool
  /// Whether an admission to a residential care centre ends one of its provisions.
  let isEndedByAdmission: Bool

  /// The names of the provisions of each group, by the versions of all provisions.
  static func names(of versions: [ProvisionVersion]) -> [Set<String>] {
    // Each name leads to another of its group; the one that leads to itself stands for the group.
    var parents: [String: String] = [:]
    func root(of name: String) -> String {
      var name = name
      while let parent = parents[name], parent != name { name = parent }
      return name
    }
    func join(_ one: String, _ other: String) {
      let (first, second) = (root(of: one), root(of: other))
      parents[first] = first
      parents[second] = first
    }
    for version in versions {
      join(version.name, version.name)
      for other in version.overrides + version.excludes + version.acceptedProofs.map(\.proof) {
        join(version.name, other)
      }
    }
    return Dictionary(grouping: parents.keys, by: root).values.map(Set.init)
      .sorted { ($0.min() ?? "") < ($1.min() ?? "") }
  }
}

extension RuleBook {
  /// The facts of a care situation that the decisions on one group depend on.
  package struct GroupFacts: Hashable, Sendable {
    private let group: Int
    private let circumstances: Int
    private let values: [FactValue?]
    private let daysAdmitted: Int?
    private let livesInCareCentre: Bool

    fileprivate init(_ facts: DecidingFacts, _ group: ProvisionGroup, circumstances: Int) {
      self.group = group.number
      self.circumstances = circumstances
      values = facts.facts.values(at: group.positions)
      daysAdmitted = group.isSuspended ? facts.daysAdmitted : nil
      livesInCareCentre = group.isEndedByAdmission && facts.livesInCareCentre
    }
  }

  /// The facts that the decisions on a group depend on.
  ///
  /// - Parameter circumstances: A number that is the same for equal circumstances alone.
  package func facts(_ facts: DecidingFacts, of group: ProvisionGroup, circumstances: Int) -> GroupFacts {
    GroupFacts(facts, group, circumstances: circumstances)
  }

  /// The groups of which a provision may apply to people in some circumstances.
  package func groups(in circumstances: DecidingFacts.Circumstances) -> [ProvisionGroup] {
    groups.filter { !provisions(of: $0, in: circumstances).isEmpty }
  }

  /// The provisions of a group that may apply to people in some circumstances, in the order of their names.
  func provisions(of group: ProvisionGroup, in circumstances: DecidingFacts.Circumstances) -> [ProvisionIndex] {
    let places = [circumstances.caregiver.place, circumstances.recipient.place]
    return group.provisions.filter { index in
      self[index].version.territory.isEmpty || places.contains { self[index].reach.includes($0.text) }
    }
  }
}
