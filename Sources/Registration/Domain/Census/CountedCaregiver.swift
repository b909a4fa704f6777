package import CareTypes

/// A caregiver in a count: where they live, when they were born, and all their hours.
package struct CountedCaregiver: Sendable, Hashable {
  /// Where the caregiver lives.
  package let municipality: NISCode
  /// Birth date, when known.
  package let birthDate: CalendarDate?
  /// Minutes of care per year over all active care situations, as in `CareHours.minutesPerYear`.
  package let minutesPerYear: Int

  /// A counted caregiver.
  package init(municipality: NISCode, birthDate: CalendarDate?, minutesPerYear: Int) {
    self.municipality = municipality
    self.birthDate = birthDate
    self.minutesPerYear = minutesPerYear
  }
}
