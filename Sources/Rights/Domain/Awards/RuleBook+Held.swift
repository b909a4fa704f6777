package import CareTypes
import RuleLanguage

extension RuleBook {
  /// When evidence shows that the people of a care situation hold a provision, because another body granted it.
  ///
  /// - Returns: By the name of the provision, the days that all of the evidence for it covers, by their first days; none
  ///   that begins after the day of the rule book.
  package func heldByEvidence(in situation: SituationFacts) -> [String: [DayRange]] {
    let (caregiver, recipient) = (situation.caregiver.place, situation.recipient.place)
    var held: [String: [DayRange]] = [:]
    for provision in provisions(in: caregiver, recipient).map({ self[$0] }) {
      guard let maker = provision.decisionMaker, let condition = maker.provision.heldWhen else { continue }
      let asked = Set(condition.facts)
      let evidence = situation.evidence.filter { asked.contains($0.fact) && $0.from <= date.daysSinceEpoch }
      if evidence.isEmpty { continue }
      var basis = DecisionBasis()
      basis.caregiverResident = provision.reach.residence(in: caregiver)
      basis.recipientResident = provision.reach.residence(in: recipient)
      for first in Set(evidence.map(\.from)).sorted() {
        guard let day = try? CalendarDate(daysSinceEpoch: first) else { continue }
        let facts = factIndex.values(deriving: { FactDerivation.derive(situation, on: day, $0) })
        guard maker.isHeld(basis, facts).held == true else { continue }
        let until = evidence.filter { $0.isValid(on: first) }.compactMap(\.until).min()
        held[provision.version.name, default: []].append(DayRange(from: first, until: until))
      }
    }
    return held
  }
}
