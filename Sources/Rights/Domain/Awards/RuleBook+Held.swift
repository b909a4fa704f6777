import CareTypes
import RuleLanguage

extension RuleBook {
  /// The provisions that evidence shows to be held by the people of a care situation, because another body granted them.
  ///
  /// - Returns: By the name of the provision, the first day that all of the evidence for it covers, in days since
  ///   1970-01-01.
  package func heldByEvidence(in situation: SituationFacts) -> [String: Int] {
    let facts = decidingFacts(of: situation)
    let (caregiver, recipient) = (situation.caregiver.place, situation.recipient.place)
    let today = date.daysSinceEpoch
    var held: [String: Int] = [:]
    for provision in provisions(in: caregiver, recipient).map({ self[$0] }) {
      guard let maker = provision.decisionMaker, let condition = maker.provision.heldWhen else { continue }
      var basis = DecisionBasis()
      basis.caregiverResident = provision.reach.residence(in: caregiver)
      basis.recipientResident = provision.reach.residence(in: recipient)
      guard maker.isHeld(basis, facts.facts).held == true else { continue }
      let asked = Set(condition.facts)
      let evidence = situation.evidence.filter { asked.contains($0.fact) && $0.isValid(on: today) }
      held[provision.version.name] = evidence.map(\.from).max() ?? today
    }
    return held
  }
}
