package import CareTypes
package import ServiceCore

extension Viewer {
  /// The municipality on whose work list a draft goes that is made of a registration: one of the viewer in which either of
  /// the two people lives, as the request says. For Mantel's own work it is any municipality in Flanders.
  ///
  /// This is no check of the registration itself: `VisibilityRules.requireResident` holds that to the scope, by where the
  /// two people are recorded to live.
  ///
  /// - Throws: `Refusal` with `outOfScope` for a client in whose municipalities neither lives.
  package func municipality(forDraftOf new: NewCareSituation) throws(Refusal) -> NISCode {
    let homes = [new.caregiver, new.recipient].compactMap(\.residence.place.flemishMunicipality)
    guard let home = homes.first(where: { scope?.municipalities.contains($0) ?? true }) else {
      throw VisibilityRules.noResident
    }
    return home
  }
}
