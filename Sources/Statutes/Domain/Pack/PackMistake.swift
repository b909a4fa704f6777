/// A mistake in a regulation pack.
package struct PackMistake: Error, Sendable, Hashable {
  /// Where, such as `provisions[2].condition`; empty when the pack as a whole is meant.
  package let field: String
  /// Line within the field's text, from 1; 0 when the field as a whole is meant.
  package let line: Int
  /// Column within the line, from 1; 0 when the field as a whole is meant.
  package let column: Int
  /// What is wrong, and a hint.
  package let description: String

  init(_ field: String, _ description: String, line: Int = 0, column: Int = 0) {
    self.field = field
    self.line = line
    self.column = column
    self.description = description
  }

  /// The place as one text, such as `pack.provisions[2].condition:1:14`.
  package var location: String {
    let field = field.isEmpty ? "pack" : "pack.\(field)"
    return line > 0 ? "\(field):\(line):\(column)" : field
  }
}
