import CareTypes

/// Everyone whom a draft mentions.
package struct ToldDraft: Sendable, Hashable {
  /// Who cares.
  package let caregiver: ToldPerson
  /// Who is cared for.
  package let recipient: ToldPerson
  /// The trusted adults of the two.
  package let trustedAdults: [TrustedAdult]
  /// The remark of the sender.
  package let remark: String

  /// What a draft says.
  package init(caregiver: ToldPerson, recipient: ToldPerson, trustedAdults: [TrustedAdult], remark: String) {
    self.caregiver = caregiver
    self.recipient = recipient
    self.trustedAdults = trustedAdults
    self.remark = remark
  }

  /// The two people of the care, the caregiver first.
  package var people: [ToldPerson] { [caregiver, recipient] }
}
