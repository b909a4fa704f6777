/// The line `sep=;` that may come before the header line, for Excel.
struct SeparatorLine {
  /// The delimiter that it states.
  let delimiter: UInt8
  /// Its length in bytes, with its line break.
  let length: Int

  /// Reads the line; nil if a list begins with something else.
  init?(_ bytes: ArraySlice<UInt8>) {
    let line = bytes.prefix(16).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let text = line.filter { $0 != UInt8(ascii: "\"") }
    guard text.count == 5, String(decoding: text.prefix(4), as: UTF8.self).lowercased() == "sep=",
      let delimiter = text.last, Delimiter.allowed.contains(delimiter)
    else { return nil }
    self.delimiter = delimiter
    let rest = bytes.dropFirst(line.count)
    let lineBreak = rest.starts(with: [13, 10]) ? 2 : rest.isEmpty ? 0 : 1
    length = line.count + lineBreak
  }
}
