/// What is filled in where a name is not known (invulwoord). The one list.
package enum PlaceholderName {
  /// Words that are nobody's name.
  private static let unmistakable: Set<String> = [
    "onbekend", "ongekend", "unknown", "inconnu", "inconnue", "nn", "nomennescio", "nvt", "nb", "geen", "nihil", "xx",
    "asdf", "asdfgh", "qwerty", "azerty", "qsdf", "abc", "abcd", "tbd", "tba", "nognietgekend", "nognietbekend",
    "naamonbekend", "zondernaam", "geennaam", "anoniem", "anonymous", "undefined",
  ]

  /// Words that are filled in, and are the name of some as well, such as Test in France and Na in Korea.
  private static let doubtful: Set<String> = [
    "test", "testtest", "tester", "testpersoon", "na", "null", "leeg", "dummy", "demo", "naam", "voornaam",
    "familienaam",
    "achternaam", "voorbeeld", "example", "fake", "foo", "bar", "blanco", "x", "y", "z", "a",
  ]

  /// Whether a name is a placeholder for an unknown one: by itself, or beside another placeholder.
  ///
  /// - Parameter other: The other part of the name.
  package static func isOne(_ name: String, beside other: String) -> Bool {
    let (name, other) = (NameFolding.folded(name), NameFolding.folded(other))
    return isUnmistakable(name) || doubtful.contains(name) && (doubtful.contains(other) || isUnmistakable(other))
  }

  private static func isUnmistakable(_ folded: String) -> Bool {
    unmistakable.contains(folded) || folded.count >= 3 && Set(folded).count == 1
  }
}
