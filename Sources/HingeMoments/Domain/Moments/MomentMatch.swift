package import CareTypes

/// The consequences of a moment that is matched to a person in the registry: who gets a notice, and whether the other
/// services may know.
package struct MomentMatch: Sendable, Hashable {
  /// The event for the other services; nil when they may not know of the moment.
  package let announcement: MomentEvent?
  /// The notices for the caregivers.
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
        coveredBy: purpose
      ) : nil
    notices = try NoticePlanner.notices(for: moment, of: person)
  }
}
