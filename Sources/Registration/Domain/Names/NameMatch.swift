/// Whether a family name that is given fits the recorded one (naamcontrole): the same apart from spelling, with its
/// words in another order, or one part of a double name, such as a maiden name (meisjesnaam) beside that of a spouse.
package enum NameMatch {
  /// Whether the names that are given fit a person.
  ///
  /// - Parameters:
  ///   - familyName: The family name that is given.
  ///   - givenNames: The given names that are given. If the two were swapped, both must be the same.
  ///   - recorded: The recorded identity, with former family names.
  package static func fits(familyName: String, givenNames: String, _ recorded: Identity) -> Bool {
    if recorded.allFamilyNames.contains(where: { areOne(familyName, $0) }) { return true }
    // All given names, or the one that people are called by.
    let givens = [NameParts.words(of: recorded.givenNames), Array(NameParts.words(of: recorded.givenNames).prefix(1))]
    let family = NameParts.words(of: familyName)
    return givens.contains { NameSpelling.areOne(family, $0) }
      && recorded.allFamilyNames.contains { NameSpelling.areOne(givenNames, $0) }
  }

  /// Whether a whole name, of which a part may be missing, can be that of a person: family name and given names, in
  /// either order.
  package static func fitsWhole(familyName: String, givenNames: String, _ recorded: Identity) -> Bool {
    let families = [recorded.familyName] + (recorded.formerFamilyNames ?? [])
    func fits(_ family: String, _ given: String) -> Bool {
      (isEmpty(family) || families.contains { areOne(family, $0) })
        && (isEmpty(given) || areOneGiven(given, recorded.givenNames))
    }
    if isEmpty(familyName), isEmpty(givenNames) { return false }
    return fits(familyName, givenNames) || fits(givenNames, familyName)
  }

  /// Whether two have one name, however it is spelled, also with family name and given names in each other's place.
  package static func areOneName(_ one: Identity, _ other: Identity) -> Bool {
    func areOne(_ family: String, _ given: String) -> Bool {
      NameSpelling.areOne(one.familyName, family) && NameSpelling.areOne(one.givenNames, given)
    }
    return areOne(other.familyName, other.givenNames) || areOne(other.givenNames, other.familyName)
  }

  /// Whether given names can be those of one person: they have one in common, be it shortened, as "Fons" is of "Alfons", or
  /// to its first letter.
  package static func areOneGiven(_ first: String, _ second: String) -> Bool {
    let (ones, others) = (words(first), words(second))
    return ones.contains { one in others.contains { isShortened($0, one) || isShortened(one, $0) } }
  }

  /// Whether the letters of a name occur in another in the same order; a single letter fits any name that begins with
  /// it.
  private static func isShortened(_ short: String, _ long: String) -> Bool {
    if short.count < 2 { return long.hasPrefix(short) }
    var rest = long[...]
    return short.allSatisfy { letter in
      guard let place = rest.firstIndex(of: letter) else { return false }
      rest = rest[rest.index(after: place)...]
      return true
    }
  }

  /// What may be a name in running text, folded: each word, and each particle with the words after it, so that "Mieke
  /// De Fictieve" contains "defictieve" and "fictieve".
  package static func namesWritten(in text: String) -> Set<String> {
    var found: Set<String> = []
    var begun: [String] = []
    for word in words(text) {
      begun = begun.map { $0 + word } + [word]
      if NameParts.isParticle(word) { continue }
      found.formUnion(begun)
      begun = []
    }
    return found.union(begun).filter { $0.count > 1 }
  }

  /// The family names of a person, those of before included, each name of a double one by itself, folded, in all forms in
  /// which someone may spell them.
  package static func partsOfFamilyNames(of recorded: Identity) -> Set<String> {
    let parts = recorded.allFamilyNames.flatMap { NameParts.parts(of: $0) }
    return Set(parts.flatMap { NameSpelling.foldedForms(of: $0.joined(separator: " ")) }).filter { $0.count > 1 }
  }

  /// Whether running text names a person: by a family name and a given name of theirs, anywhere in it.
  package static func isNamed(_ recorded: Identity, in text: String) -> Bool {
    let written = namesWritten(in: text)
    return !written.isDisjoint(with: partsOfFamilyNames(of: recorded))
      && !written.isDisjoint(with: words(recorded.givenNames).filter { $0.count > 1 })
  }

  private static func isEmpty(_ name: String) -> Bool { NameFolding.folded(name).isEmpty }

  /// Whether two family names can be those of one person.
  package static func areOne(_ first: String, _ second: String) -> Bool {
    if isEmpty(first) || isEmpty(second) { return false }
    let (ones, others) = (NameParts.words(of: first), NameParts.words(of: second))
    if NameSpelling.areOne(ones, others) || areSameInAnyOrder(ones, others) { return true }
    let (parts, otherParts) = (NameParts.parts(of: first), NameParts.parts(of: second))
    return areAll(parts, among: otherParts) || areAll(otherParts, among: parts)
  }

  /// Whether two names have the same words.
  private static func areSameInAnyOrder(_ ones: [String], _ others: [String]) -> Bool {
    guard ones.count == others.count else { return false }
    var rest = others
    return ones.allSatisfy { word in
      guard let place = rest.firstIndex(where: { NameSpelling.areOne([word], [$0]) }) else { return false }
      rest.remove(at: place)
      return true
    }
  }

  /// Whether each of some names is one of others.
  private static func areAll(_ parts: [[String]], among others: [[String]]) -> Bool {
    !parts.isEmpty && parts.allSatisfy { part in others.contains { NameSpelling.areOne(part, $0) } }
  }

  /// The words of a name, folded.
  private static func words(_ name: String) -> [String] { NameParts.words(of: name).map(NameFolding.folded) }
}
