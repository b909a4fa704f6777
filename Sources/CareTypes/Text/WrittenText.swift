/// Numbers as people and programs write them, brought to the characters of a keyboard.
///
/// Text that is copied from documents, web pages and spreadsheets has spaces that do not break or are thin, dashes of many
/// kinds, and marks that nobody sees. They mean what the plain character means.
package enum WrittenText {
  /// The text with plain spaces, hyphens and slashes, without marks that nobody sees, and without spaces around it.
  package static func plain(_ text: some StringProtocol) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      // The slash of fractions and of division.
      case "\u{2044}", "\u{2215}", "\u{FF0F}": plain.append("/")
      // The minus sign, which Unicode does not count among the dashes.
      case "\u{2212}": plain.append("-")
      default:
        switch scalar.properties.generalCategory {
        case .dashPunctuation: plain.append("-")
        case .spaceSeparator, .lineSeparator, .paragraphSeparator: plain.append(" ")
        case .format: break
        default: plain.append(scalar == "\t" ? " " : scalar)
        }
      }
    }
    let start = plain.drop { $0 == " " }
    let end = start.lastIndex { $0 != " " }.map { start.index(after: $0) } ?? start.startIndex
    return String(start[..<end])
  }
}
