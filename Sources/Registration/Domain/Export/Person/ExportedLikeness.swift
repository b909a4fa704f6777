/// A finding that a person is like someone else, who is not named, as their export shows it.
package struct ExportedLikeness: Encodable, Sendable {
  /// When it was found.
  package let findTime: String
  /// When the pair was closed; nil while it is open.
  package let closeTime: String?

  /// An entry of the export.
  package init(
    findTime: String,
    closeTime: String?
  ) {
    self.findTime = findTime
    self.closeTime = closeTime
  }
}
