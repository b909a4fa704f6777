import RuleLanguage

/// One aspect of two provisions, told in both languages.
package struct ComparedAspect: Sendable, Hashable {
  /// What is compared.
  package let label: Words
  /// What the left one says.
  package let left: Words
  /// What the right one says.
  package let right: Words
  /// Whether the two say the same; never where one is unknown.
  package let same: Bool

  /// Dutch and English.
  package struct Words: Sendable, Hashable {
    /// In Dutch.
    package let dutch: String
    /// In English.
    package let english: String

    init(_ dutch: String, _ english: String) {
      self.dutch = dutch
      self.english = english
    }

    static let nothing = Words("–", "–")
  }
}

/// Two provisions of the same kind, or one that has no counterpart.
package struct ComparisonRow: Sendable, Hashable {
  /// The kind.
  package let kind: ProvisionKind
  /// Of the left authority.
  package let left: Provision?
  /// Of the right authority.
  package let right: Provision?
  /// The aspects, the differing ones first.
  package let aspects: [ComparedAspect]
}

/// Lays the provisions of two authorities side by side (vergelijking van reglementen).
package enum Comparison {
  /// The rows: pairs of the same kind, in the order of their ids, then those that only one has.
  ///
  /// - Throws: `CatalogueError` or `RuleError` when a stored condition no longer reads; published ones always do.
  package static func rows(left: [Provision], right: [Provision]) throws -> [ComparisonRow] {
    var rows: [ComparisonRow] = []
    var lonely: [ComparisonRow] = []
    for kind in ProvisionKind.allCases {
      let (lefts, rights) = (left.filter { $0.kind == kind }, right.filter { $0.kind == kind })
      for index in 0..<max(lefts.count, rights.count) {
        let (one, other) = (lefts.dropFirst(index).first, rights.dropFirst(index).first)
        if let one, let other {
          rows.append(ComparisonRow(kind: kind, left: one, right: other, aspects: try aspects(one, other)))
        } else {
          lonely.append(ComparisonRow(kind: kind, left: one, right: other, aspects: []))
        }
      }
    }
    return rows + lonely
  }

  private static func aspects(_ left: Provision, _ right: Provision) throws -> [ComparedAspect] {
    var aspects = [
      aspect(StatuteTexts.beneficiary, left.beneficiary, right.beneficiary, StatuteTexts.beneficiary),
      aspect(StatuteTexts.grantMode, left.grantMode, right.grantMode, StatuteTexts.grantMode),
    ]
    if left.benefit != nil || right.benefit != nil {
      aspects.append(figure(StatuteTexts.amount, left, right, \.amountCents, StatuteTexts.amount))
      aspects.append(figure(StatuteTexts.frequency, left, right, \.frequency, StatuteTexts.frequency))
    }
    aspects += try requirements(left, right)
    return aspects.filter { !$0.same } + aspects.filter(\.same)
  }

  private static func aspect<Value: Equatable>(
    _ label: ComparedAspect.Words,
    _ left: Value,
    _ right: Value,
    _ words: (Value) -> ComparedAspect.Words
  ) -> ComparedAspect {
    ComparedAspect(label: label, left: words(left), right: words(right), same: left == right)
  }

  /// One figure of what both give: what the source does not tell is like nothing else.
  private static func figure<Value: Equatable>(
    _ label: ComparedAspect.Words,
    _ left: Provision,
    _ right: Provision,
    _ part: (Benefit) -> Value?,
    _ words: (Value) -> ComparedAspect.Words
  ) -> ComparedAspect {
    let (one, other) = (left.benefit.flatMap(part), right.benefit.flatMap(part))
    func told(_ value: Value?, of provision: Provision) -> ComparedAspect.Words {
      value.map(words) ?? (provision.benefit == nil ? .nothing : StatuteTexts.unknown)
    }
    return ComparedAspect(
      label: label,
      left: told(one, of: left),
      right: told(other, of: right),
      same: one != nil && one == other
    )
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
        left: one?.words ?? .nothing,
        right: other?.words ?? .nothing,
        same: one == other && one?.isSettled == true
      )
    }
  }

  /// Everything that a condition asks of the same facts, such as both ends of a window.
  private struct Part: Equatable {
    let facts: Set<String>
    /// In alphabetical order, so that their order in the source makes no difference.
    let words: ComparedAspect.Words
    /// Whether no unknown parameter is in it, and nothing was cut.
    let isSettled: Bool
  }

  /// The parts of a condition, in the order of its source.
  private static func parts(_ provision: Provision) throws -> [Part] {
    let catalogue = try provision.catalogue()
    let parameters = Set(provision.parameters.map(\.factName))
    let values = provision.parameterValues
    let requirements = try Condition(provision.condition, catalogue: catalogue)
      .requirements(parameters: values, catalogue: catalogue)
    var order: [Set<String>] = []
    for one in requirements where !order.contains(one.names.subtracting(parameters)) {
      order.append(one.names.subtracting(parameters))
    }
    return order.map { facts in
      let same = requirements.filter { $0.names.subtracting(parameters) == facts }
      return Part(
        facts: facts,
        words: .init(
          same.map(\.dutch).sorted().joined(separator: "; "),
          same.map(\.english).sorted().joined(separator: "; ")
        ),
        isSettled: same.allSatisfy { one in
          one.isWhole && one.names.intersection(parameters).allSatisfy { values[$0] != nil }
        }
      )
    }
  }
}
