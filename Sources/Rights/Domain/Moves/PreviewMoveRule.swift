package import CareTypes
import RuleLanguage

/// What a move does to the rights of a care situation.
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

  /// A care situation as it is once someone lives elsewhere, and otherwise the same.
  ///
  /// Two who live in different places do not live at one address. What is relative to the municipality that is
  /// left is no longer known.
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
    if mover != .both, moved.caregiver.place != moved.recipient.place { moved.sameAddress = false }
    return moved
  }

  /// What happens to each provision that applies before or after, by provision.
  package static func effects(
    of mover: Mover,
    to place: Place,
    on situation: SituationFacts,
    under book: RuleBook
  ) -> [MoveEffect] {
    let before = book.rulings(for: situation)
    let after = book.rulings(for: moved(situation, mover, to: place))
    let former = Dictionary(before.all.map { ($0.entry, $0) }) { first, _ in first }
    let later = Dictionary(after.all.map { ($0.entry, $0) }) { first, _ in first }
    return Set(former.keys).union(later.keys).sorted().map { entry in
      let (old, new) = (former[entry]?.result, later[entry]?.result)
      let named = book.entries[entry].placed?.provision.condition.facts ?? []
      return MoveEffect(
        version: book.entries[entry].version,
        change: change(old, new),
        before: old,
        after: new,
        carriedOver: new == nil
          ? [] : named.filter { FactCatalogue.care[$0] != nil && after.record.facts[$0] != nil }
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
