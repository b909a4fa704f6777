/// The values of one fact within a region.
package struct FactRegion: Sendable, Equatable {
  /// The name of the fact.
  package let name: String
  /// The values, in their order.
  package let values: [ValueInterval]
  /// Whether the fact may also be missing.
  package let includesMissing: Bool
}
