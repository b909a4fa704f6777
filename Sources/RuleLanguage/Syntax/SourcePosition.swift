/// A place in the source of a condition, as an editor shows it.
package struct SourcePosition: Sendable, Equatable, Hashable, Codable {
  /// The line, from 1; lines end at a line feed.
  package var line: Int
  /// The column, from 1, in Unicode scalars.
  package var column: Int

  /// Makes a place.
  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}
