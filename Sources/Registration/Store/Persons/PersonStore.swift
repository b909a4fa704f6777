package import CareTypes
package import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Persons: reading, searching, changing, exporting and erasing them.
package struct PersonStore: Sendable {
  let database: ServiceDatabase
  let tables: ReferenceTables
  let personRecords: PersonRecords
  let careRecords: CareRecords
  let evidenceRecords: EvidenceRecords
  let visibility: Visibility
  let personViews: PersonViews
  let personChanges: PersonChanges
  let numberClaims: NumberClaims
  let duplicateRecords: DuplicateRecords
  let draftRecords: DraftRecords
  let plausibilityChecks: PlausibilityChecks
  let personErasure: PersonErasure
  let registrationOutbox: RegistrationOutbox
  let lookupHashes: LookupHashes

  /// A person, with everything that is shown of them. One who was merged is answered with whom they were merged into.
  ///
  /// - Throws: `Refusal` when the person does not exist or is not visible.
  package func person(_ id: OpaqueID, for viewer: Viewer) async throws -> Person {
    try await database.read { db in
      try personViews.shown(visibility.visiblePerson(id, for: viewer, in: db), for: viewer, in: db)
    }
  }
}
