import CareTypes
import GRDB
import ServiceRuntime

/// A number by which a person is or was known.
struct KnownNumber {
  let number: PersonNumber
  /// Whether it holds now.
  fileprivate(set) var holdsNow: Bool
  let recordTime: Instant
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

extension RegistrationStore {
  /// The number that holds, the national one before the local one, and earlier national numbers.
  func numbers(
    of person: Int64,
    _ cipher: FieldCipher?,
    today: CalendarDate,
    in db: Database
  ) throws -> (current: PersonNumber?, former: [INSZ]) {
    guard let cipher else { return (nil, []) }
    var (current, former): (PersonNumber?, [INSZ]) = (nil, [])
    for known in try knownNumbers(of: person, cipher, today: today, in: db) {
      switch known.number {
      case .insz(let insz) where !known.holdsNow: former.append(insz)
      case .insz: current = known.number
      case .local: if current == nil, known.holdsNow { current = known.number }
      }
    }
    return (current, former)
  }

  /// Every number by which a person is or was known, in the order of recording: those that find them, and those that were
  /// told of them while another has them, which count for them alike.
  func knownNumbers(
    of person: Int64,
    _ cipher: FieldCipher,
    today: CalendarDate,
    in db: Database
  ) throws -> [KnownNumber] {
    let rows = try Row.fetchAll(db.cachedStatement(sql: Self.knownNumbersSQL), arguments: ["person": person])
    var numbers = try rows.map { row in
      let digits = try cipher.open(row["digits"], at: Self.numberPlace)
      let isLocal = row["kind"] as String == "local"
      return KnownNumber(
        number: isLocal ? .local(try LocalNumber(digits)) : .insz(try INSZ(digits, today: today)),
        holdsNow: row["current"],
        recordTime: Instant(microseconds: row["recorded"])
      )
    }
    let holds = numbers.contains { $0.number.isNational && $0.holdsNow }
    // No claim holds but the last one, of who has no national number that does.
    if !holds, let last = rows.lastIndex(where: { $0["claimed"] }) { numbers[last].holdsNow = true }
    return numbers
  }

  static let knownNumbersSQL = """
    SELECT kind, digits, current, recorded, 0 AS claimed FROM person_identifier WHERE person = :person
    UNION ALL SELECT 'insz', digits, 0, recorded, 1 FROM number_claim WHERE person = :person
    ORDER BY recorded, current
    """
}
