import Foundation
import StatutesDomain
import Yams

/// The lines and columns of the fields of a pack in its file.
struct PackLocations {
  /// A line and a column, each from 1.
  struct Position: Sendable, Hashable {
    let line: Int
    let column: Int
  }

  private struct Field {
    let start: Position?
    let value: Node
  }

  private let lines: [Substring]
  private var fields: [String: Field] = [:]

  /// Reads a text. No field has a location in a text that is no YAML, or whose aliases expand without limit.
  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard PackReader.isReadable(text), let root = try? Yams.compose(yaml: text) else { return }
    index(root, "", start: nil)
  }

  /// The line and column of a mistake; nil when they are not known.
  ///
  /// - Parameters:
  ///   - path: The field, such as `provisions[2].condition`; a missing field has the location of the field in which it
  ///     is missing. Empty for the pack as a whole.
  ///   - line: The line within the text of the field; 0 for the field as a whole.
  ///   - column: The column within the line.
  func position(of path: String, line: Int, column: Int) -> Position? {
    if path.isEmpty { return line > 0 ? Position(line: line, column: column) : nil }
    if line > 0, let value = fields[path]?.value, let within = position(in: value, line, column) { return within }
    var path = path[...]
    while true {
      if let field = fields[String(path)] { return field.start }
      guard let end = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { return nil }
      path = path[..<end]
    }
  }

  private mutating func index(_ node: Node, _ path: String, start: Mark?) {
    let mark = start ?? node.mark
    fields[path] = Field(start: mark.map { Position(line: $0.line, column: $0.column) }, value: node)
    switch node {
    case .mapping(let mapping):
      for (key, value) in mapping {
        let name = key.scalar.map { String($0.string.prefix(60)) } ?? ""
        index(value, path.isEmpty ? name : "\(path).\(name)", start: key.mark)
      }
    case .sequence(let sequence):
      for (number, value) in sequence.enumerated() { index(value, "\(path)[\(number)]", start: nil) }
    case .scalar, .alias: return
    }
  }

  /// The location of a line and column within a text that is a block with its line breaks, or is on one line.
  private func position(in node: Node, _ line: Int, _ column: Int) -> Position? {
    guard let scalar = node.scalar, let mark = scalar.mark else { return nil }
    let written = scalar.string.split(separator: "\n", omittingEmptySubsequences: false)
    guard written.indices.contains(line - 1) else { return nil }
    let wanted = written[line - 1]
    // The text of a block begins on the line after its sign.
    for (number, isBlock) in [(mark.line + line - 1, true), (mark.line - 1, false)] {
      guard lines.indices.contains(number), isBlock || written.count == 1 else { continue }
      let raw = lines[number]
      let after =
        isBlock ? raw.startIndex : raw.index(raw.startIndex, offsetBy: mark.column - 1, limitedBy: raw.endIndex)
      guard !wanted.isEmpty, let after, let found = raw[after...].range(of: wanted) else { continue }
      return Position(line: number + 1, column: raw.distance(from: raw.startIndex, to: found.lowerBound) + column)
    }
    return nil
  }
}
