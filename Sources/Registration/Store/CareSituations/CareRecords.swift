import CareTypes
import GRDB
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Reads and writes the rows of care situations, their revisions and their terms.
struct CareRecords: Sendable {
  let dataKeys: DataKeys

  /// The one to turn to for a care situation.
  func contactPoint(of care: CareRow, in db: Database) throws -> ContactPoint? {
    guard let sealed = care.sealedContactPoint, let key = care.dataKey else { return nil }
    return try dataKeys.cipher(key, in: db).open(sealed, as: ContactPoint.self, at: SealedField.contactPoint)
  }

  /// The contact persons of several care situations, by their keys.
  func contactPoints(of situations: some Collection<CareRow>, in db: Database) throws -> [Int64: ContactPoint] {
    let sealed = situations.filter { $0.sealedContactPoint != nil }
    let ciphers = try dataKeys.ciphers(sealed.compactMap(\.dataKey), in: db)
    return try sealed.reduce(into: [:]) { found, care in
      guard let content = care.sealedContactPoint, let cipher = care.dataKey.flatMap({ ciphers[$0] }) else { return }
      found[care.key] = try cipher.open(content, as: ContactPoint.self, at: SealedField.contactPoint)
    }
  }

  /// The row of an id.
  func careSituation(_ id: OpaqueID, in db: Database) throws -> CareRow? {
    try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM care_situation WHERE id = ?"), arguments: [id.text])
      .map(CareRow.init)
  }

  /// The row of a key.
  func careSituation(_ key: Int64, in db: Database) throws -> CareRow {
    guard
      let row = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT * FROM care_situation WHERE key = ?"),
        arguments: [key]
      )
    else { throw Refusal(.internal, "A care situation is not there") }
    return try CareRow(row)
  }

  /// The rows of several keys.
  func careSituations(_ keys: some Sequence<Int64>, in db: Database) throws -> [Int64: CareRow] {
    let rows = try Row.fetchAll(db.cachedStatement(sql: Self.severalSQL), arguments: [KeyList(Set(keys)).json])
    return try Dictionary(uniqueKeysWithValues: rows.map { ($0["key"], try CareRow($0)) })
  }

  static let severalSQL = "SELECT * FROM care_situation WHERE key IN (SELECT value FROM json_each(?))"

  /// The care situations in which several persons care or are cared for, by key; without those that were joined into
  /// another.
  func careSituations(ofPersons persons: some Sequence<Int64>, in db: Database) throws -> [CareRow] {
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: Self.ofPersonsSQL),
      arguments: ["persons": KeyList(Set(persons)).json]
    )
    return try rows.map(CareRow.init).filter { $0.joinedInto == nil }
  }

  static let ofPersonsSQL = """
    SELECT * FROM care_situation WHERE caregiver IN (SELECT value FROM json_each(:persons))
    UNION SELECT * FROM care_situation WHERE recipient IN (SELECT value FROM json_each(:persons)) ORDER BY key
    """

  /// The one that stands for a care situation: itself, or the one with which it was taken together.
  func standing(for care: CareRow, in db: Database) throws -> CareRow {
    var care = care
    while let stays = care.joinedInto { care = try careSituation(stays, in: db) }
    return care
  }

  /// The key of a care situation and its cipher; made when there is none yet.
  func dataKey(forWriting care: CareRow, in db: Database) throws -> (key: Int64, cipher: FieldCipher) {
    if let key = care.dataKey { return (key, try dataKeys.cipher(key, in: db)) }
    let made = try dataKeys.make(in: db)
    try db.cachedStatement(sql: "UPDATE care_situation SET data_key = ? WHERE key = ?")
      .execute(arguments: [made.key, care.key])
    return made
  }

  /// The care situations in which a person cares or is cared for.
  ///
  /// - Parameter withJoined: Whether those come too for which another stands.
  func careSituations(ofPerson key: Int64, withJoined: Bool = false, in db: Database) throws -> [CareRow] {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT * FROM care_situation WHERE caregiver = :key UNION SELECT * FROM care_situation WHERE recipient = :key
          ORDER BY key
          """
      ),
      arguments: ["key": key]
    )
    return try rows.map(CareRow.init).filter { withJoined || $0.joinedInto == nil }
  }

  /// - Throws: `Refusal` when the two have another care situation in the same period.
  func refuseOverlap(
    caregiver: Int64,
    recipient: Int64,
    span: DateSpan,
    except key: Int64? = nil,
    in db: Database
  ) throws {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: Self.sameTwoSQL
      ),
      arguments: [caregiver, recipient]
    )
    for row in rows where try row["key"] as Int64 != key && row.span().overlaps(span) {
      throw Refusal(.careSituationExists, "These two people have a care situation in the same period")
    }
  }

  /// - Throws: `Refusal` when the recipient has another primary caregiver on a day of the care.
  func refuseSecondPrimary(
    _ terms: Timeline<CareTerms>,
    span: DateSpan,
    recipient: Int64,
    except key: Int64? = nil,
    in db: Database
  ) throws {
    let mine = Self.primarySpans(terms, within: span)
    if mine.isEmpty { return }
    let others = try Row.fetchAll(db.cachedStatement(sql: Self.primariesSQL), arguments: [recipient])
    for row in others where row["key"] as Int64 != key {
      let care = try row.span()
      let period = try DateSpan(start: row.date("period_start"), end: row.optionalDate("period_end"))
      guard let theirs = care.intersection(period) else { continue }
      if mine.contains(where: { $0.overlaps(theirs) }) {
        throw Refusal(.primaryCaregiverExists, "The recipient has another primary caregiver in the same period")
      }
    }
  }

  static let primariesSQL = """
    SELECT situation.key, situation.start_date, situation.end_date, period.start_date AS period_start,
      period.end_date AS period_end
    FROM care_situation AS situation
    JOIN care_period AS period ON period.care_situation = situation.key AND period.until IS NULL
    WHERE situation.recipient = ? AND situation.joined_into IS NULL AND period.role = 'primary'
    """

  private static func primarySpans(_ terms: Timeline<CareTerms>, within care: DateSpan) -> [DateSpan] {
    terms.spans.enumerated().compactMap { index, span in
      guard span.value.role == .primary else { return nil }
      let start = index == 0 ? min(span.start, care.start) : span.start
      return (try? DateSpan(start: start, end: span.end)).flatMap(care.intersection)
    }
  }

  func writeDeclarations(_ declarations: Declarations, of care: CareRow, in db: Database) throws {
    try db.cachedStatement(
      sql: """
        UPDATE care_situation SET caregiver_signed_date = ?, caregiver_signed_by = ?, recipient_signed_date = ?,
          recipient_signed_by = ?
        WHERE key = ?
        """
    ).execute(arguments: [
      declarations.caregiver?.signedDate.daysSinceEpoch, declarations.caregiver?.givenBy.rawValue,
      declarations.recipient?.signedDate.daysSinceEpoch, declarations.recipient?.givenBy.rawValue, care.key,
    ])
  }

  func writeContactPoint(_ contact: ContactPoint, of care: CareRow, in db: Database) throws {
    let sealed = try dataKey(forWriting: care, in: db).cipher.seal(json: contact, at: SealedField.contactPoint)
    try db.cachedStatement(sql: "UPDATE care_situation SET contact_point = ? WHERE key = ?")
      .execute(arguments: [sealed, care.key])
  }

  func insertCare(
    _ care: CareDetails,
    _ terms: Timeline<CareTerms>,
    caregiver: Int64,
    recipient: Int64,
    at now: Instant,
    in db: Database
  ) throws -> CareRow {
    try db.cachedStatement(
      sql: """
        INSERT INTO care_situation (id, caregiver, recipient, start_date, end_date, caregiver_signed_date,
          caregiver_signed_by, recipient_signed_date, recipient_signed_by, revision, created, updated)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
        """
    ).execute(arguments: [
      OpaqueID.random().text, caregiver, recipient, care.span.start.daysSinceEpoch, care.span.end?.daysSinceEpoch,
      care.declarations.caregiver?.signedDate.daysSinceEpoch, care.declarations.caregiver?.givenBy.rawValue,
      care.declarations.recipient?.signedDate.daysSinceEpoch, care.declarations.recipient?.givenBy.rawValue,
      now.microseconds, now.microseconds,
    ])
    let key = db.lastInsertedRowID
    try insertRevision(key, 1, .registered, care.span, nil, care.declarations, at: now, in: db)
    try insertTerms(terms, of: key, since: 1, in: db)
    return try careSituation(key, in: db)
  }

  static let sameTwoSQL = """
    SELECT * FROM care_situation WHERE caregiver = ? AND recipient = ? AND joined_into IS NULL ORDER BY key
    """
}
