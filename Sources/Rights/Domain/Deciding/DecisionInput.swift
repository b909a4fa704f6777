package import CareTypes
package import RuleLanguage

/// Everything that a decision rests on, kept with it: from this and the provision's version it can be taken again.
package struct DecisionInput: Sendable, Hashable {
  /// What is known of the care situation.
  package var record: FactRecord
  /// The rest.
  package var basis: DecisionBasis

  /// The facts of the care situation.
  package var facts: [String: FactValue] { record.facts }

  /// What a decision rests on.
  package init(record: FactRecord, basis: DecisionBasis) {
    self.record = record
    self.basis = basis
  }

  /// Who of the two does not live in the territory because they live outside Flanders, and where they live.
  package var elsewhere: [(person: String, region: Region)] {
    [("caregiver", basis.caregiverResident), ("recipient", basis.recipientResident)].compactMap { person, isResident in
      guard isResident == false, case .string(let word) = facts["\(person).region"],
        let region = Region(rawValue: word),
        region != .flanders
      else { return nil }
      return (person, region)
    }
  }

  /// All that the conditions of a version may ask, with its parameters and whether the two live in its territory.
  package func sheet(for version: ProvisionVersion) -> FactSheet {
    var values = record.facts
    values["caregiver.resident"] = basis.caregiverResident.map { .bool($0) }
    values["recipient.resident"] = basis.recipientResident.map { .bool($0) }
    for parameter in version.parameters { values["parameter.\(parameter.name)"] = parameter.value }
    return FactSheet(values)
  }
}
