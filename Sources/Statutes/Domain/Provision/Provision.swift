package import CareTypes
package import RuleLanguage

/// Whom a provision benefits (begunstigde).
package enum Beneficiary: String, Sendable, Hashable, CaseIterable, Codable {
  /// The caregiver (mantelzorger).
  case caregiver
  /// The recipient (zorgvrager).
  case recipient
}

/// What a provision gives (soort regeling).
package enum ProvisionKind: String, Sendable, Hashable, CaseIterable, Codable {
  /// Recognition (erkenning).
  case recognition
  /// Allowance (tegemoetkoming).
  case allowance
  /// Premium (premie).
  case premium
  /// Leave (verlof).
  case leave
  /// Respite (respijtzorg).
  case respite
  /// Card (kaart).
  case card
  /// Service (dienst).
  case service
  /// Training (vorming).
  case training
  /// Peer group (lotgenotencontact).
  case peerGroup = "peer_group"
  /// Contact point (aanspreekpunt).
  case contactPoint = "contact_point"
}

/// How a right comes to the person (wijze van toekenning).
package enum GrantMode: String, Sendable, Hashable, CaseIterable, Codable {
  /// Without an application (automatisch).
  case automatic
  /// Prepared for signature (voorstel).
  case propose
  /// Prepared, and granted when an official or body confirms it (bekrachtiging).
  case ratify
  /// On a formal signed application (aanvraag).
  case apply
}

/// Where a rule was read.
package struct Source: Sendable, Hashable, Codable {
  /// What was read.
  package var title: String
  /// Where; may be empty.
  package var url: String
  /// When, as far as known; may be empty.
  package var dated: String
}

/// One version of a right, premium, leave or service of an authority (regeling). Published versions never change.
package struct Provision: Sendable, Hashable, Codable {
  /// Short id, such as `aalter-mantelzorgpremie`.
  package var id: String
  /// Version, from 1.
  package var version: Int
  /// Whose it is.
  package var authority: Authority
  /// Title in Dutch.
  package var titleNL: String
  /// Title in English.
  package var titleEN: String
  /// Law and articles, or council regulation.
  package var legalBasis: String
  /// Whom it benefits.
  package var beneficiary: Beneficiary
  /// What it gives.
  package var kind: ProvisionKind
  /// Areas of support that it serves.
  package var supportAreas: [SupportArea]
  /// The condition.
  package var condition: String
  /// Its parameters.
  package var parameters: [Parameter]
  /// What it gives.
  package var benefit: Benefit?
  /// How it is asked for, kept and ended.
  package var procedure = Procedure()
  /// How it comes to the person.
  package var grantMode: GrantMode
  /// Whether it is a model (modelreglement): in force nowhere by itself, and there to be adopted.
  package var isModel = false
  /// The model or law whose open parameters it fills.
  package var basedOn: ProvisionReference?
  /// Ids of the provisions that it stands in for where it holds (voorrang).
  package var overrides: [String] = []
  /// Ids of the provisions that cannot be held beside it (niet cumuleerbaar).
  package var excludes: [String] = []
  /// Condition over evidence that tells that someone holds it already.
  package var heldWhen: String?
  /// Proofs that its authority accepts in the place of parts of the condition (gelijkwaardigheid).
  package var acceptedProofs: [AcceptedProof] = []
  /// Who offers it, when it is an offer.
  package var offerer: Offerer?
  /// Which figures are those of a parameter: by path such as `benefit.payee`, the parameter's name.
  package var references: [String: String] = [:]
  /// First day in force, in days since 1970-01-01.
  package var validFrom: Int
  /// Last day in force, in days since 1970-01-01.
  package var validTo: Int?
  /// Where it was read.
  package var sources: [Source]
  /// What the source leaves uncertain, in Dutch.
  package var uncertainties: [String]

  /// Whether Rights decides on it: no model, no foreign example and no offer.
  package var isDecided: Bool {
    !isModel && authority.country == Authority.belgium && authority.level != .provider
  }

  /// Whether authorities choose figures of it: a model, or a law with open terms.
  package var isTemplate: Bool { parameters.contains(where: \.isOpen) }

  /// The facts that its condition may name: the catalogue's and its own parameters.
  ///
  /// - Throws: `CatalogueError` when a parameter's name is taken or is no name.
  package func catalogue() throws(CatalogueError) -> FactCatalogue {
    try FactCatalogue.care.adding(parameters.map { $0.fact(of: authority) })
  }

  /// The parameters whose value is known, as conditions see them.
  package var parameterValues: FactSheet {
    var sheet = FactSheet()
    for parameter in parameters { sheet[parameter.factName] = parameter.factValue }
    return sheet
  }
}

/// One version of a provision.
package struct ProvisionReference: Sendable, Hashable, Codable {
  /// Id.
  package var id: String
  /// Version.
  package var version: Int
}

/// A proof that stands for a part of a condition (gelijkwaardigheid).
package struct AcceptedProof: Sendable, Hashable, Codable {
  /// The part, one of those that must all hold, as it is written in the condition.
  package var part: String
  /// Id of the provision that is held instead.
  package var proof: String
  /// Law or regulation that says so; nothing when it follows from the two conditions.
  package var legalBasis: String?
}

/// All provisions that one authority publishes together (reglement).
package struct RegulationPack: Sendable, Hashable {
  /// Whose it is.
  package var authority: Authority
  /// Its provisions, those that adopt or fill one of another authority included.
  package var provisions: [Provision]
  /// Where each stands in the text, such as `adoptions[0]`.
  package var paths: [String]
}
