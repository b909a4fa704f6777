import CareTypes
import GRDB
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

  /// Writes what identifies and reaches a person, and tells what follows from it.
  func writeIdentity(
    _ identity: Identity,
    _ reach: Reach,
    birthDate: CalendarDate?,
    of person: PersonRow,
    _ cipher: FieldCipher,
    in transaction: WriteTransaction
  ) throws {
    let db = transaction.database
    try db.cachedStatement(
      sql: """
        UPDATE person SET identity = ?, name_hash = ?, birth_date = ?, language = ?, channel = ?, digital_skill = ?,
          has_trusted_adult = ?
        WHERE key = ?
        """
    ).execute(arguments: [
      try cipher.seal(json: identity, at: SealedField.identity), lookupHashes.nameHash(identity.familyName, birthDate),
      birthDate?.daysSinceEpoch, reach.language.rawValue, reach.channel.rawValue, reach.digitalSkill?.rawValue,
      identity.trustedAdult != nil, person.key,
    ])
    if person.hasTrustedAdult, identity.trustedAdult == nil { try careEvents.shield(person, in: transaction) }
    try duplicateRecords.findDuplicates(of: personRecords.person(person.key, in: db), in: transaction)
    if birthDate != person.birthDate { try careEvents.tellCareSituations(of: person, in: transaction) }
  }

  /// Stores a person who is not known yet, and where they live. A number that another has is kept as told, and so is any
  /// that a municipality tells of someone who lives elsewhere.
  func insertPerson(
    _ details: PersonDetails,
    for viewer: Viewer,
    in transaction: WriteTransaction
  ) throws -> PersonRow {
    let (db, now) = (transaction.database, transaction.now)
    let id = OpaqueID.random()
    let (dataKey, cipher) = try dataKeys.make(in: db)
    let sealed = try cipher.seal(json: details.identity, at: SealedField.identity)
    let nameHash = lookupHashes.nameHash(details.identity.familyName, details.birthDate)
    try db.cachedStatement(
      sql: """
        INSERT INTO person (id, data_key, identity, name_hash, birth_date, language, channel, digital_skill,
          has_trusted_adult, recorded)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      id.text, dataKey, sealed, nameHash, details.birthDate?.daysSinceEpoch,
      details.reach.language.rawValue, details.reach.channel.rawValue, details.reach.digitalSkill?.rawValue,
      details.identity.trustedAdult != nil, now.microseconds,
    ])
    // For who lives outside Flanders whoever registers them acts.
    let home = details.residence.place.flemishMunicipality.map { visibility.code(of: $0, on: viewer.today) }
    let isUnconfirmed = home.map { viewer.scope?.municipalities.contains($0) == false } ?? false
    let person = PersonRow(
      key: db.lastInsertedRowID,
      id: id,
      dataKey: dataKey,
      identity: sealed,
      nameHash,
      details,
      unconfirmedIn: isUnconfirmed ? home : nil
    )
    if isUnconfirmed { try personRecords.setUnconfirmed(in: home, person, in: db) }
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
    if case .insz(let insz) = number, person.isUnconfirmed || holder != nil {
      try numberClaims.claim(insz, by: person, heldBy: holder, cipher, in: transaction)
    } else {
      try personRecords.insertNumber(number, of: person.key, isFirst: true, cipher, at: now, in: db)
      try numberClaims.pairWithClaimants(of: number, person, in: transaction)
    }
    return person
  }

  /// Confirms a record within a transaction; one that was confirmed stays so.
  ///
  /// - Throws: `Refusal` with `numberInUse` when another record in sight has the number. One out of sight is as good as not
  ///   there: the number stays as told.
  func confirm(_ person: PersonRow, for viewer: Viewer, in transaction: WriteTransaction) throws {
    guard person.isUnconfirmed else { return }
    let db = transaction.database
    try numberClaims.holdClaimedNumbers(toldOf: person, by: person, in: transaction)
    for hash in try numberClaims.claimedHashes(of: person.key, in: db) {
      guard let holder = try personRecords.personKey(ofHash: hash, in: db) else { continue }
      guard try visibility.sees(viewer, personRecords.person(holder, in: db), clearance: .find, in: db) else {
        continue
      }
      throw Refusal(
        .numberInUse,
        "The number of \(person.name) belongs to another record: the two are merged, or their pair is dismissed"
      )
    }
    try personRecords.setUnconfirmed(in: nil, person, in: db)
    // What the municipality added meanwhile counts from now on.
    try careEvents.tellCareSituations(of: person, in: transaction)
  }
}
