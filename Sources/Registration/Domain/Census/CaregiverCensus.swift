package import CareTypes

/// How many caregivers there are on a day, by municipality, age band and hours band.
package struct CaregiverCensus: Sendable, Hashable {
  /// The number of caregivers of each group.
  package let groups: [CensusGroup: Int]
  /// The number of caregivers who live outside Flanders, and are in no group.
  package let outsideFlanders: Int

  /// Counts caregivers.
  ///
  /// - Parameters:
  ///   - caregivers: The caregivers, each once.
  ///   - outsideFlanders: The number of those who live outside Flanders.
  ///   - date: The day.
  package init(
    of caregivers: [CountedCaregiver],
    outsideFlanders: Int,
    on date: CalendarDate
  ) {
    var counts: [CensusGroup: Int] = [:]
    for caregiver in caregivers {
      let group = CensusGroup(
        municipality: caregiver.municipality,
        ageBand: caregiver.birthDate.map { AgeBand(age: $0.fullYears(until: date)) },
        hoursBand: HoursBand(minutesPerYear: caregiver.minutesPerYear)
      )
      counts[group, default: 0] += 1
    }
    groups = counts
    self.outsideFlanders = outsideFlanders
  }
}
