import CareTypes
import GRDB
import RegistrationDomain
import ServiceCore
import ServiceRuntime

extension Visibility {
  /// A care situation and its people, whom a viewer sees.
  ///
  /// - Parameter itself: Whether the one of this id is meant, though another may stand for it.
  /// - Throws: `Refusal` when it is not there or out of sight.
  func visibleCare(
    _ id: OpaqueID,
    itself: Bool = false,
    for viewer: Viewer,
    in db: Database
  ) throws -> (care: CareRow, caregiver: PersonRow, recipient: PersonRow) {
    let missing = Refusal.notFound(ResourceCollection.careSituations.name(id))
    guard var care = try careRecords.careSituation(id, in: db) else { throw missing }
    if !itself { care = try careRecords.standing(for: care, in: db) }
    let caregiver = try personRecords.person(care.caregiver, in: db)
    let recipient = try personRecords.person(care.recipient, in: db)
    guard try sees(viewer, caregiver, recipient, in: db) else { throw missing }
    return (care, caregiver, recipient)
  }

  /// A care situation that a viewer sees and may change.
  ///
  /// - Parameter etag: The etag last read.
  /// - Throws: `Refusal` when it is not there or out of sight, one of the two is erased or restricted, or the etag is
  ///   stale.
  func changeableCare(_ id: OpaqueID, etag: String? = nil, for viewer: Viewer, in db: Database) throws -> CareRow {
    let found = try visibleCare(id, for: viewer, in: db)
    for person in [found.caregiver, found.recipient] { try refuseUnchangeable(person) }
    if let etag { try ETag.check(etag, found.care.revision, of: found.care.name) }
    return found.care
  }

  /// Whether a draft is on the work list of a municipality of the viewer.
  func sees(_ viewer: Viewer, draft row: Row) throws -> Bool {
    guard let scope = viewer.scope else { return true }
    return scope.municipalities.contains(code(of: try NISCode(row["municipality"] as String), on: viewer.today))
  }
}
