/// One of the things that a condition asks for, all of which must hold.
package struct Requirement: Sendable, Equatable {
  /// In Dutch, what is composed in one line.
  package let dutch: String
  /// In English.
  package let english: String
  /// Whether it rests on a fact or parameter of this name.
  package func names(_ fact: String) -> Bool { facts.contains(fact) }

  let facts: Set<String>
}

extension Condition {
  /// What the condition asks for, one by one, told without anyone's facts: the parts of its outermost `&&`.
  ///
  /// - Parameter catalogue: Where the labels are.
  package func requirements(catalogue: FactCatalogue) -> [Requirement] {
    let explanation = evaluate(FactSheet()).explanation
    let parts = explanation.kind == .allOf ? explanation.children : [explanation]
    return parts.map { part in
      Requirement(
        dutch: Self.line(part, in: .dutch, catalogue: catalogue),
        english: Self.line(part, in: .english, catalogue: catalogue),
        facts: Set(part.facts)
      )
    }
  }

  private static func line(
    _ part: Explanation,
    in language: RuleTextLanguage,
    catalogue: FactCatalogue
  ) -> String {
    let lines = part.sentences(in: language, catalogue: catalogue, tellsFindings: false)
    guard let first = lines.first, lines.count > 1 else { return lines.first?.text ?? "" }
    let rest = lines.dropFirst().map { String(repeating: "(", count: $0.depth - first.depth - 1) + $0.text
      + String(repeating: ")", count: $0.depth - first.depth - 1) }
    return first.text + " " + rest.joined(separator: "; ")
  }
}
