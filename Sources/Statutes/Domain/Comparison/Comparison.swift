package import CareTypes
import RuleLanguage

/// One aspect of two provisions, in words.
package struct ComparedAspect: Sendable, Hashable {
  /// The aspect.
  package let label: BilingualText
  /// The left provision.
  package let left: BilingualText
  /// The right provision.
  package let right: BilingualText
  /// Whether both are the same; false if one of them is unknown.
  package let same: Bool
}

/// Two provisions of the same kind, or one without a counterpart.
package struct ComparisonRow: Sendable, Hashable {
  /// The kind.
  package let kind: ProvisionKind
  /// The provision of the left authority; nil when it has none.
  package let left: PublishedProvision?
  /// The provision of the right authority; nil when it has none.
  package let right: PublishedProvision?
  /// The aspects, first those that differ.
  package let aspects: [ComparedAspect]
}

/// Compares the provisions of two authorities (vergelijking van reglementen).
package enum Comparison {
  /// The rows: pairs of the same kind, in the order of their ids, then provisions without a counterpart.
  ///
  /// - Throws: `CatalogueError` or `RuleError` if a stored condition is not correct, which is impossible for a
  ///   published one.
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

  /// The aspects that at least one of two provisions has, first those that differ.
  ///
  /// - Throws: `CatalogueError` or `RuleError` if a stored condition is not correct, which is impossible for a
  ///   published one.
  package static func aspects(_ left: Provision, _ right: Provision) throws -> [ComparedAspect] {
    let (lefts, rights) = (try ProvisionAspect.all(of: left), try ProvisionAspect.all(of: right))
    var aspects = zip(lefts, rights).compactMap { ProvisionAspect.compared($0, $1) }
    aspects += try requirements(left, right)
    return aspects.filter { !$0.same } + aspects.filter(\.same)
  }

  /// Compares the requirements of the conditions: parts with the same facts are compared with each other.
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

  /// All requirements of a condition about the same facts, such as both ends of a range.
  private struct Part: Equatable {
    let facts: Set<String>
    /// The requirements in alphabetical order, so that their order in the source does not matter.
    let words: BilingualText
    /// Whether it contains no unknown parameter and nothing was cut.
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
  /// The requirements of one of its conditions, with the values of the known parameters.
  ///
  /// - Throws: `CatalogueError` or `RuleError` if the condition is not correct, which is impossible for a published
  ///   one.
  func requirements(of source: String) throws -> [Requirement] {
    let catalogue = try catalogue()
    return try Condition(source, catalogue: catalogue).requirements(parameters: parameterValues, catalogue: catalogue)
  }

  /// Whether these requirements contain no unknown parameter and nothing was cut.
  func settles(_ requirements: [Requirement]) -> Bool {
    let (names, values) = (Set(parameters.map(\.factName)), parameterValues)
    return requirements.allSatisfy { one in
      one.isWhole && one.names.intersection(names).allSatisfy { values[$0] != nil }
    }
  }
}

extension [Requirement] {
  /// The requirements on one line in alphabetical order, so that their order in the source does not matter.
  var words: BilingualText {
    BilingualText(
      map(\.dutch).sorted().joined(separator: "; "),
      map(\.english).sorted().joined(separator: "; ")
    )
  }
}
