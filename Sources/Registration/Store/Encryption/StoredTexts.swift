import Foundation

/// Texts one after the other, as a `TextRecord` is stored: a version, and for each text its length and its bytes.
///
/// JSON, in which the same values were stored before, begins with another byte, takes more room, and several times as long
/// to read and write.
struct StoredTexts {
  /// The first byte.
  private static let version: UInt8 = 1

  /// The texts, nil where there is none.
  let texts: [String?]

  /// Texts to be stored.
  init(_ texts: [String?]) {
    self.texts = texts
  }

  /// Reads stored texts.
  ///
  /// - Returns: Nil for bytes in another form.
  init?(bytes: Data) {
    guard bytes.first == Self.version else { return nil }
    var texts: [String?] = []
    var rest = bytes.dropFirst()
    while !rest.isEmpty {
      guard let length = Self.number(&rest), length <= rest.count + 1 else { return nil }
      // One more than the length: zero is no text.
      texts.append(length == 0 ? nil : String(decoding: rest.prefix(length - 1), as: UTF8.self))
      rest = rest.dropFirst(max(0, length - 1))
    }
    self.texts = texts
  }

  /// The texts as they are stored.
  var bytes: Data {
    var bytes = Data([Self.version])
    for text in texts {
      Self.append(text.map { $0.utf8.count + 1 } ?? 0, to: &bytes)
      if let text { bytes.append(contentsOf: text.utf8) }
    }
    return bytes
  }

  /// Writes a number in steps of seven bits, the lowest first; the highest bit says that another step follows.
  private static func append(_ number: Int, to bytes: inout Data) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Reads a number; nil when it does not end, or is longer than any text.
  private static func number(_ bytes: inout Data) -> Int? {
    var (number, shift) = (0, 0)
    while shift < 32, let byte = bytes.popFirst() {
      number |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return number }
      shift += 7
    }
    return nil
  }
}
