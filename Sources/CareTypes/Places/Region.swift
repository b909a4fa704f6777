/// Which rules a residence falls under: a region of Belgium (gewest), or abroad.
package enum Region: String, Sendable, Hashable, CaseIterable {
  /// The Flemish Region (Vlaams Gewest).
  case flanders
  /// The Brussels-Capital Region (Brussels Hoofdstedelijk Gewest).
  case brussels
  /// The Walloon Region (Waals Gewest).
  case wallonia
  /// Outside Belgium (buitenland).
  case abroad
}

extension NISCode {
  /// The region in which a municipality lies, read from its province or arrondissement; nil for any other area.
  package var region: Region? {
    switch digits.prefix(2) {
    case "21": .brussels
    case "23", "24": .flanders
    case "25": .wallonia
    default:
      switch digits.first {
      case "1", "3", "4", "7": .flanders
      case "5", "6", "8", "9": .wallonia
      default: nil
      }
    }
  }
}
