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
      amount(left, right),
      aspect(StatuteTexts.frequency, left.benefit?.frequency, right.benefit?.frequency, StatuteTexts.frequency),
    ]
    aspects += try requirements(left, right)
    return aspects.filter { !$0.same } + aspects.filter(\.same)
  }

  private static func aspect<Value: Equatable>(
    _ label: ComparedAspect.Words,
    _ left: Value?,
    _ right: Value?,
    _ words: (Value) -> ComparedAspect.Words
  ) -> ComparedAspect {
    ComparedAspect(
      label: label,
      left: left.map(words) ?? .nothing,
      right: right.map(words) ?? .nothing,
      same: left == right
    )
  }

  private static func amount(_ left: Provision, _ right: Provision) -> ComparedAspect {
    ComparedAspect(
      label: StatuteTexts.amount,
      left: StatuteTexts.amount(left.benefit),
      right: StatuteTexts.amount(right.benefit),
      same: left.benefit?.amountCents != nil && left.benefit == right.benefit
        || left.benefit == nil && right.benefit == nil
    )
  }

  /// What both conditions ask for, and what only one of them does. A requirement that rests on an unknown parameter is
  /// like no other.
  private static func requirements(_ left: Provision, _ right: Provision) throws -> [ComparedAspect] {
    let (lefts, rights) = (try known(left), try known(right))
    let shared = lefts.filter { one in rights.contains { $0.words == one.words && !one.isOpen && !$0.isOpen } }
    func lonely(_ all: [Known]) -> [Known] { all.filter { one in !shared.contains { $0.words == one.words } } }
    return lonely(lefts).map {
      ComparedAspect(label: StatuteTexts.requirement, left: $0.words, right: .nothing, same: false)
    }
      + lonely(rights).map {
        ComparedAspect(label: StatuteTexts.requirement, left: .nothing, right: $0.words, same: false)
      }
      + shared.map { ComparedAspect(label: StatuteTexts.requirement, left: $0.words, right: $0.words, same: true) }
  }

  private struct Known {
    let words: ComparedAspect.Words
    let isOpen: Bool
  }

  private static func known(_ provision: Provision) throws -> [Known] {
    let catalogue = try provision.catalogue()
    let open = provision.parameters.filter { $0.value == nil }.map { "parameter.\($0.name)" }
    return try Condition(provision.condition, catalogue: catalogue).requirements(catalogue: catalogue).map { one in
      Known(words: .init(one.dutch, one.english), isOpen: open.contains { one.names($0) })
    }
  }
}
