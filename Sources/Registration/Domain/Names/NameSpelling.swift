import Foundation

/// The ways in which one name is written by systems that lack some letters, or that shorten some words.
///
/// What cannot be written is left out or transliterated: "Müller" is "Muller" here and "Mueller" there. So one name has
/// several spellings, and two names are one when they have a spelling in common. "Mueller" and "Muller" have none: that
/// neither lacks a letter can be seen.
package enum NameSpelling {
  /// How letters are written beside being folded: as in passports (ICAO Doc 9303-3, section 6), Serbian and Azerbaijani
  /// ones as is usual, and the Greek letter that has another form at the end of a word.
  private static let transliterated: [Character: [String]] = [
    "ä": ["ae"], "å": ["aa"], "ö": ["oe"], "ø": ["oe"], "ü": ["ue"], "đ": ["dj"], "ħ": ["h"], "ŋ": ["n"], "ŧ": ["t"],
    "ə": ["a", "e"], "ς": ["σ"],
  ]

  /// Words that lists shorten, and the article of Arabic names, which is written in two ways or left out.
  private static let shortened: [String: [String]] = [
    "st": ["sint", "saint"], "ste": ["sainte"], "v": ["van"], "vd": ["vande", "vanden", "vander"],
    "el": ["al", ""], "al": ["el", ""],
  ]

  /// The most spellings of a name that are distinguished.
  private static let most = 64

  /// Whether two names are one, however they are spelled.
  package static func areOne(_ one: String, _ other: String) -> Bool {
    areOne(NameParts.words(of: one), NameParts.words(of: other))
  }

  /// Whether two names, each by its words, are one.
  static func areOne(_ one: [String], _ other: [String]) -> Bool {
    let spelled = compared(one)
    return spelled != [""] && !spelled.isDisjoint(with: compared(other))
  }

  /// The folded forms under which a name may be kept that someone spells this way: those of its spellings, and of names
  /// of which this may be a transliteration.
  package static func foldedForms(of name: String) -> Set<String> {
    var forms: Set<String> = [NameFolding.folded(name)]
    for spelling in spellings(NameParts.words(of: name)) {
      for form in untransliterated(spelling) where forms.count < most { forms.insert(form) }
    }
    return forms
  }

  /// The spellings of a name, with one for IJ and Y, which are one letter in Dutch names.
  private static func compared(_ words: [String]) -> Set<String> {
    Set(spellings(words).map { $0.replacing("ij", with: "y") })
  }

  /// The spellings of a name, first the one in which what cannot be written is left out.
  private static func spellings(_ words: [String]) -> [String] {
    var spellings = [""]
    for (index, word) in words.enumerated() {
      // "V. d. Walle" and "v/d Walle".
      let isOfTwo = word == "d" && index > 0 && words[index - 1] == "v"
      if word == "v", index + 1 < words.count, words[index + 1] == "d" { continue }
      let written = isOfTwo ? "vd" : word
      let isLast = index == words.count - 1
      append(letters(of: written) + (isLast ? [] : shortened[written] ?? []), to: &spellings)
    }
    return spellings
  }

  /// The ways in which the letters of a word are written.
  private static func letters(of word: String) -> [String] {
    if word.isASCII { return [word] }
    var spellings = [""]
    for letter in word { append([NameFolding.folded(String(letter))] + (transliterated[letter] ?? []), to: &spellings) }
    return spellings
  }

  /// The names of which a folded one may be a transliteration.
  private static func untransliterated(_ folded: String) -> [String] {
    var forms = [""]
    var rest = folded[...]
    while let first = rest.first {
      let pair = String(rest.prefix(2))
      if let letter = letters[pair] {
        append([pair, letter], to: &forms)
        rest = rest.dropFirst(2)
      } else {
        append(first == "y" ? ["y", "ij"] : [String(first)], to: &forms)
        rest = rest.dropFirst()
      }
    }
    return forms
  }

  private static let letters = ["ae": "a", "aa": "a", "oe": "o", "ue": "u", "dj": "d", "ij": "y"]

  /// Appends each of some endings to each beginning; the first alone where that would be too many.
  private static func append(_ endings: [String], to beginnings: inout [String]) {
    let taken = beginnings.count * endings.count > most ? Array(endings.prefix(1)) : endings
    beginnings = beginnings.flatMap { beginning in taken.map { beginning + $0 } }
  }
}
