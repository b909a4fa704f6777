import CareTypes
package import ServiceCore
import Yams

/// Reads a regulation pack from YAML and collects all its mistakes: a pack is published whole or not at all.
package struct PackReader {
  /// The most bytes of a pack.
  package static let longest = 256 << 10

  let tables: ReferenceTables
  let templates: [Provision]
  private(set) var mistakes: [PackMistake] = []
  /// The fields that were asked for, as paths without the numbers of list elements.
  private(set) var knownFields: Set<String> = []

  private static let mostMistakes = 200

  private init(tables: ReferenceTables, templates: [Provision]) {
    self.tables = tables
    self.templates = templates
  }

  /// Reads a pack.
  ///
  /// - Parameters:
  ///   - text: The YAML.
  ///   - tables: The table of municipalities.
  ///   - templates: The models and laws with open terms that the pack may adopt or fill.
  /// - Returns: The pack, or nil with its mistakes in the order of the text, at most 200.
  package static func read(
    _ text: String,
    tables: ReferenceTables,
    templates: [Provision] = []
  ) -> (pack: RegulationPack?, mistakes: [PackMistake]) {
    guard text.utf8.count <= longest else {
      return (nil, [PackMistake("", "has more than \(longest >> 10) KiB")])
    }
    do {
      let text = try PackText(text)
      var reader = PackReader(tables: tables, templates: templates)
      let pack = reader.pack(text.root)
      if reader.mistakes.isEmpty { return (pack, []) }
      let paths = reader.mistakes.map { text.position(of: $0.field) }
      let sorted = zip(paths, reader.mistakes).enumerated().sorted { one, other in
        (one.element.0, one.offset) < (other.element.0, other.offset)
      }
      return (nil, sorted.map(\.element.1))
    } catch {
      return (nil, [error])
    }
  }

  /// The fields that may stand in a pack, as paths without the numbers of list elements: those of the mappings that a text
  /// has.
  static func knownFields(in text: String, tables: ReferenceTables) throws(PackMistake) -> Set<String> {
    var reader = PackReader(tables: tables, templates: [])
    _ = reader.pack(try PackText(text).root)
    return reader.knownFields
  }

  /// Remembers that fields may stand in a mapping.
  mutating func remember(_ known: Set<String>, in path: String) {
    let outer = path.split(separator: "[").map { $0.drop { $0.isNumber } }.joined().replacing("]", with: "")
    knownFields.formUnion(known.map { outer.isEmpty ? $0 : "\(outer).\($0)" })
  }

  /// Whether a text is YAML that packs may contain, so that its fields can be searched; aliases that expand without
  /// limit are refused.
  package static func isReadable(_ text: String) -> Bool {
    text.utf8.count <= longest && (try? PackText(text)) != nil
  }

  /// Records a mistake, up to the greatest number.
  mutating func reject(_ mistake: PackMistake) {
    if mistakes.count < Self.mostMistakes { mistakes.append(mistake) }
  }

  private mutating func pack(_ root: Node) -> RegulationPack? {
    guard var top = fields(root, "", known: ["authority", "provisions", "adoptions"]) else { return nil }
    let authority = authority(&top)
    let written = list(&top, "provisions")
    let adopted = list(&top, "adoptions")
    if written.isEmpty, adopted.isEmpty { reject("provisions", "has no elements, nor has adoptions") }
    // A pack without its authority cannot be published, but its other mistakes are reported.
    let owner = authority ?? .missing
    var provisions: [Provision] = []
    var paths: [String] = []
    func isTwice(_ new: Provision) -> Bool {
      provisions.contains { $0.id == new.id && $0.version == new.version }
    }
    for (index, node) in written.enumerated() {
      guard let provision = provision(node, "provisions[\(index)]", of: owner) else { continue }
      if isTwice(provision) { reject("provisions[\(index)].id", "stands twice in this version") }
      provisions.append(provision)
      paths.append("provisions[\(index)]")
    }
    for (index, node) in adopted.enumerated() {
      guard let provision = adoption(node, "adoptions[\(index)]", of: owner, among: provisions) else { continue }
      if isTwice(provision) { reject("adoptions[\(index)].id", "stands twice in this version") }
      provisions.append(provision)
      paths.append("adoptions[\(index)]")
    }
    return authority.map { RegulationPack(authority: $0, provisions: provisions, paths: paths) }
  }

  private mutating func authority(_ top: inout Fields) -> Authority? {
    guard let node = required(&top, "authority"),
      var map = fields(node, "authority", known: ["id", "name", "level", "country", "territory"])
    else { return nil }
    let id = identifier(&map, "id")
    let name = bilingual(&map, "name")
    let level: AuthorityLevel? = word(&map, "level")
    let country = optionalText(&map, "country") ?? Authority.belgium
    if country.utf8.count != 2 || !country.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) {
      reject("authority.country", "is not the code of a country, such as BE")
    }
    let codes = texts(&map, "territory")
    var territory: [String] = []
    for (index, code) in codes.enumerated() {
      do {
        territory.append(try NISCode(code).digits)
      } catch {
        reject("authority.territory[\(index)]", error.reason)
      }
    }
    if Set(codes).count < codes.count { reject("authority.territory", "has a code twice") }
    if country != Authority.belgium, !codes.isEmpty { reject("authority.territory", "is that of another country") }
    if level == .municipal, country == Authority.belgium, codes.isEmpty {
      reject("authority.territory", "is required for a municipality")
    }
    guard let id, let name, let level else { return nil }
    return Authority(
      id: id,
      nameNL: name.dutch,
      nameEN: name.english,
      level: level,
      country: country,
      territory: territory
    )
  }
}

extension Authority {
  /// A placeholder for an authority that could not be read.
  static let missing = Authority(id: "", nameNL: "", nameEN: "", level: .municipal, territory: [])
}
