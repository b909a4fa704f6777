/// The ASCII digits of a text, once its separators are taken out.
struct DigitText {
  /// The value of each digit, 0...9.
  let digits: [UInt8]

  /// Keeps the digits of `text`, drops `separators` in whatever form they are written, refuses all else.
  ///
  /// Only ASCII digits are accepted: the same digits of other scripts would compare unequal once stored.
  ///
  /// - Throws: `ValueError` of kind `.wrongFormat`.
  init(_ text: some StringProtocol, separators: String) throws(ValueError) {
    var digits: [UInt8] = []
    for byte in WrittenText.plain(text).utf8 {
      if let digit = Self.digit(byte) {
        digits.append(digit)
      } else if !separators.utf8.contains(byte) {
        throw ValueError(.wrongFormat, "Only digits and the usual separators are allowed.")
      }
    }
    self.digits = digits
  }

  /// Takes digits that were made or checked before.
  init(digits: some Sequence<UInt8>) {
    self.digits = Array(digits)
  }

  /// The decimal digits of `number`, with zeros in front up to `width`.
  init(_ number: Int, width: Int) {
    let digits = String(number.magnitude).utf8.map { $0 - 48 }
    self.digits = Array(repeating: 0, count: max(0, width - digits.count)) + digits
  }

  var count: Int { digits.count }

  /// The digits as text.
  var text: String { text(0..<digits.count) }

  /// A part of the digits as text.
  func text(_ range: Range<Int>) -> String {
    String(decoding: digits[range].map { $0 + 48 }, as: UTF8.self)
  }

  /// A part of the digits, of at most 18, read as a decimal number.
  func number(_ range: Range<Int>) -> Int {
    digits[range].reduce(0) { $0 * 10 + Int($1) }
  }

  /// The value of an ASCII digit, or nil for any other byte.
  static func digit(_ byte: UInt8) -> UInt8? {
    (48...57).contains(byte) ? byte - 48 : nil
  }
}
