/// Why a catalogue cannot be made.
package enum CatalogueError: Error, Sendable, Equatable {
  /// Two facts of this name.
  case duplicate(String)
  /// Not a name that a condition could write: CEL identifiers joined by dots.
  case badName(String)
}
