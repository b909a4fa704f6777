/// The facts that follow from where caregiver and recipient live, as one authority sees them (woonplaats).
package struct Residency: Sendable {
  /// Both live in the territory of the authority.
  package let both: FactSheet
  /// Both live in the territory, at two addresses: what people who live in two municipalities are compared with.
  package let bothAtTwoAddresses: FactSheet
  /// The caregiver lives in the territory and the recipient in another municipality.
  package let caregiverOnly: FactSheet
  /// The recipient lives in the territory and the caregiver in another municipality.
  package let recipientOnly: FactSheet
  /// Neither of the two lives in the territory.
  package let neither: FactSheet

  /// The residence facts of a care situation.
  package static let care = Residency(of: .care)

  /// The residence facts of one day. Residence over time is left out: someone may have moved from one territory to the
  /// other since a reference day.
  package static let ofOneDay = Residency(of: .care) { fact in
    fact.locality == .authority || FactSubject(ofFact: fact.name) == .careSituation
  }

  /// Collects the residence facts of a catalogue: those that declare a `valueElsewhere`.
  private init(of catalogue: FactCatalogue, where isIncluded: (Fact) -> Bool = { _ in true }) {
    var elsewhere: [FactSubject: FactSheet] = [:]
    var inside: [FactSubject: FactSheet] = [:]
    for fact in catalogue.facts where isIncluded(fact) {
      guard let value = fact.valueElsewhere else { continue }
      let subject = FactSubject(ofFact: fact.name)
      elsewhere[subject, default: [:]][fact.name] = value
      // Only yes-or-no facts have one value for all who live there; how long they live there is not known.
      if case .bool(let answer) = value { inside[subject, default: [:]][fact.name] = .bool(!answer) }
    }
    let apart = elsewhere[.careSituation] ?? [:]
    let (caregiver, recipient) = (inside[.caregiver] ?? [:], inside[.recipient] ?? [:])
    self.init(
      both: caregiver.adding(recipient),
      caregiverOnly: caregiver.adding(elsewhere[.recipient] ?? [:]),
      recipientOnly: recipient.adding(elsewhere[.caregiver] ?? [:]),
      neither: (elsewhere[.caregiver] ?? [:]).adding(elsewhere[.recipient] ?? [:]),
      apart: apart
    )
  }

  /// Makes residence facts from their parts.
  ///
  /// - Parameters:
  ///   - both: Both live in the territory.
  ///   - caregiverOnly: The caregiver alone lives there.
  ///   - recipientOnly: The recipient alone lives there.
  ///   - neither: Neither of the two lives there.
  ///   - apart: What is certain of two people who live in different municipalities.
  package init(
    both: FactSheet,
    caregiverOnly: FactSheet,
    recipientOnly: FactSheet,
    neither: FactSheet = [:],
    apart: FactSheet = [:]
  ) {
    self.both = both
    bothAtTwoAddresses = both.adding(apart)
    self.caregiverOnly = caregiverOnly.adding(apart)
    self.recipientOnly = recipientOnly.adding(apart)
    self.neither = neither
  }

  /// The facts as two authorities see them that have no territory in common, for every way in which the two people can
  /// live in the territory of one, of the other or of neither.
  package var inSeparateTerritories: [(first: FactSheet, second: FactSheet)] {
    [
      (both, neither), (neither, both), (caregiverOnly, recipientOnly), (recipientOnly, caregiverOnly),
      (caregiverOnly, neither), (neither, caregiverOnly), (recipientOnly, neither), (neither, recipientOnly),
      (neither, neither),
    ]
  }

  /// Whether a fact of this name says where someone lives.
  package func contains(_ name: String) -> Bool { both[name] != nil }
}
