package import CareTypes
package import RuleLanguage

/// One version of a right, premium, leave or service of an authority (regeling). Published versions never change.
package struct Provision: Sendable, Hashable, Codable {
  /// Short id, unique among all authorities, such as `aalter-mantelzorgpremie`.
  package var id: String
  /// Version, from 1.
  package var version: Int
  /// The authority that made it.
  package var authority: Authority
  /// Title in Dutch.
  package var titleNL: String
  /// Title in English.
  package var titleEN: String
  /// The law and articles, or the council regulation.
  package var legalBasis: String
  /// Whom it benefits.
  package var beneficiary: Beneficiary
  /// What it gives.
  package var kind: ProvisionKind
  /// The areas of support that it serves.
  package var supportAreas: [SupportArea]
  /// The condition that must be met, in the condition language.
  package var condition: String
  /// The figures that the condition or the benefit names.
  package var parameters: [Parameter]
  /// What it gives.
  package var benefit: Benefit?
  /// How it is applied for, renewed and ended.
  package var procedure = Procedure()
  /// How someone gets it.
  package var grantMode: GrantMode
  /// The grounds on which it is granted without an application, as a condition; nil when its grant mode says it for all.
  package var automaticWhen: String?
  /// Whether it is a model (modelreglement), which is in force nowhere itself but can be adopted.
  package var isModel = false
  /// The model that it adopts, or the law whose open terms it fills; nil when it is neither.
  package var basedOn: ProvisionReference?
  /// Ids of the provisions that it replaces wherever it applies (voorrang).
  package var overrides: [String] = []
  /// Ids of the provisions that nobody can hold together with it (niet cumuleerbaar).
  package var excludes: [String] = []
  /// A condition over evidence that is met if someone holds it already; nil when no evidence shows that.
  package var heldWhen: String?
  /// Proofs that its authority accepts instead of parts of the condition (gelijkwaardigheid).
  package var acceptedProofs: [DeclaredProof] = []
  /// The organisation that offers it; nil when it is no offer.
  package var offerer: Offerer?
  /// The figures that are set by a parameter: by path such as `benefit.payee`, the name of the parameter.
  package var references: [String: String] = [:]
  /// The first day in force, in days since 1970-01-01.
  package var validFrom: Int
  /// The last day in force, in days since 1970-01-01; nil when no end is known.
  package var validTo: Int?
  /// The sources in which it was read.
  package var sources: [Source]
  /// What the source leaves uncertain, in Dutch.
  package var uncertainties: [String]

  /// Whether Rights decides on it: it is no model, no example from another country, and no offer.
  package var isDecided: Bool {
    !isModel && authority.country == Authority.belgium && authority.level != .provider
  }

  /// Whether it is an offer of support (steunaanbod), which people can find and nobody decides on.
  package var isOffer: Bool { !isModel && authority.country == Authority.belgium && authority.level == .provider }

  /// Whether other authorities choose figures of it: it is a model, or a law with open terms.
  package var isTemplate: Bool { parameters.contains(where: \.isOpen) }

  /// The facts that its conditions may name: those of the catalogue and its own parameters.
  ///
  /// - Throws: `CatalogueError` when the name of a parameter is taken or cannot be written in a condition.
  package func catalogue() throws(CatalogueError) -> FactCatalogue {
    try FactCatalogue.care.adding(parameters.map { $0.fact(of: authority) })
  }

  /// The values of the parameters that are known, as conditions use them.
  package var parameterValues: FactSheet {
    var sheet = FactSheet()
    for parameter in parameters { sheet[parameter.factName] = parameter.factValue }
    return sheet
  }
}
