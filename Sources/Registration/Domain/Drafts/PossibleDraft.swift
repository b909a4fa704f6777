package import CareTypes

/// A draft that may mention a person, or a namesake. A clerk decides.
package struct PossibleDraft: Codable, Sendable, Hashable {
  /// Where in a draft someone may be mentioned.
  package enum Part: String, Codable, Sendable, Hashable, CaseIterable {
    /// As the caregiver.
    case caregiver
    /// As the recipient.
    case recipient
    /// As a trusted adult of one of the two.
    case trustedAdult = "trusted_adult"
    /// In the remark.
    case remark
  }

  /// Opaque id of the draft.
  package let draft: OpaqueID
  /// Where it may mention the person.
  package let parts: [Part]
  /// What is alike, and what speaks against it.
  package let reasons: [Likeness.Reason]

  /// The most that are returned.
  package static let most = 200

  /// How a draft may mention a person who has several records; nil when it does not, or certainly does.
  package init?(_ draft: OpaqueID, _ mentions: DraftMentions, of registered: [RegisteredPerson]) {
    if mentions.people.contains(where: { person in registered.contains { $0.isCertainly(person) } }) { return nil }
    var found: [Part: Set<Likeness.Reason>] = [:]
    for record in registered {
      found[.caregiver, default: []].formUnion(record.likeness(to: mentions.caregiver) ?? [])
      found[.recipient, default: []].formUnion(record.likeness(to: mentions.recipient) ?? [])
      for adult in mentions.trustedAdults { found[.trustedAdult, default: []].formUnion(record.likeness(to: adult)) }
      if NameMatch.isNamed(record.identity, in: mentions.remark) { found[.remark, default: []].insert(.sameName) }
    }
    let parts = Part.allCases.filter { found[$0]?.isEmpty == false }
    if parts.isEmpty { return nil }
    self.draft = draft
    self.parts = parts
    let reasons = found.values.reduce(into: Set<Likeness.Reason>()) { $0.formUnion($1) }
    self.reasons = Likeness.Reason.allCases.filter(reasons.contains)
  }
}
