package import CareTypes

/// New values for some data of a person; nil leaves a value as it is.
package struct PersonPatch: Sendable, Hashable {
  /// Family name.
  package var familyName: String?
  /// Given names.
  package var givenNames: String?
  /// Telephone number in E.164; empty to remove it.
  package var phone: String?
  /// E-mail address; empty to remove it.
  package var email: String?
  /// Language of texts.
  package var language: Language?
  /// How the person is best reached.
  package var channel: Channel?
  /// How well they find their way online; `.some(nil)` removes it.
  package var digitalSkill: DigitalSkill??
  /// Birth date of a person whose national number does not contain it; `.some(nil)` removes it.
  package var birthDate: CalendarDate??
  /// The trusted adult; `.some(nil)`: none any more.
  package var trustedAdult: TrustedAdult??

  /// A patch that changes nothing yet.
  package init() {}
}
