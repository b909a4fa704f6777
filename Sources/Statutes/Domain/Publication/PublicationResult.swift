/// The result of a publication.
package struct PublicationResult: Codable, Sendable, Hashable {
  /// The authority's id.
  package var authority: String
  /// The names of the versions that were published.
  package var published: [String] = []
  /// The names of the versions that had been published before with the same content.
  package var unchanged: [String] = []

  /// A result.
  package init(authority: String, published: [String] = [], unchanged: [String] = []) {
    self.authority = authority
    self.published = published
    self.unchanged = unchanged
  }
}
