package import CareTypes
import Foundation
import GRDB
import RuleLanguage
import ServiceCore
package import ServiceRuntime

/// With whom evidence is kept: with the person whom it is about, in a role, or with the care situation.
enum EvidenceKeeper {
  case person(PersonRow, FactSubject)
  case careSituation(CareRow)
}

extension RegistrationStore {
  // MARK: - Recording

  /// Records evidence that was shown for a care situation, with whom it is about.
  ///
  /// - Returns: The id of the evidence.
  /// - Throws: `Refusal` when the care situation is not there or out of sight, or one of the two is restricted or erased.
  package func record(
    _ evidence: Evidence,
    of id: OpaqueID,
    for viewer: Viewer,
    command: Command
  ) async throws -> OpaqueID {
    try await database.command(command) { transaction in
      let db = transaction.database
      let care = try changeableCare(id, for: viewer, in: db)
      let people = (try person(care.caregiver, in: db), try person(care.recipient, in: db))
      let keeper = keeper(of: evidence, care, caregiver: people.0, recipient: people.1)
      return try keepAndTell(evidence, with: keeper, for: viewer, in: transaction)
    }
  }

  /// Records evidence about a person, whatever care situations they are in.
  ///
  /// - Returns: The id of the evidence.
  /// - Throws: `Refusal` when the fact is about one care situation; when the person is not there or out of sight, lives
  ///   outside the municipalities of the viewer, or was erased or is restricted.
  package func record(
    _ evidence: Evidence,
    ofPerson id: OpaqueID,
    for viewer: Viewer,
    command: Command
  ) async throws -> OpaqueID {
    guard evidence.subject != .careSituation else {
      throw Refusal.invalid("care_situation", "is required: \(evidence.fact) is about the care for one recipient")
    }
    return try await database.command(command) { transaction in
      let person = try recordablePerson(id, for: viewer, in: transaction.database)
      try requireAtHome(person, for: viewer, in: transaction.database)
      return try keepAndTell(evidence, with: .person(person, evidence.subject), for: viewer, in: transaction)
    }
  }

  private func keepAndTell(
    _ evidence: Evidence,
    with keeper: EvidenceKeeper,
    for viewer: Viewer,
    in transaction: WriteTransaction
  ) throws -> OpaqueID {
    try refuseImplausible(evidence, with: keeper, for: viewer)
    let kept = try keep(evidence, with: keeper, for: viewer, at: transaction.now, in: transaction.database)
    if kept.isNew { try tellChange(of: served(by: evidence, of: keeper, in: transaction.database), in: transaction) }
    return kept.id
  }

  /// With whom evidence that is shown for a care situation is kept.
  func keeper(
    of evidence: Evidence,
    _ care: CareRow,
    caregiver: PersonRow,
    recipient: PersonRow
  ) -> EvidenceKeeper {
    switch evidence.subject {
    case .caregiver: .person(caregiver, .caregiver)
    case .recipient: .person(recipient, .recipient)
    case .careSituation: .careSituation(care)
    }
  }

  /// Keeps evidence. What says the very same as the one that counts is that one: nothing is to be filed twice.
  func keep(
    _ evidence: Evidence,
    with keeper: EvidenceKeeper,
    for viewer: Viewer,
    at now: Instant,
    in db: Database
  ) throws -> (id: OpaqueID, isNew: Bool) {
    var isByHome = true
    if case .person(let person, _) = keeper { isByHome = try !isMasked(person, for: viewer, in: db) }
    let standing = try standing(for: evidence.fact, issuedOn: evidence.validity.start, with: keeper, in: db)
    if let last = standing.last, last.recorded.evidence == evidence, last.isByHome == isByHome {
      return (last.recorded.id, false)
    }
    let (person, role, care) = keeper.columns
    let (dataKey, cipher) = try self.dataKey(forWriting: keeper, in: db)
    let id = OpaqueID.random()
    try db.cachedStatement(
      sql: """
        INSERT INTO evidence (id, person, role, care_situation, data_key, fact, kind, value, assessor, issued_date,
          valid_until_date, recorded, by_home)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      id.text, person, role, care, dataKey, evidence.fact, evidence.kind?.rawValue,
      String(decoding: try JSONEncoder().encode(evidence.value), as: UTF8.self),
      try cipher.seal(evidence.assessor, at: Self.assessorPlace), evidence.validity.start.daysSinceEpoch,
      evidence.validity.end?.daysSinceEpoch, now.microseconds, isByHome,
    ])
    return (id, true)
  }

  private func dataKey(
    forWriting keeper: EvidenceKeeper,
    in db: Database
  ) throws -> (key: Int64, cipher: FieldCipher) {
    switch keeper {
    case .careSituation(let care):
      // The key may have been made since the row was read.
      return try dataKey(forWriting: careSituation(care.key, in: db), in: db)
    case .person(let person, _):
      guard let key = person.dataKey else { throw Refusal(.internal, "A person has no key") }
      return (key, try dataKeys.cipher(key, in: db))
    }
  }

  // MARK: - Withdrawing

  /// Withdraws evidence that proved wrong, and whatever of the same keeper says the very same.
  ///
  /// - Throws: `Refusal` when it is not there or out of sight, or was withdrawn already.
  package func withdrawEvidence(_ id: OpaqueID, for viewer: Viewer, command: Command) async throws -> Instant {
    try await database.command(command) { transaction in
      let db = transaction.database
      let missing = Refusal.notFound(ResourceCollection.evidence.name(id))
      let row = try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM evidence WHERE id = ?"), arguments: [id.text])
      guard let row, let keeper = try keeper(of: row, for: viewer, in: db) else { throw missing }
      // It counts in all care of the person, so the municipality that keeps their record alone takes it back.
      if case .person(let person, _) = keeper { try requireAtHome(person, for: viewer, in: db) }
      guard (row["withdrawn"] as Int64?) == nil else {
        throw Refusal(.evidenceWithdrawn, "\(ResourceCollection.evidence.name(id)) was withdrawn already")
      }
      let evidence = try recordedEvidence(in: [row], db)[0].evidence
      for same in try standing(for: evidence.fact, issuedOn: evidence.validity.start, with: keeper, in: db)
      where same.recorded.evidence == evidence {
        try db.cachedStatement(sql: "UPDATE evidence SET withdrawn = ? WHERE key = ?")
          .execute(arguments: [transaction.now.microseconds, same.key])
      }
      try tellChange(of: served(by: evidence, of: keeper, in: db), in: transaction)
      return transaction.now
    }
  }

  /// With whom a row is kept; nothing when that is out of sight.
  private func keeper(of row: Row, for viewer: Viewer, in db: Database) throws -> EvidenceKeeper? {
    if let key = row["person"] as Int64? {
      let person = try person(key, in: db)
      return try sees(viewer, person, in: db) ? .person(person, row.word("role")) : nil
    }
    let care = try careSituation(row["care_situation"] as Int64, in: db)
    let people = (try person(care.caregiver, in: db), try person(care.recipient, in: db))
    return try sees(viewer, people.0, people.1, in: db) ? .careSituation(care) : nil
  }

  // MARK: - Reading

  /// The evidence that counts for a care situation, its own and that of its two people, as far as it was not withdrawn:
  /// by fact, the one issued last coming last. Once one of the two was erased there is none.
  ///
  /// - Parameters:
  ///   - known: Before when it was known so; nothing: now.
  ///   - isAcrossBorder: Whether it is for who may not know what a municipality added to a record of someone living there
  ///     that another made, and that it has not confirmed.
  func evidence(
    of care: CareRow,
    _ caregiver: PersonRow,
    _ recipient: PersonRow,
    known: Instant? = nil,
    isAcrossBorder: Bool = false,
    in db: Database
  ) throws -> [RecordedEvidence] {
    if caregiver.isErased || recipient.isErased { return [] }
    let unconfirmed = [caregiver, recipient].filter(\.isUnconfirmed).map(\.key)
    var rows = try Row.fetchAll(
      db.cachedStatement(sql: Self.evidenceSQL),
      arguments: [
        "care": care.key, "caregiver": caregiver.key, "recipient": recipient.key,
        "known": known?.microseconds ?? Int64.max,
      ]
    )
    if isAcrossBorder {
      rows.removeAll { row in (row["person"] as Int64?).map { unconfirmed.contains($0) && row["by_home"] } ?? false }
    }
    return try recordedEvidence(in: rows, db).filter { $0.evidence.serves(care.span) }.withoutRepeats
  }

  static let evidenceSQL = """
    SELECT * FROM evidence WHERE care_situation = :care AND \(wasKnown)
    UNION ALL SELECT * FROM evidence WHERE person = :caregiver AND role = 'caregiver' AND \(wasKnown)
    UNION ALL SELECT * FROM evidence WHERE person = :recipient AND role = 'recipient' AND \(wasKnown)
    ORDER BY fact, issued_date, key
    """
  private static let wasKnown = "recorded < :known AND (withdrawn IS NULL OR withdrawn >= :known)"

  /// What stands for a fact by its day of issue, the one recorded last coming last.
  private func standing(
    for fact: String,
    issuedOn day: CalendarDate,
    with keeper: EvidenceKeeper,
    in db: Database
  ) throws -> [(key: Int64, isByHome: Bool, recorded: RecordedEvidence)] {
    let (person, role, care) = keeper.columns
    let sql = care == nil ? Self.standingOfPersonSQL : Self.standingOfCareSQL
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: sql),
      arguments: care.map { [$0, fact, day.daysSinceEpoch] } ?? [person, role, fact, day.daysSinceEpoch]
    )
    return zip(rows, try recordedEvidence(in: rows, db)).map { ($0["key"], $0["by_home"], $1) }
  }

  static let standingOfPersonSQL = """
    SELECT * FROM evidence WHERE person = ? AND role = ? AND fact = ? AND issued_date = ? AND withdrawn IS NULL
    ORDER BY key
    """
  static let standingOfCareSQL = """
    SELECT * FROM evidence WHERE care_situation = ? AND fact = ? AND issued_date = ? AND withdrawn IS NULL ORDER BY key
    """

  /// Reads rows of `evidence`.
  func recordedEvidence(in rows: [Row], _ db: Database) throws -> [RecordedEvidence] {
    var ciphers: [Int64: FieldCipher] = [:]
    return try rows.map { row in
      let key: Int64 = row["data_key"]
      let cipher = try ciphers[key] ?? dataKeys.cipher(key, in: db)
      ciphers[key] = cipher
      return try RecordedEvidence(row, cipher: cipher)
    }
  }

  static let assessorPlace = "assessor"

  // MARK: - What it serves

  /// The care situations for which evidence counts.
  func served(by evidence: Evidence, of keeper: EvidenceKeeper, in db: Database) throws -> [CareRow] {
    switch keeper {
    case .careSituation(let care): [try careSituation(care.key, in: db)]
    case .person(let person, let role):
      try careSituations(of: person.key, as: role, in: db).filter { evidence.serves($0.span) }
    }
  }

  /// The care situations in which a person has a role, but those whose other person was erased.
  func careSituations(of person: Int64, as role: FactSubject, in db: Database) throws -> [CareRow] {
    try careSituations(ofPerson: person, in: db).filter { care in
      let (mine, other) = role == .caregiver ? (care.caregiver, care.recipient) : (care.recipient, care.caregiver)
      return try mine == person && !self.person(other, in: db).isErased
    }
  }

  /// The care situations that a row of `evidence` serves and that go on after the day before this one, oldest first.
  func careSituations(servedBy row: Row, on today: CalendarDate, in db: Database) throws -> [CareRow] {
    let served =
      if let person = row["person"] as Int64? {
        try careSituations(of: person, as: row.word("role"), in: db)
      } else {
        [try careSituation(row["care_situation"] as Int64, in: db)]
      }
    return served.filter { !$0.span.ends(before: today) }
  }

  /// Tells care situations anew, each once.
  func tellChange(of situations: [CareRow], in transaction: WriteTransaction) throws {
    var told = Set<Int64>()
    for care in situations where told.insert(care.key).inserted { try tellChange(of: care, in: transaction) }
  }

  // MARK: - Merging and erasing

  /// Passes evidence from one person to another: all of it, or what has these keys and is still with the first.
  ///
  /// - Returns: The keys of what passed.
  func passEvidence(_ keys: [Int64]? = nil, from: PersonRow, to: PersonRow, in db: Database) throws -> [Int64] {
    let held = try Int64.fetchAll(
      db.cachedStatement(sql: "SELECT key FROM evidence WHERE person = ? ORDER BY key"),
      arguments: [from.key]
    )
    let passing = keys.map { Set($0).intersection(held).sorted() } ?? held
    for key in passing {
      try db.cachedStatement(sql: "UPDATE evidence SET person = ? WHERE key = ?").execute(arguments: [to.key, key])
    }
    return passing
  }

  /// Passes evidence of one care situation to another of the same two people; each stays sealed as it is.
  ///
  /// - Parameter keys: Which of it; nothing: all.
  /// - Returns: What passed.
  func passEvidence(_ keys: [Int64]? = nil, ofCare from: Int64, to: Int64, in db: Database) throws -> [Int64] {
    let held = try Int64.fetchAll(
      db.cachedStatement(sql: "SELECT key FROM evidence WHERE care_situation = ? ORDER BY key"),
      arguments: [from]
    )
    let passing = keys.map { Set($0).intersection(held).sorted() } ?? held
    for key in passing {
      try db.cachedStatement(sql: "UPDATE evidence SET care_situation = ? WHERE key = ?").execute(arguments: [to, key])
    }
    return passing
  }

  /// Whether evidence about a person is kept.
  func hasEvidence(_ person: PersonRow, in db: Database) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM evidence WHERE person = ?)"),
      arguments: [person.key]
    ) == true
  }

  /// Destroys a key. Evidence of somebody else that it sealed is sealed anew before, with the key of whom it is about.
  func destroy(dataKey key: Int64, in db: Database) throws {
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT key, person, assessor FROM evidence WHERE data_key = ?"),
      arguments: [key]
    )
    for row in rows {
      guard let owner = row["person"] as Int64?, let own = try person(owner, in: db).dataKey, own != key else {
        continue
      }
      let assessor = try dataKeys.cipher(key, in: db).open(row["assessor"], at: Self.assessorPlace)
      try db.cachedStatement(sql: "UPDATE evidence SET data_key = ?, assessor = ? WHERE key = ?").execute(arguments: [
        own, try dataKeys.cipher(own, in: db).seal(assessor, at: Self.assessorPlace), row["key"] as Int64,
      ])
    }
    try dataKeys.destroy(key, in: db)
  }
}

extension EvidenceKeeper {
  /// What stands of it in a row.
  fileprivate var columns: (person: Int64?, role: String?, careSituation: Int64?) {
    switch self {
    case .person(let person, let role): (person.key, role.rawValue, nil)
    case .careSituation(let care): (nil, nil, care.key)
    }
  }
}

extension RecordedEvidence {
  /// Reads a row of `evidence`.
  init(_ row: Row, cipher: FieldCipher) throws {
    self.init(
      id: try row.id("id"),
      evidence: try Evidence(
        fact: row["fact"],
        value: JSONDecoder().decode(FactValue.self, from: row["value"] as Data),
        kind: row.optionalWord("kind"),
        assessor: cipher.open(row["assessor"], at: RegistrationStore.assessorPlace),
        validity: DateSpan(start: row.date("issued_date"), end: row.optionalDate("valid_until_date"))
      )
    )
  }
}
