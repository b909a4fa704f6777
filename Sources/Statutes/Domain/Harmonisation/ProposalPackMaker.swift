package import CareTypes
package import ServiceCore

/// Writes the packs with which municipalities adopt a model.
struct ProposalPackMaker {
  let model: FilledModel
  let regulations: [MunicipalRegulation]
  let request: ProposalRequest
  let law: LawBook
  let tables: ReferenceTables

  /// A pack, the regulations that it overrides, and remarks about it.
  struct MunicipalPack {
    var pack: ProposedPack
    var replaced: [String]
    var remarks: [BilingualText]
  }

  /// Makes the pack of a municipality.
  ///
  /// - Throws: `ValueError` for a code that is no municipality on the first day in force.
  func make(_ code: NISCode) throws(ValueError) -> MunicipalPack {
    let municipality = try tables.municipalities.municipality(code, at: request.validFrom)
    let here = regulations.filter { $0.municipality == code }
    let authority = authority(of: municipality)
    let own = here.first { $0.provision.authority.id == authority.id }?.provision
    let replaceable = here.map(\.provision).filter { mayReplace($0, authority, code) }
    let id = own?.id ?? newID(authority, code)
    let overrides = Set((own?.overrides ?? []) + replaceable.map(\.id)).subtracting([id, model.model.id])
    let adoption = AdoptionPack.Adoption(
      model: ProvisionReference(id: model.model.id, version: model.model.version),
      id: id,
      version: (law.version(nil, of: id)?.provision.version ?? 0) + 1,
      title: own.map { BilingualText($0.titleNL, $0.titleEN) }
        ?? BilingualText(
          "\(model.model.titleNL) \(municipality.nameNL)",
          "\(model.model.titleEN) \(municipality.nameNL)"
        ),
      legalBasis: "Voorstel; reglement van de gemeenteraad van \(municipality.nameNL)",
      values: model.open.map {
        AdoptionPack.Value(parameter: $0.name, text: model.value(of: $0))
      },
      overrides: overrides.sorted(),
      excludes: own?.excludes ?? [],
      validFrom: request.validFrom.daysSinceEpoch
    )
    let text = try PackWriter.text(AdoptionPack(authority: authority, adoptions: [adoption]))
    let review = PackReview(text, law: law, tables: tables)
    let isCorrect = review.mistakes.isEmpty
    return MunicipalPack(
      pack: ProposedPack(
        municipality: code,
        text: text,
        provisions: isCorrect ? review.publication?.pack.provisions ?? [] : []
      ),
      replaced: replaceable.map(\.id),
      remarks: here.filter { one in !replaceable.contains { $0.id == one.provision.id } }
        .map { HarmonisationTexts.stays($0.title) }
        + review.mistakes.prefix(5).map { HarmonisationTexts.refused(municipality.nameNL, $0) }
    )
  }

  /// Whether the municipality may override a regulation: it is its own, or made for only a part of its territory.
  private func mayReplace(_ provision: Provision, _ authority: Authority, _ code: NISCode) -> Bool {
    if provision.authority.id == authority.id { return true }
    let territory = [code] + tables.municipalities.predecessors(of: code, at: request.validFrom)
    return Set(provision.authority.territory).isSubset(of: territory.map(\.digits))
  }

  // MARK: Authorities

  /// The authority of a municipality: the one that published for it before, or one that is made from its name.
  private func authority(of municipality: Municipality) -> Authority {
    let known = law.versions.map(\.provision.authority).last { authority in
      authority.level == .municipal && authority.territory == [municipality.code.digits]
    }
    if let known { return known }
    let name = municipality.nameNL
    let slug = Self.slug(name)
    // A former municipality may have had the same name.
    let id = slug.isEmpty || law.isAuthority(slug) ? "\(slug)-\(municipality.code)" : slug
    return Authority(
      id: id,
      nameNL: "Gemeente \(name)",
      nameEN: "Municipality of \(name)",
      level: .municipal,
      territory: [municipality.code.digits]
    )
  }

  private func newID(_ authority: Authority, _ code: NISCode) -> String {
    let prefix = "model-"
    let suffix = model.model.id.hasPrefix(prefix) ? String(model.model.id.dropFirst(prefix.count)) : model.model.id
    let id = String("\(authority.id)-\(suffix)".prefix(58))
    guard let other = law.version(nil, of: id), other.provision.authority.id != authority.id else { return id }
    return "\(id)-\(code)"
  }

  /// A name as an id: letters without accents, and hyphens for all other characters.
  static func slug(_ name: String) -> String {
    let plain: [Character: Character] = [
      "à": "a", "á": "a", "â": "a", "ä": "a", "ç": "c", "è": "e", "é": "e", "ê": "e", "ë": "e", "î": "i", "ï": "i",
      "ó": "o", "ô": "o", "ö": "o", "ù": "u", "û": "u", "ü": "u",
    ]
    let letters = name.lowercased().map { plain[$0] ?? $0 }
    let words = letters.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    return String(words.map { String($0) }.joined(separator: "-").prefix(40))
  }
}

extension Proposal {
  /// Makes a proposal for municipalities to adopt a model.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - municipalities: The municipalities, which exist on the day of the regulations and on the first day in force.
  ///   - request: The request.
  ///   - law: The published law.
  ///   - tables: The table of municipalities.
  /// - Returns: The proposal; nil when none of the municipalities has a regulation of the model's kind.
  /// - Throws: `ValueError` for a code that is no municipality on the first day in force.
  package static func make(
    _ model: Provision,
    for municipalities: [NISCode],
    _ request: ProposalRequest,
    law: LawBook,
    tables: ReferenceTables
  ) throws(ValueError) -> Proposal? {
    let regulations = law.regulations(model.kind, in: municipalities, on: request.date, tables.municipalities)
    if regulations.isEmpty { return nil }
    let values = ProposalValues(model, regulations, request)
    let maker = ProposalPackMaker(
      model: values.model,
      regulations: regulations,
      request: request,
      law: law,
      tables: tables
    )
    var made: [ProposalPackMaker.MunicipalPack] = []
    for code in municipalities { made.append(try maker.make(code)) }
    let losses = ProposalLosses(model: values.model, regulations: regulations, request: request)
    var lost: [BilingualText] = []
    for text in values.lost + losses.texts + made.flatMap(\.remarks) where !lost.contains(text) { lost.append(text) }
    return Proposal(
      parameters: values.choices,
      replaced: Set(made.flatMap(\.replaced)).sorted(),
      lost: lost,
      packs: made.map(\.pack)
    )
  }
}
