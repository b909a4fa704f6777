package import CareTypes

/// What a yes-or-no fact says, as a sentence for people: one that holds, and one that does not.
package struct FactClause: Sendable, Hashable {
  private let wordings: [TextLanguage: String]

  /// Reads a line of `FactClauses`: the name, then the Dutch, English and French, with bars between. `{a/b}` marks words that
  /// differ: `a` if the fact holds, `b` if it does not.
  fileprivate static func read(_ line: Substring) -> (name: String, clause: FactClause)? {
    let parts = line.split(separator: "|").map { String($0.trimmed) }
    guard parts.count == 4 else { return nil }
    return (parts[0], FactClause(wordings: [.dutch: parts[1], .english: parts[2], .french: parts[3]]))
  }

  /// The sentence, without a capital or a full stop.
  ///
  /// - Parameter holds: Whether the fact is told to hold.
  package func text(_ holds: Bool, in language: TextLanguage) -> String {
    var text = ""
    var rest = Substring(wordings[language] ?? "")
    while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
      let words = rest[rest.index(after: start)..<end].split(separator: "/", omittingEmptySubsequences: false)
      text += rest[..<start] + (words.count == 2 ? words[holds ? 0 : 1] : "")
      rest = rest[rest.index(after: end)...]
    }
    return text + rest
  }

  /// The clauses of the facts of the catalogue, by name.
  private static let all = Dictionary(
    FactClauses.lines.split(separator: "\n").compactMap(read).map { ($0.name, $0.clause) },
    uniquingKeysWith: { first, _ in first }
  )

  /// The clause of a yes-or-no fact of the catalogue; nil for any other name.
  package static func of(_ fact: String) -> FactClause? { all[fact] }
}
