/// The French of texts for people, by their Dutch: the labels of facts and of their values, who supplies them, and the
/// sentences of explanations and of the explorer.
package enum FrenchTexts {
  private static let wordings: [String: String] = {
    var found: [String: String] = [:]
    for line in (facts + words + sentences).split(separator: "\n") {
      let parts = line.split(separator: "|", maxSplits: 1)
      if parts.count == 2 { found[String(parts[0].trimmed)] = String(parts[1].trimmed) }
    }
    return found
  }()

  /// The French of a Dutch text; nil when there is none.
  package static func wording(of dutch: String) -> String? {
    if let found = wordings[dutch] { return found }
    // A space at an end belongs to the text, as in ` of `.
    guard let found = wordings[String(dutch.trimmed)] else { return nil }
    return (dutch.hasPrefix(" ") ? " " : "") + found + (dutch.hasSuffix(" ") ? " " : "")
  }
}
