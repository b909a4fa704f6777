package import CareTypes

/// Decides who is told of a moment: every caregiver of the person, if the person consented and the caregiver wants to be
/// reached.
package enum NoticePlanner {
  /// The notices for a moment: one for each care situation.
  ///
  /// - Throws: `ValueError` when the moment lies outside the years that a legal date can have.
  package static func notices(
    for moment: StoredMoment,
    of person: MatchedPerson
  ) throws(ValueError) -> [PlannedNotice] {
    guard !person.isWithheld, person.purposes.contains(MomentPurposes.notices(of: moment.kind)) else { return [] }
    let date = try CalendarDate(inBelgiumAt: moment.occurTime.seconds)
    var told: Set<OpaqueID> = []
    return person.caregivers.filter { $0.channel != .none && told.insert($0.careSituation).inserted }.map { caregiver in
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

  /// Whether the other services may know of a moment.
  package static func isTold(_ moment: StoredMoment, of person: MatchedPerson) -> Bool {
    if person.isWithheld { return false }
    return MomentPurposes.rights(of: moment.kind, from: moment.source).map(person.purposes.contains) ?? true
  }
}
