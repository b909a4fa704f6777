package import CareTypes

/// Decides which caregivers get a notice about a moment: all caregivers of the person, if the person consented to it, who
/// want to be contacted.
package enum NoticePlanner {
  /// The notices for a moment, one for each care situation.
  ///
  /// - Throws: `ValueError` when the moment lies outside the years that a legal date can have.
  package static func notices(
    for moment: StoredMoment,
    of person: MatchedPerson
  ) throws(ValueError) -> [PlannedNotice] {
    guard !person.isWithheld, person.purposes.contains(MomentPurposes.notices(of: moment.kind)) else { return [] }
    let date = try CalendarDate(inBelgiumAt: moment.occurTime.seconds)
    var planned: Set<OpaqueID> = []
    return person.caregivers.filter { $0.channel != .none && planned.insert($0.careSituation).inserted }
      .map { caregiver in
        PlannedNotice(
          addressee: caregiver,
          text: NoticeTexts.text(
            moment.kind,
            on: date,
            place: moment.place,
            to: caregiver.throughTrustedAdult ? .trustedAdult : .caregiver,
            in: caregiver.language
          )
        )
      }
  }
}
