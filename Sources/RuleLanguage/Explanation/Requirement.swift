import CareTypes

/// One of the requirements of a condition, which must all be met.
package struct Requirement: Sendable, Equatable {
  /// The requirement in Dutch, on one line.
  package let dutch: String
  /// The requirement in English, on one line.
  package let english: String
  /// The names of the facts and parameters in it.
  package let names: Set<String>
  /// Whether nothing was cut; a long computation is.
  package let isWhole: Bool
}

extension Condition {
  /// The requirements of the condition, without the facts of a person: the parts of its outermost `&&`.
  ///
  /// - Parameters:
  ///   - parameters: The values of the parameters that are known.
  ///   - catalogue: Where the labels are.
  package func requirements(parameters: FactSheet, catalogue: FactCatalogue) -> [Requirement] {
    let explanation = evaluate(parameters).explanation
    let parts = explanation.kind == .allOf ? explanation.children : [explanation]
    return parts.map { part in
      let tests = part.tests
      return Requirement(
        dutch: Self.line(part, in: .dutch, catalogue: catalogue),
        english: Self.line(part, in: .english, catalogue: catalogue),
        names: Set(tests.flatMap { $0.facts + $0.missing }),
        isWhole: tests.allSatisfy(\.isWhole)
      )
    }
  }

  private static func line(
    _ part: Explanation,
    in language: TextLanguage,
    catalogue: FactCatalogue
  ) -> String {
    var lines = part.sentences(in: language, catalogue: catalogue, style: .requirement)[...]
    return folded(&lines).text
  }

  /// Removes a line and the lines below it, and writes them as one line. A part with lines of its own is put in
  /// parentheses within another.
  private static func folded(_ lines: inout ArraySlice<ExplainedLine>) -> (text: String, isComposed: Bool) {
    guard let head = lines.popFirst() else { return ("", false) }
    var parts: [String] = []
    while let next = lines.first, next.depth > head.depth {
      let part = folded(&lines)
      parts.append(part.isComposed ? "(\(part.text))" : part.text)
    }
    return parts.isEmpty ? (head.text, false) : ("\(head.text) \(parts.joined(separator: "; "))", true)
  }
}

extension Explanation {
  /// The tests in the tree, in the order of the source.
  fileprivate var tests: [Explanation] {
    kind == .test ? [self] : children.flatMap(\.tests)
  }

  /// Whether no operand of the test was cut.
  fileprivate var isWhole: Bool {
    ([subject].compactMap { $0 } + required).compactMap(\.text).allSatisfy { $0.count < Self.longestText }
  }
}
