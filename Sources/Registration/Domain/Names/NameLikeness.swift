/// How alike two written names are, and under which short forms of them they are looked for.
package enum NameLikeness: Sendable, Hashable {
  /// One name, apart from case, diacritics, spaces and hyphens.
  case same
  /// One name in two spellings, such as Bruyne and Bruijne or Müller and Mueller.
  case spelling
  /// One letter more, less or other, or two letters that changed places.
  case oneLetter
  /// One part of a double name, or the first of several given names.
  case half

  /// How alike two names are; nil when they are different names.
  package init?(_ one: String, _ other: String) {
    let folded = (NameFolding.folded(one), NameFolding.folded(other))
    guard !folded.0.isEmpty, !folded.1.isEmpty else { return nil }
    let spelt = (Self.spelt(folded.0), Self.spelt(folded.1))
    if folded.0 == folded.1 {
      self = .same
    } else if spelt.0 == spelt.1 || NameSpelling.areOne(one, other) {
      self = .spelling
    } else if Self.areOneLetterApart(folded.0, folded.1) || Self.areOneLetterApart(spelt.0, spelt.1) {
      self = .oneLetter
    } else if !Set(Self.speltParts(of: one)).isDisjoint(with: Self.speltParts(of: other)) {
      self = .half
    } else {
      return nil
    }
  }

  /// Whether one given name is what people call the other (roepnaam), such as Fons and Alfons, or Jef and Jozef.
  package static func areCallNames(_ one: String, _ other: String) -> Bool {
    func first(_ names: String) -> String {
      names.split(whereSeparator: \.isWhitespace).first.map { NameFolding.folded(String($0)) } ?? ""
    }
    let (short, long) = first(one).count <= first(other).count ? (first(one), first(other)) : (first(other), first(one))
    if short.count >= 3, long.hasPrefix(short) || long.hasSuffix(short) { return true }
    return callNames[short]?.contains(long) == true || callNames[long]?.contains(short) == true
  }

  /// Those that are no part of the name.
  private static let callNames: [String: Set<String>] = [
    "jef": ["jozef", "josef"], "sjef": ["jozef", "josef"], "jos": ["jozef"], "mia": ["maria"], "mieke": ["maria"],
    "mie": ["maria"], "staf": ["gustaaf"], "jan": ["johannes"], "wim": ["willem", "willy"],
    "lode": ["lodewijk", "louis"],
    "miet": ["maria"], "net": ["antoinette"], "nelly": ["petronella"], "sus": ["franciscus", "frans"],
    "tist": ["baptist"], "pol": ["leopold", "paul"], "bert": ["albert", "lambert"], "tine": ["martine", "christine"],
  ]

  /// The consonants of a name, by sound: what stays of it in most slips of the pen.
  package static func skeleton(_ name: String) -> String {
    let folded = NameFolding.folded(name)
    if folded.isASCII {
      let spelt = speltASCII(folded.utf8)
      let rest = spelt.dropFirst().filter { !isVowel($0) }
      return String(decoding: spelt.prefix(1).map { isVowel($0) ? UInt8(ascii: "a") : $0 } + rest, as: UTF8.self)
    }
    let spelt = spelt(folded)
    guard let first = spelt.first else { return "" }
    let rest = spelt.dropFirst().filter { !vowels.contains($0) }
    return (vowels.contains(first) ? "a" : String(first)) + rest
  }

  /// The parts of a double name that can be used alone, each with its particles: the first and the last. A name of one
  /// part has none.
  package static func parts(of name: String) -> [String] {
    let parts = NameParts.parts(of: name).map { $0.map(NameFolding.folded).joined() }
    guard parts.count > 1, let first = parts.first, let last = parts.last else { return [] }
    return [first, last]
  }

  /// The parts of a name, or the whole of one that has none, by sound.
  private static func speltParts(of name: String) -> [String] {
    let parts = parts(of: name)
    return (parts.isEmpty ? [NameFolding.folded(name)] : parts).map(spelt).filter { $0.count > 1 }
  }

  /// A folded name as it sounds: spellings that are heard alike are written alike.
  private static func spelt(_ folded: String) -> String {
    if folded.isASCII { return String(decoding: speltASCII(folded.utf8), as: UTF8.self) }
    var text = folded
    for (written, heard) in sounds { text.replace(written, with: heard) }
    var spelt = ""
    for letter in text where spelt.last != letter { spelt.append(letter) }
    return spelt
  }

  /// The same for a name in ASCII.
  private static func speltASCII(_ folded: some Sequence<UInt8>) -> [UInt8] {
    var letters = Array(folded)
    for (written, heard) in soundsInASCII where letters.contains(written[0]) {
      var next = letters.startIndex
      while next + written.count <= letters.endIndex {
        if letters[next..<next + written.count].elementsEqual(written) {
          letters.replaceSubrange(next..<next + written.count, with: heard)
          next += heard.count
        } else {
          next += 1
        }
      }
    }
    return letters.reduce(into: []) { spelt, letter in if spelt.last != letter { spelt.append(letter) } }
  }

  /// Whether one letter was added, left out or changed, or two neighbours changed places, in names of three letters or
  /// more.
  private static func areOneLetterApart(_ one: String, _ other: String) -> Bool {
    var (left, right) = (Array(one)[...], Array(other)[...])
    guard min(left.count, right.count) >= 3, abs(left.count - right.count) <= 1 else { return false }
    while let first = left.first, first == right.first { (left, right) = (left.dropFirst(), right.dropFirst()) }
    while let last = left.last, last == right.last { (left, right) = (left.dropLast(), right.dropLast()) }
    if left.count <= 1, right.count <= 1 { return true }
    return left.count == 2 && right.count == 2 && left.first == right.last && left.last == right.first
  }

  private static func isVowel(_ letter: UInt8) -> Bool { "aeiouy".utf8.contains(letter) }

  private static let vowels: Set<Character> = ["a", "e", "i", "o", "u", "y"]

  /// Longer ones first.
  private static let sounds: [(written: String, heard: String)] = [
    ("sch", "sg"), ("ij", "y"), ("ei", "y"), ("ey", "y"), ("ie", "i"), ("ae", "a"), ("ue", "u"), ("oe", "u"),
    ("ou", "au"), ("ck", "k"), ("ch", "g"), ("gh", "g"), ("ph", "f"), ("dt", "t"), ("th", "t"), ("qu", "kw"),
    ("c", "k"), ("q", "k"), ("x", "ks"), ("z", "s"), ("j", "y"),
  ]

  private static let soundsInASCII = sounds.map { (written: Array($0.written.utf8), heard: Array($0.heard.utf8)) }
}
