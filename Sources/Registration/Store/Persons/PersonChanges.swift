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
  let registrationOutbox: RegistrationOutbox

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
      UPDATE person SET identity = ?, birth_date = ?, language = ?, channel = ?, digital_skill = ?,
        has_trusted_adult = ?
      WHERE key = ?
      """,
      [
        try cipher.seal(identity, at: SealedField.identity),
        birthDate?.daysSinceEpoch, contactPreferences.language.rawValue, contactPreferences.channel.rawValue,
        contactPreferences.digitalSkill?.rawValue,
        identity.trustedAdult != nil, person.key,
      ]
    )
    if person.hasTrustedAdult, identity.trustedAdult == nil {
      try registrationOutbox.publishShield(of: person, in: transaction)
    }
    try duplicateRecords.findDuplicates(of: personRecords.person(person.key, in: db), in: transaction)
    if birthDate != person.birthDate { try registrationOutbox.publishFacts(ofCareOf: person, in: transaction) }
  }

  /// Stores a new person, and where they live. A number is only stored as a claim if someone else has it, or if the
  /// person lives in another municipality than those of the client.
  ///
  /// - Parameter bearers: Who is known by the number of the person; nil for someone without one.
  func insertPerson(
    _ details: PersonDetails,
    knownByNumber bearers: NumberBearers?,
    for viewer: Viewer,
    in transaction: WriteTransaction
  ) throws -> NewPerson {
    let (db, now) = (transaction.connection, transaction.now)
    let id = OpaqueID.random()
    let (dataKey, cipher) = try dataKeys.make(in: db)
    let sealed = try cipher.seal(details.identity, at: SealedField.identity)
    let home = details.residence.place.flemishMunicipality.map { visibility.code(of: $0, on: viewer.today) }
    let awaited = ConfirmationRules.awaited(at: home, by: viewer)
    let number = try details.number ?? .local(personRecords.freeLocalNumber(in: db))
    let today = try now.dateInBelgium()
    let residences = Timeline(start: today, value: details.residence)
    let subject = Likeness.Subject(
      identity: details.identity,
      birthDate: details.birthDate,
      number: number,
      residences: residences,
      partners: [],
      today: today,
      visibility.tables
    )
    let likenessKeys = duplicateRecords.keys(of: subject)
    let key = try db.insert(
      """
      INSERT INTO person (id, data_key, identity, birth_date, language, channel, digital_skill,
        has_trusted_adult, unconfirmed_in, likeness_keys, recorded)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        id.text, dataKey.key, sealed,
        details.birthDate?.daysSinceEpoch, details.contactPreferences.language.rawValue,
        details.contactPreferences.channel.rawValue, details.contactPreferences.digitalSkill?.rawValue,
        details.identity.trustedAdult != nil, awaited?.digits, likenessKeys.bytes,
        now.microseconds,
      ]
    )
    let person = PersonRow(
      key: key,
      id: id,
      dataKey: dataKey,
      identity: sealed,
      details,
      unconfirmedIn: awaited
    )
    try personRecords.insertResidences(
      residences,
      of: person.key,
      isFirst: true,
      cipher,
      at: now,
      in: db
    )
    if case .insz(let insz) = number, NumberRules.isClaim(of: person.status, isTaken: bearers?.holder != nil) {
      try numberClaims.claim(insz, by: person, heldBy: bearers?.holder, cipher, in: transaction)
    } else {
      try personRecords.insertNumber(number, of: person.key, isFirst: true, cipher, at: now, in: db)
      try numberClaims.pair(person, withClaimants: bearers?.claimants ?? [], in: transaction)
    }
    return NewPerson(
      row: person,
      subject: subject,
      likenessKeys: likenessKeys,
      residences: residences,
      recordTime: now
    )
  }

  /// Confirms a record within a transaction; a confirmed record stays as it is.
  ///
  /// - Throws: `Refusal` with `numberInUse` when another visible record has the number. If a record that is not visible
  ///   has it, the number stays a claim.
  func confirm(_ person: PersonRow, for viewer: Viewer, in transaction: WriteTransaction) throws {
    guard person.isUnconfirmed else { return }
    let db = transaction.connection
    try numberClaims.assignClaimedNumbers(of: person, to: person, in: transaction)
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
    try registrationOutbox.publishFacts(ofCareOf: person, in: transaction)
  }
}
