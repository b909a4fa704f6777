package import CareTypes
package import RuleLanguage

/// A version of a provision, with everything that is needed to decide on it (versie van een regeling).
package struct ProvisionVersion: Sendable, Hashable, Codable {
  /// An amount, with the condition and the days on which it is paid.
  package struct Amount: Sendable, Hashable, Codable {
    /// Euro cents of each payment; nil when the source does not give it.
    package var cents: Int64?
    /// The condition for this amount; nil when everyone who holds the provision gets it.
    package var condition: String?
    /// First day, in days since 1970-01-01; nil for the first day of the provision.
    package var from: Int?
    /// Last day, in days since 1970-01-01; nil when no end is known.
    package var until: Int?

    /// An amount.
    package init(
      cents: Int64? = nil,
      condition: String? = nil,
      from: Int? = nil,
      until: Int? = nil
    ) {
      self.cents = cents
      self.condition = condition
      self.from = from
      self.until = until
    }

    /// Whether the amount is paid on a day, in days since 1970-01-01.
    func isValid(on day: Int) -> Bool { DayRange(from: from, until: until).contains(day) }
  }

  /// Identifies a version.
  package struct Key: Sendable, Hashable {
    /// Resource name of the provision.
    package let name: String
    /// The version.
    package let version: Int

    /// The key of a version.
    package init(name: String, version: Int) {
      self.name = name
      self.version = version
    }
  }

  /// A version with the proofs that are accepted for it. Versions never change, so everything that is compiled from one is
  /// the same for equal values.
  package struct Applied: Sendable, Hashable {
    /// The version.
    package let key: Key
    /// The proofs.
    package let proofs: [AcceptedProof]
  }

  /// Resource name, `provisions/{id}`.
  package var name: String
  /// Version, from 1.
  package var version: Int
  /// The authority's id.
  package var authority: String
  /// NIS codes of the municipalities where it applies; empty for all of Belgium.
  package var territory: [String]
  /// First day in force, in days since 1970-01-01.
  package var validFrom: Int
  /// Last day in force, in days since 1970-01-01; nil when no end is known.
  package var validTo: Int?
  /// The condition.
  package var condition: String
  /// Its parameters.
  package var parameters: [ParameterValue]
  /// How the right comes to the person; nil when it is not known, because the version was stored before this field existed
  /// (it is not automatic then).
  package var grantMode: GrantMode?
  /// The grounds on which it is granted without an application, as a condition; nil when its grant mode says it for all.
  package var automaticWhen: String?
  /// Whether the recipient is the beneficiary.
  package var isForRecipient: Bool
  /// Title in Dutch.
  package var titleNL: String
  /// Title in English.
  package var titleEN: String
  /// What kind of benefit it is, as written in the packs, such as `premium`.
  package var kind = ""
  /// The amounts that it pays. The first one whose condition holds is paid.
  package var amounts: [Amount] = []
  /// How often it pays; nil when the source does not say, or it is no money.
  package var frequency: Frequency?
  /// The number of days of admission after which it is suspended (schorsing); nil when no number of days suspends it.
  package var suspendAfterDaysAdmitted: Int?
  /// The number of calendar months of admission after which it is suspended; nil when no number of months suspends it.
  package var suspendAfterMonthsAdmitted: Int?
  /// Names of the provisions that it replaces where it applies (voorrang).
  package var overrides: [String] = []
  /// Names of the provisions that cannot be held beside it (niet cumuleerbaar).
  package var excludes: [String] = []
  /// The condition over evidence that shows that someone holds it already; nil when it has none.
  package var heldWhen: String?
  /// The proofs that are accepted for parts of the condition (gelijkwaardigheid).
  package var acceptedProofs: [AcceptedProof] = []
  /// What the text of the law leaves uncertain, in Dutch.
  package var uncertainties: [String] = []
  /// What governs the awards on it; nil for a version that was stored before this was known, and for a draft.
  package var awardTerms: AwardTerms?
  /// What people are told about it; nil for a version that was stored before this was known, and for a draft.
  package var information: ProvisionInformation?

  /// A version of a provision.
  package init(
    name: String,
    version: Int,
    authority: String,
    territory: [String],
    validFrom: Int,
    validTo: Int? = nil,
    condition: String,
    parameters: [ParameterValue],
    grantMode: GrantMode? = nil,
    isForRecipient: Bool,
    titleNL: String,
    titleEN: String,
    kind: String = "",
    amounts: [Amount] = [],
    frequency: Frequency? = nil,
    suspendAfterDaysAdmitted: Int? = nil,
    suspendAfterMonthsAdmitted: Int? = nil,
    overrides: [String] = [],
    excludes: [String] = [],
    automaticWhen: String? = nil,
    heldWhen: String? = nil,
    acceptedProofs: [AcceptedProof] = [],
    uncertainties: [String] = [],
    awardTerms: AwardTerms? = nil,
    information: ProvisionInformation? = nil
  ) {
    self.name = name
    self.version = version
    self.authority = authority
    self.territory = territory
    self.validFrom = validFrom
    self.validTo = validTo
    self.condition = condition
    self.parameters = parameters
    self.grantMode = grantMode
    self.isForRecipient = isForRecipient
    self.titleNL = titleNL
    self.titleEN = titleEN
    self.kind = kind
    self.amounts = amounts
    self.frequency = frequency
    self.suspendAfterDaysAdmitted = suspendAfterDaysAdmitted
    self.suspendAfterMonthsAdmitted = suspendAfterMonthsAdmitted
    self.overrides = overrides
    self.excludes = excludes
    self.automaticWhen = automaticWhen
    self.heldWhen = heldWhen
    self.acceptedProofs = acceptedProofs
    self.uncertainties = uncertainties
    self.awardTerms = awardTerms
    self.information = information
  }

  /// Its title.
  package var title: BilingualText { BilingualText(titleNL, titleEN) }

  /// Whether it is an offer of support (steunaanbod), which people can find and nobody decides on.
  package var isOffer: Bool { information?.offerer != nil }

  /// Whether a positive outcome is granted without an application.
  package var isAutomatic: Bool { grantMode == .automatic }

  /// Whether an admission that lasts suspends it.
  var isSuspended: Bool { suspendAfterDaysAdmitted != nil || suspendAfterMonthsAdmitted != nil }

  /// Whether it is suspended on a day of an admission.
  ///
  /// - Parameters:
  ///   - days: How many days the admission has lasted on that day, the first one included.
  ///   - date: The day.
  func isSuspended(after days: Int, on date: CalendarDate) -> Bool {
    let first = date.daysSinceEpoch - days + 1
    return suspensionDays(from: first).contains { $0 <= date.daysSinceEpoch }
  }

  /// The days from which it is suspended when an admission lasts, in days since 1970-01-01.
  ///
  /// - Parameter first: The first day of the admission, in days since 1970-01-01.
  func suspensionDays(from first: Int) -> [Int] {
    let byMonths = suspendAfterMonthsAdmitted.flatMap { months in
      try? CalendarDate(daysSinceEpoch: first).adding(months: months).daysSinceEpoch
    }
    return [suspendAfterDaysAdmitted.map { first + $0 }, byMonths].compactMap { $0 }
  }

  /// Whether someone who comes to live in a residential care centre has no right to it any more.
  var endsByAdmission: Bool { awardTerms?.endedBy.contains(.recipientAdmitted) ?? false }

  /// What identifies it.
  package var key: Key { Key(name: name, version: version) }

  /// What identifies it together with its proofs.
  package var applied: Applied { Applied(key: key, proofs: acceptedProofs) }

  /// The facts that its condition may name.
  ///
  /// - Throws: `CatalogueError`. Statutes publishes no version for which that happens.
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

  /// The versions in force on a day, by name: of each provision the highest version that has begun, if it has not ended. A
  /// version that has ended does not bring an older one back into force.
  package static func inForce(_ versions: [ProvisionVersion], on day: Int) -> [ProvisionVersion] {
    let begun = Dictionary(grouping: versions.filter { $0.validFrom <= day }, by: \.name)
    return begun.values.compactMap { $0.max { $0.version < $1.version } }
      .filter { DayRange(from: $0.validFrom, until: $0.validTo).contains(day) }
      .sorted { $0.name < $1.name }
  }
}
