import CareTypes
import Yams

// Reads one field of a pack: its value, or a mistake at its path.
extension PackReader {
  /// The text for a figure that the source does not state.
  static let unknown = "unknown"

  /// The fields of a mapping that were not read yet, with their path.
  struct Fields {
    let prefix: String
    var nodes: [String: Node]

    func path(_ name: String) -> String { prefix.isEmpty ? name : "\(prefix).\(name)" }
    func isUnknown(_ name: String) -> Bool { nodes[name]?.scalar?.string == PackReader.unknown }
    mutating func take(_ name: String) -> Node? { nodes.removeValue(forKey: name) }
  }

  /// The name of a field, cut if it is too long to be one; empty for a key that is no text.
  static func name(_ key: Node) -> String {
    key.scalar.map { String($0.string.prefix(60)) } ?? ""
  }

  mutating func reject(_ field: String, _ description: String) {
    reject(PackMistake(field, description))
  }

  mutating func fields(_ node: Node, _ path: String, known: Set<String>) -> Fields? {
    guard case .mapping(let mapping) = node else {
      reject(path, "is not a mapping")
      return nil
    }
    remember(known, in: path)
    var fields = Fields(prefix: path, nodes: [:])
    for (key, value) in mapping {
      let name = Self.name(key)
      if known.contains(name) {
        fields.nodes[name] = value
      } else {
        reject(fields.path(name), "is not a field; there are \(known.sorted().joined(separator: ", "))")
      }
    }
    return fields
  }

  mutating func required(_ fields: inout Fields, _ name: String) -> Node? {
    guard let node = fields.take(name) else {
      reject(fields.path(name), "is required")
      return nil
    }
    return node
  }

  mutating func text(_ fields: inout Fields, _ name: String) -> String? {
    guard let node = required(&fields, name) else { return nil }
    return text(node, fields.path(name))
  }

  mutating func optionalText(_ fields: inout Fields, _ name: String) -> String? {
    guard let node = fields.take(name) else { return nil }
    return text(node, fields.path(name))
  }

  /// The texts of a list; an element that is no text is reported as a mistake and left out.
  mutating func texts(_ fields: inout Fields, _ name: String) -> [String] {
    let path = fields.path(name)
    return list(&fields, name).enumerated().compactMap { text($1, "\(path)[\($0)]") }
  }

  private mutating func text(_ node: Node, _ path: String) -> String? {
    guard let text = node.scalar?.string, !text.isEmpty, text.utf8.count <= 10_000 else {
      reject(path, "is not a text of 1 to 10,000 bytes")
      return nil
    }
    return text
  }

  mutating func bilingual(_ fields: inout Fields, _ name: String) -> BilingualText? {
    guard let node = required(&fields, name), var map = self.fields(node, fields.path(name), known: ["nl", "en"]) else {
      return nil
    }
    let (dutch, english) = (text(&map, "nl"), text(&map, "en"))
    guard let dutch, let english else { return nil }
    return BilingualText(dutch, english)
  }

  mutating func identifier(_ fields: inout Fields, _ name: String) -> String? {
    guard let text = text(&fields, name) else { return nil }
    guard ProvisionName.isID(text) else {
      reject(fields.path(name), ProvisionName.idForm)
      return nil
    }
    return text
  }

  mutating func integer(_ fields: inout Fields, _ name: String, in range: ClosedRange<Int>) -> Int? {
    guard let text = text(&fields, name) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      reject(fields.path(name), "is not a whole number from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return number
  }

  mutating func word<Word: RawRepresentable & CaseIterable>(_ fields: inout Fields, _ name: String) -> Word?
  where Word.RawValue == String {
    guard let text = text(&fields, name) else { return nil }
    guard let word = Word(rawValue: text) else {
      reject(fields.path(name), Self.oneOf(Word.self))
      return nil
    }
    return word
  }

  static func oneOf<Word: RawRepresentable & CaseIterable>(_ type: Word.Type) -> String
  where Word.RawValue == String {
    "is not one of " + Word.allCases.map(\.rawValue).joined(separator: ", ")
  }

  mutating func list(_ fields: inout Fields, _ name: String) -> [Node] {
    guard let node = fields.take(name) else { return [] }
    guard let sequence = node.sequence, sequence.count <= 200 else {
      reject(fields.path(name), "is not a list of at most 200 elements")
      return []
    }
    return Array(sequence)
  }

  mutating func date(_ fields: inout Fields, _ name: String, isRequired: Bool) -> CalendarDate? {
    guard let node = fields.take(name) else {
      if isRequired { reject(fields.path(name), "is required") }
      return nil
    }
    do {
      return try CalendarDate(iso: node.scalar?.string ?? "")
    } catch {
      reject(fields.path(name), error.reason)
      return nil
    }
  }

  mutating func optionalBilingual(_ fields: inout Fields, _ name: String) -> BilingualText? {
    guard fields.nodes[name] != nil else { return nil }
    return bilingual(&fields, name)
  }

  mutating func optionalInteger(_ fields: inout Fields, _ name: String, in range: ClosedRange<Int>) -> Int? {
    fields.nodes[name] == nil ? nil : integer(&fields, name, in: range)
  }

  /// A number above zero.
  mutating func number(_ fields: inout Fields, _ name: String, isRequired: Bool) -> Double? {
    if !isRequired, fields.nodes[name] == nil { return nil }
    guard let text = text(&fields, name) else { return nil }
    guard let number = Double(text), number > 0, number <= 1_000_000 else {
      reject(fields.path(name), "is not a number above 0")
      return nil
    }
    return number
  }

  /// Reads `true` or `false`; false when the field is absent.
  mutating func flag(_ fields: inout Fields, _ name: String) -> Bool {
    guard let text = optionalText(&fields, name) else { return false }
    if Bool(text) == nil { reject(fields.path(name), "is neither true nor false") }
    return Bool(text) ?? false
  }

  /// Reads one of several words; nil when the field is absent or `unknown`.
  mutating func wordOrUnknown<Word: RawRepresentable & CaseIterable>(_ fields: inout Fields, _ name: String) -> Word?
  where Word.RawValue == String {
    if fields.nodes[name] == nil || fields.isUnknown(name) {
      _ = fields.take(name)
      return nil
    }
    return word(&fields, name)
  }

  mutating func words<Word: RawRepresentable & CaseIterable>(_ fields: inout Fields, _ name: String) -> [Word]
  where Word.RawValue == String {
    let path = fields.path(name)
    return texts(&fields, name).enumerated().compactMap { index, text in
      let word = Word(rawValue: text)
      if word == nil { reject("\(path)[\(index)]", Self.oneOf(Word.self)) }
      return word
    }
  }

  /// Reads a list of ids.
  mutating func identifiers(_ fields: inout Fields, _ name: String) -> [String] {
    let path = fields.path(name)
    return texts(&fields, name).enumerated().compactMap { index, text in
      guard ProvisionName.isID(text) else {
        reject("\(path)[\(index)]", ProvisionName.idForm)
        return nil
      }
      return text
    }
  }

  /// Whether a text is a date.
  func isDate(_ text: String) -> Bool { (try? CalendarDate(iso: text)) != nil }
}
