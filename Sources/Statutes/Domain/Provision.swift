import CareTypes
package import RuleLanguage

/// A body that sets rules (overheid).
package struct Authority: Sendable, Hashable, Codable {
  /// Short id, such as `aalter`.
  package var id: String
  /// Official name in Dutch.
  package var nameNL: String
  /// Name in English.
  package var nameEN: String
  /// Level of law.
  package var level: AuthorityLevel
  /// NIS codes of its territory; empty: all of Flanders.
  package var territory: [String]
}

/// Levels of law (bestuursniveau).
package enum AuthorityLevel: String, Sendable, Hashable, CaseIterable, Codable {
  /// Federal state (federaal).
  case federal
  /// Flanders (Vlaams).
  case flemish
  /// Municipality or OCMW (gemeente, OCMW).
  case municipal
}

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
}

/// The eight areas of caregiver support (vraaggebieden).
package enum SupportArea: String, Sendable, Hashable, CaseIterable, Codable {
  /// Information and advice (informatie en advies).
  case information
  /// Personal guidance (persoonlijke begeleiding).
  case guidance
  /// Education (educatie).
  case education
  /// Emotional support (emotionele steun).
  case emotional
  /// Practical help (praktische hulp).
  case practical
  /// Respite (respijtzorg).
  case respite
  /// Financial support (financiele hulp).
  case financial
  /// Material support (materiele hulp).
  case material
}

/// How a right comes to the person (wijze van toekenning).
package enum GrantMode: String, Sendable, Hashable, CaseIterable, Codable {
  /// Without an application (automatisch).
  case automatic
  /// Prepared for signature (voorstel).
  case propose
  /// On a formal signed application (aanvraag).
  case apply
}

/// How often a benefit is given (periodiciteit).
package enum Frequency: String, Sendable, Hashable, CaseIterable, Codable {
  /// Once (eenmalig).
  case once
  /// Every month (maandelijks).
  case monthly
  /// Every year (jaarlijks).
  case yearly
}

/// What a provision gives, when it is money.
package struct Benefit: Sendable, Hashable, Codable {
  /// Euro cents each time; nothing when the source does not tell it.
  package var amountCents: Int64?
  /// How often; nothing when the source does not tell it.
  package var frequency: Frequency?
}

/// A figure that a condition names as `parameter.NAME`.
package struct Parameter: Sendable, Hashable, Codable {
  /// Name in lower snake case.
  package var name: String
  /// Type in the condition language.
  package var type: FactType
  /// Value as text; nothing when the source does not tell it.
  package var value: String?
  /// Label in Dutch.
  package var labelNL: String
  /// Label in English.
  package var labelEN: String
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
  /// What it gives, when it is money.
  package var benefit: Benefit?
  /// How it comes to the person.
  package var grantMode: GrantMode
  /// First day in force, in days since 1970-01-01.
  package var validFrom: Int
  /// Last day in force, in days since 1970-01-01.
  package var validTo: Int?
  /// Where it was read.
  package var sources: [Source]
  /// What the source leaves uncertain, in Dutch.
  package var uncertainties: [String]

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

/// All provisions that one authority publishes together (reglement).
package struct RegulationPack: Sendable, Hashable {
  /// Whose it is.
  package var authority: Authority
  /// Its provisions.
  package var provisions: [Provision]
}

extension Parameter {
  /// The name under which a condition asks for it, such as `parameter.bel_threshold`.
  package var factName: String { "parameter.\(name)" }

  /// What stands for it in the catalogue of a condition; its authority can supply it.
  func fact(of authority: Authority) -> Fact {
    Fact(
      name,
      type,
      label: Phrase(labelNL, labelEN),
      suppliedBy: Phrase(authority.nameNL, authority.nameEN)
    )
  }

  /// The value as conditions see it; nothing when unknown, or not of its type.
  package var factValue: FactValue? {
    guard let value else { return nil }
    switch type {
    case .bool: return Bool(value).map { .bool($0) }
    case .int: return Int(value).map { .int($0) }
    case .decimal: return Double(value).flatMap { $0.isFinite ? .decimal($0) : nil }
    case .string: return .string(value)
    case .date: return RuleDate(iso: value).map { .date($0) }
    }
  }
}
