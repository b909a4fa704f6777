/// What is wrong with the way in which a list is written, with its text in Dutch and English.
package enum ListFault: Sendable, Hashable {
  /// The file is no list but of another kind, which is given in both languages.
  case otherFile(dutch: String, english: String)
  /// It is UTF-16.
  case utf16
  /// It begins with the byte order mark of UTF-8 or has characters of UTF-8, though the mapping states another encoding.
  case looksLikeUTF8(line: Int?, said: TextEncoding)
  /// Its words are plausible in another encoding, and wrong in the stated one.
  case looksLike(TextEncoding, line: Int, said: TextEncoding)
  /// It has bytes without a character in the stated encoding; with the encoding that it seems to have, nil if unknown.
  case noCharacter(line: Int, said: TextEncoding, looksLike: TextEncoding?)
  /// It has bytes that are not UTF-8, although other lines are UTF-8.
  case damagedUTF8(line: Int)
  /// It has a zero byte.
  case zeroByte(line: Int)

  /// The fault in one line, without the path of the list.
  package func text(_ language: ReportLanguage) -> String {
    let (dutch, english) = texts
    return language == .dutch ? dutch : english
  }

  private var texts: (String, String) {
    switch self {
    case .otherFile(let dutch, let english):
      return (
        "De lijst is \(dutch); bewaar ze als CSV (in Excel: CSV UTF-8)",
        "The list is \(english); save it as CSV (in Excel: CSV UTF-8)"
      )
    case .utf16:
      return (
        "De lijst is in UTF-16 geschreven; bewaar ze als CSV UTF-8",
        "The list is written in UTF-16; save it as CSV UTF-8"
      )
    case .looksLikeUTF8(nil, let said):
      return (
        "De lijst is in UTF-8 geschreven, de mapping zegt \(said.rawValue); schrijf er `encoding: utf-8` in",
        "The list is written in UTF-8, the mapping says \(said.rawValue); write `encoding: utf-8` in it"
      )
    case .looksLikeUTF8(let line?, let said):
      return Self.looks(like: .utf8, line, said)
    case .looksLike(let other, let line, let said):
      return Self.looks(like: other, line, said)
    case .noCharacter(let line, let said, let other):
      let (dutch, english) =
        other.map { other in
          (
            "ze lijkt op \(Self.name(other)): schrijf `encoding: \(other.rawValue)` in de mapping",
            "it looks like \(Self.name(other)): write `encoding: \(other.rawValue)` in the mapping"
          )
        } ?? ("zeg in de mapping hoe de lijst geschreven is", "say in the mapping how the list is written")
      return said == .utf8
        ? (
          "Regel \(line) van de lijst heeft bytes die geen UTF-8 zijn; \(dutch)",
          "Line \(line) of the list has bytes that are not UTF-8; \(english)"
        )
        : (
          "Regel \(line) van de lijst heeft een byte waarvoor \(said.rawValue) geen teken heeft; \(dutch)",
          "Line \(line) of the list has a byte that \(said.rawValue) has no character for; \(english)"
        )
    case .damagedUTF8(let line):
      return (
        "Regel \(line) van de lijst heeft bytes die geen UTF-8 zijn, andere regels zijn het wel; herstel die regel, of bewaar de "
          + "lijst opnieuw als CSV UTF-8",
        "Line \(line) of the list has bytes that are not UTF-8, other lines are UTF-8; mend that line, or save the list as CSV "
          + "UTF-8 once more"
      )
    case .zeroByte(let line):
      return (
        "Regel \(line) van de lijst heeft een nulbyte: ze is geen tekst, of beschadigd",
        "Line \(line) of the list has a zero byte, so it is no text, or damaged"
      )
    }
  }

  private static func looks(like other: TextEncoding, _ line: Int, _ said: TextEncoding) -> (String, String) {
    (
      "Regel \(line) van de lijst lijkt op \(name(other)), de mapping zegt \(said.rawValue); schrijf er "
        + "`encoding: \(other.rawValue)` in",
      "Line \(line) of the list looks like \(name(other)), the mapping says \(said.rawValue); write "
        + "`encoding: \(other.rawValue)` in it"
    )
  }

  /// The name of an encoding for people.
  static func name(_ encoding: TextEncoding) -> String {
    switch encoding {
    case .utf8: "UTF-8"
    case .windows1252, .iso88591: encoding.rawValue
    case .cp850: "cp850 (DOS)"
    case .macRoman: "macroman (Mac)"
    }
  }
}
