package import CareTypes
package import ServiceCore

extension Viewer {
  /// A municipality of the viewer in which either person of a new care situation lives, as the request says. For Mantel's
  /// own work it is any municipality in Flanders, and nil if neither lives there.
  ///
  /// - Throws: `Refusal` with `outOfScope` for a client in whose municipalities neither lives.
  package func home(of new: NewCareSituation) throws(Refusal) -> NISCode? {
    let homes = [new.caregiver, new.recipient].compactMap(\.residence.place.flemishMunicipality)
    guard let scope else { return homes.first }
    guard let home = homes.first(where: scope.municipalities.contains) else {
      throw Refusal(.outOfScope, "Neither the caregiver nor the recipient lives in a municipality of this client")
    }
    return home
  }
}
