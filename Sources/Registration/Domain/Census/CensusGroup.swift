package import CareTypes

/// What counted caregivers have in common.
package struct CensusGroup: Sendable, Hashable {
  /// Where they live.
  package let municipality: NISCode
  /// Their age; nil when the birth date is not known.
  package let ageBand: AgeBand?
  /// Their hours.
  package let hoursBand: HoursBand

  /// A census group.
  package init(municipality: NISCode, ageBand: AgeBand?, hoursBand: HoursBand) {
    self.municipality = municipality
    self.ageBand = ageBand
    self.hoursBand = hoursBand
  }
}
