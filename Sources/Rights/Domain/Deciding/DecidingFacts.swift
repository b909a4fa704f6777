import CareTypes

/// Everything about a care situation that its decisions depend on, on the day of a rule book. Care situations with equal
/// ones get the same decisions.
package struct DecidingFacts: Hashable, Sendable {
  /// What matters of one of the two people besides the facts.
  struct Party: Hashable, Sendable {
    /// Where they live.
    let place: Place
    /// Whether they consent to rights being granted without an application.
    let consents: Bool
  }

  /// What matters besides the facts. It is the same for many care situations.
  package struct Circumstances: Hashable, Sendable {
    let caregiver: Party
    let recipient: Party
    /// Reasons why there is no right, whatever the provision.
    let blockers: [DecisionReason]
  }

  /// The facts that conditions of the rule book name.
  let facts: IndexedFacts
  /// What matters besides the facts.
  package let circumstances: Circumstances
  /// How many days the recipient has been admitted, the first day included; nil when they are not.
  let daysAdmitted: Int?
  /// Whether the recipient lives in a residential care centre.
  let livesInCareCentre: Bool
}

extension RuleBook {
  /// What the decisions on a care situation depend on.
  package func decidingFacts(of situation: SituationFacts) -> DecidingFacts {
    var blockers: [DecisionReason] = []
    if date < situation.span.start { blockers.append(.careNotBegun) }
    if situation.span.ends(before: date) { blockers.append(.careEnded) }
    let state = situation.moments.state(on: date.daysSinceEpoch)
    if state.hasDied { blockers.append(.recipientDied) }
    if let death = situation.caregiverDeathDay, death <= date.daysSinceEpoch { blockers.append(.caregiverDied) }
    func party(_ party: SituationFacts.Party) -> DecidingFacts.Party {
      DecidingFacts.Party(place: party.place, consents: party.consentsToAutomaticRights)
    }
    return DecidingFacts(
      facts: factIndex.values(deriving: { FactDerivation.derive(situation, on: date, $0) }),
      circumstances: DecidingFacts.Circumstances(
        caregiver: party(situation.caregiver),
        recipient: party(situation.recipient),
        blockers: blockers
      ),
      daysAdmitted: state.admission?.days,
      livesInCareCentre: state.livesInCareCentre
    )
  }

  /// Decides on every provision that applies to a care situation, by the facts of the day of the rule book.
  package func decisions(for situation: SituationFacts) -> SituationDecisions {
    decisions(for: decidingFacts(of: situation))
  }
}
