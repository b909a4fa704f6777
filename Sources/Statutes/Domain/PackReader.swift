import CareTypes
import RuleLanguage
import RuleReasoning
package import ServiceRuntime
import Yams

/// Reads a regulation pack from YAML, and collects every mistake in it: a pack is published whole or not at all.
package struct PackReader {
  /// The longest pack, in bytes.
  package static let longest = 256 << 10

  let tables: ReferenceTables
  private(set) var mistakes: [PackMistake] = []

  private static let mostMistakes = 200

  private init(tables: ReferenceTables) {
    self.tables = tables
  }

  /// Reads a pack.
  ///
  /// - Returns: The pack, or what is wrong with it, in the order of the text; at most 200 mistakes.
  package static func read(_ text: String, tables: ReferenceTables) -> (pack: RegulationPack?, mistakes: [PackMistake])
  {
    guard text.utf8.count <= longest else {
      return (nil, [PackMistake("", "has more than \(longest >> 10) KiB")])
    }
    do {
      let text = try PackText(text)
      var reader = PackReader(tables: tables)
      let pack = reader.pack(text.root)
      if reader.mistakes.isEmpty { return (pack, []) }
      let places = reader.mistakes.map { text.position(of: $0.field) }
      let sorted = zip(places, reader.mistakes).enumerated().sorted { one, other in
        (one.element.0, one.offset) < (other.element.0, other.offset)
      }
      return (nil, sorted.map(\.element.1))
    } catch {
      return (nil, [error])
    }
  }

  /// Records a mistake, unless there are enough.
  mutating func reject(_ mistake: PackMistake) {
    if mistakes.count < Self.mostMistakes { mistakes.append(mistake) }
  }

  private mutating func pack(_ root: Node) -> RegulationPack? {
    guard var top = fields(root, "", known: ["authority", "provisions"]) else { return nil }
    let authority = authority(&top)
    let nodes = list(&top, "provisions")
    if nodes.isEmpty { reject("provisions", "has no elements") }
    var provisions: [Provision] = []
    for (index, node) in nodes.enumerated() {
      // Without its authority nothing is published, yet the other mistakes are worth telling.
      guard let provision = provision(node, "provisions[\(index)]", of: authority ?? .missing) else { continue }
      if provisions.contains(where: { $0.id == provision.id && $0.version == provision.version }) {
        reject("provisions[\(index)].id", "stands twice in this version")
      }
      provisions.append(provision)
    }
    return authority.map { RegulationPack(authority: $0, provisions: provisions) }
  }

  private mutating func authority(_ top: inout Fields) -> Authority? {
    guard let node = required(&top, "authority"),
      var map = fields(node, "authority", known: ["id", "name", "level", "territory"])
    else { return nil }
    let id = identifier(&map, "id")
    let name = bilingual(&map, "name")
    let level: AuthorityLevel? = word(&map, "level")
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
    if level == .municipal, codes.isEmpty { reject("authority.territory", "is required for a municipality") }
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
    let declarations = list(&map, "parameters")
    let parameters = declarations.enumerated().compactMap { index, node in
      parameter(node, "\(path).parameters[\(index)]")
    }
    // Without all of its parameters a condition would seem to have mistakes of its own.
    if let condition, parameters.count == declarations.count { check(condition, parameters, of: authority, path) }
    let benefit = benefit(&map)
    let grantMode: GrantMode? = word(&map, "grant_mode")
    let span = span(&map, of: authority)
    let readings = list(&map, "sources")
    let sources = readings.enumerated().compactMap { source($1, "\(path).sources[\($0)]") }
    if readings.isEmpty { reject("\(path).sources", "is required: every rule names where it was read") }
    let uncertainties = texts(&map, "uncertainties")
    guard let id, let version, let title, let legalBasis, let beneficiary, let kind, let condition, let grantMode,
      let span
    else { return nil }
    return Provision(
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
  }

  /// Checks a condition against the catalogue and the parameters.
  private mutating func check(_ source: String, _ parameters: [Parameter], of authority: Authority, _ path: String) {
    let catalogue: FactCatalogue
    do {
      catalogue = try FactCatalogue.care.adding(parameters.map { $0.fact(of: authority) })
    } catch {
      return reject("\(path).parameters", Self.reason(error))
    }
    do {
      let condition = try Condition(source, catalogue: catalogue)
      for (index, parameter) in parameters.enumerated() where !condition.facts.contains(parameter.factName) {
        reject("\(path).parameters[\(index)]", "is not used by the condition")
      }
      let known = parameters.compactMap { parameter in parameter.factValue.map { (parameter.factName, $0) } }
      let given = FactSheet(Dictionary(known) { first, _ in first })
      for mistake in ConditionReview.mistakes(in: condition, given: given) { reject(mistake, path) }
    } catch {
      reject(error, path)
    }
  }

  private mutating func reject(_ error: RuleError, _ path: String) {
    let hint = error.hint.map { " (\($0))" } ?? ""
    reject(PackMistake("\(path).condition", error.message + hint, line: error.line, column: error.column))
  }

  private mutating func parameter(_ node: Node, _ path: String) -> Parameter? {
    guard var map = fields(node, path, known: ["name", "type", "value", "label"]) else { return nil }
    let name = text(&map, "name")
    let type: FactType? = word(&map, "type")
    let value = text(&map, "value")
    let label = bilingual(&map, "label")
    guard let name, let type, let value, let label else { return nil }
    // Dates have no place among the parameters of an event.
    if type == .date { reject("\(path).type", "is not one of bool, int, decimal, string") }
    let parameter = Parameter(
      name: name,
      type: type,
      value: value == Self.unknown ? nil : value,
      labelNL: label.nl,
      labelEN: label.en
    )
    if parameter.value != nil, parameter.factValue == nil { reject("\(path).value", "is no \(type.rawValue)") }
    return parameter
  }

  private static func reason(_ error: CatalogueError) -> String {
    switch error {
    case .duplicate(let name): "have the name \(name.prefix(60)) twice"
    case .badName(let name): "have a name that no condition can write: \(name.prefix(60))"
    }
  }

  private mutating func benefit(_ provision: inout Fields) -> Benefit? {
    guard let node = provision.take("benefit") else { return nil }
    let path = provision.path("benefit")
    guard var map = fields(node, path, known: ["amount_cents", "frequency"]) else { return nil }
    let amount = text(&map, "amount_cents")
    var benefit = Benefit()
    if map.isUnknown("frequency") {
      _ = map.take("frequency")
    } else {
      benefit.frequency = word(&map, "frequency")
    }
    guard let amount, amount != Self.unknown else { return benefit }
    guard let cents = Int64(amount), (0...100_000_000).contains(cents) else {
      reject("\(path).amount_cents", "is neither a number of euro cents nor unknown")
      return nil
    }
    benefit.amountCents = cents
    return benefit
  }

  private mutating func span(_ map: inout Fields, of authority: Authority) -> DateSpan? {
    let start = date(&map, "valid_from", isRequired: true)
    let end = date(&map, "valid_to", isRequired: false)
    guard let start else { return nil }
    for (index, code) in authority.territory.enumerated() {
      do {
        _ = try tables.municipalities.municipality(NISCode(code), at: start)
      } catch {
        reject("authority.territory[\(index)]", "is no municipality on \(start), when \(map.prefix) begins")
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
      url: optionalText(&map, "url") ?? "",
      dated: optionalText(&map, "dated") ?? ""
    )
  }
}

extension Authority {
  /// Stands in for one that could not be read.
  fileprivate static let missing = Authority(id: "", nameNL: "", nameEN: "", level: .municipal, territory: [])
}
