import Crypto
import Foundation
import RightsDomain
import RuleLanguage

/// A fact record in the form in which it is stored: a JSON object of texts, each value after the letter of its type. Equal
/// records always give the same text.
struct FactRecordText: Sendable, Hashable {
  let text: String

  /// SHA-256 of the text.
  var digest: Data { Data(SHA256.hash(data: Data(text.utf8))) }

  init(_ text: String) {
    self.text = text
  }

  /// Writes a record.
  init(_ record: FactRecord) {
    var entries = record.facts.map { ($0.key, Self.text(of: $0.value)) }
    entries += record.factsDecidingProof.map { ("?\($0.key)", $0.value.joined(separator: " ")) }
    entries.sort { $0.0 < $1.0 }
    var text = "{"
    for (name, value) in entries {
      if text.utf8.count > 1 { text += "," }
      Self.quote(name, into: &text)
      text += ":"
      Self.quote(value, into: &text)
    }
    self.text = text + "}"
  }

  /// Reads the record.
  ///
  /// - Throws: `DecodingError` for a text that is not of this form.
  func record() throws -> FactRecord {
    var record = FactRecord()
    for (name, value) in try StoredJSON.value(Data(text.utf8), as: [String: String].self) {
      if name.hasPrefix("?") {
        record.factsDecidingProof[String(name.dropFirst())] = value.split(separator: " ").map(String.init)
      } else {
        record.facts[name] = try Self.value(of: value)
      }
    }
    return record
  }

  private static func text(of value: FactValue) -> String {
    switch value {
    case .bool(let value): value ? "b1" : "b0"
    case .int(let number): "i\(number)"
    case .decimal(let number): "d\(number)"
    case .string(let text): "s\(text)"
    case .date(let date): "t\(date.daysSinceEpoch)"
    }
  }

  private static func value(of text: String) throws -> FactValue {
    // Unicode scalars, not characters: a combining mark at the start of a value would merge with the letter before it.
    let rest = String(text.unicodeScalars.dropFirst())
    let value: FactValue? =
      switch text.unicodeScalars.first {
      case "b": rest == "1" ? .bool(true) : .bool(false)
      case "i": Int(rest).map { .int($0) }
      case "d": Double(rest).map { .decimal($0) }
      case "s": .string(rest)
      case "t": Int(rest).flatMap(RuleDate.init(daysSinceEpoch:)).map { .date($0) }
      default: nil
      }
    guard let value else {
      throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "A fact record has an unknown value"))
    }
    return value
  }

  private static func quote(_ word: String, into text: inout String) {
    text += "\""
    let isPlain = word.utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    if isPlain {
      text += word
    } else {
      for scalar in word.unicodeScalars {
        switch scalar {
        case "\"": text += "\\\""
        case "\\": text += "\\\\"
        case let scalar where scalar.value < 0x20:
          let digits = String(scalar.value, radix: 16)
          text += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)"
        default: text.unicodeScalars.append(scalar)
        }
      }
    }
    text += "\""
  }
}
