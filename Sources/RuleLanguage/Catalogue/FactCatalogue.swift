/// The facts that conditions may ask for, by name: those of the catalogue, and the parameters of one provision.
package struct FactCatalogue: Sendable {
  /// The facts that every provision shares.
  private let base: FactNameIndex
  /// The parameters of one provision.
  private let parameters: FactNameIndex

  /// The facts in the order of their names.
  package var facts: [Fact] {
    parameters.facts.isEmpty ? base.facts : (base.facts + parameters.facts).sorted { $0.name < $1.name }
  }

  /// A catalogue of these facts.
  ///
  /// - Throws: `CatalogueError` when a name is taken twice or cannot be written in a condition.
  package init(_ facts: [Fact]) throws(CatalogueError) {
    self.init(base: FactNameIndex(try Self.named(facts)), parameters: .none)
  }

  /// Makes a catalogue of facts whose names are known to be correct and different; of two equal names the first is
  /// used.
  init(trusted facts: [Fact]) {
    let byName = Dictionary(facts.map { ($0.name, $0) }) { first, _ in first }
    self.init(base: FactNameIndex(byName), parameters: .none)
  }

  private init(base: FactNameIndex, parameters: FactNameIndex) {
    self.base = base
    self.parameters = parameters
  }

  /// The fact of this name, if there is one.
  package subscript(name: String) -> Fact? {
    base.byName[name] ?? parameters.byName[name]
  }

  /// This catalogue and the parameters of one provision.
  ///
  /// - Parameter parameters: each with its bare name; `bel_threshold` becomes `parameter.bel_threshold`.
  /// - Throws: `CatalogueError` when a parameter is there already or is not a CEL identifier.
  package func adding(_ parameters: [Fact]) throws(CatalogueError) -> FactCatalogue {
    for parameter in parameters where parameter.name.utf8.contains(UInt8(ascii: ".")) {
      throw .badName(parameter.name)
    }
    let renamed = parameters.map { $0.renamed(Fact.parameterName($0.name)) }
    for fact in renamed where base.byName[fact.name] != nil { throw .duplicate(fact.name) }
    let added = try Self.named(self.parameters.facts + renamed)
    return FactCatalogue(base: base, parameters: added.isEmpty ? .none : FactNameIndex(added))
  }

  private static func named(_ facts: [Fact]) throws(CatalogueError) -> [String: Fact] {
    var byName: [String: Fact] = [:]
    for fact in facts {
      guard isName(fact.name) else { throw .badName(fact.name) }
      guard byName.updateValue(fact, forKey: fact.name) == nil else { throw .duplicate(fact.name) }
    }
    return byName
  }

  private static func isName(_ name: String) -> Bool {
    let segments = name.split(separator: ".", omittingEmptySubsequences: false)
    guard let first = segments.first, !Words.reserved.contains(String(first)) else { return false }
    return segments.allSatisfy { segment in
      guard let head = segment.utf8.first, head.isIdentifierHead else { return false }
      return segment.utf8.allSatisfy(\.isIdentifierBody) && !Words.keywords.contains(String(segment))
    }
  }
}

/// An index of facts by name. It is made once: catalogues that add parameters share the index of the base.
private final class FactNameIndex: Sendable {
  /// No facts.
  static let none = FactNameIndex([:])

  let byName: [String: Fact]
  /// In the order of their names.
  let facts: [Fact]
  /// The names prepared for the search for the most similar one, in the order of `facts`.
  let spellings: [Spelling]
  /// The values of all enumerations.
  let words: Set<String>

  init(_ byName: [String: Fact]) {
    self.byName = byName
    facts = byName.values.sorted { $0.name < $1.name }
    spellings = facts.map { Spelling($0.name) }
    words = Set(facts.flatMap { $0.choices.map(\.value) })
  }
}

/// A name prepared for comparison with a mistyped one.
private struct Spelling: Sendable {
  let bytes: [UInt8]
  /// The part after the last dot.
  let last: String
  /// A bit for each byte value, modulo 64, that occurs.
  let letters: UInt64

  init(_ name: String) {
    bytes = Array(name.utf8)
    last = name.split(separator: ".").last.map(String.init) ?? ""
    letters = bytes.reduce(0) { $0 | 1 << UInt64($1 & 63) }
  }

  /// The fewest edits there can be: each edit corrects at most one letter that the other name lacks.
  func leastDistance(to other: Spelling) -> Int {
    max(
      abs(bytes.count - other.bytes.count),
      (letters & ~other.letters).nonzeroBitCount,
      (other.letters & ~letters).nonzeroBitCount
    )
  }
}

extension FactCatalogue {
  /// The name of the fact that is most similar to an unknown name; nil when none is similar enough to be meant.
  func nearest(to name: String) -> String? {
    // A name longer than any real one is no typing mistake, and would take time.
    guard name.utf8.count <= 80 else { return nil }
    let meant = Spelling(name)
    let tolerance = max(2, meant.bytes.count / 3)
    var best: (rank: Int, distance: Int, name: String)?
    for index in [base, parameters] {
      for (fact, spelling) in zip(index.facts, index.spellings) {
        let rank = spelling.last == meant.last ? 0 : 1
        let least = spelling.leastDistance(to: meant)
        guard rank == 0 || least <= tolerance else { continue }
        if let best, (best.rank, best.distance, best.name) <= (rank, least, fact.name) { continue }
        let distance = Self.distance(meant.bytes, spelling.bytes)
        guard rank == 0 || distance <= tolerance else { continue }
        // Of two equally similar names the first in alphabetical order is taken.
        if let best, (best.rank, best.distance, best.name) <= (rank, distance, fact.name) { continue }
        best = (rank, distance, fact.name)
      }
    }
    return best?.name
  }

  /// Whether an enumeration has this value, so that the word is probably a text without its quotes.
  func hasChoice(_ word: String) -> Bool {
    base.words.contains(word) || parameters.words.contains(word)
  }

  /// The edit distance of Levenshtein.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    // A common beginning and end need no edits; a mistyped name leaves little between them.
    let shorter = min(left.count, right.count)
    var (start, end) = (0, 0)
    while start < shorter, left[start] == right[start] { start += 1 }
    while end < shorter - start, left[left.count - 1 - end] == right[right.count - 1 - end] { end += 1 }
    let (rows, columns) = (left.count - start - end, right.count - start - end)
    var row = Array(0...columns)
    var i = 0
    while i < rows {
      var diagonal = row[0]
      row[0] = i + 1
      var j = 0
      while j < columns {
        let substituted = diagonal + (left[start + i] == right[start + j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
        j += 1
      }
      i += 1
    }
    return row[columns]
  }
}
