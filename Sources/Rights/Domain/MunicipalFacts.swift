/// The facts that are true of someone in the municipality where they live, and of no other: residence in it, its own
/// scale, its premiums, the way to it. After a move they must be shown anew.
enum MunicipalFacts {
  /// By the municipality of the caregiver.
  static let ofCaregiver: Set<String> = [
    "caregiver.months_resident_in_municipality", "caregiver.municipality_pays_premium",
    "caregiver.other_municipal_premium",
  ]
  /// By the municipality of the recipient.
  static let ofRecipient: Set<String> = [
    "recipient.months_resident_in_municipality", "recipient.municipal_scale", "recipient.other_municipal_premium",
    "recipient.premium_at_address", "recipient.resident_on_reference_day",
  ]
  /// By the municipalities of both.
  static let ofBoth: Set<String> = ["situation.caregiver_in_adjacent_municipality", "situation.distance_km"]

  /// All of them.
  static var all: Set<String> { ofCaregiver.union(ofRecipient).union(ofBoth) }

  /// Whether a fact is no longer known once the caregiver, the recipient or both have moved.
  static func goes(_ fact: String, caregiverMoved: Bool, recipientMoved: Bool) -> Bool {
    (caregiverMoved && ofCaregiver.contains(fact)) || (recipientMoved && ofRecipient.contains(fact))
      || ((caregiverMoved || recipientMoved) && ofBoth.contains(fact))
  }
}

extension SituationTimeline {
  /// Whether a fact that was shown on one day is no longer known on another, because of a move between them.
  func hasLeft(_ fact: String, shownOn shown: Int, by day: Int) -> Bool {
    if caregiverResidences.count < 2, recipientResidences.count < 2 { return false }
    return MunicipalFacts.goes(
      fact,
      caregiverMoved: Self.start(of: caregiverResidences, on: day).map { shown < $0 } ?? false,
      recipientMoved: Self.start(of: recipientResidences, on: day).map { shown < $0 } ?? false
    )
  }

  /// The first day in the municipality of a day; nothing when no other is known before it.
  private static func start(of residences: [Residence], on day: Int) -> Int? {
    let begun = residences.prefix { $0.from <= day }
    guard let current = begun.last, let other = begun.lastIndex(where: { $0.place != current.place })
    else { return nil }
    return begun[other + 1].from
  }
}
