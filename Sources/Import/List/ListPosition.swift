/// A position in a list, from which reading can go on.
package struct ListPosition: Sendable, Hashable {
  /// The number of bytes before it.
  package var offset: Int64
  /// The number of the line that begins there, from 1.
  package var line: Int
  /// The number of the last row before it; the header is row 0.
  package var row: Int

  /// A position.
  package init(offset: Int64, line: Int, row: Int) {
    self.offset = offset
    self.line = line
    self.row = row
  }
}
