import CareTypes
import Crypto
import Foundation
package import ServiceCore
import ServiceRuntime
import Yams

/// Reads mapping files, which say in YAML how the columns of a list become care situations.
package struct MappingFile {
  private static let keys = ["list_id", "delimiter", "encoding", "date_format", "decimal_comma", "columns"]
  private static let columnKeys = ["column", "constant", "values", "default", "separator"]

  private let path: String

  /// Reads a mapping file.
  ///
  /// - Throws: `StartupError` that names the line and the key of the first mistake.
  package static func read(path: String) throws(StartupError) -> Mapping {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw StartupError("The mapping cannot be read: \(path)")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw StartupError("The mapping is not UTF-8: \(path)")
    }
    return try read(yaml: text, path: path)
  }

  /// Reads the text of a mapping file.
  ///
  /// - Parameters:
  ///   - yaml: The text.
  ///   - path: The name of the file, for messages.
  /// - Throws: `StartupError` that names the line and the key of the first mistake.
  package static func read(yaml: String, path: String = "mapping") throws(StartupError) -> Mapping {
    try MappingFile(path: path).mapping(yaml)
  }

  private init(path: String) {
    self.path = path
  }

  private func mapping(_ yaml: String) throws(StartupError) -> Mapping {
    guard let root = try compose(yaml), let top = root.mapping else {
      throw StartupError("The mapping \(path) is not a YAML mapping")
    }
    try checkKeys(of: top, at: "", allowed: Self.keys)
    let listID = try text(top, "list_id", root)
    guard Self.isListID(listID) else {
      throw wrong(top["list_id"], "list_id", "is not 1 to 64 lower-case letters, digits and hyphens")
    }
    guard let format = DateFormat(try text(top, "date_format", root)) else {
      throw wrong(top["date_format"], "date_format", "is not made of d, dd, M, MM and yyyy, such as dd/MM/yyyy")
    }
    guard let columnsNode = top["columns"], let columns = columnsNode.mapping, !columns.isEmpty else {
      throw wrong(top["columns"] ?? root, "columns", "is not a mapping from fields to columns")
    }
    var fields: [String: MappedField] = [:]
    for (key, node) in columns {
      let name = key.scalar?.string ?? "?"
      guard let target = TargetField.byPath[name] else {
        throw wrong(key, "columns.\(name)", "is not a field\(Self.hint(name, TargetField.all.map(\.path)))")
      }
      fields[name] = try field(target, node, key.mark?.line ?? 0)
    }
    try checkComplete(fields, columnsNode)
    return Mapping(
      listID: listID,
      delimiter: try delimiter(top["delimiter"]),
      encoding: try encoding(top["encoding"]),
      dateFormat: format,
      takesDecimalComma: try decimalComma(top["decimal_comma"]),
      fields: TargetField.all.compactMap { fields[$0.path] },
      digest: SHA256.hash(data: Data(yaml.utf8)).hexText
    )
  }

  private func compose(_ yaml: String) throws(StartupError) -> Node? {
    do {
      return try Yams.compose(yaml: yaml)
    } catch {
      // The lines after the first repeat the text.
      throw StartupError("The mapping \(path) is not YAML: \("\(error)".prefix { $0 != "\n" })")
    }
  }

  // MARK: The list as a whole

  private func delimiter(_ node: Node?) throws(StartupError) -> UInt8? {
    guard let node else { return nil }
    let text = node.scalar?.string ?? ""
    let byte = text == "tab" ? UInt8(ascii: "\t") : text.utf8.first
    guard let byte, text == "tab" || text.utf8.count == 1, Delimiter.allowed.contains(byte) else {
      throw wrong(node, "delimiter", "is not one of \",\" \";\" \"|\" and tab")
    }
    return byte
  }

  private func encoding(_ node: Node?) throws(StartupError) -> TextEncoding {
    guard let node else { return .utf8 }
    guard let encoding = TextEncoding(rawValue: (node.scalar?.string ?? "").lowercased()) else {
      let known = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
      throw wrong(node, "encoding", "is not one of \(known)")
    }
    return encoding
  }

  private func decimalComma(_ node: Node?) throws(StartupError) -> Bool {
    guard let node else { return false }
    guard let truth = Self.truth(node.scalar?.string ?? "") else {
      throw wrong(node, "decimal_comma", "is neither true nor false")
    }
    return truth
  }

  // MARK: Fields

  private func field(_ target: TargetField, _ node: Node, _ line: Int) throws(StartupError) -> MappedField {
    let place = "columns.\(target.path)"
    if let scalar = node.scalar {
      guard !scalar.string.visibleText.isEmpty else { throw wrong(node, place, "names no column") }
      return MappedField(
        target: target,
        source: .column(scalar.string.visibleText),
        values: [:],
        fallback: nil,
        separator: ",",
        line: line
      )
    }
    guard let map = node.mapping else {
      throw wrong(node, place, "is neither a column nor a mapping with `column` or `constant`")
    }
    try checkKeys(of: map, at: place, allowed: Self.columnKeys)
    if let constant = map["constant"] {
      guard map.count == 1 else { throw wrong(node, place, "has `constant`, beside which nothing else may stand") }
      guard let value = try value(constant, target, "\(place).constant") else {
        throw wrong(constant, "\(place).constant", "is empty")
      }
      return MappedField(
        target: target,
        source: .constant(value),
        values: [:],
        fallback: nil,
        separator: ",",
        line: line
      )
    }
    guard let column = map["column"]?.scalar?.string.visibleText, !column.isEmpty else {
      throw wrong(node, place, "names no `column` and has no `constant`")
    }
    return MappedField(
      target: target,
      source: .column(column),
      values: try values(map["values"], target, "\(place).values"),
      fallback: try map["default"].map { node throws(StartupError) in try value(node, target, "\(place).default") }
        ?? nil,
      separator: try separator(map["separator"], target, "\(place).separator"),
      line: line
    )
  }

  private func values(
    _ node: Node?,
    _ target: TargetField,
    _ place: String
  ) throws(StartupError) -> [String: FieldValue?] {
    guard let node else { return [:] }
    guard let map = node.mapping else { throw wrong(node, place, "is not a mapping from texts to values") }
    var values: [String: FieldValue?] = [:]
    for (key, node) in map {
      guard let text = key.scalar?.string.visibleText, !text.isEmpty else {
        throw wrong(key, place, "has an empty text; use `default` for empty fields")
      }
      let value = try value(node, target, "\(place).\(text)")
      guard values.updateValue(value, forKey: text.lowercased()) == nil else {
        throw wrong(key, "\(place).\(text)", "stands twice: capitals make no difference")
      }
    }
    return values
  }

  private func separator(_ node: Node?, _ target: TargetField, _ place: String) throws(StartupError) -> String {
    guard let node else { return "," }
    guard case .words = target.kind else { throw wrong(node, place, "stands at a field that holds one value") }
    guard let text = node.scalar?.string, !text.isEmpty else { throw wrong(node, place, "is empty") }
    return text
  }

  /// Reads a value that the mapping itself gives, with dates and numbers as the registry writes them; nil for an empty
  /// text.
  private func value(_ node: Node, _ target: TargetField, _ place: String) throws(StartupError) -> FieldValue? {
    guard let text = node.scalar?.string.visibleText else { throw wrong(node, place, "is not one value") }
    guard !text.isEmpty else { return nil }
    switch target.kind {
    case .text:
      return .text(text)
    case .date:
      do {
        return .date(try CalendarDate(iso: text))
      } catch {
        throw wrong(node, place, "is not a date written as yyyy-MM-dd")
      }
    case .number:
      guard let number = DecimalText.number(text, takesComma: false) else {
        throw wrong(node, place, "is not a number, such as 12.5")
      }
      return .number(number)
    case .truth:
      guard let truth = Self.truth(text) else { throw wrong(node, place, "is neither true nor false") }
      return .truth(truth)
    case .word(let words), .words(let words):
      guard let word = words.first(where: { $0 == text.lowercased() }) else {
        throw wrong(node, place, "is not one of \(words.joined(separator: ", "))")
      }
      return .words([word])
    }
  }

  // MARK: What is missing or too much

  private func checkComplete(_ fields: [String: MappedField], _ columns: Node) throws(StartupError) {
    for target in TargetField.all where target.isMissing({ fields[$0] != nil }) {
      throw wrong(columns, "columns.\(target.path)", "is missing: no care situation is registered without it")
    }
    if fields["hours.per_month"] != nil, fields["hours.per_year"] != nil {
      throw wrong(
        columns,
        "columns.hours.per_year",
        "stands beside hours.per_month: the hours are declared in one of them"
      )
    }
    for name in ["caregiver_consents", "recipient_consents", "caregiver_declaration", "recipient_declaration"] {
      let given = fields.keys.filter { $0.hasPrefix("\(name).") }
      let dates = given.filter { !$0.hasSuffix(".given_by") && !$0.hasSuffix(".channel") }
      let givenBy = "\(name).given_by"
      if !dates.isEmpty, !given.contains(givenBy) {
        throw wrong(columns, "columns.\(givenBy)", "is missing: say who gave it, such as {constant: self}")
      }
      if dates.isEmpty, let first = given.min() {
        throw wrong(columns, "columns.\(first)", "stands there without a field that holds the date")
      }
    }
  }

  private func checkKeys(of map: Node.Mapping, at place: String, allowed: [String]) throws(StartupError) {
    for key in map.keys {
      let name = key.scalar?.string ?? "?"
      guard !allowed.contains(name) else { continue }
      let path = place.isEmpty ? name : "\(place).\(name)"
      throw wrong(key, path, "is not a key; the keys are \(allowed.joined(separator: ", "))")
    }
  }

  private func text(_ map: Node.Mapping, _ key: String, _ parent: Node) throws(StartupError) -> String {
    guard let node = map[key] else { throw wrong(parent, key, "is missing") }
    guard let text = node.scalar?.string.visibleText, !text.isEmpty else { throw wrong(node, key, "is empty") }
    return text
  }

  private func wrong(_ node: Node?, _ place: String, _ what: String) -> StartupError {
    let line = (node?.mark).map { ", line \($0.line)" } ?? ""
    return StartupError("The mapping \(path)\(line): \(place) \(what)")
  }

  private static func truth(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true": true
    case "false": false
    default: nil
    }
  }

  private static func isListID(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || byte == UInt8(ascii: "-")
      }
  }

  /// A suggestion for a name that is no field: the field with the same last part.
  private static func hint(_ name: String, _ paths: [String]) -> String {
    let last = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard let path = paths.first(where: { $0.split(separator: ".").last.map(String.init) == last }) else { return "" }
    return "; perhaps \(path)"
  }
}
