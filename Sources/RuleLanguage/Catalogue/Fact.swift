package import CareTypes

/// The type of a fact.
package enum FactType: String, Sendable, Equatable, CaseIterable, Codable {
  case bool
  case int
  /// CEL's `double`.
  case decimal
  /// Text, or an enumeration when the fact has choices.
  case string
  case date

  /// Whether values of this type are numbers.
  var isNumber: Bool { self == .int || self == .decimal }
}

/// The unit of a number. Quantities of different units cannot be compared with each other.
package enum FactUnit: String, Sendable, Equatable, CaseIterable, Codable {
  /// Not a quantity, or a bare number that goes with any unit.
  case none
  case years
  case months
  case days
  case hoursPerWeek
  case hoursPerMonth
  case hoursPerYear
  /// Points on an assessment scale.
  case points
  case percent
  /// Euro cents.
  case cents
  /// Euro cents a year.
  case centsPerYear
  case kilometres
  /// A number of persons or things.
  case count

  /// Whether quantities of both units may be compared and added.
  func goes(with other: FactUnit) -> Bool {
    self == other || self == .none || other == .none
  }
}

/// One value of an enumeration.
package struct FactChoice: Sendable, Equatable {
  /// The word in conditions and fact sheets.
  package let value: String
  /// The word for people.
  package let label: BilingualText

  /// - Parameters:
  ///   - value: The word in conditions and fact sheets.
  ///   - label: The word for people.
  package init(_ value: String, _ label: BilingualText) {
    self.value = value
    self.label = label
  }
}

/// The declaration of one fact that conditions may ask for.
package struct Fact: Sendable, Equatable {
  /// The dotted name, such as `caregiver.age`.
  package let name: String
  /// What its values are, such as whole numbers or dates.
  package let type: FactType
  /// The values of an enumeration; empty when any text will do, and for other types.
  package let choices: [FactChoice]
  /// The unit of a number; `none` for other types.
  package let unit: FactUnit
  /// The lowest and highest value that a number can have; nil when no limits are known.
  package let range: ClosedRange<Double>?
  /// A noun phrase for people, with the official Dutch term.
  package let label: BilingualText
  /// Who can supply the fact.
  package let suppliedBy: BilingualText
  /// How the fact depends on a municipality or an authority.
  package let locality: FactLocality
  /// The value for an authority in whose territory the person does not live and never lived, such as no residence there;
  /// for a fact about the care situation, the value when the two people live in different municipalities. Nil when
  /// residence decides nothing about the fact.
  package let valueElsewhere: FactValue?

  /// - Parameters:
  ///   - name: dotted; the catalogue refuses what is not made of CEL identifiers.
  ///   - choices: the values of an enumeration, for a `string` alone.
  ///   - range: for numbers alone, in the unit.
  ///   - locality: `none` for what is the same everywhere.
  ///   - valueElsewhere: See the property; nil for most facts.
  package init(
    _ name: String,
    _ type: FactType,
    choices: [FactChoice] = [],
    unit: FactUnit = .none,
    range: ClosedRange<Double>? = nil,
    label: BilingualText,
    suppliedBy: BilingualText,
    locality: FactLocality = .none,
    valueElsewhere: FactValue? = nil
  ) {
    self.name = name
    self.type = type
    self.choices = choices
    self.unit = unit
    self.range = range
    self.label = label
    self.suppliedBy = suppliedBy
    self.locality = locality
    self.valueElsewhere = valueElsewhere
  }

  /// The same declaration under another name.
  func renamed(_ name: String) -> Fact { copy(name: name, locality: locality, valueElsewhere: valueElsewhere) }

  /// The same declaration, of a fact that depends on a municipality or an authority.
  ///
  /// - Parameters:
  ///   - locality: How far it depends on it.
  ///   - valueElsewhere: The value that is certain for people who live elsewhere; nil when there is none.
  func local(_ locality: FactLocality, elsewhere valueElsewhere: FactValue? = nil) -> Fact {
    copy(name: name, locality: locality, valueElsewhere: valueElsewhere)
  }

  private func copy(name: String, locality: FactLocality, valueElsewhere: FactValue?) -> Fact {
    Fact(
      name,
      type,
      choices: choices,
      unit: unit,
      range: range,
      label: label,
      suppliedBy: suppliedBy,
      locality: locality,
      valueElsewhere: valueElsewhere
    )
  }

  /// The value for evaluation; nil when the declaration does not allow it.
  ///
  /// A whole number is accepted for a decimal. A value of another type, outside the range or outside the choices is
  /// treated as not known: no right is granted or refused because of it.
  package func admitted(_ value: FactValue) -> FactValue? {
    switch (type, value) {
    case (.bool, .bool), (.date, .date):
      value
    case (.int, .int(let number)):
      isInRange(Double(number)) ? value : nil
    case (.decimal, .decimal(let number)):
      number.isFinite && isInRange(number) ? value : nil
    case (.decimal, .int(let number)):
      isInRange(Double(number)) ? .decimal(Double(number)) : nil
    case (.string, .string(let word)):
      choices.isEmpty || choices.contains { $0.value == word } ? value : nil
    default:
      nil
    }
  }

  private func isInRange(_ number: Double) -> Bool {
    range?.contains(number) ?? true
  }
}

/// Why a catalogue cannot be made.
package enum CatalogueError: Error, Sendable, Equatable {
  /// Two facts of this name.
  case duplicate(String)
  /// Not a name that a condition could write: CEL identifiers joined by dots.
  case badName(String)
}

/// The facts that conditions may ask for, by name: those of the catalogue, and the parameters of one provision.
package struct FactCatalogue: Sendable {
  /// The facts that every provision shares.
  private let base: FactIndex
  /// The parameters of one provision.
  private let parameters: FactIndex

  /// The facts in the order of their names.
  package var facts: [Fact] {
    parameters.facts.isEmpty ? base.facts : (base.facts + parameters.facts).sorted { $0.name < $1.name }
  }

  /// A catalogue of these facts.
  ///
  /// - Throws: `CatalogueError` when a name is taken twice or cannot be written in a condition.
  package init(_ facts: [Fact]) throws(CatalogueError) {
    self.init(base: FactIndex(try Self.named(facts)), parameters: .none)
  }

  /// Makes a catalogue of facts whose names are known to be correct and different; of two equal names the first is
  /// used.
  init(trusted facts: [Fact]) {
    let byName = Dictionary(facts.map { ($0.name, $0) }) { first, _ in first }
    self.init(base: FactIndex(byName), parameters: .none)
  }

  private init(base: FactIndex, parameters: FactIndex) {
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
    let renamed = parameters.map { $0.renamed("parameter.\($0.name)") }
    for fact in renamed where base.byName[fact.name] != nil { throw .duplicate(fact.name) }
    let added = try Self.named(self.parameters.facts + renamed)
    return FactCatalogue(base: base, parameters: added.isEmpty ? .none : FactIndex(added))
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
private final class FactIndex: Sendable {
  /// No facts.
  static let none = FactIndex([:])

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

// MARK: - Nearest names

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
