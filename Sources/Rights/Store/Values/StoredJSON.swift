import Foundation

/// Reads and writes the JSON in the columns of the database.
enum StoredJSON {
  private static let emptyList = Data("[]".utf8)

  /// JSON with sorted keys, so that equal values always give the same text.
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// The JSON of a list. Empty lists, the most frequent ones, are not encoded.
  static func text(list: [some Encodable]) throws -> String { list.isEmpty ? "[]" : try text(list) }

  /// Reads JSON that `text` wrote.
  static func value<Value: Decodable>(_ json: Data, as type: Value.Type = Value.self) throws -> Value {
    try JSONDecoder().decode(Value.self, from: json)
  }

  /// Reads a list. Empty lists, the most frequent ones, are not parsed.
  static func list<Element: Decodable>(_ json: Data) throws -> [Element] {
    json == emptyList ? [] : try value(json)
  }
}
