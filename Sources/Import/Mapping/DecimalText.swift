/// Numbers as people write them.
enum DecimalText {
  /// The number of a text of digits with at most one point, or comma where that is taken; nothing for any other text.
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
