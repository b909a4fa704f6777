import CareTypes
import RegistrationDomain
import ServiceCore
import ServiceRuntime

extension Visibility {
  /// The person whom a viewer finds by a number: the one who has it if they are visible, else a visible one for whom it was
  /// given.
  ///
  /// - Returns: Nil when nobody visible is known by it.
  func visiblePerson(with number: PersonNumber, for viewer: Viewer, in db: Connection) throws -> PersonRow? {
    if let key = try personRecords.personKey(of: number, in: db) {
      let holder = try personRecords.person(key, in: db)
      if try sees(viewer, holder, clearance: .find, in: db) { return holder }
    }
    let claimants = try db.values(Int64.self, NumberClaims.claimantsSQL, [lookupHashes.hash(of: number)])
    for key in claimants {
      var claimant = try personRecords.person(key, in: db)
      while let kept = claimant.mergedInto { claimant = try personRecords.person(kept, in: db) }
      if try sees(viewer, claimant, clearance: .find, in: db) { return claimant }
    }
    return nil
  }

  /// A person whom a viewer may see and change.
  ///
  /// - Parameter evenRestricted: Whether the change is allowed while the processing is restricted.
  /// - Throws: `Refusal` when the person does not exist, is not visible, was merged or erased, is restricted, or is masked
  ///   for the viewer.
  func changeablePerson(
    _ id: OpaqueID,
    for viewer: Viewer,
    evenRestricted: Bool = false,
    in db: Connection
  ) throws -> PersonRow {
    guard let person = try personRecords.person(id, in: db), try sees(viewer, person, in: db) else {
      throw Refusal.notFound(ResourceCollection.persons.name(id))
    }
    try refuseMasked(person, for: viewer, in: db)
    try person.status.requireChangeable(evenRestricted: evenRestricted)
    return person
  }

  /// A person about whom a viewer may record something. The id of someone who was merged stands for the person they were
  /// merged into, as when it is read. Changes of a record under its etag use `changeablePerson`, which refuses that id.
  ///
  /// - Parameter evenRestricted: Whether it is allowed while the processing is restricted.
  /// - Throws: `Refusal` as `changeablePerson`, except for a person who was merged.
  func recordablePerson(
    _ id: OpaqueID,
    for viewer: Viewer,
    evenRestricted: Bool = false,
    in db: Connection
  ) throws -> PersonRow {
    let person = try visiblePerson(id, for: viewer, in: db)
    try refuseMasked(person, for: viewer, in: db)
    try person.status.requireChangeable(evenRestricted: evenRestricted)
    return person
  }

  /// A person whom a viewer may see, or the one whom they were merged into.
  ///
  /// - Throws: `Refusal` with `notFound` when the person does not exist or is not visible.
  func visiblePerson(_ id: OpaqueID, for viewer: Viewer, in db: Connection) throws -> PersonRow {
    guard var row = try personRecords.person(id, in: db) else {
      throw Refusal.notFound(ResourceCollection.persons.name(id))
    }
    while let kept = row.mergedInto { row = try personRecords.person(kept, in: db) }
    guard try sees(viewer, row, in: db) else { throw Refusal.notFound(ResourceCollection.persons.name(id)) }
    return row
  }
}
