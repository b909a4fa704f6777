import CareTypes
package import RuleLanguage

/// A version of a provision, as far as it takes to decide on it.
package struct ProvisionVersion: Sendable, Hashable, Codable {
  /// A figure that the condition names.
  package struct Parameter: Sendable, Hashable, Codable {
    /// Name, without `parameter.`.
    package var name: String
    /// Type.
    package var type: FactType
    /// Value; nothing when the authority's text does not tell it.
    package var value: FactValue?
    /// Label in Dutch.
    package var labelNL: String
    /// Label in English.
    package var labelEN: String
  }

  /// An amount, for whom and in which time.
  package struct Amount: Sendable, Hashable, Codable {
    /// Euro cents each time; nothing when the source does not tell it.
    package var cents: Int64?
    /// Who gets it; nothing: everyone who holds the provision.
    package var condition: String?
    /// First day, in days since 1970-01-01; nothing: as long as the provision is in force.
    package var from: Int?
    /// Last day, in days since 1970-01-01; nothing: no end is known.
    package var until: Int?
  }

  /// How often a benefit is given (periodiciteit).
  package enum Frequency: String, Sendable, Hashable, CaseIterable, Codable {
    /// Once (eenmalig).
    case once
    /// Every day of care (dagelijks).
    case daily
    /// Every week (wekelijks).
    case weekly
    /// Every month (maandelijks).
    case monthly
    /// Every three months (driemaandelijks).
    case quarterly
    /// Every year (jaarlijks).
    case yearly

    /// How many times it pays in a year; what is paid once counts once.
    package var timesAYear: Int64 {
      switch self {
      case .once, .yearly: 1
      case .daily: 365
      case .weekly: 52
      case .monthly: 12
      case .quarterly: 4
      }
    }
  }

  /// What, once held, stands for a part of the condition (gelijkwaardigheid).
  package struct AcceptedProof: Sendable, Hashable, Codable {
    /// The part, as it is written in the condition.
    package var part: String
    /// Resource name of the provision that is held instead.
    package var proof: String
    /// Whether the authority declared it; if not, it follows from the conditions.
    package var isDeclared: Bool
  }

  /// Resource name, `provisions/{id}`.
  package var name: String
  /// Version, from 1.
  package var version: Int
  /// The authority's id.
  package var authority: String
  /// NIS codes; empty: all of Belgium.
  package var territory: [String]
  /// First day in force, in days since 1970-01-01.
  package var validFrom: Int
  /// Last day in force, in days since 1970-01-01.
  package var validTo: Int?
  /// The condition.
  package var condition: String
  /// Its parameters.
  package var parameters: [Parameter]
  /// Whether a positive outcome is granted without an application.
  package var isAutomatic: Bool
  /// Whether the recipient is the beneficiary.
  package var isForRecipient: Bool
  /// Title in Dutch.
  package var titleNL: String
  /// Title in English.
  package var titleEN: String
  /// What it gives, in the words of the packs, such as `premium`.
  package var kind = ""
  /// What it pays: the first whose condition holds counts.
  package var amounts: [Amount] = []
  /// How often it pays; nothing when the source does not tell it, or it is no money.
  package var frequency: Frequency?
  /// More days of admission than these suspend it (schorsing).
  package var suspendAfterDaysAdmitted: Int?
  /// Names of the provisions that it stands in for where it holds (voorrang).
  package var overrides: [String] = []
  /// Names of the provisions that cannot be held beside it (niet cumuleerbaar).
  package var excludes: [String] = []
  /// Condition over evidence that tells that someone holds it already.
  package var heldWhen: String?
  /// Proofs that its authority accepts in the place of parts of the condition (gelijkwaardigheid).
  package var acceptedProofs: [AcceptedProof] = []
  /// What the text of the law leaves uncertain, in Dutch.
  package var uncertainties: [String] = []

  /// The facts that its condition may name.
  ///
  /// - Throws: `CatalogueError`, which Statutes ruled out when it published.
  package func catalogue() throws(CatalogueError) -> FactCatalogue {
    try FactCatalogue.care.adding(
      parameters.map { parameter in
        Fact(
          parameter.name,
          parameter.type,
          label: BilingualText(parameter.labelNL, parameter.labelEN),
          suppliedBy: RightsTexts.authority(authority)
        )
      }
    )
  }

  /// The versions in force on a day: for each provision the highest that has begun counts, and only if it has not ended.
  /// A version that has ended never falls back to an older one.
  package static func inForce(_ versions: [ProvisionVersion], on day: Int) -> [ProvisionVersion] {
    let begun = Dictionary(grouping: versions.filter { $0.validFrom <= day }, by: \.name)
    return begun.values.compactMap { $0.max { $0.version < $1.version } }
      .filter { ($0.validTo ?? day) >= day }
      .sorted { $0.name < $1.name }
  }
}
