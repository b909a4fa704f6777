package import CareTypes
package import RuleLanguage

/// The group in which a decision or an award stands in a list.
package struct ListGroup: Sendable, Hashable {
  /// Its place among the groups of the list.
  package let place: Int
  /// Its heading.
  package let heading: BilingualText

  /// What of an entry says in which group it stands.
  package struct Entry: Sendable {
    /// The heading of what stands together, in the order of `rank`; nil for what waits for a fact.
    package let heading: BilingualText?
    /// The place among the headings; what waits for facts has one of its own.
    package let rank: Int
    /// The facts that could still decide it.
    package let missing: [String]
    /// The labels of these facts.
    package let catalogue: FactCatalogue

    /// An entry.
    package init(rank: Int, heading: BilingualText?, missing: [String] = [], catalogue: FactCatalogue = .care) {
      self.rank = rank
      self.heading = heading
      self.missing = missing
      self.catalogue = catalogue
    }
  }

  /// The groups of the entries of a list, in the order of the entries.
  package static func groups(of entries: [Entry]) -> [ListGroup] {
    let places = MissingFactOrder(entries.map { $0.heading == nil ? $0.missing : [] }).places
    // Between two ranks there is room for as many groups as there are entries.
    let room = entries.count + 1
    return entries.enumerated().map { offset, entry in
      if let heading = entry.heading { return ListGroup(place: entry.rank * room, heading: heading) }
      guard let (place, fact) = places[offset] else {
        return ListGroup(place: entry.rank * room + entries.count, heading: RightsTexts.waitsForFacts)
      }
      let heading = RightsTexts.waits(for: entry.catalogue[fact]?.label, from: entry.catalogue[fact]?.suppliedBy, fact)
      return ListGroup(place: entry.rank * room + place, heading: heading)
    }
  }
}

extension ListGroup.Entry {
  /// What of a decision says in which group it stands.
  package init(_ outcome: DecisionOutcome, missing: [String], catalogue: FactCatalogue) {
    switch outcome {
    case .undecided: self.init(rank: 0, heading: RightsTexts.undecidedGroup)
    case .granted: self.init(rank: 1, heading: RightsTexts.grantedGroup)
    case .proposed: self.init(rank: 2, heading: RightsTexts.proposedGroup)
    case .awaitingEvidence: self.init(rank: 3, heading: nil, missing: missing, catalogue: catalogue)
    case .notEntitled: self.init(rank: 4, heading: RightsTexts.notEntitledGroup)
    }
  }

  /// What of an award says in which group it stands: first what someone has to do.
  package init(_ state: AwardState?, missing: [String], catalogue: FactCatalogue) {
    switch state {
    case .awaitingRatification: self.init(rank: 0, heading: RightsTexts.toRatify)
    case .appliedFor: self.init(rank: 1, heading: RightsTexts.toSign)
    case .proposed: self.init(rank: 2, heading: RightsTexts.toApply)
    case .awaitingEvidence: self.init(rank: 3, heading: nil, missing: missing, catalogue: catalogue)
    case .granted: self.init(rank: 4, heading: RightsTexts.grantedGroup)
    case .suspended: self.init(rank: 5, heading: RightsTexts.interrupted)
    case .exhausted: self.init(rank: 6, heading: RightsTexts.usedUp)
    case .refused: self.init(rank: 7, heading: RightsTexts.refused)
    case .ended: self.init(rank: 8, heading: RightsTexts.over)
    case nil: self.init(rank: 9, heading: RightsTexts.notEntitledGroup)
    }
  }
}
