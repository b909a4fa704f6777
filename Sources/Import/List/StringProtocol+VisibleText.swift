import CareTypes

extension StringProtocol {
  /// The text without white space and invisible characters around it.
  var visibleText: String {
    String(
      trimmed { character in
        character.isWhitespace || character.unicodeScalars.allSatisfy { $0.properties.generalCategory == .format }
      }
    )
  }
}
