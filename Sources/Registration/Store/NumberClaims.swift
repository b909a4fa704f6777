import CareTypes
import Foundation
import GRDB
import ServiceRuntime

/// Numbers that are told of someone while another has them out of the teller's sight, or of someone who lives where the
/// teller has no say.
///
/// Whoever tells such a number is answered exactly as if nobody had it, and keeps a record of their own. The number goes
/// on finding the one who has it; the record is put before the municipality where that one lives, who alone can say that
/// the two are one, by merging them.
extension RegistrationStore {
  static let claimTables = """
    -- Numbers that were told of a person while another has them.
    CREATE TABLE number_claim (
      hash BLOB NOT NULL CHECK (length(hash) = 32),
      person INTEGER NOT NULL REFERENCES person (key),
      digits BLOB NOT NULL,
      recorded INTEGER NOT NULL,
      PRIMARY KEY (hash, person)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX number_claim_by_person ON number_claim (person);
    """

  /// The person whom a number finds for a viewer: the one who has it when they are in sight, else one of whom it was
  /// told.
  ///
  /// - Returns: Nothing when nobody in sight is known by it.
  func person(with number: PersonNumber, for viewer: Viewer, in db: Database) throws -> PersonRow? {
    if let key = try personKey(of: number, in: db) {
      let holder = try person(key, in: db)
      if try sees(viewer, holder, clearance: .find, in: db) { return holder }
    }
    let claimants = try Int64.fetchAll(
      db.cachedStatement(sql: Self.claimantsSQL),
      arguments: [hash(of: number)]
    )
    for key in claimants {
      var claimant = try person(key, in: db)
      while let kept = claimant.mergedInto { claimant = try person(kept, in: db) }
      if try sees(viewer, claimant, clearance: .find, in: db) { return claimant }
    }
    return nil
  }

  static let claimantsSQL = "SELECT person FROM number_claim WHERE hash = ? ORDER BY person"

  /// Keeps a number that was told of a person, and puts them before the municipality where the one lives who has it.
  ///
  /// - Parameter holder: Who has it; nothing: nobody yet.
  func claim(
    _ insz: INSZ,
    by person: PersonRow,
    heldBy holder: Int64?,
    _ cipher: FieldCipher,
    in transaction: WriteTransaction
  ) throws {
    let db = transaction.database
    try db.cachedStatement(
      sql: """
        INSERT INTO number_claim (hash, person, digits, recorded) VALUES (?, ?, ?, ?)
        ON CONFLICT (hash, person) DO UPDATE SET recorded = excluded.recorded
        """
    ).execute(arguments: [
      hash(of: .insz(insz)), person.key, try cipher.seal(insz.digits, at: Self.numberPlace),
      transaction.now.microseconds,
    ])
    guard let holder else { return }
    let homes = try homes(ofPerson: holder, on: transaction.now.dateInBelgium(), in: db)
    try insertDuplicate(person, self.person(holder, in: db), municipalities: homes, in: transaction)
  }

  /// Puts a person who has a number before the municipality where they live, with everyone of whom it was told.
  func pairWithClaimants(of number: PersonNumber, _ holder: PersonRow, in transaction: WriteTransaction) throws {
    let db = transaction.database
    let claimants = try Int64.fetchAll(db.cachedStatement(sql: Self.claimantsSQL), arguments: [hash(of: number)])
    if claimants.isEmpty { return }
    let homes = try homes(ofPerson: holder.key, on: transaction.now.dateInBelgium(), in: db)
    for key in claimants where key != holder.key {
      let claimant = try person(key, in: db)
      if claimant.mergedInto != nil { continue }
      try insertDuplicate(claimant, holder, municipalities: homes, in: transaction)
    }
  }

  /// The hashes of the numbers that were told of a person.
  func claimedHashes(of person: Int64, in db: Database) throws -> [Data] {
    try Data.fetchAll(db.cachedStatement(sql: Self.claimedHashesSQL), arguments: [person])
  }

  static let claimedHashesSQL = "SELECT hash FROM number_claim WHERE person = ?"

  /// Lets someone have the numbers that were told of a person and that nobody has. Those that were told of another record
  /// of the same person are earlier ones at first.
  ///
  /// - Returns: Their hashes.
  @discardableResult
  func holdClaimedNumbers(
    toldOf claimant: PersonRow,
    by holder: PersonRow,
    in transaction: WriteTransaction
  ) throws -> [Data] {
    let db = transaction.database
    guard let opening = try cipher(of: claimant, in: db), let sealing = try cipher(of: holder, in: db) else {
      return []
    }
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT hash, digits FROM number_claim WHERE person = ?
            AND NOT EXISTS (SELECT 1 FROM person_identifier WHERE person_identifier.hash = number_claim.hash)
          ORDER BY recorded
          """
      ),
      arguments: [claimant.key]
    )
    let today = try transaction.now.dateInBelgium()
    return try rows.map { row in
      let number = try INSZ(opening.open(row["digits"], at: Self.numberPlace), today: today)
      try insert(
        .insz(number),
        of: holder.key,
        holdsNow: claimant.key == holder.key,
        sealing,
        at: transaction.now,
        in: db
      )
      let hash: Data = row["hash"]
      try drop(claim: hash, of: claimant, in: db)
      try pairWithClaimants(of: .insz(number), holder, in: transaction)
      return hash
    }
  }

  private func drop(claim hash: Data, of person: PersonRow, in db: Database) throws {
    try db.cachedStatement(sql: "DELETE FROM number_claim WHERE hash = ? AND person = ?")
      .execute(arguments: [hash, person.key])
  }

  /// The hashes of the numbers that were told of one person and that another has.
  func claims(by person: Int64, onNumbersOf holder: Int64, in db: Database) throws -> [Data] {
    try Data.fetchAll(db.cachedStatement(sql: Self.claimsSQL), arguments: [person, holder])
  }

  static let claimsSQL = """
    SELECT number_claim.hash FROM number_claim JOIN person_identifier ON person_identifier.hash = number_claim.hash
    WHERE number_claim.person = ? AND person_identifier.person = ?
    """

  /// Drops the claims of a person who was merged into the one who has the numbers.
  ///
  /// - Returns: Their hashes, so that they can return.
  func dropClaims(of from: PersonRow, on to: PersonRow, in db: Database) throws -> [Data] {
    let claims = try claims(by: from.key, onNumbersOf: to.key, in: db)
    for hash in claims { try drop(claim: hash, of: from, in: db) }
    return claims
  }

  /// Gives the claims back to a person whose merge was undone.
  ///
  /// - Parameters:
  ///   - passed: Those that came to be numbers of the one who was kept, who has them no more, unless they were told of
  ///     that one as well since.
  ///   - time: When the two were merged.
  func returnClaims(
    _ claims: [Data],
    passed: [Data],
    since time: Instant,
    from: PersonRow,
    to: PersonRow,
    in transaction: WriteTransaction
  ) throws {
    let db = transaction.database
    guard let opening = try cipher(of: from, in: db), let sealing = try cipher(of: to, in: db) else { return }
    for hash in claims {
      guard
        let digits = try Data.fetchOne(
          db.cachedStatement(sql: "SELECT digits FROM person_identifier WHERE hash = ? AND person = ?"),
          arguments: [hash, from.key]
        )
      else { continue }
      let number = try INSZ(
        opening.open(digits, at: Self.numberPlace),
        today: transaction.now.dateInBelgium()
      )
      if passed.contains(hash) {
        try db.cachedStatement(sql: "DELETE FROM person_identifier WHERE hash = ? AND person = ? AND recorded = ?")
          .execute(arguments: [hash, from.key, time.microseconds])
      }
      try claim(number, by: to, heldBy: personKey(of: .insz(number), in: db), sealing, in: transaction)
    }
  }
}
