import CareTypes
package import ServiceCore

/// Who may see whom, for one viewer. The only rules about it.
///
/// A person is visible to the municipality where they live today, and to those of their care partners while the care goes
/// on and for a year after it. Only the municipality where they live may change, export or erase the record. For someone
/// who lives outside Flanders, other municipalities act as if the person lived there: see `CareNetwork.municipalities`. A
/// sealed record also requires a clearance. A record that is not visible is refused in the same way as one that does not
/// exist.
///
/// Every method that takes a national number answers as if nobody had that number, or as for a visible person:
///
/// | who has the number | clearance `none` | `find` | `read` |
/// | --- | --- | --- | --- |
/// | nobody | nobody | nobody | nobody |
/// | someone who lives elsewhere, without care partners here | nobody | nobody | nobody |
/// | someone visible | visible | visible | visible |
/// | someone here, sealed | nobody | visible, shown without identity | visible |
/// | someone here, erased | nobody | nobody | nobody |
/// | someone elsewhere, in an unconfirmed record of a third municipality | nobody | nobody | nobody |
///
/// "Nobody" means byte for byte the same answer, apart from opaque ids and times, under whatever name the number is given.
/// For a visible person a search finds them, giving their number to someone else is refused with `NUMBER_IN_USE`, and a
/// name or birth date that does not fit is refused with `IDENTITY_DIFFERS`.
package struct VisibilityRules: Sendable {
  /// For whom records are read or changed.
  package let viewer: Viewer
  /// Where the people in question live, and with whom they are in care.
  package let network: CareNetwork
  private let tables: ReferenceTables

  /// The rules for a viewer.
  package init(viewer: Viewer, network: CareNetwork, tables: ReferenceTables) {
    self.viewer = viewer
    self.network = network
    self.tables = tables
  }

  /// Whether a person lives in a municipality of the viewer. Needs no care partners.
  package func livesInScope(_ person: Int64) throws(Refusal) -> Bool {
    guard let home = try network.place(of: person, on: viewer.today).flemishMunicipality else { return false }
    return viewer.scope?.municipalities.contains(home) ?? true
  }

  /// Whether a person lives in Flanders, so that no municipality of a care partner acts for them. Needs no care partners.
  package func livesInFlanders(_ person: Int64) throws(Refusal) -> Bool {
    try network.place(of: person, on: viewer.today).flemishMunicipality != nil
  }

  /// Whether a person lives in a municipality of the viewer, or one of them acts for the person.
  package func isAtHome(_ person: PersonStatus) throws(Refusal) -> Bool {
    guard let scope = viewer.scope else { return true }
    return try !network.municipalities(of: person.key, on: viewer.today).isDisjoint(with: scope.municipalities)
  }

  /// Checks that the viewer keeps the record of a person.
  ///
  /// - Throws: `Refusal` with `outOfScope` for a person who lives outside the municipalities of the viewer.
  package func requireAtHome(_ person: PersonStatus) throws(Refusal) {
    guard try isAtHome(person) else {
      throw Refusal(.outOfScope, "The record of \(person.name) is kept by the municipality where they live")
    }
  }

  /// Whether a person is visible.
  ///
  /// - Parameter clearance: The clearance that their record requires if it is sealed.
  package func sees(_ person: PersonStatus, clearance: CallScope.Clearance = .read) throws(Refusal) -> Bool {
    guard let scope = viewer.scope else { return true }
    if person.isSealed, scope.clearance < clearance { return false }
    return try !network.territory(of: person.key, on: viewer.today).isDisjoint(with: scope.municipalities)
  }

  /// Whether the care situation of two people is visible.
  package func seesCare(of caregiver: PersonStatus, _ recipient: PersonStatus) throws(Refusal) -> Bool {
    guard let scope = viewer.scope else { return true }
    if caregiver.isSealed || recipient.isSealed, scope.clearance < .read { return false }
    let homes = try network.municipalities(
      ofCaregiver: caregiver.key,
      recipient: recipient.key,
      on: viewer.today
    )
    return !homes.isDisjoint(with: scope.municipalities)
  }

  /// Whether the viewer may only see the name and municipality of a person.
  ///
  /// That is so when their record was made by another municipality than the one where they live, and that one has not
  /// confirmed it. A municipality that acts for someone abroad is not the one where they live.
  package func isMasked(_ person: PersonStatus) throws(Refusal) -> Bool {
    guard let awaited = person.unconfirmedIn, let scope = viewer.scope else { return false }
    let home = try network.place(of: person.key, on: viewer.today).flemishMunicipality
    let deciding = [tables.current(awaited, on: viewer.today), home].compactMap(\.self)
    return scope.municipalities.isDisjoint(with: deciding)
  }

  /// Checks that a person is not masked for the viewer.
  ///
  /// - Throws: `Refusal` with `outOfScope`.
  package func requireUnmasked(_ person: PersonStatus) throws(Refusal) {
    guard try isMasked(person) else { return }
    throw Refusal(.outOfScope, "The municipality where \(person.name) lives has not confirmed the record")
  }

  /// Checks that a record does not wait for the confirmation of the viewer.
  ///
  /// Until the viewer confirms the record, the municipality that made it can see it, and would learn what is changed.
  ///
  /// - Throws: `Refusal` with `personUnconfirmed`.
  package func requireConfirmed(_ person: PersonStatus) throws(Refusal) {
    guard let awaited = person.unconfirmedIn else { return }
    let municipality = tables.current(awaited, on: viewer.today)
    if let scope = viewer.scope, !scope.municipalities.contains(municipality) { return }
    throw Refusal(.personUnconfirmed, "\(person.name) is confirmed, or merged, before it is changed")
  }

  /// Whether the viewer may decide that a person, for whom a number was given, is the one who has the number. The
  /// municipality may where the holder of the number lives, also when the claimant is not visible to it.
  ///
  /// - Parameter hasClaim: Whether a number of the holder was given for the claimant.
  package func mayDecideOnClaim(
    of claimant: PersonStatus,
    on holder: PersonStatus,
    hasClaim: Bool
  ) throws(Refusal) -> Bool {
    if claimant.isSealed, viewer.clearance < .read { return false }
    guard hasClaim else { return false }
    guard try sees(holder) else { return false }
    return try isAtHome(holder)
  }

  /// Checks that the viewer keeps one of the records of a pair: others cannot decide whether the two are one person.
  ///
  /// - Throws: `Refusal` with `outOfScope`.
  package func requireSay(overOneOf people: [PersonStatus]) throws(Refusal) {
    for person in people {
      guard try isAtHome(person), try !isMasked(person) else { continue }
      return
    }
    throw Refusal(.outOfScope, "The records of the two are kept by the municipalities where they live")
  }

  /// Checks that one of two people lives in a municipality of the viewer. This is what holds a registration to the scope of
  /// its client, whether it comes as a request, a draft that is confirmed, or a row of a list.
  ///
  /// - Throws: `Refusal` with `outOfScope`.
  package func requireResident(among people: [PersonStatus]) throws(Refusal) {
    for person in people {
      guard let home = try network.place(of: person.key, on: viewer.today).flemishMunicipality else { continue }
      if viewer.scope?.municipalities.contains(home) ?? true { return }
    }
    throw Self.noResident
  }

  /// The answer to a client in whose municipalities neither person of a care situation lives.
  static let noResident = Refusal(
    .outOfScope,
    "Neither the caregiver nor the recipient lives in a municipality of this client"
  )
}
