package import CareTypes
import RuleLanguage

/// One aspect of two provisions, told in both languages.
package struct ComparedAspect: Sendable, Hashable {
  /// What is compared.
  package let label: BilingualText
  /// What the left one says.
  package let left: BilingualText
  /// What the right one says.
  package let right: BilingualText
  /// Whether the two say the same; never where one is unknown.
  package let same: Bool
}

/// Two provisions of the same kind, or one that has no counterpart.
package struct ComparisonRow: Sendable, Hashable {
  /// The kind.
  package let kind: ProvisionKind
  /// Of the left authority.
  package let left: PublishedProvision?
  /// Of the right authority.
  package let right: PublishedProvision?
  /// The aspects, the differing ones first.
  package let aspects: [ComparedAspect]
}

/// Lays the provisions of two authorities side by side (vergelijking van reglementen).
package enum Comparison {
  /// The rows: pairs of the same kind, in the order of their ids, then those that only one has.
  ///
  /// - Throws: `CatalogueError` or `RuleError` when a stored condition no longer reads; published ones always do.
  package static func rows(left: [PublishedProvision], right: [PublishedProvision]) throws -> [ComparisonRow] {
    var rows: [ComparisonRow] = []
    var lonely: [ComparisonRow] = []
    for kind in ProvisionKind.allCases {
      let (lefts, rights) = (left.filter { $0.provision.kind == kind }, right.filter { $0.provision.kind == kind })
      for index in 0..<max(lefts.count, rights.count) {
        let (one, other) = (lefts.dropFirst(index).first, rights.dropFirst(index).first)
        if let one, let other {
          let aspects = try aspects(one.provision, other.provision)
          rows.append(ComparisonRow(kind: kind, left: one, right: other, aspects: aspects))
        } else {
          lonely.append(ComparisonRow(kind: kind, left: one, right: other, aspects: []))
        }
      }
    }
    return rows + lonely
  }

  /// The aspects that at least one of two provisions has, the differing ones first.
  ///
  /// - Throws: `CatalogueError` or `RuleError` when a stored condition no longer reads; published ones always do.
  package static func aspects(_ left: Provision, _ right: Provision) throws -> [ComparedAspect] {
    let (lefts, rights) = (try ProvisionAspect.all(of: left), try ProvisionAspect.all(of: right))
    var aspects = zip(lefts, rights).compactMap { ProvisionAspect.compared($0, $1) }
    aspects += try requirements(left, right)
    return aspects.filter { !$0.same } + aspects.filter(\.same)
  }

  /// What the conditions ask for, part by part: the parts that rest on the same facts stand beside each other.
  private static func requirements(_ left: Provision, _ right: Provision) throws -> [ComparedAspect] {
    let (lefts, rights) = (try parts(left), try parts(right))
    let onlyRight = rights.filter { part in !lefts.contains { $0.facts == part.facts } }
    return (lefts + onlyRight).map { part in
      let one = lefts.first { $0.facts == part.facts }
      let other = rights.first { $0.facts == part.facts }
      return ComparedAspect(
        label: StatuteTexts.requirement,
        left: one?.words ?? StatuteTexts.nothing,
        right: other?.words ?? StatuteTexts.nothing,
        same: one == other && one?.isSettled == true
      )
    }
  }

  /// Everything that a condition asks of the same facts, such as both ends of a window.
  private struct Part: Equatable {
    let facts: Set<String>
    /// In alphabetical order, so that their order in the source makes no difference.
    let words: BilingualText
    /// Whether no unknown parameter is in it, and nothing was cut.
    let isSettled: Bool
  }

  /// The parts of a condition, in the order of its source.
  private static func parts(_ provision: Provision) throws -> [Part] {
    let parameters = Set(provision.parameters.map(\.factName))
    let requirements = try provision.requirements(of: provision.condition)
    var order: [Set<String>] = []
    for one in requirements where !order.contains(one.names.subtracting(parameters)) {
      order.append(one.names.subtracting(parameters))
    }
    return order.map { facts in
      let same = requirements.filter { $0.names.subtracting(parameters) == facts }
      return Part(facts: facts, words: same.words, isSettled: provision.settles(same))
    }
  }
}

extension Provision {
  /// What one of its conditions asks for, one by one, with the parameters that are known.
  ///
  /// - Throws: `CatalogueError` or `RuleError` when it no longer reads; published ones always do.
  func requirements(of source: String) throws -> [Requirement] {
    let catalogue = try catalogue()
    return try Condition(source, catalogue: catalogue).requirements(parameters: parameterValues, catalogue: catalogue)
  }

  /// Whether no unknown parameter is in these requirements, and nothing was cut.
  func settles(_ requirements: [Requirement]) -> Bool {
    let (names, values) = (Set(parameters.map(\.factName)), parameterValues)
    return requirements.allSatisfy { one in
      one.isWhole && one.names.intersection(names).allSatisfy { values[$0] != nil }
    }
  }
}

extension [Requirement] {
  /// All of them in one line, in alphabetical order, so that their order in the source makes no difference.
  var words: BilingualText {
    BilingualText(
      map(\.dutch).sorted().joined(separator: "; "),
      map(\.english).sorted().joined(separator: "; ")
    )
  }
}
