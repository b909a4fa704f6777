package import CareTypes

/// One caregiver who is counted: where they live, when they were born, and all their hours.
package struct CountedCaregiver: Sendable, Hashable {
  /// Where the caregiver lives.
  package let municipality: NISCode
  /// Birth date, when known.
  package let birthDate: CalendarDate?
  /// Minutes of care per week over all active care situations.
  package let minutesPerWeek: Int

  /// A counted caregiver.
  package init(municipality: NISCode, birthDate: CalendarDate?, minutesPerWeek: Int) {
    self.municipality = municipality
    self.birthDate = birthDate
    self.minutesPerWeek = minutesPerWeek
  }
}

/// What counted caregivers have in common.
package struct CensusGroup: Sendable, Hashable {
  /// Where they live.
  package let municipality: NISCode
  /// Their age; nothing when their birth date is not known.
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

/// Counts caregivers by municipality, age band and hours band.
package enum CaregiverCensus {
  /// The most that a week has: several recipients may be cared for at the same time.
  private static let longestWeek = 168 * 60

  /// Counts on a day.
  ///
  /// - Throws: `ValueError` when a caregiver has no hours at all, which no registration allows.
  package static func count(
    _ caregivers: [CountedCaregiver],
    on date: CalendarDate
  ) throws(ValueError) -> [CensusGroup: Int] {
    var counts: [CensusGroup: Int] = [:]
    for caregiver in caregivers {
      let hours = try HoursPerWeek(minutes: min(caregiver.minutesPerWeek, longestWeek))
      let group = CensusGroup(
        municipality: caregiver.municipality,
        ageBand: caregiver.birthDate.map { AgeBand(age: $0.fullYears(until: date)) },
        hoursBand: HoursBand(of: hours)
      )
      counts[group, default: 0] += 1
    }
    return counts
  }
}
