package import CareTypes

/// How texts reach a person.
package struct ContactPreferences: Sendable, Hashable {
  /// Language of texts.
  package var language: Language
  /// How the person is best reached.
  package var channel: Channel
  /// How well they find their way online; nil when not given.
  package var digitalSkill: DigitalSkill?

  /// How texts reach a person.
  package init(language: Language, channel: Channel, digitalSkill: DigitalSkill?) {
    self.language = language
    self.channel = channel
    self.digitalSkill = digitalSkill
  }
}
