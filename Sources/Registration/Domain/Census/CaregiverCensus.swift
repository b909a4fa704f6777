package import CareTypes

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
