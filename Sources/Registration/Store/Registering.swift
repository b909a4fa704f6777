package import CareTypes
package import Foundation
import GRDB
package import ServiceRuntime

/// Under which ids a care situation was registered.
package struct Registered: Codable, Sendable, Hashable {
  /// Of the care situation.
  package let careSituation: OpaqueID
  /// Of the caregiver.
  package let caregiver: OpaqueID
  /// Of the recipient.
  package let recipient: OpaqueID
  /// First revision.
  package let revision: Int64
  /// When.
  package let createTime: Instant
}

extension RegistrationStore {
  /// Registers a care situation, and both persons where they are not known yet.
  ///
  /// - Throws: `Refusal` with `careSituationExists` when these two have one in the same period, `residenceDiffers` when
  ///   someone is known to live elsewhere, `primaryCaregiverExists`, `personRestricted`, or `requestIDReused`.
  package func register(
    _ new: NewCareSituation,
    for viewer: Viewer,
    command: Command
  ) async throws -> Registered {
    try await database.command(command) { transaction in
      try register(new, for: viewer, in: transaction)
    }
  }

  /// Registers several care situations in few transactions; each stands alone.
  ///
  /// - Parameter isRehearsal: Whether nothing is to stay.
  /// - Returns: For each what was registered, or why not.
  package func register(
    _ new: [(situation: NewCareSituation, command: Command)],
    for viewer: Viewer,
    isRehearsal: Bool
  ) async throws -> [Result<Registered, any Error>] {
    let commands = new.map(\.command)
    if isRehearsal {
      return try await database.rehearse(commands) { transaction, index in
        try register(new[index].situation, for: viewer, in: transaction)
      }
    }
    return await database.commands(commands) { transaction, index in
      try register(new[index].situation, for: viewer, in: transaction)
    }
  }

  /// Registers within a transaction.
  func register(
    _ new: NewCareSituation,
    for viewer: Viewer,
    in transaction: WriteTransaction
  ) throws -> Registered {
    let (db, now) = (transaction.database, transaction.now)
    try refuseImplausible(new, for: viewer, in: db)
    let caregiver = try party(new.caregiver, "caregiver", for: viewer, at: now, in: db)
    let recipient = try party(new.recipient, "recipient", for: viewer, at: now, in: db)
    guard caregiver.row.key != recipient.row.key else {
      throw Refusal.invalid("care_situation.recipient", "is the same person as the caregiver")
    }
    try refuseForeign([caregiver.row, recipient.row], for: viewer, in: db)
    let span = new.care.span
    let terms = Timeline(start: span.start, value: new.care.terms)
    try refuseOverlap(caregiver: caregiver.row.key, recipient: recipient.row.key, span: span, in: db)
    try refuseSecondPrimary(terms, span: span, recipient: recipient.row.key, in: db)

    var care = try insert(new.care, terms, caregiver: caregiver.row.key, recipient: recipient.row.key, at: now, in: db)
    try showCareSituation(care.key, isNew: true, of: [caregiver.row.key, recipient.row.key], in: db)
    if !new.care.evidence.isEmpty {
      let cipher = try cipher(forWriting: care, in: db)
      for evidence in new.care.evidence { try insert(evidence, of: care.key, cipher, at: now, in: db) }
      care = try careSituation(care.key, in: db)
    }
    let snapshot = try snapshot(of: care, caregiver.row, recipient.row, today: now.dateInBelgium(), in: db)
    try tell(.registered(snapshot), withFactsOf: care.key, in: transaction)
    if !snapshot.isSimple { try tell(.changed(snapshot), withFactsOf: care.key, in: transaction) }

    for (person, consents) in [(caregiver.row, new.caregiverConsents), (recipient.row, new.recipientConsents)] {
      for consent in consents { try record(consent, of: person, in: transaction) }
    }
    for party in [caregiver, recipient] where party.isNew { try findDuplicates(of: party.row, in: transaction) }
    return Registered(
      careSituation: care.id,
      caregiver: caregiver.row.id,
      recipient: recipient.row.id,
      revision: 1,
      createTime: now
    )
  }

  /// The person of a new care situation: who is known keeps the data held.
  private func party(
    _ details: PersonDetails,
    _ field: String,
    for viewer: Viewer,
    at now: Instant,
    in db: Database
  ) throws -> (row: PersonRow, isNew: Bool) {
    guard let number = details.number, let key = try personKey(of: number, in: db) else {
      if case .local = details.number {
        throw Refusal.invalid("care_situation.\(field).local_number", "is not known")
      }
      return (try insertPerson(details, at: now, in: db), true)
    }
    let row = try person(key, in: db)
    let isSeen = try sees(viewer, row, clearance: .find, in: db)
    if case .local = number, !isSeen {
      throw Refusal.invalid("care_situation.\(field).local_number", "is not known")
    }
    // A number alone does not bring someone into sight: who is registered with them knows their name.
    if !isSeen, try !fits(details, row, in: db) {
      throw Refusal.invalid("care_situation.\(field).family_name", "does not fit the number")
    }
    try refuseClaim(on: row, details, field, for: viewer, in: db)
    // Without the id, which the client may not know.
    if row.isRestricted { throw Refusal(.personRestricted, "The processing of the data of the \(field) is restricted") }
    try refuseUnchangeable(row)
    return (row, false)
  }

  /// Whether a name is that of a person who is known.
  private func fits(_ details: PersonDetails, _ row: PersonRow, in db: Database) throws -> Bool {
    guard let identity = try identity(of: row, in: db) else { return false }
    return NameFolding.folded(identity.familyName) == NameFolding.folded(details.identity.familyName)
  }

  /// A client may not draw people into its sight by saying that they live in its territory: whoever is known to live
  /// elsewhere has to be moved, by who sees them.
  private func refuseClaim(
    on row: PersonRow,
    _ details: PersonDetails,
    _ field: String,
    for viewer: Viewer,
    in db: Database
  ) throws {
    guard let scope = viewer.scope, scope.municipalities.contains(details.residence.municipality) else { return }
    // Of a sealed record not even this is told; what comes of it stays out of sight.
    if row.isSealed, scope.clearance == .none { return }
    let known = try municipality(ofPerson: row.key, on: viewer.today, in: db)
    if !scope.municipalities.contains(known) {
      throw Refusal(.residenceDiffers, "The \(field) is known to live outside the municipalities of this client")
    }
  }

  /// One of the two must live in a municipality of the client. Of a sealed record it is not told.
  private func refuseForeign(_ people: [PersonRow], for viewer: Viewer, in db: Database) throws {
    guard let scope = viewer.scope, !people.contains(where: { $0.isSealed && scope.clearance == .none }) else { return }
    let isNear = try people.contains {
      scope.municipalities.contains(try municipality(ofPerson: $0.key, on: viewer.today, in: db))
    }
    guard isNear else {
      throw Refusal(.outOfScope, "Neither the caregiver nor the recipient lives in a municipality of this client")
    }
  }

  /// The request id of a row of a list: from what the row says, keyed, so that it tells nothing of it.
  package func importRequestID(list: String, row: Int64, content: Data) -> String {
    let bytes = Array(lookup("import/\(list)/\(row)/\(content.base64EncodedString())").prefix(16))
    let hex = bytes.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0\(digits)" : digits
    }.joined()
    var parts: [Substring] = []
    var rest = hex[...]
    for length in [8, 4, 4, 4, 12] {
      parts.append(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    return parts.joined(separator: "-")
  }

  private func insert(
    _ care: CareDetails,
    _ terms: Timeline<CareTerms>,
    caregiver: Int64,
    recipient: Int64,
    at now: Instant,
    in db: Database
  ) throws -> CareRow {
    try db.cachedStatement(
      sql: """
        INSERT INTO care_situation (id, caregiver, recipient, start_date, end_date, caregiver_signed_date,
          caregiver_signed_by, recipient_signed_date, recipient_signed_by, revision, created, updated)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
        """
    ).execute(arguments: [
      OpaqueID.random().text, caregiver, recipient, care.span.start.daysSinceEpoch, care.span.end?.daysSinceEpoch,
      care.declarations.caregiver?.signedDate.daysSinceEpoch, care.declarations.caregiver?.givenBy.rawValue,
      care.declarations.recipient?.signedDate.daysSinceEpoch, care.declarations.recipient?.givenBy.rawValue,
      now.microseconds, now.microseconds,
    ])
    let key = db.lastInsertedRowID
    try insertRevision(key, 1, .registered, care.span, nil, care.declarations, at: now, in: db)
    try insert(terms, of: key, since: 1, in: db)
    return try careSituation(key, in: db)
  }
}
