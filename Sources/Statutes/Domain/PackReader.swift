package import CareTypes
package import RuleLanguage
package import ServiceRuntime
import Yams

/// A mistake in a regulation pack.
package struct PackMistake: Error, Sendable, Hashable {
  /// Where, such as `provisions[2].condition`.
  package let field: String
  /// Line within the field's text, from 1; 0 when the field as a whole is meant.
  package let line: Int
  /// Column within the line, from 1; 0 when the field as a whole is meant.
  package let column: Int
  /// What is wrong, and a hint.
  package let description: String

  init(_ field: String, _ description: String, line: Int = 0, column: Int = 0) {
    self.field = field
    self.line = line
    self.column = column
    self.description = description
  }
}

/// Reads a regulation pack from YAML, and collects every mistake in it: a pack is published whole or not at all.
package struct PackReader {
  /// The longest pack, in bytes.
  package static let longest = 256 << 10

  private static let mostNodes = 20_000

  private let tables: ReferenceTables
  private var mistakes: [PackMistake] = []

  private init(tables: ReferenceTables) {
    self.tables = tables
  }

  /// Reads a pack.
  ///
  /// - Returns: The pack, or what is wrong with it, in the order of the text.
  package static func read(_ text: String, tables: ReferenceTables) -> (pack: RegulationPack?, mistakes: [PackMistake]) {
    guard text.utf8.count <= longest else {
      return (nil, [PackMistake("", "The pack has more than \(longest >> 10) KiB")])
    }
    var reader = PackReader(tables: tables)
    let pack = reader.pack(text)
    return reader.mistakes.isEmpty ? (pack, []) : (nil, reader.mistakes)
  }

  private mutating func pack(_ text: String) -> RegulationPack? {
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch {
      mistakes.append(PackMistake("", "is not YAML: \(error)"))
      return nil
    }
    var budget = Self.mostNodes
    guard let root, !Self.exceeds(&budget, root) else {
      mistakes.append(PackMistake("", root == nil ? "is empty" : "has more than \(Self.mostNodes) nodes"))
      return nil
    }
    guard var top = fields(root, "", known: ["authority", "provisions"]) else { return nil }
    let authority = authority(&top)
    let nodes = list(&top, "provisions")
    if nodes.isEmpty { reject("provisions", "has no elements") }
    guard let authority else { return nil }
    var provisions: [Provision] = []
    for (index, node) in nodes.enumerated() {
      guard let provision = provision(node, "provisions[\(index)]", of: authority) else { continue }
      if provisions.contains(where: { $0.id == provision.id && $0.version == provision.version }) {
        reject("provisions[\(index)].id", "stands twice in this version")
      }
      provisions.append(provision)
    }
    return RegulationPack(authority: authority, provisions: provisions)
  }

  /// Counts nodes up to a budget: aliases let a short text stand for an endless one.
  private static func exceeds(_ budget: inout Int, _ node: Node) -> Bool {
    budget -= 1
    guard budget > 0 else { return true }
    switch node {
    case .mapping(let mapping):
      return mapping.contains { exceeds(&budget, $0.key) || exceeds(&budget, $0.value) }
    case .sequence(let sequence):
      return sequence.contains { exceeds(&budget, $0) }
    case .scalar, .alias:
      return false
    }
  }

  private mutating func authority(_ top: inout Fields) -> Authority? {
    guard let node = required(&top, "authority"),
      var map = fields(node, "authority", known: ["id", "name", "level", "territory"])
    else { return nil }
    let id = identifier(&map, "id")
    let name = bilingual(&map, "name")
    let level: AuthorityLevel? = word(&map, "level")
    var territory: [String] = []
    for (index, node) in list(&map, "territory").enumerated() {
      let path = "authority.territory[\(index)]"
      guard let text = node.scalar?.string, let code = try? NISCode(text) else {
        reject(path, "is not a NIS code")
        continue
      }
      territory.append(code.digits)
    }
    if level == .municipal, territory.isEmpty { reject("authority.territory", "is required for a municipality") }
    guard let id, let name, let level else { return nil }
    return Authority(id: id, nameNL: name.nl, nameEN: name.en, level: level, territory: territory)
  }

  private mutating func provision(_ node: Node, _ path: String, of authority: Authority) -> Provision? {
    let known: Set = [
      "id", "version", "title", "legal_basis", "beneficiary", "kind", "support_areas", "condition", "parameters",
      "benefit", "grant_mode", "valid_from", "valid_to", "sources", "uncertainties",
    ]
    guard var map = fields(node, path, known: known) else { return nil }
    let id = identifier(&map, "id")
    let version = integer(&map, "version", in: 1...1_000_000)
    let title = bilingual(&map, "title")
    let legalBasis = text(&map, "legal_basis")
    let beneficiary: Beneficiary? = word(&map, "beneficiary")
    let kind: ProvisionKind? = word(&map, "kind")
    let areas = list(&map, "support_areas").enumerated().compactMap { index, node in
      let area = node.scalar.flatMap { SupportArea(rawValue: $0.string) }
      if area == nil { reject("\(path).support_areas[\(index)]", Self.oneOf(SupportArea.self)) }
      return area
    }
    let condition = text(&map, "condition")
    let parameters = list(&map, "parameters").enumerated().compactMap { index, node in
      parameter(node, "\(path).parameters[\(index)]")
    }
    let benefit = benefit(&map)
    let grantMode: GrantMode? = word(&map, "grant_mode")
    let span = span(&map, of: authority)
    let sources = list(&map, "sources").enumerated().compactMap { index, node in
      source(node, "\(path).sources[\(index)]")
    }
    if sources.isEmpty { reject("\(path).sources", "is required: every rule names where it was read") }
    let uncertainties = list(&map, "uncertainties").compactMap { $0.scalar?.string }
    guard let id, let version, let title, let legalBasis, let beneficiary, let kind, let condition, let grantMode, let span
    else { return nil }
    let provision = Provision(
      id: id,
      version: version,
      authority: authority,
      titleNL: title.nl,
      titleEN: title.en,
      legalBasis: legalBasis,
      beneficiary: beneficiary,
      kind: kind,
      supportAreas: areas,
      condition: condition,
      parameters: parameters,
      benefit: benefit,
      grantMode: grantMode,
      validFrom: span.start.daysSinceEpoch,
      validTo: span.end?.daysSinceEpoch,
      sources: sources,
      uncertainties: uncertainties
    )
    check(provision, path)
    return provision
  }

  /// Checks the condition against the catalogue and the parameters.
  private mutating func check(_ provision: Provision, _ path: String) {
    let catalogue: FactCatalogue
    do {
      catalogue = try provision.catalogue()
    } catch {
      return reject("\(path).parameters", "have a name that is taken twice, or is no name: \(error)")
    }
    do {
      let condition = try Condition(provision.condition, catalogue: catalogue)
      for (index, parameter) in provision.parameters.enumerated()
      where !condition.facts.contains("parameter.\(parameter.name)") {
        reject("\(path).parameters[\(index)]", "is not used by the condition")
      }
    } catch {
      let hint = error.hint.map { " (\($0))" } ?? ""
      mistakes.append(
        PackMistake("\(path).condition", error.message + hint, line: error.line, column: error.column)
      )
    }
  }

  private mutating func parameter(_ node: Node, _ path: String) -> Parameter? {
    guard var map = fields(node, path, known: ["name", "type", "value", "label"]) else { return nil }
    let name = text(&map, "name")
    let type: FactType? = word(&map, "type")
    let value = text(&map, "value")
    let label = bilingual(&map, "label")
    guard let name, let type, let value, let label else { return nil }
    let parameter = Parameter(
      name: name,
      type: type,
      value: value == "unknown" ? nil : value,
      labelNL: label.nl,
      labelEN: label.en
    )
    if parameter.value != nil, parameter.factValue == nil { reject("\(path).value", "is no \(type.rawValue)") }
    return parameter
  }

  private mutating func benefit(_ provision: inout Fields) -> Benefit? {
    guard let node = provision.take("benefit") else { return nil }
    let path = provision.path("benefit")
    guard var map = fields(node, path, known: ["amount_cents", "frequency"]) else { return nil }
    let frequency: Frequency? = word(&map, "frequency")
    guard let amount = text(&map, "amount_cents"), let frequency else { return nil }
    if amount == "unknown" { return Benefit(amountCents: nil, frequency: frequency) }
    guard let cents = Int64(amount), (0...100_000_000).contains(cents) else {
      reject("\(path).amount_cents", "is neither a number of euro cents nor unknown")
      return nil
    }
    return Benefit(amountCents: cents, frequency: frequency)
  }

  private mutating func span(_ map: inout Fields, of authority: Authority) -> DateSpan? {
    let start = date(&map, "valid_from", isRequired: true)
    let end = date(&map, "valid_to", isRequired: false)
    guard let start else { return nil }
    for code in authority.territory {
      do {
        _ = try tables.municipalities.municipality(NISCode(code), at: start)
      } catch {
        reject("authority.territory", "has a code that is no municipality on \(start): \(code)")
      }
    }
    do {
      return try DateSpan(start: start, end: end)
    } catch {
      reject(map.path("valid_to"), error.reason)
      return nil
    }
  }

  private mutating func source(_ node: Node, _ path: String) -> Source? {
    guard var map = fields(node, path, known: ["title", "url", "dated"]) else { return nil }
    guard let title = text(&map, "title") else { return nil }
    return Source(
      title: title,
      url: map.take("url")?.scalar?.string ?? "",
      dated: map.take("dated")?.scalar?.string ?? ""
    )
  }

  // MARK: - Reading nodes

  /// The fields of a mapping, and where they stand.
  private struct Fields {
    let prefix: String
    var nodes: [String: Node]

    func path(_ name: String) -> String { prefix.isEmpty ? name : "\(prefix).\(name)" }
    mutating func take(_ name: String) -> Node? { nodes.removeValue(forKey: name) }
  }

  private mutating func reject(_ field: String, _ description: String) {
    mistakes.append(PackMistake(field, description))
  }

  private mutating func fields(_ node: Node, _ path: String, known: Set<String>) -> Fields? {
    guard case .mapping(let mapping) = node else {
      reject(path, "is not a mapping")
      return nil
    }
    var fields = Fields(prefix: path, nodes: [:])
    for (key, value) in mapping {
      let name = key.scalar?.string ?? ""
      if known.contains(name) {
        fields.nodes[name] = value
      } else {
        reject(fields.path(name), "is not a field; there are \(known.sorted().joined(separator: ", "))")
      }
    }
    return fields
  }

  private mutating func required(_ fields: inout Fields, _ name: String) -> Node? {
    guard let node = fields.take(name) else {
      reject(fields.path(name), "is required")
      return nil
    }
    return node
  }

  private mutating func text(_ fields: inout Fields, _ name: String) -> String? {
    guard let node = required(&fields, name) else { return nil }
    guard let text = node.scalar?.string, !text.isEmpty, text.utf8.count <= 10_000 else {
      reject(fields.path(name), "is not a text of 1 to 10,000 bytes")
      return nil
    }
    return text
  }

  private mutating func bilingual(_ fields: inout Fields, _ name: String) -> (nl: String, en: String)? {
    guard let node = required(&fields, name), var map = self.fields(node, fields.path(name), known: ["nl", "en"]) else {
      return nil
    }
    let (dutch, english) = (text(&map, "nl"), text(&map, "en"))
    guard let dutch, let english else { return nil }
    return (dutch, english)
  }

  private mutating func identifier(_ fields: inout Fields, _ name: String) -> String? {
    guard let text = text(&fields, name) else { return nil }
    guard ProvisionName.isID(text) else {
      reject(fields.path(name), "is not 1 to 64 lower-case letters, digits and hyphens")
      return nil
    }
    return text
  }

  private mutating func integer(_ fields: inout Fields, _ name: String, in range: ClosedRange<Int>) -> Int? {
    guard let text = text(&fields, name) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      reject(fields.path(name), "is not a whole number from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return number
  }

  private mutating func word<Word: RawRepresentable & CaseIterable>(_ fields: inout Fields, _ name: String) -> Word?
  where Word.RawValue == String {
    guard let text = text(&fields, name) else { return nil }
    guard let word = Word(rawValue: text) else {
      reject(fields.path(name), Self.oneOf(Word.self))
      return nil
    }
    return word
  }

  private static func oneOf<Word: RawRepresentable & CaseIterable>(_ type: Word.Type) -> String
  where Word.RawValue == String {
    "is not one of " + Word.allCases.map(\.rawValue).joined(separator: ", ")
  }

  private mutating func list(_ fields: inout Fields, _ name: String) -> [Node] {
    guard let node = fields.take(name) else { return [] }
    guard let sequence = node.sequence, sequence.count <= 200 else {
      reject(fields.path(name), "is not a list of at most 200 elements")
      return []
    }
    return Array(sequence)
  }

  private mutating func date(_ fields: inout Fields, _ name: String, isRequired: Bool) -> CalendarDate? {
    guard let node = fields.take(name) else {
      if isRequired { reject(fields.path(name), "is required") }
      return nil
    }
    do {
      return try CalendarDate(iso: node.scalar?.string ?? "")
    } catch {
      reject(fields.path(name), error.reason)
      return nil
    }
  }
}
