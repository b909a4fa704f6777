import Foundation
import StatutesDomain
import Yams

/// Where the fields of a pack stand in its file.
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

  /// Reads a text; of one that is no YAML, or that unfolds without end, no field is known.
  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard PackReader.isReadable(text), let root = try? Yams.compose(yaml: text) else { return }
    index(root, "", start: nil)
  }

  /// Where a place of a mistake stands; nothing when that is not known.
  ///
  /// - Parameters:
  ///   - path: The field, such as `provisions[2].condition`; one that is missing stands where what it is missing from
  ///     begins. Empty: the pack as a whole.
  ///   - line: The line within the field's text; 0: the field as a whole.
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

  /// Where a line and column of a text stand: in a block that keeps its lines, or in a text of one line.
  private func position(in node: Node, _ line: Int, _ column: Int) -> Position? {
    guard let scalar = node.scalar, let mark = scalar.mark else { return nil }
    let written = scalar.string.split(separator: "\n", omittingEmptySubsequences: false)
    guard written.indices.contains(line - 1) else { return nil }
    let wanted = written[line - 1]
    // A block begins on the line after its sign.
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
