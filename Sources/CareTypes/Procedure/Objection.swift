/// Where and until when to object (bezwaar, beroep).
package struct Objection: Sendable, Hashable, Codable {
  /// The body to object to.
  package var body: BilingualText
  /// The days after the decision within which to object; nil when the source does not state them.
  package var withinDays: Int?

  /// Where and until when to object.
  package init(
    body: BilingualText,
    withinDays: Int? = nil
  ) {
    self.body = body
    self.withinDays = withinDays
  }
}
