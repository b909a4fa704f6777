package import CareTypes
package import Foundation
package import RegistrationDomain
package import ServiceCore
package import ServiceRuntime

/// The stores of Registration, one for each aggregate. Each of their public methods is one transaction.
package struct RegistrationStores: Sendable {
  /// Persons: reading, searching, changing, exporting and erasing them.
  package let persons: PersonStore
  /// Care situations: registering, reading, listing, changing and ending them.
  package let careSituations: CareSituationStore
  /// Evidence about persons and care situations.
  package let evidence: EvidenceStore
  /// Assessments of the load of caregivers, areas of support, and gaps in what is on offer.
  package let support: SupportStore
  /// Bank accounts of people.
  package let bankAccounts: BankAccountStore
  /// Consents and their withdrawals.
  package let consents: ConsentStore
  /// Pairs of persons who are probably one.
  package let duplicates: DuplicateStore
  /// Merging records of one person, and undoing that.
  package let merges: MergeStore
  /// Signals of partners on work lists.
  package let drafts: DraftStore
  /// Rows of imported lists.
  package let imports: ImportStore
  /// What the other services ask about care.
  package let caregivers: CaregiverStore
  /// Periodic work: notices of evidence that expires, and deleting what was kept long enough.
  package let retention: RetentionStore
  let database: ServiceDatabase

  /// The stores of an opened database.
  ///
  /// - Parameters:
  ///   - database: Where the records are.
  ///   - keys: The secret of the service, from which the keys of lookup hashes are derived.
  ///   - masterKeys: Provides the keys that encrypt data keys.
  ///   - tables: Municipalities and zones.
  ///   - encode: Turns an event into what the outbox stores.
  ///   - read: Reads whom a draft mentions, on a day.
  /// - Throws: `StartupError` when the master keys cannot be read.
  package init(
    database: ServiceDatabase,
    keys: KeyFile,
    masterKeys: any MasterKeyProvider,
    tables: ReferenceTables,
    encode: @escaping @Sendable (RegistrationEvent) throws -> EventPayload,
    read: @escaping @Sendable (_ draft: Data, _ today: CalendarDate) throws -> DraftMentions
  ) throws {
    let dataKeys = try DataKeys(provider: masterKeys)
    let lookup = LookupHash(key: keys.key(for: "registration/lookup"))
    let lookupHashes = LookupHashes(lookup: lookup)
    let personRecords = PersonRecords(dataKeys: dataKeys, lookupHashes: lookupHashes)
    let careRecords = CareRecords(dataKeys: dataKeys)
    let visibility = Visibility(
      tables: tables,
      personRecords: personRecords,
      careRecords: careRecords,
      lookupHashes: lookupHashes
    )
    let evidenceRecords = EvidenceRecords(
      dataKeys: dataKeys,
      personRecords: personRecords,
      careRecords: careRecords,
      visibility: visibility
    )
    let registrationOutbox = RegistrationOutbox(
      encode: encode,
      personRecords: personRecords,
      careRecords: careRecords,
      evidenceRecords: evidenceRecords
    )
    let consentRecords = ConsentRecords(personRecords: personRecords, registrationOutbox: registrationOutbox)
    let personViews = PersonViews(
      personRecords: personRecords,
      careRecords: careRecords,
      consentRecords: consentRecords,
      visibility: visibility
    )
    let duplicateRecords = DuplicateRecords(
      tables: tables,
      personRecords: personRecords,
      lookupHashes: lookupHashes,
      visibility: visibility
    )
    let numberClaims = NumberClaims(
      personRecords: personRecords,
      lookupHashes: lookupHashes,
      visibility: visibility,
      duplicateRecords: duplicateRecords
    )
    let personChanges = PersonChanges(
      dataKeys: dataKeys,
      personRecords: personRecords,
      lookupHashes: lookupHashes,
      visibility: visibility,
      numberClaims: numberClaims,
      duplicateRecords: duplicateRecords,
      registrationOutbox: registrationOutbox
    )
    let plausibilityChecks = PlausibilityChecks(
      tables: tables,
      personRecords: personRecords,
      careRecords: careRecords,
      evidenceRecords: evidenceRecords,
      consentRecords: consentRecords,
      visibility: visibility
    )
    let draftRecords = DraftRecords(
      dataKeys: dataKeys,
      lookupHashes: lookupHashes,
      personRecords: personRecords,
      duplicateRecords: duplicateRecords,
      visibility: visibility,
      registrationOutbox: registrationOutbox,
      read: read
    )
    let careRegistration = CareRegistration(
      tables: tables,
      personRecords: personRecords,
      careRecords: careRecords,
      evidenceRecords: evidenceRecords,
      consentRecords: consentRecords,
      visibility: visibility,
      personViews: personViews,
      personChanges: personChanges,
      duplicateRecords: duplicateRecords,
      plausibilityChecks: plausibilityChecks,
      registrationOutbox: registrationOutbox
    )
    let personErasure = PersonErasure(
      personRecords: personRecords,
      careRecords: careRecords,
      evidenceRecords: evidenceRecords,
      duplicateRecords: duplicateRecords,
      registrationOutbox: registrationOutbox
    )
    let careJoining = CareJoining(careRecords: careRecords, evidenceRecords: evidenceRecords)
    let careSeparation = CareSeparation(
      careRecords: careRecords,
      evidenceRecords: evidenceRecords,
      visibility: visibility,
      careJoining: careJoining
    )
    persons = PersonStore(
      database: database,
      tables: tables,
      personRecords: personRecords,
      careRecords: careRecords,
      evidenceRecords: evidenceRecords,
      visibility: visibility,
      personViews: personViews,
      personChanges: personChanges,
      numberClaims: numberClaims,
      duplicateRecords: duplicateRecords,
      draftRecords: draftRecords,
      plausibilityChecks: plausibilityChecks,
      personErasure: personErasure,
      registrationOutbox: registrationOutbox,
      lookupHashes: lookupHashes
    )
    careSituations = CareSituationStore(
      database: database,
      personRecords: personRecords,
      careRecords: careRecords,
      evidenceRecords: evidenceRecords,
      visibility: visibility,
      personViews: personViews,
      careRegistration: careRegistration,
      draftRecords: draftRecords,
      plausibilityChecks: plausibilityChecks,
      registrationOutbox: registrationOutbox
    )
    evidence = EvidenceStore(
      database: database,
      personRecords: personRecords,
      careRecords: careRecords,
      evidenceRecords: evidenceRecords,
      visibility: visibility,
      registrationOutbox: registrationOutbox
    )
    support = SupportStore(
      database: database,
      personRecords: personRecords,
      visibility: visibility,
      registrationOutbox: registrationOutbox
    )
    bankAccounts = BankAccountStore(database: database, personRecords: personRecords, visibility: visibility)
    consents = ConsentStore(
      database: database,
      personRecords: personRecords,
      careRecords: careRecords,
      consentRecords: consentRecords,
      visibility: visibility,
      plausibilityChecks: plausibilityChecks,
      registrationOutbox: registrationOutbox
    )
    duplicates = DuplicateStore(
      database: database,
      personRecords: personRecords,
      personViews: personViews,
      visibility: visibility,
      duplicateRecords: duplicateRecords,
      numberClaims: numberClaims
    )
    merges = MergeStore(
      database: database,
      personRecords: personRecords,
      careRecords: careRecords,
      evidenceRecords: evidenceRecords,
      consentRecords: consentRecords,
      visibility: visibility,
      personChanges: personChanges,
      numberClaims: numberClaims,
      duplicateRecords: duplicateRecords,
      plausibilityChecks: plausibilityChecks,
      careJoining: careJoining,
      careSeparation: careSeparation,
      registrationOutbox: registrationOutbox,
      lookupHashes: lookupHashes
    )
    drafts = DraftStore(
      database: database,
      dataKeys: dataKeys,
      personRecords: personRecords,
      careRecords: careRecords,
      visibility: visibility,
      personViews: personViews,
      draftRecords: draftRecords,
      careRegistration: careRegistration,
      registrationOutbox: registrationOutbox
    )
    imports = ImportStore(
      database: database,
      tables: tables,
      lookupHashes: lookupHashes,
      personRecords: personRecords,
      careRecords: careRecords,
      evidenceRecords: evidenceRecords,
      visibility: visibility,
      personViews: personViews,
      careRegistration: careRegistration
    )
    caregivers = CaregiverStore(
      database: database,
      personRecords: personRecords,
      consentRecords: consentRecords,
      visibility: visibility,
      registrationOutbox: registrationOutbox
    )
    retention = RetentionStore(
      database: database,
      dataKeys: dataKeys,
      personRecords: personRecords,
      careRecords: careRecords,
      evidenceRecords: evidenceRecords,
      duplicateRecords: duplicateRecords,
      draftRecords: draftRecords,
      personErasure: personErasure,
      registrationOutbox: registrationOutbox
    )
    self.database = database
  }

  /// Opens the database of Registration.
  ///
  /// - Parameters:
  ///   - location: Where it is kept.
  ///   - clock: Gives the record time of writes.
  ///   - keys: The secret of the service, from which the key of request digests is derived.
  ///   - counter: Counts what the database does, for tests; nil: nothing is counted.
  /// - Throws: `StartupError` when the file cannot be opened, is damaged, or was made by a newer version of Mantel.
  package static func openDatabase(
    _ location: ServiceDatabase.Location,
    clock: RegistryClock,
    keys: KeyFile,
    counting counter: StatementCounter? = nil
  ) throws -> ServiceDatabase {
    try ServiceDatabase(
      location,
      label: "registration",
      clock: clock,
      digestKey: keys.key(for: "registration/requests"),
      counting: counter,
      migrations: RegistrationMigrations.all
    )
  }
}
