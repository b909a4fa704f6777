extension StringProtocol {
  /// The text without white space and marks that nobody sees around it.
  var trimmed: String {
    func stands(_ character: Character) -> Bool {
      !character.isWhitespace && !character.unicodeScalars.allSatisfy { $0.properties.generalCategory == .format }
    }
    guard let first = firstIndex(where: stands), let last = lastIndex(where: stands) else { return "" }
    return String(self[first...last])
  }
}
