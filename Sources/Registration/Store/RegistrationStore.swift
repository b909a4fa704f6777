package import CareTypes
import Foundation
import GRDB
package import ServiceRuntime

/// The registry's records. Each method is one transaction.
package struct RegistrationStore: Sendable {
  let database: ServiceDatabase
  let cipher: PersonCipher
  let encode: @Sendable (RegistrationEvent) throws -> EventPayload

  /// The store of an opened database.
  ///
  /// - Parameters:
  ///   - database: Where the records are.
  ///   - keys: The service's secret.
  ///   - encode: Turns an event into what the outbox holds.
  package init(
    database: ServiceDatabase,
    keys: KeyFile,
    encode: @escaping @Sendable (RegistrationEvent) throws -> EventPayload
  ) {
    self.database = database
    self.cipher = PersonCipher(keys: keys)
    self.encode = encode
  }

  /// Opens the database of Registration.
  ///
  /// - Throws: `StartupError`.
  package static func openDatabase(
    _ location: ServiceDatabase.Location,
    clock: RegistryClock,
    keys: KeyFile
  ) throws -> ServiceDatabase {
    try ServiceDatabase(
      location,
      label: "registration",
      clock: clock,
      digestKey: keys.key(for: "registration/requests"),
      migrations: RegistrationTables.register
    )
  }

  /// Tells under which ids a care situation was registered.
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

  /// Registers a care situation, and both persons where they are not known yet.
  ///
  /// - Throws: `Refusal` with `careSituationExists` when these two have one in the same period, or `requestIDReused`.
  package func register(_ new: NewCareSituation, command: Command) async throws -> Registered {
    let (cipher, encode) = (cipher, encode)
    return try await database.command(command) { transaction in
      let (db, now) = (transaction.database, transaction.now)
      let caregiver = try Self.party(new.caregiver, cipher: cipher, at: now, in: db)
      let recipient = try Self.party(new.recipient, cipher: cipher, at: now, in: db)
      try Self.refuseOverlap(caregiver: caregiver.key, recipient: recipient.key, span: new.care.span, in: db)
      let id = OpaqueID.random()
      let key = try Self.insert(new.care, id: id, caregiver: caregiver.key, recipient: recipient.key, at: now, in: db)
      for municipality in Set([caregiver.party.municipality, recipient.party.municipality]) {
        try db.cachedStatement(
          sql: "INSERT INTO care_situation_municipality (municipality, care_situation) VALUES (?, ?)"
        ).execute(arguments: [municipality.digits, key])
      }
      for evidence in new.care.evidence {
        try Self.insert(evidence, id: id, key: key, cipher: cipher, in: db)
      }
      let event = RegisteredCareSituation(
        id: id,
        caregiver: caregiver.party,
        recipient: recipient.party,
        care: new.care
      )
      try transaction.append(encode(.registered(event)))
      for (person, consents) in [(caregiver, new.caregiverConsents), (recipient, new.recipientConsents)] {
        for consent in consents {
          try Self.replace(consent, of: person.key, at: now, in: db)
          try transaction.append(
            encode(.consentChanged(person: person.party.id, purpose: consent.purpose, given: true))
          )
        }
      }
      return Registered(
        careSituation: id,
        caregiver: caregiver.party.id,
        recipient: recipient.party.id,
        revision: 1,
        createTime: now
      )
    }
  }

  /// Sets the last day of a care situation.
  ///
  /// - Returns: The new revision.
  /// - Throws: `Refusal` when it is not there, or as `EndingCare.check` says.
  package func end(_ id: OpaqueID, _ ending: EndingCare, command: Command) async throws -> Int64 {
    let encode = encode
    return try await database.command(command) { transaction in
      let db = transaction.database
      let name = ResourceCollection.careSituations.name(id)
      guard
        let row = try Row.fetchOne(
          db.cachedStatement(sql: "SELECT key, start_date, end_date, revision FROM care_situation WHERE id = ?"),
          arguments: [id.text]
        )
      else { throw Refusal.notFound(name) }
      let revision: Int64 = row["revision"]
      try ending.check(
        name: name,
        span: row.span(),
        revision: revision,
        today: transaction.now.dateInBelgium()
      )
      try db.cachedStatement(
        sql: "UPDATE care_situation SET end_date = ?, end_reason = ?, revision = ?, updated = ? WHERE key = ?"
      ).execute(arguments: [
        ending.date.daysSinceEpoch, ending.reason.rawValue, revision + 1, transaction.now.microseconds,
        row["key"] as Int64,
      ])
      try transaction.append(encode(.ended(careSituation: id, date: ending.date)))
      return revision + 1
    }
  }

  /// Records a consent of a person; one that stands for the same purpose is replaced and stays as history.
  ///
  /// - Throws: `Refusal` when the person is not there.
  package func record(_ consent: Consent, of person: OpaqueID, command: Command) async throws -> Instant {
    let encode = encode
    return try await database.command(command) { transaction in
      guard let key = try PersonRecord.key(of: person, in: transaction.database) else {
        throw Refusal.notFound(ResourceCollection.persons.name(person))
      }
      try Self.replace(consent, of: key, at: transaction.now, in: transaction.database)
      try transaction.append(encode(.consentChanged(person: person, purpose: consent.purpose, given: true)))
      return transaction.now
    }
  }

  /// Withdraws the consent of a person for a purpose.
  ///
  /// - Throws: `Refusal` when the person is not there, or no such consent stands.
  package func withdraw(_ purpose: ConsentPurpose, of person: OpaqueID, command: Command) async throws -> Instant {
    let encode = encode
    return try await database.command(command) { transaction in
      let name = ResourceCollection.persons.name(person)
      guard let key = try PersonRecord.key(of: person, in: transaction.database) else { throw Refusal.notFound(name) }
      guard try Self.endConsent(purpose, of: key, at: transaction.now, in: transaction.database) else {
        throw Refusal(.noConsent, "\(name) has no consent for this purpose")
      }
      try transaction.append(encode(.consentChanged(person: person, purpose: purpose, given: false)))
      return transaction.now
    }
  }

  // MARK: - Parts of the transactions

  private static func party(
    _ details: PersonDetails,
    cipher: PersonCipher,
    at now: Instant,
    in db: Database
  ) throws -> (key: Int64, party: RegisteredCareSituation.Party) {
    if let known = try PersonRecord.find(details.insz, cipher: cipher, in: db) {
      guard let id = OpaqueID(known.row["id"] as String) else { throw Refusal(.internal, "A person has no valid id") }
      let party = RegisteredCareSituation.Party(
        id: id,
        birthDate: try known.row.optionalDate("birth_date"),
        municipality: try NISCode(known.row["municipality"] as String)
      )
      return (known.key, party)
    }
    let id = OpaqueID.random()
    let key = try PersonRecord.insert(details, id: id, cipher: cipher, at: now, in: db)
    let party = RegisteredCareSituation.Party(
      id: id,
      birthDate: details.insz.birthDate,
      municipality: details.municipality
    )
    return (key, party)
  }

  private static func refuseOverlap(caregiver: Int64, recipient: Int64, span: DateSpan, in db: Database) throws {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT start_date, end_date FROM care_situation WHERE caregiver = ? AND recipient = ?"
      ),
      arguments: [caregiver, recipient]
    )
    for row in rows where try row.span().overlaps(span) {
      throw Refusal(.careSituationExists, "These two people have a care situation in the same period")
    }
  }

  private static func insert(
    _ care: CareDetails,
    id: OpaqueID,
    caregiver: Int64,
    recipient: Int64,
    at now: Instant,
    in db: Database
  ) throws -> Int64 {
    try db.cachedStatement(
      sql: """
        INSERT INTO care_situation (id, caregiver, recipient, relation, minutes_per_week, tasks, start_date, end_date,
          dwelling, same_address, professional_involved, caregiver_signed_date, caregiver_signed_by,
          recipient_signed_date, recipient_signed_by, revision, created, updated)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
        """
    ).execute(arguments: [
      id.text, caregiver, recipient, care.relation.rawValue, care.hours.minutes,
      care.tasks.map(\.rawValue).joined(separator: " "),
      care.span.start.daysSinceEpoch, care.span.end?.daysSinceEpoch,
      care.dwelling.rawValue, care.sameAddress, care.professionalInvolved,
      care.caregiverDeclaration?.signedDate.daysSinceEpoch, care.caregiverDeclaration?.givenBy.rawValue,
      care.recipientDeclaration?.signedDate.daysSinceEpoch, care.recipientDeclaration?.givenBy.rawValue,
      now.microseconds, now.microseconds,
    ])
    return db.lastInsertedRowID
  }

  private static func insert(
    _ evidence: Evidence,
    id: OpaqueID,
    key: Int64,
    cipher: PersonCipher,
    in db: Database
  ) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO evidence (care_situation, fact, value, assessor, issued_date, valid_until_date)
        VALUES (?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      key, evidence.fact, String(decoding: try JSONEncoder().encode(evidence.value), as: UTF8.self),
      try cipher.seal(evidence.assessor, "assessor", of: id),
      evidence.validity.start.daysSinceEpoch, evidence.validity.end?.daysSinceEpoch,
    ])
  }

  private static func replace(_ consent: Consent, of person: Int64, at now: Instant, in db: Database) throws {
    _ = try endConsent(consent.purpose, of: person, at: now, in: db)
    try db.cachedStatement(
      sql: "INSERT INTO consent (person, purpose, given_date, given_by, channel, recorded) VALUES (?, ?, ?, ?, ?, ?)"
    ).execute(arguments: [
      person, consent.purpose.rawValue, consent.givenDate.daysSinceEpoch, consent.givenBy.rawValue,
      consent.channel?.rawValue, now.microseconds,
    ])
  }

  private static func endConsent(
    _ purpose: ConsentPurpose,
    of person: Int64,
    at now: Instant,
    in db: Database
  ) throws -> Bool {
    try db.cachedStatement(
      sql: "UPDATE consent SET withdrawn = ? WHERE person = ? AND purpose = ? AND withdrawn IS NULL"
    ).execute(arguments: [now.microseconds, person, purpose.rawValue])
    return db.changesCount > 0
  }
}
