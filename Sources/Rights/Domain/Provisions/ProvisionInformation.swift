package import CareTypes

/// What people are told about a provision. Nothing is decided on it.
package struct ProvisionInformation: Sendable, Hashable, Codable {
  /// What the beneficiary pays (eigen bijdrage).
  package struct Contribution: Sendable, Hashable, Codable {
    /// Euro cents each time; nil when the source does not say.
    package var cents: Int64?
    /// The unit that is paid for, such as `per uur`.
    package var per: BilingualText

    /// A contribution.
    package init(cents: Int64?, per: BilingualText) {
      self.cents = cents
      self.per = per
    }
  }

  /// The organisation behind an offer (aanbieder). What is not known is empty.
  package struct Offerer: Sendable, Hashable, Codable {
    /// Name.
    package var name: String
    /// Website.
    package var website = ""
    /// E-mail address.
    package var email = ""
    /// Telephone number in E.164.
    package var phone = ""
    /// Postal address.
    package var address = ""

    /// An organisation.
    package init(name: String) {
      self.name = name
    }
  }

  /// Law and articles, or council regulation (rechtsgrond).
  package var legalBasis: String
  /// Name of the authority.
  package var authority: BilingualText
  /// The areas of support that it serves.
  package var supportAreas: [SupportArea] = []
  /// The benefit besides money; nil when there is none.
  package var inKind: BilingualText?
  /// Who is paid; nil when that is not given, or it is no money.
  package var payee: Payee?
  /// What the beneficiary pays; nil for nothing.
  package var ownContribution: Contribution?
  /// The evidence that is required.
  package var evidence: [RequiredEvidence] = []
  /// Where and how to apply; nil for in no special way.
  package var application: BilingualText?
  /// Days after the event that gives the right within which to apply; nil for no such limit.
  package var withinDays: Int?
  /// The organisation behind an offer of support, which nobody decides on; nil for a right.
  package var offerer: Offerer?

  /// What is told at least.
  package init(legalBasis: String, authority: BilingualText) {
    self.legalBasis = legalBasis
    self.authority = authority
  }
}
