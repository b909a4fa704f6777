import CareTypes
import ServiceCore
import Yams

// Reads one provision of a pack.
extension PackReader {
  private static let provisionFields: Set = [
    "id", "version", "model", "title", "legal_basis", "beneficiary", "kind", "support_areas", "condition", "held_when",
    "accepts", "parameters", "benefit", "procedure", "grant_mode", "overrides", "excludes", "offered_by", "valid_from",
    "valid_to", "automatic_when", "sources", "uncertainties",
  ]

  mutating func provision(_ node: Node, _ path: String, of authority: Authority) -> Provision? {
    guard var map = fields(node, path, known: Self.provisionFields) else { return nil }
    let id = identifier(&map, "id")
    let version = integer(&map, "version", in: ProvisionName.versions)
    let isModel = flag(&map, "model")
    let title = bilingual(&map, "title")
    let legalBasis = text(&map, "legal_basis")
    let beneficiary: Beneficiary? = word(&map, "beneficiary")
    let kind: ProvisionKind? = word(&map, "kind")
    let namesNoArea = map.nodes["support_areas"]?.sequence?.isEmpty ?? (map.nodes["support_areas"] == nil)
    let areas: [SupportArea] = words(&map, "support_areas")
    if namesNoArea { reject("\(path).support_areas", "is required: at least one") }
    let condition = text(&map, "condition")
    let heldWhen = optionalText(&map, "held_when")
    let declarations = list(&map, "parameters")
    let parameters = declarations.enumerated().compactMap { index, node in
      parameter(node, "\(path).parameters[\(index)]")
    }
    if !isModel, !authority.level.isAboveMunicipalities {
      for (index, parameter) in parameters.enumerated() where parameter.isOpen {
        reject("\(path).parameters[\(index)].open", "is for models, and for federal and Flemish law")
      }
    }
    var settings = ParameterReferences()
    let benefit = benefit(&map, &settings)
    let procedure = procedure(&map, &settings)
    let grantMode: GrantMode? = word(&map, "grant_mode")
    let automaticWhen = optionalText(&map, "automatic_when")
    if automaticWhen != nil, let grantMode, grantMode != .automatic {
      reject("\(path).automatic_when", "is for the grant mode automatic")
    }
    let acceptances = acceptances(&map)
    let overrides = identifiers(&map, "overrides")
    let excludes = identifiers(&map, "excludes")
    let offerer = offerer(&map)
    let span = span(&map, of: authority)
    if map.nodes["sources"]?.sequence?.isEmpty != false {
      reject("\(path).sources", "is required: every rule names where it was read")
    }
    let sources = sources(&map)
    let uncertainties = texts(&map, "uncertainties")
    guard let condition else { return nil }
    // Missing fields get a placeholder, so that the conditions are checked nevertheless; the provision is discarded
    // afterwards.
    var provision = Provision(
      id: id ?? "",
      version: version ?? 1,
      authority: authority,
      titleNL: title?.dutch ?? "",
      titleEN: title?.english ?? "",
      legalBasis: legalBasis ?? "",
      beneficiary: beneficiary ?? .caregiver,
      kind: kind ?? .service,
      supportAreas: areas,
      condition: condition,
      parameters: parameters,
      benefit: benefit,
      procedure: procedure,
      grantMode: grantMode ?? .apply,
      automaticWhen: automaticWhen,
      isModel: isModel,
      overrides: overrides,
      excludes: excludes,
      heldWhen: heldWhen,
      offerer: offerer,
      references: settings.parameters,
      validFrom: span?.start.daysSinceEpoch ?? 0,
      validTo: span?.end?.daysSinceEpoch,
      sources: sources,
      uncertainties: uncertainties
    )
    for (setting, reason) in provision.applyReferences() { reject("\(path).\(setting)", reason) }
    // If a parameter has a mistake, the condition would seem to have mistakes of its own.
    if parameters.count == declarations.count { check(&provision, acceptances, path) }
    let isWhole =
      id != nil && version != nil && title != nil && legalBasis != nil && beneficiary != nil && kind != nil
      && grantMode != nil && span != nil
    return isWhole ? provision : nil
  }

  /// Reads the sources of a rule.
  mutating func sources(_ map: inout Fields) -> [Source] {
    let path = map.path("sources")
    return list(&map, "sources").enumerated().compactMap { source($1, "\(path)[\($0)]") }
  }

  private mutating func source(_ node: Node, _ path: String) -> Source? {
    guard var map = fields(node, path, known: ["title", "url", "dated"]) else { return nil }
    guard let title = text(&map, "title") else { return nil }
    let url = optionalText(&map, "url") ?? ""
    if !url.isEmpty, !url.hasPrefix("https://"), !url.hasPrefix("http://") {
      reject("\(path).url", "is not an address that begins with https:// or http://")
    }
    return Source(
      title: title,
      url: url,
      dated: optionalText(&map, "dated") ?? ""
    )
  }

  /// Reads the first and last day. On the first day the territory must consist of existing municipalities.
  mutating func span(_ map: inout Fields, of authority: Authority) -> DateSpan? {
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

  private mutating func offerer(_ provision: inout Fields) -> Offerer? {
    guard let node = provision.take("offered_by"),
      var map = fields(
        node,
        provision.path("offered_by"),
        known: ["name", "website", "email", "phone", "address"]
      ),
      let name = text(&map, "name")
    else { return nil }
    return Offerer(
      name: name,
      website: optionalText(&map, "website"),
      email: optionalText(&map, "email"),
      phone: optionalText(&map, "phone"),
      address: optionalText(&map, "address")
    )
  }
}
