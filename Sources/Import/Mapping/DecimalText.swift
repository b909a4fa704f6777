/// Numbers as people write them.
enum DecimalText {
  /// Reads a number of at most 12 characters, made of digits and at most one point; nil for any other text.
  ///
  /// - Parameter takesComma: Whether a comma may take the place of the point.
  static func number(_ text: String, takesComma: Bool) -> Double? {
    var plain = ""
    var marks = 0
    for character in text.unicodeScalars {
      switch character {
      case "0"..."9":
        plain.unicodeScalars.append(character)
      case ".":
        marks += 1
        plain += "."
      case "," where takesComma:
        marks += 1
        plain += "."
      default:
        return nil
      }
    }
    guard marks <= 1, plain.utf8.count <= 12, let first = plain.first, let last = plain.last, first != ".", last != "."
    else { return nil }
    return Double(plain)
  }
}
