package import CareTypes

/// The consequences of a moment that is matched to a person in the registry: which caregivers get a notice, and whether the
/// other services may know.
package struct MomentMatch: Sendable, Hashable {
  /// The event for the other services; nil when they may not know of the moment.
  package let announcement: MomentEvent?
  /// The notices, one for each care situation.
  package let notices: [PlannedNotice]

  /// Matches a moment to a person.
  ///
  /// - Throws: `ValueError` when the moment lies outside the years that a legal date can have.
  package init(_ moment: StoredMoment, to person: MatchedPerson) throws(ValueError) {
    let purpose = MomentPurposes.rights(of: moment.kind, from: moment.source)
    let mayBeAnnounced = !person.isWithheld && (purpose.map(person.purposes.contains) ?? true)
    announcement =
      mayBeAnnounced
      ? .matched(
        moment: moment.id,
        person: person.person,
        kind: moment.kind,
        occurTime: moment.occurTime,
        placeKind: moment.placeKind,
        coveredBy: purpose
      ) : nil
    notices = try Self.notices(for: moment, of: person)
  }

  /// The notices for all caregivers of the person who want to be contacted; none if the person did not consent to it.
  private static func notices(
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
            placeKind: moment.placeKind,
            to: caregiver.throughTrustedAdult ? .trustedAdult : .caregiver,
            in: caregiver.language
          )
        )
      }
  }
}
