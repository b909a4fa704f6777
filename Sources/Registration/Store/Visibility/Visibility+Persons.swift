import CareTypes
import GRDB
import RegistrationDomain
import ServiceCore
import ServiceRuntime

extension Visibility {
  /// The person whom a number finds for a viewer: the one who has it when they are in sight, else one of whom it was
  /// told.
  ///
  /// - Returns: Nothing when nobody in sight is known by it.
  func visiblePerson(with number: PersonNumber, for viewer: Viewer, in db: Database) throws -> PersonRow? {
    if let key = try personRecords.personKey(of: number, in: db) {
      let holder = try personRecords.person(key, in: db)
      if try sees(viewer, holder, clearance: .find, in: db) { return holder }
    }
    let claimants = try Int64.fetchAll(
      db.cachedStatement(sql: NumberClaims.claimantsSQL),
      arguments: [lookupHashes.hash(of: number)]
    )
    for key in claimants {
      var claimant = try personRecords.person(key, in: db)
      while let kept = claimant.mergedInto { claimant = try personRecords.person(kept, in: db) }
      if try sees(viewer, claimant, clearance: .find, in: db) { return claimant }
    }
    return nil
  }

  /// A person whom a viewer sees and may change.
  ///
  /// - Parameter evenRestricted: Whether it may be done while the processing is restricted.
  /// - Throws: `Refusal` when the person is not there or out of sight, was merged or erased, is restricted, or awaits the
  ///   confirmation of the municipality where they live.
  func changeablePerson(
    _ id: OpaqueID,
    for viewer: Viewer,
    evenRestricted: Bool = false,
    in db: Database
  ) throws -> PersonRow {
    guard let person = try personRecords.person(id, in: db), try sees(viewer, person, in: db) else {
      throw Refusal.notFound(ResourceCollection.persons.name(id))
    }
    try refuseMasked(person, for: viewer, in: db)
    try refuseUnchangeable(person, evenRestricted: evenRestricted)
    return person
  }

  /// A person of whom something is recorded. Under the id of someone who was merged into another it is that other, as in
  /// what is read; what changes a record that was read, under its etag, is refused there by `changeablePerson`.
  ///
  /// - Parameter evenRestricted: Whether it may be done while the processing is restricted.
  /// - Throws: `Refusal` as `changeablePerson`, but for a person who was merged.
  func recordablePerson(
    _ id: OpaqueID,
    for viewer: Viewer,
    evenRestricted: Bool = false,
    in db: Database
  ) throws -> PersonRow {
    let person = try visiblePerson(id, for: viewer, in: db)
    try refuseMasked(person, for: viewer, in: db)
    try refuseUnchangeable(person, evenRestricted: evenRestricted)
    return person
  }

  /// - Throws: `Refusal` for a person who was merged or erased, or is restricted.
  func refuseUnchangeable(_ person: PersonRow, evenRestricted: Bool = false) throws {
    if person.isErased || person.mergedInto != nil {
      throw Refusal(.personGone, "\(person.name) was \(person.isErased ? "erased" : "merged into another person")")
    }
    if person.isRestricted, !evenRestricted {
      throw Refusal(.personRestricted, "The processing of the data of \(person.name) is restricted")
    }
  }

  /// A person whom a viewer sees, or the one whom they were merged into.
  ///
  /// - Throws: `Refusal` when the person is not there or out of sight.
  func visiblePerson(_ id: OpaqueID, for viewer: Viewer, in db: Database) throws -> PersonRow {
    guard var row = try personRecords.person(id, in: db) else {
      throw Refusal.notFound(ResourceCollection.persons.name(id))
    }
    while let kept = row.mergedInto { row = try personRecords.person(kept, in: db) }
    guard try sees(viewer, row, in: db) else { throw Refusal.notFound(ResourceCollection.persons.name(id)) }
    return row
  }

  /// Whether a viewer is told only who a person is: their record came about across a border, and the municipality where
  /// they live has not confirmed it. Who acts for someone abroad is not that municipality.
  func isMasked(_ person: PersonRow, for viewer: Viewer, in db: Database) throws -> Bool {
    guard let awaited = person.unconfirmedIn, let scope = viewer.scope else { return false }
    let home = try place(ofPerson: person.key, on: viewer.today, in: db).flemishMunicipality
    return [code(of: awaited, on: viewer.today), home].compactMap(\.self).allSatisfy {
      !scope.municipalities.contains($0)
    }
  }

  /// - Throws: `Refusal` for a person who is masked for the viewer.
  func refuseMasked(_ person: PersonRow, for viewer: Viewer, in db: Database) throws {
    guard try isMasked(person, for: viewer, in: db) else { return }
    throw Refusal(.outOfScope, "The municipality where \(person.name) lives has not confirmed the record")
  }

  /// - Throws: `Refusal` for a record that awaits the confirmation of a municipality of the viewer: as long as it does, the
  ///   other municipality sees it, and what is mended or moved in it would be told to that one.
  func refuseUnconfirmed(_ person: PersonRow, for viewer: Viewer) throws {
    guard let awaited = person.unconfirmedIn else { return }
    if let scope = viewer.scope, !scope.municipalities.contains(code(of: awaited, on: viewer.today)) { return }
    throw Refusal(.personUnconfirmed, "\(person.name) is confirmed, or merged, before it is changed")
  }
}
