import Foundation
import RegistrationDomain
import ServiceCore
import ServiceRuntime

extension FieldCipher {
  /// Seals a value as JSON.
  func seal(json value: some Encodable, at place: String) throws -> Data {
    try seal(JSONEncoder().encode(value), at: place)
  }

  /// Opens a value that was sealed as JSON for the same place.
  func open<Value: Decodable>(_ data: Data, as type: Value.Type, at place: String) throws -> Value {
    try JSONDecoder().decode(type, from: openBytes(data, at: place))
  }

  /// Seals a value by its texts.
  func seal(_ value: some TextRecord, at place: String) throws -> Data {
    try seal(StoredTexts(value.texts).bytes, at: place)
  }

  /// Opens a value that was sealed by its texts for the same place, or as JSON by an earlier version.
  func open<Value: TextRecord>(_ data: Data, as type: Value.Type, at place: String) throws -> Value {
    let bytes = try openBytes(data, at: place)
    guard let stored = StoredTexts(bytes: bytes) else { return try JSONDecoder().decode(type, from: bytes) }
    guard let value = Value(texts: stored.texts) else { throw Refusal(.internal, "A sealed value is not complete") }
    return value
  }
}
