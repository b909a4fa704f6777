import CareTypes
import Yams

// Reads how an authority adopts a model, or fills the open terms of higher law.
extension PackReader {
  private static let adoptionFields: Set = [
    "of", "of_version", "id", "version", "title", "legal_basis", "values", "overrides", "excludes", "grant_mode",
    "valid_from", "valid_to", "sources", "uncertainties",
  ]

  mutating func adoption(
    _ node: Node,
    _ path: String,
    of authority: Authority,
    among written: [Provision]
  ) -> Provision? {
    guard var map = fields(node, path, known: Self.adoptionFields) else { return nil }
    let templateID = identifier(&map, "of")
    let templateVersion = integer(&map, "of_version", in: 1...1_000_000)
    let id = identifier(&map, "id")
    let version = integer(&map, "version", in: 1...1_000_000)
    let title = optionalBilingual(&map, "title")
    let legalBasis = text(&map, "legal_basis")
    let values = values(&map)
    let overrides = identifiers(&map, "overrides")
    let excludes = identifiers(&map, "excludes")
    let grantMode: GrantMode? = map.nodes["grant_mode"] == nil ? nil : word(&map, "grant_mode")
    let span = span(&map, of: authority)
    let sources = sources(&map)
    let uncertainties = texts(&map, "uncertainties")
    guard let templateID, let templateVersion, let id, let version, let legalBasis, let span else { return nil }
    let known = templates + written
    guard let template = known.first(where: { $0.id == templateID && $0.version == templateVersion }),
      template.isTemplate
    else {
      reject("\(path).of", "is no model, nor a law with open terms, in that version")
      return nil
    }
    if !template.isModel {
      if authority.level != .municipal { reject("\(path).of", "leaves its terms open to municipalities") }
      // Only the open terms of a law can be chosen; nothing else of it changes.
      if grantMode != nil { reject("\(path).grant_mode", "is no term that the law leaves open") }
      if !excludes.isEmpty { reject("\(path).excludes", "is no term that the law leaves open") }
    }
    var provision = template
    provision.id = id
    provision.version = version
    provision.authority = authority
    if let title { (provision.titleNL, provision.titleEN) = (title.dutch, title.english) }
    provision.legalBasis = legalBasis
    provision.isModel = false
    provision.basedOn = ProvisionReference(id: template.id, version: template.version)
    provision.overrides = template.isModel ? overrides : [template.id] + overrides.filter { $0 != template.id }
    if template.isModel { provision.excludes = excludes }
    provision.grantMode = grantMode ?? template.grantMode
    provision.validFrom = span.start.daysSinceEpoch
    provision.validTo = span.end?.daysSinceEpoch
    if !sources.isEmpty { provision.sources = sources }
    provision.uncertainties += uncertainties
    choose(values, in: &provision, path)
    for (setting, reason) in provision.applyReferences() { reject("\(path).values", "\(setting) \(reason)") }
    check(&provision, [], path)
    return provision
  }

  /// Sets the open parameters to the chosen values; the others keep their defaults.
  private mutating func choose(_ values: [String: String], in provision: inout Provision, _ path: String) {
    for (name, value) in values.sorted(by: { $0.key < $1.key }) {
      guard let index = provision.parameters.firstIndex(where: { $0.name == name && $0.isOpen }) else {
        let open = provision.parameters.filter(\.isOpen).map(\.name).joined(separator: ", ")
        reject("\(path).values.\(name)", "is not left open; there are \(open)")
        continue
      }
      if let reason = provision.parameters[index].refusal(of: value) {
        reject("\(path).values.\(name)", reason)
      } else {
        provision.parameters[index].value = value
      }
    }
    // Nobody chooses again what was chosen.
    for index in provision.parameters.indices { provision.parameters[index].isOpen = false }
  }

  private mutating func values(_ adoption: inout Fields) -> [String: String] {
    guard let node = adoption.take("values") else { return [:] }
    guard case .mapping(let mapping) = node else {
      reject(adoption.path("values"), "is not a mapping of parameters to values")
      return [:]
    }
    var values: [String: String] = [:]
    for (key, value) in mapping {
      let name = Self.name(key)
      guard let text = value.scalar?.string, text.utf8.count <= 1_000 else {
        reject("\(adoption.path("values")).\(name)", "is not a text of at most 1,000 bytes")
        continue
      }
      values[name] = text
    }
    return values
  }
}

extension Provision {
  /// Sets every figure that refers to a parameter to the value of that parameter.
  ///
  /// - Returns: The figures that cannot be set, and why.
  mutating func applyReferences() -> [(setting: String, reason: String)] {
    references.sorted { $0.key < $1.key }.compactMap { setting, name in
      guard let parameter = parameters.first(where: { $0.name == name }) else {
        return (setting, "names parameter.\(name), which is not there")
      }
      guard let value = parameter.value else { return nil }
      return set(setting, to: value) ? nil : (setting, "cannot be \(value.prefix(60)), the value of \(name)")
    }
  }

  private mutating func set(_ setting: String, to value: String) -> Bool {
    switch setting {
    case "benefit.payee":
      benefit?.payee = Payee(rawValue: value)
      return benefit?.payee != nil
    case "procedure.suspend_after_days_admitted":
      // Zero days mean no suspension, so that a model can leave that open.
      return set(\.procedure.suspendAfterDaysAdmitted, to: value, in: 0...3_660)
    case "procedure.per_recipient": return set(\.procedure.perRecipient, to: value, in: 0...100)
    case "procedure.per_caregiver": return set(\.procedure.perCaregiver, to: value, in: 0...100)
    case "procedure.per_address": return set(\.procedure.perAddress, to: value, in: 0...100)
    default:
      for index in (benefit?.amounts ?? []).indices where setting == "benefit.amounts[\(index)].cents" {
        benefit?.amounts[index].cents = Int64(value)
        return (0...100_000_000).contains(Int64(value) ?? -1)
      }
      return false
    }
  }

  /// Sets a limit; zero means none. False when the text is no number in the range.
  private mutating func set(
    _ path: WritableKeyPath<Provision, Int?>,
    to value: String,
    in range: ClosedRange<Int>
  ) -> Bool {
    guard let number = Int(value), range.contains(number) else { return false }
    self[keyPath: path] = number > 0 ? number : nil
    return true
  }
}
