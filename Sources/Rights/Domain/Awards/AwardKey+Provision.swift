package import CareTypes

extension AwardKey {
  /// The award on a version of a provision that a care situation supports.
  package init(_ version: ProvisionVersion, for situation: SituationFacts) {
    let beneficiary = version.isForRecipient ? situation.recipient : situation.caregiver
    self.init(
      holder: version.awardTerms?.isForPair == true ? .careSituation(situation.id) : .person(beneficiary.id),
      provision: version.name
    )
  }
}
