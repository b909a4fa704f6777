import CareTypes
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Reads and writes the consents of persons.
struct ConsentRecords: Sendable {
  let personRecords: PersonRecords
  let registrationOutbox: RegistrationOutbox

  /// Records consents of a person within a transaction.
  ///
  /// - Parameter isFirst: Whether nothing was declared yet to any record of the person.
  /// - Returns: The consents of the person that are in force afterwards; empty when there are none to record.
  @discardableResult
  func recordConsents(
    _ consents: [Consent],
    from source: ConsentSource,
    of person: PersonRow,
    isFirst: Bool = false,
    in transaction: WriteTransaction
  ) throws -> [Consent] {
    guard !consents.isEmpty else { return [] }
    let db = transaction.connection
    let declarations = consents.map { ConsentDeclaration($0, source: source, recordTime: transaction.now) }
    for declaration in declarations { try insertDeclaration(declaration, of: person.key, in: db) }
    if isFirst {
      let inForce = ConsentLog(declarations).consentsInForce()
      try replaceConsentsInForce(of: person, from: [], to: inForce, in: transaction)
      return inForce
    }
    return try updateConsentsInForce(of: personRecords.sameRecords(as: person, in: db), in: transaction)
  }

  /// Copies to a record the withdrawals that were declared to another record while the two were merged.
  ///
  /// - Parameter time: When the two were merged.
  func keepWithdrawals(
    of kept: PersonRow,
    for separated: PersonRow,
    since time: Instant,
    in db: Connection
  ) throws {
    let log = try consentLog(of: personRecords.sameRecords(as: kept, in: db), in: db)
    let theirs = try consentLog(of: personRecords.sameRecords(as: separated, in: db), in: db)
    for declaration in log.protecting(theirs, since: time) {
      try insertDeclaration(declaration, of: separated.key, in: db)
    }
  }

  /// Computes again which consents are in force, stores them, and publishes what changed.
  ///
  /// - Parameter same: All records of one person.
  /// - Returns: The consents in force.
  @discardableResult
  func updateConsentsInForce(of same: [PersonRow], in transaction: WriteTransaction) throws -> [Consent] {
    let db = transaction.connection
    let inForce = try consentLog(of: same, in: db).consentsInForce()
    for person in same {
      let held = try consentsInForce(of: person.key, in: db)
      try replaceConsentsInForce(of: person, from: held, to: inForce, in: transaction)
    }
    return inForce
  }

  /// Stores which consents of a person are in force now, and publishes what changed.
  private func replaceConsentsInForce(
    of person: PersonRow,
    from held: [Consent],
    to inForce: [Consent],
    in transaction: WriteTransaction
  ) throws {
    let db = transaction.connection
    for purpose in ConsentPurpose.allCases {
      let (now, before) = (inForce.first { $0.purpose == purpose }, held.first { $0.purpose == purpose })
      guard now != before else { continue }
      if let now {
        try db.execute(
          """
          INSERT INTO standing_consent (person, purpose, given_date, given_by, channel) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (person, purpose) DO UPDATE
          SET given_date = excluded.given_date, given_by = excluded.given_by, channel = excluded.channel
          """,
          [
            person.key, purpose.rawValue, now.givenDate.daysSinceEpoch, now.givenBy.rawValue, now.channel?.rawValue,
          ]
        )
      } else {
        try db.execute(
          "DELETE FROM standing_consent WHERE person = ? AND purpose = ?",
          [person.key, purpose.rawValue]
        )
      }
      guard (now == nil) != (before == nil) else { continue }
      try registrationOutbox.publish(
        .consentChanged(person: person.id, purpose: purpose, given: now != nil),
        in: transaction
      )
    }
  }

  /// The consents of a person that are in force, by purpose.
  ///
  /// - Parameter known: Only declarations that were recorded before this time are used; nil for all.
  func consents(of person: PersonRow, known: Instant? = nil, in db: Connection) throws -> [Consent] {
    guard let known else { return try consentsInForce(of: person.key, in: db) }
    return try consentLog(of: personRecords.sameRecords(as: person, in: db), known: known, in: db).consentsInForce()
  }

  /// The consents in force of several persons, by their keys.
  ///
  /// - Parameter known: As for one person.
  func consents(
    of persons: some Collection<PersonRow>,
    known: Instant? = nil,
    in db: Connection
  ) throws -> [Int64: [Consent]] {
    if known == nil { return try consentsInForce(of: persons.map(\.key), in: db) }
    return try persons.reduce(into: [:]) { $0[$1.key] = try consents(of: $1, known: known, in: db) }
  }

  /// The consents in force of the person of a key, by purpose.
  func consentsInForce(of person: Int64, in db: Connection) throws -> [Consent] {
    try db.rows(Self.consentsInForceSQL, [person]).map { try Consent($0) }
  }

  /// The consents in force of several persons, by their keys.
  func consentsInForce(of persons: some Sequence<Int64>, in db: Connection) throws -> [Int64: [Consent]] {
    let rows = try db.rows(Self.consentsInForceOfSeveralSQL, [ValueList(Set(persons))])
    return try Dictionary(grouping: rows) { $0["person"] as Int64 }.mapValues { try $0.map { try Consent($0) } }
  }

  static let consentsInForceOfSeveralSQL = """
    SELECT * FROM standing_consent WHERE person IN \(ValueList.members("?")) ORDER BY person, purpose
    """

  static let consentsInForceSQL =
    "SELECT purpose, given_date, given_by, channel FROM standing_consent WHERE person = ? ORDER BY purpose"

  /// Everything that was declared to the records of one person.
  func consentLog(of same: [PersonRow], known: Instant? = nil, in db: Connection) throws -> ConsentLog {
    // Of a record that was merged and that its municipality never confirmed nobody can say that the consents were given.
    let rows = try same.enumerated().flatMap { index, person in
      try db.rows(Self.consentDeclarationsSQL, [person.key])
        .filter { index == 0 || !person.isUnconfirmed || $0["given"] == false }
    }
    let inOrderOfRecording = rows.sorted { ($0["key"] as Int64) < ($1["key"] as Int64) }
    let declarations = try inOrderOfRecording.map(ConsentDeclaration.init)
    return ConsentLog(known.map { time in declarations.filter { $0.recordTime < time } } ?? declarations)
  }

  static let consentDeclarationsSQL = "SELECT * FROM consent_declaration WHERE person = ? ORDER BY key"

  func insertDeclaration(_ declaration: ConsentDeclaration, of person: Int64, in db: Connection) throws {
    try db.execute(
      """
      INSERT INTO consent_declaration
        (person, purpose, given, declared_date, declared_by, channel, source, recorded)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        person, declaration.purpose.rawValue, declaration.isGiven, declaration.date.daysSinceEpoch,
        declaration.declaredBy?.rawValue, declaration.channel?.rawValue, declaration.source.rawValue,
        declaration.recordTime.microseconds,
      ]
    )
  }
}

extension ConsentDeclaration {
  fileprivate init(_ row: SQLRow) throws {
    self.init(
      purpose: try row.word("purpose"),
      isGiven: row["given"],
      date: try row.date("declared_date"),
      declaredBy: try row.optionalWord("declared_by"),
      channel: try row.optionalWord("channel"),
      source: try row.word("source"),
      recordTime: Instant(microseconds: row["recorded"])
    )
  }
}

extension Consent {
  /// Reads a row of `standing_consent`.
  fileprivate init(_ row: SQLRow) throws {
    self.init(
      purpose: try row.word("purpose"),
      givenDate: try row.date("given_date"),
      givenBy: try row.word("given_by"),
      channel: try row.optionalWord("channel")
    )
  }
}
