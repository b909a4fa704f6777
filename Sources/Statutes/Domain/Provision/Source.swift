/// A source in which a rule was read.
package struct Source: Sendable, Hashable, Codable {
  /// The title.
  package var title: String
  /// The address on the web; empty when there is none.
  package var url: String
  /// The date of the source as text; empty when it is not known.
  package var dated: String
}
