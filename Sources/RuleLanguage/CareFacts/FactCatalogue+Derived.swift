extension FactCatalogue {
  /// The facts that Mantel derives from registrations and from hinge moments. All others may be shown by evidence
  /// (*bewijsstuk*); evidence for a derived fact is refused.
  package static let derivedCareFacts = Set([
    "caregiver.age", "caregiver.domicile_in_belgium", "caregiver.region", "caregiver.resident",
    "caregiver.recipient_count",
    "recipient.age", "recipient.domicile_in_belgium", "recipient.region", "recipient.resident",
    "recipient.caregiver_count", "recipient.days_admitted", "recipient.admitted_over_90_days",
    "recipient.residential_days", "recipient.place_of_stay",
    "situation.months_since_start", "situation.declared_by_caregiver", "situation.declared_by_recipient",
  ]).union(CareTermFact.all.filter { !$0.yieldsToEvidence }.map(\.name))
}
