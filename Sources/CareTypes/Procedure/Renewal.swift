/// How a provision is renewed (verlenging).
package struct Renewal: Sendable, Hashable, Codable {
  /// The ways.
  package enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
    /// It is granted once, without end.
    case none
    /// It must be applied for again every year.
    case yearly
    /// It is renewed without an application.
    case automatic
    /// It lasts until the evidence ends.
    case untilEvidenceEnds = "until_evidence_ends"
    /// It must be applied for again.
    case onRequest = "on_request"
  }

  /// The way in which it is renewed.
  package var kind: Kind
  /// The months for which it is granted; nil when the source does not state them, or for no end.
  package var months: Int?

  /// A way of renewal.
  package init(
    kind: Kind,
    months: Int? = nil
  ) {
    self.kind = kind
    self.months = months
  }
}
