import Foundation

/// Whether a family name that is told can be the one that is held (naamcontrole): the same however it is spelled, with
/// its words in another order, or one part of a double name, as with a maiden name (meisjesnaam) beside that of a spouse.
package enum NameMatch {
  /// Words that belong to the word after them: "Van de Walle" is one name, not three.
  private static let particles: Set<String> = [
    "al", "bij", "ben", "d", "da", "de", "del", "den", "der", "des", "di", "dos", "du", "el", "het", "in", "la", "le",
    "les", "op", "s", "t", "te", "ten", "ter", "uit", "uyt", "van", "ver", "von", "zu", "zur",
  ]

  /// Whether a person can be called as they are told to be.
  ///
  /// - Parameters:
  ///   - familyName: The family name that is told.
  ///   - givenNames: The given names that are told: where the two were filled in the wrong way round, both must fit.
  ///   - held: What is held of the person, the family names of before included.
  package static func fits(familyName: String, givenNames: String, _ held: Identity) -> Bool {
    if held.allFamilyNames.contains(where: { areOne(familyName, $0) }) { return true }
    let (family, given) = (NameFolding.folded(familyName), NameFolding.folded(givenNames))
    return !family.isEmpty && !given.isEmpty && family == NameFolding.folded(held.givenNames)
      && given == NameFolding.folded(held.familyName)
  }

  /// Whether a whole name, of which a part may be missing, can be that of a person: family name and given names, in
  /// either order.
  package static func fitsWhole(familyName: String, givenNames: String, _ held: Identity) -> Bool {
    let families = [held.familyName] + (held.formerFamilyNames ?? [])
    func fits(_ family: String, _ given: String) -> Bool {
      (isEmpty(family) || families.contains { areOne(family, $0) })
        && (isEmpty(given) || areOneGiven(given, held.givenNames))
    }
    if isEmpty(familyName), isEmpty(givenNames) { return false }
    return fits(familyName, givenNames) || fits(givenNames, familyName)
  }

  /// Whether given names can be those of one person: they have one in common, be it shortened, as "Fons" is of "Alfons", or
  /// to its first letter.
  package static func areOneGiven(_ first: String, _ second: String) -> Bool {
    words(first).contains { one in words(second).contains { isShortened($0, one) || isShortened(one, $0) } }
  }

  /// Whether the letters of a name stand in another in the same order; a single letter stands for what begins with it.
  private static func isShortened(_ short: String, _ long: String) -> Bool {
    if short.count < 2 { return long.hasPrefix(short) }
    var rest = long[...]
    return short.allSatisfy { letter in
      guard let place = rest.firstIndex(of: letter) else { return false }
      rest = rest[rest.index(after: place)...]
      return true
    }
  }

  /// What can be a name in running text, folded: each word, and each with the words after it as far as particles go on,
  /// so that "Mieke De Fictieve" tells of "defictieve" and of "fictieve".
  package static func namesWritten(in text: String) -> Set<String> {
    var found: Set<String> = []
    var begun: [String] = []
    for word in words(text) {
      begun = begun.map { $0 + word } + [word]
      if particles.contains(word) { continue }
      found.formUnion(begun)
      begun = []
    }
    return found.union(begun).filter { $0.count > 1 }
  }

  /// The family names of a person, those of before included, each name of a double one by itself, folded.
  package static func partsOfFamilyNames(of held: Identity) -> Set<String> {
    Set(held.allFamilyNames.flatMap(parts)).filter { $0.count > 1 }
  }

  /// Whether running text names a person: by a family name and a given name of theirs, anywhere in it.
  package static func isNamed(_ held: Identity, in text: String) -> Bool {
    let written = namesWritten(in: text)
    return !written.isDisjoint(with: partsOfFamilyNames(of: held))
      && !written.isDisjoint(with: words(held.givenNames).filter { $0.count > 1 })
  }

  /// Whether a family name and given names are told that are those of a person as a whole: no part of them, nor initials.
  package static func isSame(familyName: String, givenNames: String, _ held: Identity) -> Bool {
    let given = NameFolding.folded(held.givenNames)
    let families = held.allFamilyNames.map(NameFolding.folded)
    let told = (NameFolding.folded(familyName), NameFolding.folded(givenNames))
    if told.0.isEmpty || told.1.isEmpty { return false }
    return families.contains(told.0) && told.1 == given || families.contains(told.1) && told.0 == given
  }

  private static func isEmpty(_ name: String) -> Bool { NameFolding.folded(name).isEmpty }

  /// Whether two family names can be those of one person.
  package static func areOne(_ first: String, _ second: String) -> Bool {
    let (one, other) = (NameFolding.folded(first), NameFolding.folded(second))
    if one.isEmpty || other.isEmpty { return false }
    if one == other || words(first).sorted() == words(second).sorted() { return true }
    let (ones, others) = (Set(parts(first)), Set(parts(second)))
    return !ones.isEmpty && !others.isEmpty && (ones.isSubset(of: others) || others.isSubset(of: ones))
  }

  /// The words of a name, folded.
  private static func words(_ name: String) -> [String] {
    name.split { !$0.isLetter && !$0.isNumber }.map { NameFolding.folded(String($0)) }.filter { !$0.isEmpty }
  }

  /// The names of which a double name consists, folded, each with its particles.
  private static func parts(_ name: String) -> [String] {
    var parts: [String] = []
    var begun = ""
    for word in words(name) {
      begun += word
      if particles.contains(word) { continue }
      parts.append(begun)
      begun = ""
    }
    return begun.isEmpty ? parts : parts + [begun]
  }
}
