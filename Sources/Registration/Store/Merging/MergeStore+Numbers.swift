import CareTypes
import Foundation
import RegistrationDomain
import ServiceCore
import ServiceRuntime

extension MergeTransfer {
  /// Hashes of the numbers in force of the merged person, including those that were only claimed for them.
  fileprivate var numbersInForce: [Data] { numbers.filter(\.isInForce).map(\.hash) + (heldClaims ?? []) }
}

extension MergeStore {
  /// The national number of a person that is in force.
  func nationalNumber(of person: PersonRow, today: CalendarDate, in db: Connection) throws -> (hash: Data, insz: INSZ)?
  {
    let hash = try db.value(Data.self, Self.nationalNumberSQL, [person.key])
    guard let hash, let insz = try nationalNumbers([hash], of: person, today: today, in: db).first else { return nil }
    return (hash, insz)
  }

  static let nationalNumberSQL =
    "SELECT hash FROM person_identifier WHERE person = ? AND kind = 'insz' AND current = 1"

  /// The national numbers of a person that have these hashes, in their order.
  private func nationalNumbers(
    _ hashes: [Data],
    of person: PersonRow,
    today: CalendarDate,
    in db: Connection
  ) throws -> [INSZ] {
    guard let cipher = try personRecords.cipher(of: person) else { return [] }
    return try hashes.compactMap { hash in
      let digits = try db.value(
        Data.self,
        "SELECT digits FROM person_identifier WHERE hash = ? AND person = ? AND kind = 'insz'",
        [hash, person.key]
      )
      return try digits.map { try INSZ(cipher.open($0, at: SealedField.number), today: today) }
    }
  }

  /// Makes a national number the one in force; all others become earlier ones. Nil leaves none in force.
  func setNumberInForce(_ insz: INSZ?, of person: PersonRow, in db: Connection) throws {
    try personRecords.endNumberInForce("insz", of: person.key, in: db)
    guard let insz else { return }
    try db.execute(
      "UPDATE person_identifier SET current = 1 WHERE hash = ? AND person = ?",
      [lookupHashes.hash(of: .insz(insz)), person.key]
    )
  }

  /// Transfers all numbers of a person to the one who is kept. The national ones are earlier numbers at first.
  func transferNumbers(from: PersonRow, to: PersonRow, _ transfer: inout MergeTransfer, in db: Connection) throws {
    let rows = try db.rows(
      "SELECT hash, kind, current FROM person_identifier WHERE person = ? ORDER BY recorded",
      [from.key]
    )
    let hasLocalInForce = try db.value(
      Bool.self,
      "SELECT EXISTS (SELECT 1 FROM person_identifier WHERE person = ? AND kind = 'local' AND current = 1)",
      [to.key]
    )
    for row in rows {
      let number = MergeTransfer.Number(hash: row["hash"], isInForce: row["current"])
      transfer.numbers.append(number)
      let isLocal = row["kind"] as String == "local"
      try self.transfer(
        number: number.hash,
        from: from,
        to: to,
        isInForce: number.isInForce && isLocal && hasLocalInForce == false,
        in: db
      )
    }
  }

  /// The national number in force among those that were transferred to a person.
  func nationalNumber(of transfer: MergeTransfer, in kept: PersonRow, today: CalendarDate, _ db: Connection) throws
    -> INSZ?
  {
    try INSZ.inForce(among: nationalNumbers(transfer.numbersInForce, of: kept, today: today, in: db))
  }

  /// Puts a national number of a person in force again when the one in force has left with a record that was separated
  /// (`MergedNumbers`).
  func restoreNumberInForce(of kept: PersonRow, today: CalendarDate, in db: Connection) throws {
    guard try nationalNumber(of: kept, today: today, in: db) == nil else { return }
    let rows = try db.rows(Self.mergesIntoSQL, [kept.key])
    let merges = try rows.map { row in
      let transfer = try MergeTransfer(row)
      return MergedNumbers(
        all: transfer.numbers.map(\.hash) + (transfer.heldClaims ?? []),
        inForce: transfer.numbersInForce,
        replaced: transfer.replacedNumber,
        isUndone: !row.isNull("undone")
      )
    }
    let candidates = try nationalNumbers(MergedNumbers.candidates(after: merges), of: kept, today: today, in: db)
    try setNumberInForce(INSZ.inForce(among: candidates), of: kept, in: db)
  }

  static let mergesIntoSQL = "SELECT * FROM merge WHERE kept = ? AND passed <> '{}' ORDER BY key"
}
