import Yams

/// The YAML of a regulation pack as a tree, without aliases: with them a short text could expand to an endless one.
struct PackText {
  /// The root of the tree.
  let root: Node
  /// The position of each field in the text, by path.
  private var order: [String: Int] = [:]

  private static let mostNodes = 20_000

  /// Reads a text.
  ///
  /// - Throws: `PackMistake` when it is no YAML, is empty, or is too large.
  init(_ text: String) throws(PackMistake) {
    // This is checked before the text is parsed, because the parser follows aliases when it compares keys.
    if Self.hasAlias(text) {
      throw PackMistake("", "has an anchor (&name) and an alias (*name), which packs do not take")
    }
    guard let root = try Self.compose(text) else { throw PackMistake("", "is empty") }
    self.root = root
    guard Self.index(root, "", &order) else {
      throw PackMistake("", "has more than \(Self.mostNodes) nodes")
    }
  }

  /// The position of a field among all fields; for a missing field, that of the field in which it is missing.
  func position(of path: String) -> Int {
    var path = path[...]
    while true {
      if let position = order[String(path)] { return position }
      guard let end = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { return 0 }
      path = path[..<end]
    }
  }

  private static func compose(_ text: String) throws(PackMistake) -> Node? {
    do {
      return try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw mistake(error)
    } catch {
      throw PackMistake("", "is not YAML")
    }
  }

  private static func mistake(_ error: YamlError) -> PackMistake {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      PackMistake("", "is not YAML: \(problem)", line: mark.line, column: mark.column)
    case .duplicatedKeysInMapping(let keys, let context):
      PackMistake(
        "",
        "has the key \(keys.first?.prefix(60) ?? "") twice in one mapping",
        line: context.mark.line,
        column: context.mark.column
      )
    case .reader(let problem, _, _, _): PackMistake("", "is not YAML: \(problem)")
    default: PackMistake("", "is not YAML")
    }
  }

  /// Whether the text has both an anchor and an alias; `a && b`, `a * b` and addresses on the web have neither.
  private static func hasAlias(_ text: String) -> Bool {
    var hasAnchor = false
    var hasAlias = false
    var previous = UInt8(ascii: "\n")
    var sign: UInt8?
    for byte in text.utf8 {
      if byte.isOfName {
        if sign == UInt8(ascii: "&") { hasAnchor = true }
        if sign == UInt8(ascii: "*") { hasAlias = true }
      }
      sign = previous.isOfName || previous == byte ? nil : byte
      previous = byte
    }
    return hasAnchor && hasAlias
  }

  /// Numbers the fields in the order of the text; false when there are too many.
  private static func index(_ node: Node, _ path: String, _ order: inout [String: Int]) -> Bool {
    guard order.count < mostNodes else { return false }
    order[path] = order.count
    switch node {
    case .mapping(let mapping):
      return mapping.allSatisfy { key, value in
        let name = PackReader.name(key)
        return index(value, path.isEmpty ? name : "\(path).\(name)", &order)
      }
    case .sequence(let sequence):
      return sequence.enumerated().allSatisfy { index($1, "\(path)[\($0)]", &order) }
    case .scalar, .alias:
      return true
    }
  }
}

extension UInt8 {
  /// Whether a byte can be part of the name of an anchor.
  fileprivate var isOfName: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
