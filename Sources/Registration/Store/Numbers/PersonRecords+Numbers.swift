import CareTypes
import Foundation
import RegistrationDomain
import ServiceCore
import ServiceRuntime

extension PersonRecords {
  /// The number in force of a person, the national one before the local one, and earlier national numbers.
  func numbers(
    of person: Int64,
    _ cipher: FieldCipher?,
    today: CalendarDate,
    in db: Connection
  ) throws -> PersonNumbers {
    guard let cipher else { return PersonNumbers([]) }
    return PersonNumbers(try knownNumbers(of: person, cipher, today: today, in: db))
  }

  /// Every number by which a person is or was known, in the order of recording.
  func knownNumbers(
    of person: Int64,
    _ cipher: FieldCipher,
    today: CalendarDate,
    in db: Connection
  ) throws -> [KnownNumber] {
    try knownNumbers(of: [person: cipher], today: today, in: db)[person] ?? []
  }

  /// Every number by which some persons are or were known, in the order of recording: those that find them, and those that
  /// were given for them while someone else has them.
  ///
  /// - Parameter ciphers: The ciphers of the persons, by the keys of their rows.
  func knownNumbers(
    of ciphers: [Int64: FieldCipher],
    today: CalendarDate,
    in db: Connection
  ) throws -> [Int64: [KnownNumber]] {
    let rows = try db.rows(Self.knownNumbersSQL, ["persons": ValueList(ciphers.keys)])
    return try Dictionary(grouping: rows) { $0["person"] as Int64 }.mapValues { rows in
      var numbers = try rows.compactMap { row -> KnownNumber? in
        guard let digits = try ciphers[row["person"]]?.open(row["digits"], at: SealedField.number) else { return nil }
        let isLocal = row["kind"] as String == "local"
        return KnownNumber(
          number: isLocal ? .local(try LocalNumber(digits)) : .insz(try INSZ(digits, today: today)),
          isInForce: row["current"],
          recordTime: Instant(microseconds: row["recorded"])
        )
      }
      let hasNational = numbers.contains { $0.number.isNational && $0.isInForce }
      // A number that was only given for a person is in force if it is the last one, and none of their own is.
      if !hasNational, let last = rows.lastIndex(where: { $0["claimed"] }) { numbers[last].isInForce = true }
      return numbers
    }
  }

  static let knownNumbersSQL = """
    SELECT person, kind, digits, current, recorded, 0 AS claimed FROM person_identifier
    WHERE person IN \(ValueList.members(":persons"))
    UNION ALL SELECT person, 'insz', digits, 0, recorded, 1 FROM number_claim
    WHERE person IN \(ValueList.members(":persons"))
    ORDER BY recorded, current
    """

  /// A new local number, which nobody has.
  func freeLocalNumber(in db: Connection) throws -> LocalNumber {
    var generator = SystemRandomNumberGenerator()
    while true {
      let number = LocalNumber.random(using: &generator)
      if try personKey(of: .local(number), in: db) == nil { return number }
    }
  }

  /// Adds a number by which a person is found. The one of its kind that was in force becomes an earlier one.
  ///
  /// - Parameters:
  ///   - isFirst: Whether the person has none yet.
  ///   - isInForce: Whether it is in force; otherwise it is an earlier one from the start.
  func insertNumber(
    _ number: PersonNumber,
    of person: Int64,
    isFirst: Bool = false,
    isInForce: Bool = true,
    _ cipher: FieldCipher,
    at now: Instant,
    in db: Connection
  ) throws {
    let (kind, digits) = number.kindAndDigits
    if !isFirst, isInForce { try endNumberInForce(kind, of: person, in: db) }
    try db.execute(
      """
      INSERT INTO person_identifier (hash, person, kind, digits, current, recorded) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (hash) DO UPDATE SET current = excluded.current, recorded = excluded.recorded
      """,
      [
        lookupHashes.hash(of: number), person, kind, try cipher.seal(digits, at: SealedField.number), isInForce,
        now.microseconds,
      ]
    )
  }

  /// Makes the number of a kind that is in force an earlier one.
  func endNumberInForce(_ kind: String, of person: Int64, in db: Connection) throws {
    try db.execute("UPDATE person_identifier SET current = 0 WHERE person = ? AND kind = ?", [person, kind])
  }
}

/// Who is known by a number.
struct NumberBearers {
  /// The keyed hash of the number.
  let hash: Data
  /// The person who has the number; nil when nobody has it.
  let holder: Int64?
  /// The persons for whom it was given while they do not have it, by key.
  let claimants: [Int64]
}

extension PersonRecords {
  /// Who is known by a number, also by an earlier one.
  func bearers(of number: PersonNumber, in db: Connection) throws -> NumberBearers {
    let hash = lookupHashes.hash(of: number)
    let rows = try db.rows(Self.bearersSQL, ["hash": hash])
    let claimants = rows.filter { $0["claimed"] }.map { $0["person"] as Int64 }
    return NumberBearers(
      hash: hash,
      holder: rows.first { !($0["claimed"] as Bool) }.map { $0["person"] },
      claimants: claimants
    )
  }

  static let bearersSQL = """
    SELECT person, 0 AS claimed FROM person_identifier WHERE hash = :hash
    UNION ALL SELECT person, 1 FROM number_claim WHERE hash = :hash ORDER BY claimed, person
    """
}

extension PersonNumber {
  /// The word for its kind in tables, and its digits.
  var kindAndDigits: (kind: String, digits: String) {
    switch self {
    case .insz(let insz): ("insz", insz.digits)
    case .local(let local): ("local", local.digits)
    }
  }
}
