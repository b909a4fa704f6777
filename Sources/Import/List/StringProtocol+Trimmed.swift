extension StringProtocol {
  /// The text without white space and invisible characters around it.
  var trimmed: String {
    func isVisible(_ character: Character) -> Bool {
      !character.isWhitespace && !character.unicodeScalars.allSatisfy { $0.properties.generalCategory == .format }
    }
    guard let first = firstIndex(where: isVisible), let last = lastIndex(where: isVisible) else { return "" }
    return String(self[first...last])
  }
}
