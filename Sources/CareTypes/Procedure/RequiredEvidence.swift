/// A document that must be shown (bewijsstuk).
package struct RequiredEvidence: Sendable, Hashable, Codable {
  /// The document.
  package var text: BilingualText
  /// The fact that it proves; nil when no condition asks for that.
  package var fact: String?
  /// The most months since it was issued; nil for no limit.
  package var maxAgeMonths: Int?

  /// A document that must be shown.
  package init(
    text: BilingualText,
    fact: String? = nil,
    maxAgeMonths: Int? = nil
  ) {
    self.text = text
    self.fact = fact
    self.maxAgeMonths = maxAgeMonths
  }
}
