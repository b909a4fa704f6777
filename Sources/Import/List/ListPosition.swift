/// A place in a list, from which it can be read on.
package struct ListPosition: Sendable, Hashable {
  /// Bytes before it.
  package var offset: Int64
  /// The line that begins there, from 1.
  package var line: Int
  /// Number of the last row before it; the header is row 0.
  package var row: Int

  /// A place.
  package init(offset: Int64, line: Int, row: Int) {
    self.offset = offset
    self.line = line
    self.row = row
  }
}
