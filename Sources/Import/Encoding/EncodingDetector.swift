/// Finds out in which encoding a text was written, by which encoding gives plausible words.
///
/// Decoded with a wrong encoding, an accented letter becomes a sign within a word ("Andr‚", "Fran‡ois") or a capital after
/// a small letter ("AndrŽ", "JosÚ"). Quotes around words, apostrophes, dashes between names and rare letters where letters
/// belong are no evidence either way.
enum EncodingDetector {
  /// How plausible a word is in an encoding.
  private enum WordFit {
    /// A character is where it never occurs in a name.
    case wrong
    /// Every character is where it may occur. The number says how common its letters and apostrophes are; 0 if it has none
    /// beyond ASCII.
    case usual(Int)
  }

  /// The evidence of the words that have characters beyond ASCII.
  struct Votes {
    /// The number of words that are wrong in the stated encoding and plausible in another one, by the other one.
    fileprivate(set) var misread: [TextEncoding: Int] = [:]
    /// The number of words that are plausible in the stated encoding and wrong in another one, by the other one.
    fileprivate(set) var read: [TextEncoding: Int] = [:]
    /// How common the letters of all words are, by encoding.
    fileprivate(set) var scores: [TextEncoding: Int] = [:]

    /// The encoding that the words speak for, against the stated one; nil if they do not.
    var likelier: TextEncoding? {
      best(of: EncodingDetector.candidates.filter { misread[$0, default: 0] > read[$0, default: 0] })
    }

    /// The encoding in which the words are most plausible, the stated one left out; nil if there is no evidence.
    func best(except said: TextEncoding) -> TextEncoding? {
      best(of: EncodingDetector.candidates.filter { $0 != said && scores[$0, default: 0] > 0 })
    }

    private func best(of encodings: [TextEncoding]) -> TextEncoding? {
      let most = encodings.map { scores[$0, default: 0] }.max()
      return encodings.first { scores[$0, default: 0] == most }
    }
  }

  /// The encodings of one byte a character that a list may be written in, the most common first.
  private static let candidates: [TextEncoding] = [.windows1252, .cp850, .macRoman]

  /// The encoding in which a field is more plausible than in the stated one; nil if there is none.
  static func likelier(_ field: ArraySlice<UInt8>, than said: TextEncoding) -> TextEncoding? {
    guard said != .utf8, field.contains(where: { $0 >= 0x80 }) else { return nil }
    var votes = Votes()
    count(field, said, in: &votes)
    return votes.likelier
  }

  /// Adds the evidence of the words of a field.
  ///
  /// - Parameters:
  ///   - field: The bytes of the field.
  ///   - said: The stated encoding.
  ///   - votes: The evidence so far.
  static func count(_ field: ArraySlice<UInt8>, _ said: TextEncoding, in votes: inout Votes) {
    let field = Array(field)
    let words = words(of: field)
    guard !words.isEmpty else { return }
    let own = said == .utf8 ? nil : fits(of: words, in: field, said)
    for encoding in candidates where encoding != said {
      let others = fits(of: words, in: field, encoding)
      for (index, other) in others.enumerated() {
        switch other {
        case .wrong: votes.scores[encoding, default: 0] -= 4
        case .usual(let score): votes.scores[encoding, default: 0] += score
        }
        switch (own?[index], other) {
        case (.wrong, .usual(1...)): votes.misread[encoding, default: 0] += 1
        case (.usual(1...), .wrong): votes.read[encoding, default: 0] += 1
        default: break
        }
      }
    }
  }

  /// The words that have bytes beyond ASCII.
  private static func words(of field: [UInt8]) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var start = 0
    while start < field.count {
      guard isOfWord(field[start]) else {
        start += 1
        continue
      }
      let end = field[start...].firstIndex { !isOfWord($0) } ?? field.count
      if field[start..<end].contains(where: { $0 >= 0x80 }) { words.append(start..<end) }
      start = end
    }
    return words
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  // MARK: - How plausible a word is

  private static func fits(of words: [Range<Int>], in field: [UInt8], _ encoding: TextEncoding) -> [WordFit] {
    let text = Text(scalars: field.map { encoding.scalar($0) })
    return words.map { text.fit(of: $0) }
  }

  /// A field decoded with an encoding; nil for bytes that it has no character for.
  private struct Text {
    let scalars: [Unicode.Scalar?]

    func fit(of word: Range<Int>) -> WordFit {
      var score = 0
      for place in word {
        guard let scalar = scalars[place] else { return .wrong }
        if scalar.isASCII { continue }
        let neighbours = Neighbours(
          before: place > 0 ? scalars[place - 1] : nil,
          after: place + 1 < scalars.count ? scalars[place + 1] : nil
        )
        if scalar == "‘", neighbours.isLetterBefore {
          guard isApostropheOrEnd(place, word, neighbours) else { return .wrong }
          continue
        }
        guard let usual = neighbours.usual(scalar) else { return .wrong }
        score += usual
      }
      return .usual(score)
    }

    /// Whether an opening quote after a letter is used as an apostrophe ("d‘Hondt", "foto‘s") or as a closing quote.
    private func isApostropheOrEnd(_ place: Int, _ word: Range<Int>, _ neighbours: Neighbours) -> Bool {
      guard neighbours.isLetterAfter else {
        let isBegun = scalars[..<place].contains { $0 == "‘" || $0 == "‚" || $0 == "„" || $0 == "“" }
        return isBegun || !"aeiou".unicodeScalars.contains { $0 == neighbours.before }
      }
      return place - word.lowerBound == 1 || neighbours.after?.properties.isUppercase == true
        || (neighbours.after == "s" && place + 2 == word.upperBound)
    }
  }

  /// The characters before and after a character.
  private struct Neighbours {
    let before: Unicode.Scalar?
    let after: Unicode.Scalar?

    var isLetterBefore: Bool { before.map(EncodingDetector.isLetter) ?? false }
    var isLetterAfter: Bool { after.map(EncodingDetector.isLetter) ?? false }

    /// How common a character is in this place; nil if it never occurs here.
    func usual(_ scalar: Unicode.Scalar) -> Int? {
      if EncodingDetector.isLetter(scalar) { return isLetterInPlace(scalar) ? EncodingDetector.score(scalar) : nil }
      if scalar.properties.generalCategory == .control { return nil }
      if scalar == "’", isLetterAfter { return 3 }
      if EncodingDetector.anywhere.contains(scalar) { return 0 }
      switch (isLetterBefore, isLetterAfter) {
      case (true, true): return nil
      case (true, false): return EncodingDetector.afterWords.contains(scalar) ? 0 : nil
      case (false, true): return EncodingDetector.beforeWords.contains(scalar) ? 0 : nil
      case (false, false): return 0
      }
    }

    private func isLetterInPlace(_ letter: Unicode.Scalar) -> Bool {
      let isSmallBefore = isLetterBefore && before?.properties.isLowercase == true
      let isSmallAfter = isLetterAfter && after?.properties.isLowercase == true
      let isCapitalAfter = isLetterAfter && !isSmallAfter
      if letter.properties.isUppercase { return !isSmallBefore && !(isLetterBefore && isSmallAfter) }
      if isSmallBefore { return !isCapitalAfter }
      // A keyboard with caps lock still types these as small letters.
      return !isCapitalAfter || "éèçàù".unicodeScalars.contains(letter)
    }
  }

  /// Whether a character can be a letter of a name. Signs such as the florin and the micro are letters in Unicode, but
  /// occur in no name.
  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter: !["ƒ", "µ", "ﬁ", "ﬂ", "Ω", "π"].contains(scalar)
    default: false
    }
  }

  /// How common a letter is in names of people who live in Belgium.
  private static func score(_ letter: Unicode.Scalar) -> Int {
    if "éèëïçöü".unicodeScalars.contains(letter) { return 3 }
    return "êàâîôûùáíóúñäÉÈËÇÖÜÏ".unicodeScalars.contains(letter) ? 2 : 1
  }

  /// Characters that occur within words as well as around them.
  private static let anywhere = Set("’´·–—…×÷±°²³¹½¼\u{A0}\u{AD}".unicodeScalars)
  /// Characters that occur right after a word.
  private static let afterWords = Set("”“»›™®©ªº†€".unicodeScalars)
  /// Characters that occur right before a word.
  private static let beforeWords = Set("“‘”„‚«‹»¿¡£€¢¥¤•†§©®µºª".unicodeScalars)
}
