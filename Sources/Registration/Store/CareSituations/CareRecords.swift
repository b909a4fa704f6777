import CareTypes
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Reads and writes the rows of care situations, their revisions and their terms.
struct CareRecords: Sendable {
  let dataKeys: DataKeys

  /// The contact point of a care situation (vast aanspreekpunt).
  func contactPoint(of care: CareRow, in db: Connection) throws -> ContactPoint? {
    guard let sealed = care.sealedContactPoint, let key = care.dataKey else { return nil }
    return try dataKeys.cipher(key, in: db).open(sealed, as: ContactPoint.self, at: SealedField.contactPoint)
  }

  /// The contact points of several care situations, by their keys.
  func contactPoints(of situations: some Collection<CareRow>, in db: Connection) throws -> [Int64: ContactPoint] {
    let sealed = situations.filter { $0.sealedContactPoint != nil }
    let ciphers = try dataKeys.ciphers(sealed.compactMap(\.dataKey), in: db)
    return try sealed.reduce(into: [:]) { found, care in
      guard let content = care.sealedContactPoint, let cipher = care.dataKey.flatMap({ ciphers[$0] }) else { return }
      found[care.key] = try cipher.open(content, as: ContactPoint.self, at: SealedField.contactPoint)
    }
  }

  /// The row of an id.
  func careSituation(_ id: OpaqueID, in db: Connection) throws -> CareRow? {
    try db.row("SELECT * FROM care_situation WHERE id = ?", [id.text])
      .map(CareRow.init)
  }

  /// The row of a key.
  func careSituation(_ key: Int64, in db: Connection) throws -> CareRow {
    guard
      let row = try db.row("SELECT * FROM care_situation WHERE key = ?", [key])
    else { throw Refusal(.internal, "A care situation is not there") }
    return try CareRow(row)
  }

  /// The rows of several keys.
  func careSituations(_ keys: some Sequence<Int64>, in db: Connection) throws -> [Int64: CareRow] {
    let rows = try db.rows(Self.severalSQL, [ValueList(Set(keys))])
    return try Dictionary(uniqueKeysWithValues: rows.map { ($0["key"], try CareRow($0)) })
  }

  static let severalSQL = "SELECT * FROM care_situation WHERE key IN \(ValueList.members("?"))"

  /// The care situations in which several persons care or are cared for, by key; without those that were joined into
  /// another.
  func careSituations(ofPersons persons: some Sequence<Int64>, in db: Connection) throws -> [CareRow] {
    let rows = try db.rows(Self.ofPersonsSQL, ["persons": ValueList(Set(persons))])
    return try rows.map(CareRow.init).filter { $0.joinedInto == nil }
  }

  static let ofPersonsSQL = """
    SELECT * FROM care_situation WHERE caregiver IN \(ValueList.members(":persons"))
    UNION SELECT * FROM care_situation WHERE recipient IN \(ValueList.members(":persons")) ORDER BY key
    """

  /// The care situation into which this one was joined, directly or through others, or this one if it was not joined.
  func remainingCare(for care: CareRow, in db: Connection) throws -> CareRow {
    var care = care
    while let remaining = care.joinedInto { care = try careSituation(remaining, in: db) }
    return care
  }

  /// The key of a care situation and its cipher. A key is made if there is none yet.
  func dataKey(forWriting care: CareRow, in db: Connection) throws -> (key: Int64, cipher: FieldCipher) {
    if let key = care.dataKey { return (key, try dataKeys.cipher(key, in: db)) }
    let (made, cipher) = try dataKeys.make(in: db)
    try db.execute("UPDATE care_situation SET data_key = ? WHERE key = ?", [made.key, care.key])
    return (made.key, cipher)
  }

  /// The care situations in which a person cares or is cared for.
  ///
  /// - Parameter withJoined: Whether to include care situations that were joined into another one.
  func careSituations(ofPerson key: Int64, withJoined: Bool = false, in db: Connection) throws -> [CareRow] {
    let rows = try db.rows(
      """
      SELECT * FROM care_situation WHERE caregiver = :key UNION SELECT * FROM care_situation WHERE recipient = :key
      ORDER BY key
      """,
      ["key": key]
    )
    return try rows.map(CareRow.init).filter { withJoined || $0.joinedInto == nil }
  }

  /// Checks that two people have no other care situation in the same period.
  ///
  /// - Parameter key: A care situation of theirs that is left out; nil to compare with all.
  /// - Throws: `Refusal` with `careSituationExists`.
  func requireNoOverlap(
    caregiver: Int64,
    recipient: Int64,
    span: DateSpan,
    except key: Int64? = nil,
    in db: Connection
  ) throws {
    let others = try careSituations(ofCaregiver: caregiver, recipient: recipient, in: db).filter { $0.key != key }
    try CareConflicts.requireNoOverlap(span, with: others.map(\.span))
  }

  /// The care situations of two people, by key; without those that were joined into another.
  func careSituations(ofCaregiver caregiver: Int64, recipient: Int64, in db: Connection) throws -> [CareRow] {
    try db.rows(Self.sameTwoSQL, [caregiver, recipient]).map(CareRow.init)
  }

  /// Checks that the recipient has no other primary caregiver on a day of the care.
  ///
  /// - Parameter key: A care situation of the recipient that is left out; nil to compare with all.
  /// - Throws: `Refusal` with `primaryCaregiverExists`.
  func requireOnePrimary(
    _ terms: Timeline<CareTerms>,
    span: DateSpan,
    recipient: Int64,
    except key: Int64? = nil,
    in db: Connection
  ) throws {
    let days = CareConflicts.primaryDays(of: terms, within: span)
    if days.isEmpty { return }
    try CareConflicts.requireOnePrimary(days, beside: primaryDays(ofRecipient: recipient, except: key, in: db))
  }

  /// The days on which a recipient has a primary caregiver.
  ///
  /// - Parameter key: A care situation that is left out; nil to use all.
  func primaryDays(ofRecipient recipient: Int64, except key: Int64?, in db: Connection) throws -> [DateSpan] {
    try db.rows(Self.primariesSQL, [recipient])
      .filter { $0["key"] as Int64 != key }
      .compactMap { row in
        try row.span().intersection(
          DateSpan(start: row.date("period_start"), end: row.optionalDate("period_end"))
        )
      }
  }

  static let primariesSQL = """
    SELECT situation.key, situation.start_date, situation.end_date, period.start_date AS period_start,
      period.end_date AS period_end
    FROM care_situation AS situation
    JOIN care_period AS period ON period.care_situation = situation.key AND period.until IS NULL
    WHERE situation.recipient = ? AND situation.joined_into IS NULL AND period.role = 'primary'
    """

  func writeDeclarations(_ declarations: Declarations, of care: CareRow, in db: Connection) throws {
    try db.execute(
      """
      UPDATE care_situation SET caregiver_signed_date = ?, caregiver_signed_by = ?, recipient_signed_date = ?,
        recipient_signed_by = ?
      WHERE key = ?
      """,
      [
        declarations.caregiver?.signedDate.daysSinceEpoch, declarations.caregiver?.givenBy.rawValue,
        declarations.recipient?.signedDate.daysSinceEpoch, declarations.recipient?.givenBy.rawValue, care.key,
      ]
    )
  }

  func writeContactPoint(_ contact: ContactPoint, of care: CareRow, in db: Connection) throws {
    let sealed = try dataKey(forWriting: care, in: db).cipher.seal(json: contact, at: SealedField.contactPoint)
    try db.execute("UPDATE care_situation SET contact_point = ? WHERE key = ?", [sealed, care.key])
  }

  func insertCare(
    _ care: CareDetails,
    _ terms: Timeline<CareTerms>,
    caregiver: Int64,
    recipient: Int64,
    at now: Instant,
    in db: Connection
  ) throws -> CareRow {
    let id = OpaqueID.random()
    let key = try db.insert(
      """
      INSERT INTO care_situation (id, caregiver, recipient, start_date, end_date, caregiver_signed_date,
        caregiver_signed_by, recipient_signed_date, recipient_signed_by, revision, created, updated)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
      """,
      [
        id.text, caregiver, recipient, care.span.start.daysSinceEpoch, care.span.end?.daysSinceEpoch,
        care.declarations.caregiver?.signedDate.daysSinceEpoch, care.declarations.caregiver?.givenBy.rawValue,
        care.declarations.recipient?.signedDate.daysSinceEpoch, care.declarations.recipient?.givenBy.rawValue,
        now.microseconds, now.microseconds,
      ]
    )
    try insertRevision(key, 1, .registered, care.span, nil, care.declarations, at: now, in: db)
    try insertTerms(terms, of: key, since: 1, in: db)
    return CareRow(key: key, id: id, care, caregiver: caregiver, recipient: recipient, created: now)
  }

  static let sameTwoSQL = """
    SELECT * FROM care_situation WHERE caregiver = ? AND recipient = ? AND joined_into IS NULL ORDER BY key
    """
}
