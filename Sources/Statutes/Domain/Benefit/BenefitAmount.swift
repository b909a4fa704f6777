/// An amount, who gets it and when (bedrag).
package struct BenefitAmount: Sendable, Hashable, Codable {
  /// Euro cents for each payment; nil when the source does not state it.
  package var cents: Int64?
  /// Who gets it, in the condition language; nil for everyone who holds the provision.
  package var condition: String?
  /// The first day, in days since 1970-01-01; nil for the first day of the provision.
  package var from: Int?
  /// The last day, in days since 1970-01-01; nil when no end is known.
  package var until: Int?
}
