package import CareTypes
import RuleLanguage

/// Works out the effect of a move on the rights of a care situation, without storing anything.
package enum PreviewMoveRule {
  /// Who moves.
  package enum Mover: Sendable, Hashable {
    /// The caregiver.
    case caregiver
    /// The recipient.
    case recipient
    /// Both.
    case both
  }

  /// The care situation after a move to a place; all else stays the same.
  ///
  /// Two people in different places do not live at one address. Evidence that belongs to the own rules of the municipality
  /// that is left is no longer known.
  package static func moved(_ situation: SituationFacts, _ mover: Mover, to place: Place) -> SituationFacts {
    var moved = situation
    if mover != .recipient { moved.caregiver.place = place }
    if mover != .caregiver { moved.recipient.place = place }
    let (caregiver, recipient) = (situation.caregiver.place, situation.recipient.place)
    moved.evidence.removeAll { item in
      FactCatalogue.care.locality(of: item.fact).lapses(
        caregiverMoved: moved.caregiver.place != caregiver,
        recipientMoved: moved.recipient.place != recipient
      )
    }
    if mover != .both, moved.caregiver.place != moved.recipient.place { moved.terms.sameAddress = false }
    return moved
  }

  /// The effect on each provision that applies before or after the move, by name.
  package static func effects(
    of mover: Mover,
    to place: Place,
    on situation: SituationFacts,
    under book: RuleBook
  ) -> [MoveEffect] {
    let before = book.decisions(for: situation)
    let after = book.decisions(for: moved(situation, mover, to: place))
    let former = Dictionary(before.all.map { ($0.index, $0) }) { first, _ in first }
    let later = Dictionary(after.all.map { ($0.index, $0) }) { first, _ in first }
    return Set(former.keys).union(later.keys).sorted().map { index in
      let (old, new) = (former[index]?.result, later[index]?.result)
      let asked = book[index].decisionMaker?.provision.condition.facts ?? []
      return MoveEffect(
        version: book[index].version,
        change: change(old, new),
        before: old,
        after: new,
        carriedOver: new == nil
          ? [] : asked.filter { FactCatalogue.care[$0] != nil && after.record.facts[$0] != nil }
      )
    }
  }

  private static func change(_ before: DecisionResult?, _ after: DecisionResult?) -> MoveEffect.Change {
    switch (before?.outcome.isPositive ?? false, after?.outcome.isPositive ?? false) {
    case (true, true): .kept
    case (true, false): .ends
    case (false, true): .begins
    case (false, false): after?.outcome == .awaitingEvidence ? .toBeShown : .notHeld
    }
  }
}
