import CareTypes
import RegistrationDomain
import ServiceCore
import ServiceRuntime

extension Visibility {
  /// A care situation and its people, whom a viewer may see.
  ///
  /// - Parameter itself: Whether the care situation of this id is meant even if it was joined into another one.
  /// - Throws: `Refusal` with `notFound` when it does not exist or is not visible.
  func visibleCare(
    _ id: OpaqueID,
    itself: Bool = false,
    for viewer: Viewer,
    in db: Connection
  ) throws -> (care: CareRow, caregiver: PersonRow, recipient: PersonRow) {
    let missing = Refusal.notFound(ResourceCollection.careSituations.name(id))
    guard var care = try careRecords.careSituation(id, in: db) else { throw missing }
    if !itself { care = try careRecords.standing(for: care, in: db) }
    let caregiver = try personRecords.person(care.caregiver, in: db)
    let recipient = try personRecords.person(care.recipient, in: db)
    guard try sees(viewer, caregiver, recipient, in: db) else { throw missing }
    return (care, caregiver, recipient)
  }

  /// A care situation that a viewer may see and change.
  ///
  /// - Parameter etag: The etag that was last read; nil when the change needs none.
  /// - Throws: `Refusal` when it does not exist or is not visible, one of its people is erased or restricted, or the etag is
  ///   stale.
  func changeableCare(_ id: OpaqueID, etag: String? = nil, for viewer: Viewer, in db: Connection) throws -> CareRow {
    let found = try visibleCare(id, for: viewer, in: db)
    for person in [found.caregiver, found.recipient] { try person.status.requireChangeable() }
    if let etag { try ETag.check(etag, found.care.revision, of: found.care.name) }
    return found.care
  }

  /// Whether a draft is on the work list of a municipality of the viewer.
  func sees(_ viewer: Viewer, draft row: SQLRow) throws -> Bool {
    guard let scope = viewer.scope else { return true }
    return scope.municipalities.contains(code(of: try NISCode(row["municipality"] as String), on: viewer.today))
  }

  /// Updates which municipalities see a care situation, and on which days.
  ///
  /// - Parameter isNew: Whether no municipality sees it yet.
  func showCareSituation(_ key: Int64, isNew: Bool = false, of people: [Int64], in db: Connection) throws {
    if !isNew {
      try db.execute("DELETE FROM care_situation_municipality WHERE care_situation = ?", [key])
    }
    let stays = try CareVisibilityPeriods.stays(of: people.map { try personRecords.places(ofPerson: $0, in: db) }) {
      let network = try homes(of: people, in: db)
      return Set(people.compactMap { network.lastMunicipality(of: $0) })
    }
    for stay in stays {
      try db.execute(
        """
        INSERT INTO care_situation_municipality (municipality, care_situation, from_date, until_date)
        VALUES (?, ?, ?, ?)
        ON CONFLICT (municipality, care_situation, from_date) DO UPDATE SET until_date = excluded.until_date
        WHERE excluded.until_date > care_situation_municipality.until_date
        """,
        [stay.municipality.digits, key, stay.days.lowerBound, stay.days.upperBound]
      )
    }
  }
}
