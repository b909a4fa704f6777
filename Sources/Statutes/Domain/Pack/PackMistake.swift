/// A mistake in a regulation pack.
package struct PackMistake: Error, Sendable, Hashable {
  /// The path of the field, such as `provisions[2].condition`; empty for the pack as a whole.
  package let field: String
  /// The line within the text of the field, from 1; 0 for the field as a whole.
  package let line: Int
  /// The column within the line, from 1; 0 for the field as a whole.
  package let column: Int
  /// What is wrong, with a hint.
  package let description: String

  init(_ field: String, _ description: String, line: Int = 0, column: Int = 0) {
    self.field = field
    self.line = line
    self.column = column
    self.description = description
  }

  /// The path with the line and column, such as `pack.provisions[2].condition:1:14`.
  package var location: String {
    let field = field.isEmpty ? "pack" : "pack.\(field)"
    return line > 0 ? "\(field):\(line):\(column)" : field
  }
}
