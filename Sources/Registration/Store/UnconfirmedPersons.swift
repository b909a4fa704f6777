package import CareTypes
import GRDB
import RuleLanguage
import ServiceCore
package import ServiceRuntime

/// A person on the list of the municipality where they live, whom another municipality registered.
package struct UnconfirmedPerson: Sendable, Hashable {
  /// The person, as they were told.
  package let person: Person
  /// The care in which they were told.
  package let care: [CareSituationSummary]
}

/// Records that were made across a border: by a municipality for someone who lives in another.
///
/// Until the municipality where they live confirms the record, or merges it with its own, it is a record of what the
/// other told and no more: its number finds nobody, the other sees it masked and may not change it, and what the home
/// municipality registers of the same person goes to a record of its own. So nobody comes into sight by care that was
/// made up.
extension RegistrationStore {
  static let unconfirmedTables = """
    -- The municipality whose confirmation a record awaits that was made by another; nothing: it was confirmed.
    ALTER TABLE person ADD COLUMN unconfirmed_in TEXT;
    CREATE INDEX person_unconfirmed ON person (unconfirmed_in, key) WHERE unconfirmed_in IS NOT NULL;
    """

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

  /// A person with everything that a viewer who sees them is shown.
  func shown(_ row: PersonRow, known: Instant? = nil, for viewer: Viewer, in db: Database) throws -> Person {
    let person = try fetch(row, known: known, today: viewer.today, in: db)
    return try isMasked(row, for: viewer, in: db) ? person.masked(on: viewer.today) : person
  }

  /// A page of the people of a municipality whom others registered and whom it has not confirmed, oldest first: as long as
  /// care goes on in which they were told. Once it has ended nothing is left to confirm, until it turns out to go on.
  ///
  /// - Throws: `Refusal` for a municipality outside the scope.
  package func unconfirmedPersons(
    in municipality: NISCode,
    after key: Int64,
    limit: Int,
    for viewer: Viewer
  ) async throws -> Page<UnconfirmedPerson, Int64> {
    try await database.read { db in
      try page(of: area(of: municipality, for: viewer), after: key, limit: limit) { code, key, limit in
        try Row.fetchAll(
          db.cachedStatement(sql: Self.unconfirmedSQL),
          arguments: ["code": code.digits, "after": key, "today": viewer.today.daysSinceEpoch, "limit": limit]
        )
      } making: { row -> UnconfirmedPerson? in
        let person = try PersonRow(row)
        guard try sees(viewer, person, in: db) else { return nil }
        return UnconfirmedPerson(
          person: try shown(person, for: viewer, in: db),
          care: try careSituations(ofPerson: person.key, in: db).compactMap {
            try summary(of: $0, for: viewer, in: db)
          }
        )
      }
    }
  }

  static let unconfirmedSQL = """
    SELECT * FROM person
    WHERE unconfirmed_in = :code AND key > :after AND merged_into IS NULL
      AND (
        EXISTS (SELECT 1 FROM care_situation WHERE caregiver = person.key AND \(goesOnAfter))
        OR EXISTS (SELECT 1 FROM care_situation WHERE recipient = person.key AND \(goesOnAfter)))
    ORDER BY key LIMIT :limit
    """
  private static let goesOnAfter = "(end_date IS NULL OR end_date > :today) AND joined_into IS NULL"

  /// Says for the municipality where a person lives that the record is right: from now on its number finds them.
  ///
  /// - Returns: The new revision.
  /// - Throws: `Refusal` with `numberInUse` when another record has the number, with which it is to be merged, or from
  ///   which it is to be told apart by dismissing the pair; when the person is not there, out of sight, lives elsewhere,
  ///   was merged, erased or restricted, or for a stale etag.
  package func confirm(
    person id: OpaqueID,
    etag: String,
    for viewer: Viewer,
    command: Command
  ) async throws -> Int64 {
    try await change(id, etag: etag, for: viewer, evenUnconfirmed: true, command) { person, _, transaction in
      try confirm(person, for: viewer, in: transaction)
    }
  }

  /// Confirms a record within a transaction; one that was confirmed stays so.
  ///
  /// - Throws: `Refusal` with `numberInUse` when another record in sight has the number. One out of sight is as good as not
  ///   there: the number stays as told.
  func confirm(_ person: PersonRow, for viewer: Viewer, in transaction: WriteTransaction) throws {
    guard person.isUnconfirmed else { return }
    let db = transaction.database
    try holdClaimedNumbers(toldOf: person, by: person, in: transaction)
    for hash in try claimedHashes(of: person.key, in: db) {
      guard let holder = try personKey(ofHash: hash, in: db) else { continue }
      guard try sees(viewer, self.person(holder, in: db), clearance: .find, in: db) else { continue }
      throw Refusal(
        .numberInUse,
        "The number of \(person.name) belongs to another record: the two are merged, or their pair is dismissed"
      )
    }
    try setUnconfirmed(in: nil, person, in: db)
    // What the municipality added meanwhile counts from now on.
    try tellCareSituations(of: person, in: transaction)
  }

  /// Sets the municipality whose confirmation a record awaits.
  func setUnconfirmed(in municipality: NISCode?, _ person: PersonRow, in db: Database) throws {
    try db.cachedStatement(sql: "UPDATE person SET unconfirmed_in = ? WHERE key = ?")
      .execute(arguments: [municipality?.digits, person.key])
  }
}
