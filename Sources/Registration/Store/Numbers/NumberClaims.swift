import CareTypes
import Foundation
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Claims on national numbers: a number that was given for a person while someone else has it, or for a person whose
/// municipality has not confirmed the record.
///
/// If the one who has the number is not visible to the client, the answer is exactly the same as if nobody had it, and the
/// client keeps a record of its own (`NumberRules`). The number still finds the one who has it. The pair is shown to the
/// municipality where that person lives, which merges the two if they are one, or dismisses the pair if the number was given
/// for the wrong person.
struct NumberClaims: Sendable {
  let personRecords: PersonRecords
  let lookupHashes: LookupHashes
  let visibility: Visibility
  let duplicateRecords: DuplicateRecords

  /// Which of some persons claim a number that another of them has.
  func claims(among persons: some Sequence<Int64>, in db: Connection) throws -> Set<Claim> {
    let rows = try db.rows(Self.claimsAmongSQL, [ValueList(Set(persons))])
    return Set(rows.map { Claim(claimant: $0["claimant"], holder: $0["holder"]) })
  }

  /// A number that was given for one person, the claimant, and that another person already has.
  struct Claim: Hashable {
    let claimant: Int64
    let holder: Int64
  }

  static let claimsAmongSQL = """
    SELECT number_claim.person AS claimant, person_identifier.person AS holder
    FROM number_claim JOIN person_identifier ON person_identifier.hash = number_claim.hash
    WHERE number_claim.person IN \(ValueList.members("?"))
    """

  static let claimantsSQL = "SELECT person FROM number_claim WHERE hash = ? ORDER BY person"

  /// Stores a number that was given for a person, and shows the pair to the municipality where the one lives who has
  /// it.
  ///
  /// - Parameter holder: The person who has it; nil if nobody has it.
  func claim(
    _ insz: INSZ,
    by person: PersonRow,
    heldBy holder: Int64?,
    _ cipher: FieldCipher,
    in transaction: WriteTransaction
  ) throws {
    let db = transaction.connection
    try db.execute(
      """
      INSERT INTO number_claim (hash, person, digits, recorded) VALUES (?, ?, ?, ?)
      ON CONFLICT (hash, person) DO UPDATE SET recorded = excluded.recorded
      """,
      [
        lookupHashes.hash(of: .insz(insz)), person.key, try cipher.seal(insz.digits, at: SealedField.number),
        transaction.now.microseconds,
      ]
    )
    if let holder { try pair(person, withHolder: personRecords.person(holder, in: db), in: transaction) }
  }

  /// Shows a person who has a number to the municipality where they live, paired with everyone for whom the number was
  /// given.
  private func pairWithClaimants(ofHash hash: Data, _ holder: PersonRow, in transaction: WriteTransaction) throws {
    let claimants = try transaction.connection.values(Int64.self, Self.claimantsSQL, [hash])
    try pair(holder, withClaimants: claimants, in: transaction)
  }

  /// Shows a person who has a number to the municipality where they live, paired with those for whom the number was given.
  func pair(_ holder: PersonRow, withClaimants claimants: [Int64], in transaction: WriteTransaction) throws {
    let db = transaction.connection
    for key in claimants where key != holder.key {
      let claimant = try personRecords.person(key, in: db)
      if claimant.mergedInto == nil { try pair(claimant, withHolder: holder, in: transaction) }
    }
  }

  /// Shows a person to the municipalities where they live now, paired with everyone who shares a number with them:
  /// those for whom one of their numbers was given, and those who have a number that was given for them.
  func pairOverNumbers(of person: PersonRow, in transaction: WriteTransaction) throws {
    let db = transaction.connection
    for hash in try db.values(Data.self, Self.heldHashesSQL, [person.key]) {
      try pairWithClaimants(ofHash: hash, person, in: transaction)
    }
    for hash in try claimedHashes(of: person.key, in: db) {
      guard let holder = try personRecords.personKey(ofHash: hash, in: db), holder != person.key else { continue }
      try pair(person, withHolder: personRecords.person(holder, in: db), in: transaction)
    }
  }

  static let heldHashesSQL = "SELECT hash FROM person_identifier WHERE person = ?"

  /// Shows two people who share a number to the municipalities where they live today or will live, also if their pair
  /// was dismissed before: the number was given since.
  private func pair(_ claimant: PersonRow, withHolder holder: PersonRow, in transaction: WriteTransaction) throws {
    let db = transaction.connection
    let today = try transaction.now.dateInBelgium()
    try db.execute(
      "UPDATE duplicate SET closed = NULL WHERE first = ? AND second = ?",
      [min(claimant.key, holder.key), max(claimant.key, holder.key)]
    )
    var municipalities: Set<NISCode> = []
    for person in [claimant, holder] {
      let spans = try personRecords.places(of: person, in: db).spans.filter { $0.end.map { $0 >= today } ?? true }
      municipalities.formUnion(spans.compactMap(\.value.flemishMunicipality))
      municipalities.formUnion(try visibility.homes(ofPerson: person.key, on: today, in: db))
    }
    try duplicateRecords.insertDuplicate(claimant, holder, municipalities: municipalities, in: transaction)
  }

  /// The hashes of the numbers that were given for a person.
  func claimedHashes(of person: Int64, in db: Connection) throws -> [Data] {
    try db.values(Data.self, Self.claimedHashesSQL, [person])
  }

  static let claimedHashesSQL = "SELECT hash FROM number_claim WHERE person = ?"

  /// Assigns to a person the numbers that were given for them and that nobody has. Numbers that were given for another
  /// record of the same person are earlier ones at first.
  ///
  /// - Returns: Their hashes.
  @discardableResult
  func assignClaimedNumbers(
    of claimant: PersonRow,
    to holder: PersonRow,
    in transaction: WriteTransaction
  ) throws -> [Data] {
    let db = transaction.connection
    guard let opening = try personRecords.cipher(of: claimant),
      let sealing = try personRecords.cipher(of: holder)
    else {
      return []
    }
    let rows = try db.rows(
      """
      SELECT hash, digits FROM number_claim WHERE person = ?
        AND NOT EXISTS (SELECT 1 FROM person_identifier WHERE person_identifier.hash = number_claim.hash)
      ORDER BY recorded
      """,
      [claimant.key]
    )
    let today = try transaction.now.dateInBelgium()
    return try rows.map { row in
      let number = try INSZ(opening.open(row["digits"], at: SealedField.number), today: today)
      try personRecords.insertNumber(
        .insz(number),
        of: holder.key,
        isInForce: claimant.key == holder.key,
        sealing,
        at: transaction.now,
        in: db
      )
      let hash: Data = row["hash"]
      try drop(claim: hash, of: claimant, in: db)
      try pairWithClaimants(ofHash: hash, holder, in: transaction)
      return hash
    }
  }

  private func drop(claim hash: Data, of person: PersonRow, in db: Connection) throws {
    try db.execute("DELETE FROM number_claim WHERE hash = ? AND person = ?", [hash, person.key])
  }

  /// The hashes of the numbers that were given for one person and that another has.
  func claims(by person: Int64, onNumbersOf holder: Int64, in db: Connection) throws -> [Data] {
    try db.values(Data.self, Self.claimsSQL, [person, holder])
  }

  static let claimsSQL = """
    SELECT number_claim.hash FROM number_claim JOIN person_identifier ON person_identifier.hash = number_claim.hash
    WHERE number_claim.person = ? AND person_identifier.person = ?
    """

  /// Deletes the claims of a person who was merged into the one who has the numbers.
  ///
  /// - Returns: Their hashes, so that the merge can be undone.
  func dropClaims(of from: PersonRow, on to: PersonRow, in db: Connection) throws -> [Data] {
    let claims = try claims(by: from.key, onNumbersOf: to.key, in: db)
    for hash in claims { try drop(claim: hash, of: from, in: db) }
    return claims
  }

  /// Deletes the claims of a person on the numbers of someone else, because a number belongs to one person. A person
  /// who is left without a number gets a local one.
  ///
  /// - Throws: `Refusal` with `personRestricted` for someone whose data is restricted.
  func refuteClaims(of claimant: PersonRow, on holder: PersonRow, in transaction: WriteTransaction) throws {
    let db = transaction.connection
    if try claims(by: claimant.key, onNumbersOf: holder.key, in: db).isEmpty { return }
    try claimant.status.requireChangeable()
    _ = try dropClaims(of: claimant, on: holder, in: db)
    guard let cipher = try personRecords.cipher(of: claimant) else { return }
    let today = try transaction.now.dateInBelgium()
    if try personRecords.numbers(of: claimant.key, cipher, today: today, in: db).current == nil {
      try personRecords.insertNumber(
        .local(personRecords.freeLocalNumber(in: db)),
        of: claimant.key,
        cipher,
        at: transaction.now,
        in: db
      )
    }
    try duplicateRecords.findDuplicates(of: claimant, in: transaction)
    // Through the mask the number is not seen; that it went must not be seen by the etag either.
    if !claimant.isUnconfirmed { try personRecords.bumpRevision(of: claimant, in: db) }
  }

  /// Returns the claims of a person whose merge was undone.
  ///
  /// - Parameters:
  ///   - transferred: Those that became numbers of the kept person by the merge. That person loses them, unless they were given
  ///     for that person too since.
  ///   - time: When the two were merged.
  func returnClaims(
    _ claims: [Data],
    transferred: [Data],
    since time: Instant,
    from: PersonRow,
    to: PersonRow,
    in transaction: WriteTransaction
  ) throws {
    let db = transaction.connection
    guard let opening = try personRecords.cipher(of: from),
      let sealing = try personRecords.cipher(of: to)
    else { return }
    for hash in claims {
      guard
        let digits = try db.value(
          Data.self,
          "SELECT digits FROM person_identifier WHERE hash = ? AND person = ?",
          [hash, from.key]
        )
      else { continue }
      let number = try INSZ(
        opening.open(digits, at: SealedField.number),
        today: transaction.now.dateInBelgium()
      )
      if transferred.contains(hash) {
        try db.execute(
          "DELETE FROM person_identifier WHERE hash = ? AND person = ? AND recorded = ?",
          [hash, from.key, time.microseconds]
        )
      }
      try claim(number, by: to, heldBy: personRecords.personKey(of: .insz(number), in: db), sealing, in: transaction)
    }
  }
}
