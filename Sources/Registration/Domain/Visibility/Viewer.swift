package import CareTypes
package import ServiceCore

/// For whom records are read or changed, and on which day.
package struct Viewer: Sendable, Hashable {
  /// Which records they may see; nil for Mantel's own work, which may see all.
  package let scope: CallScope?
  /// The legal date on which they ask.
  package let today: CalendarDate

  /// A viewer.
  package init(scope: CallScope?, today: CalendarDate) {
    self.scope = scope
    self.today = today
  }

  /// What they may do with sealed records. Mantel's own work may read them.
  package var clearance: CallScope.Clearance { scope?.clearance ?? .read }

  /// Checks that the viewer may seal records, and open them again.
  ///
  /// - Throws: `Refusal` with `outOfScope` without the clearance to read sealed records.
  package func requireSealing() throws(Refusal) {
    guard clearance == .read else {
      throw Refusal(.outOfScope, "Sealing takes the clearance to read sealed records")
    }
  }

  /// Whether the viewer may read the identity of a person. This checks the seal only, not where the person lives.
  package func mayRead(_ person: PersonStatus) -> Bool { !person.isSealed || clearance == .read }
}

extension Viewer {
  /// The municipality on whose work list a draft goes that is made of a registration: one of the viewer in which either of
  /// the two people lives, as the request says. For Mantel's own work it is any municipality in Flanders.
  ///
  /// This is no check of the registration itself: `VisibilityRules.requireResident` holds that to the scope, by where the
  /// two people are recorded to live.
  ///
  /// - Returns: The municipality; nil when the request says of neither that they live in one of the viewer's.
  package func municipality(forDraftOf new: NewCareSituation) -> NISCode? {
    [new.caregiver, new.recipient].compactMap(\.residence.place.flemishMunicipality)
      .first { scope?.municipalities.contains($0) ?? true }
  }
}
