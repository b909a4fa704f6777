/// Everyone whom a draft mentions.
package struct DraftMentions: Sendable, Hashable {
  /// Who cares.
  package let caregiver: MentionedPerson
  /// Who is cared for.
  package let recipient: MentionedPerson
  /// The trusted adults of the two.
  package let trustedAdults: [TrustedAdult]
  /// The remark of the sender.
  package let remark: String

  /// What a draft says.
  package init(caregiver: MentionedPerson, recipient: MentionedPerson, trustedAdults: [TrustedAdult], remark: String) {
    self.caregiver = caregiver
    self.recipient = recipient
    self.trustedAdults = trustedAdults
    self.remark = remark
  }

  /// The two people of the care, the caregiver first.
  package var people: [MentionedPerson] { [caregiver, recipient] }
}
