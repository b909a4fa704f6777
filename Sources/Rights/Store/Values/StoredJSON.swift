import Foundation

/// JSON as it is stored.
enum StoredJSON {
  private static let emptyList = Data("[]".utf8)

  /// JSON with sorted keys: the same value is always the same text.
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// Reads what `text` writes.
  static func value<Value: Decodable>(_ json: Data, as type: Value.Type = Value.self) throws -> Value {
    try JSONDecoder().decode(Value.self, from: json)
  }

  /// Reads a list; most are empty.
  static func list<Element: Decodable>(_ json: Data) throws -> [Element] {
    json == emptyList ? [] : try value(json)
  }
}
