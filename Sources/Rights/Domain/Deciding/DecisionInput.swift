package import CareTypes
package import RuleLanguage

/// Everything that a decision rests on. It is stored with the decision, so that the decision can be made again from it and
/// the version of the provision.
package struct DecisionInput: Sendable, Hashable {
  /// The facts of the care situation.
  package var record: FactRecord
  /// What it rests on besides facts.
  package var basis: DecisionBasis

  /// The facts of the care situation, by name.
  package var facts: [String: FactValue] { record.facts }

  /// An input of facts and the rest.
  package init(record: FactRecord, basis: DecisionBasis) {
    self.record = record
    self.basis = basis
  }

  /// Which of the two people (`caregiver`, `recipient`) are outside the territory because they live outside Flanders, and
  /// in which region they live.
  package var livingElsewhere: [(person: String, region: Region)] {
    [("caregiver", basis.caregiverResident), ("recipient", basis.recipientResident)].compactMap { person, isResident in
      guard isResident == false, case .string(let word) = facts["\(person).region"],
        let region = Region(rawValue: word),
        region != .flanders
      else { return nil }
      return (person, region)
    }
  }

  /// All facts that the conditions of a version may ask for, including its parameters and residence in its territory.
  package func factSheet(for version: ProvisionVersion) -> FactSheet {
    var values = record.facts
    values["caregiver.resident"] = basis.caregiverResident.map { .bool($0) }
    values["recipient.resident"] = basis.recipientResident.map { .bool($0) }
    for parameter in version.parameters { values[parameter.factName] = parameter.value }
    return FactSheet(values)
  }
}
