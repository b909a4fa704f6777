import CareTypes
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Stores persons and changes of their identity, with everything that follows from them.
struct PersonChanges: Sendable {
  let dataKeys: DataKeys
  let personRecords: PersonRecords
  let lookupHashes: LookupHashes
  let visibility: Visibility
  let numberClaims: NumberClaims
  let duplicateRecords: DuplicateRecords
  let careEvents: CareEvents

  /// Writes the identity and contact data of a person, and publishes what changes by it.
  func writeIdentity(
    _ identity: Identity,
    _ contactPreferences: ContactPreferences,
    birthDate: CalendarDate?,
    of person: PersonRow,
    _ cipher: FieldCipher,
    in transaction: WriteTransaction
  ) throws {
    let db = transaction.connection
    try db.execute(
      """
      UPDATE person SET identity = ?, name_hash = ?, birth_date = ?, language = ?, channel = ?, digital_skill = ?,
        has_trusted_adult = ?
      WHERE key = ?
      """,
      [
        try cipher.seal(json: identity, at: SealedField.identity),
        lookupHashes.nameHash(identity.familyName, birthDate),
        birthDate?.daysSinceEpoch, contactPreferences.language.rawValue, contactPreferences.channel.rawValue,
        contactPreferences.digitalSkill?.rawValue,
        identity.trustedAdult != nil, person.key,
      ]
    )
    if person.hasTrustedAdult, identity.trustedAdult == nil { try careEvents.shield(person, in: transaction) }
    try duplicateRecords.findDuplicates(of: personRecords.person(person.key, in: db), in: transaction)
    if birthDate != person.birthDate { try careEvents.tellCareSituations(of: person, in: transaction) }
  }

  /// Stores a new person, and where they live. A number is only stored as a claim if someone else has it, or if the
  /// person lives in another municipality than those of the client.
  func insertPerson(
    _ details: PersonDetails,
    for viewer: Viewer,
    in transaction: WriteTransaction
  ) throws -> PersonRow {
    let (db, now) = (transaction.connection, transaction.now)
    let id = OpaqueID.random()
    let (dataKey, cipher) = try dataKeys.make(in: db)
    let sealed = try cipher.seal(json: details.identity, at: SealedField.identity)
    let key = try db.insert(
      """
      INSERT INTO person (id, data_key, identity, name_hash, birth_date, language, channel, digital_skill,
        has_trusted_adult, recorded)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        id.text, dataKey, sealed, lookupHashes.nameHash(details.identity.familyName, details.birthDate),
        details.birthDate?.daysSinceEpoch, details.contactPreferences.language.rawValue,
        details.contactPreferences.channel.rawValue, details.contactPreferences.digitalSkill?.rawValue,
        details.identity.trustedAdult != nil, now.microseconds,
      ]
    )
    let home = details.residence.place.flemishMunicipality.map { visibility.code(of: $0, on: viewer.today) }
    let awaited = ConfirmationRules.awaited(at: home, by: viewer)
    let person = PersonRow(
      key: key,
      id: id,
      dataKey: dataKey,
      identity: sealed,
      details,
      unconfirmedIn: awaited
    )
    if awaited != nil { try personRecords.setUnconfirmed(in: awaited, person, in: db) }
    let start = try now.dateInBelgium()
    try personRecords.insertResidences(
      Timeline(start: start, value: details.residence),
      of: person.key,
      isFirst: true,
      cipher,
      at: now,
      in: db
    )
    let number = try details.number ?? .local(personRecords.freeLocalNumber(in: db))
    let holder = try personRecords.personKey(of: number, in: db)
    if case .insz(let insz) = number, NumberRules.isClaim(of: person.status, isTaken: holder != nil) {
      try numberClaims.claim(insz, by: person, heldBy: holder, cipher, in: transaction)
    } else {
      try personRecords.insertNumber(number, of: person.key, isFirst: true, cipher, at: now, in: db)
      try numberClaims.pairWithClaimants(of: number, person, in: transaction)
    }
    return person
  }

  /// Confirms a record within a transaction; a confirmed record stays as it is.
  ///
  /// - Throws: `Refusal` with `numberInUse` when another visible record has the number. If a record that is not visible
  ///   has it, the number stays a claim.
  func confirm(_ person: PersonRow, for viewer: Viewer, in transaction: WriteTransaction) throws {
    guard person.isUnconfirmed else { return }
    let db = transaction.connection
    try numberClaims.holdClaimedNumbers(toldOf: person, by: person, in: transaction)
    let bearers = try numberClaims.claimedHashes(of: person.key, in: db).compactMap { hash in
      try personRecords.personKey(ofHash: hash, in: db)
    }
    let persons = try personRecords.persons(bearers, in: db)
    try NumberRules.requireConfirmable(
      person.status,
      bearers: persons.values.map(\.status),
      by: visibility.rules(of: bearers, for: viewer, in: db)
    )
    try personRecords.setUnconfirmed(in: nil, person, in: db)
    // What the municipality added in the meantime is valid from now on.
    try careEvents.tellCareSituations(of: person, in: transaction)
  }
}
