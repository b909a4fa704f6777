import CareTypes
import Foundation
import RegistrationDomain
import RuleLanguage
import ServiceCore
import ServiceRuntime

/// Reads and writes the rows of evidence.
struct EvidenceRecords: Sendable {
  let dataKeys: DataKeys
  let personRecords: PersonRecords
  let careRecords: CareRecords
  let visibility: Visibility

  /// Decides whether evidence that was shown for a care situation is about the caregiver, the recipient or the care.
  func subject(
    of evidence: Evidence,
    _ care: CareRow,
    caregiver: PersonRow,
    recipient: PersonRow
  ) -> EvidenceSubject {
    switch evidence.subject {
    case .caregiver: .person(caregiver, .caregiver)
    case .recipient: .person(recipient, .recipient)
    case .careSituation: .careSituation(care)
    }
  }

  /// Stores evidence, unless the current evidence says exactly the same.
  ///
  /// - Parameter isFirst: Whether nothing is stored yet about the subject for this fact and day of issue, so that nothing
  ///   has to be looked for.
  func keepEvidence(
    _ evidence: Evidence,
    of subject: EvidenceSubject,
    isFirst: Bool = false,
    for viewer: Viewer,
    at now: Instant,
    in db: Connection
  ) throws -> KeptEvidence {
    var isByHome = true
    if case .person(let person, _) = subject { isByHome = try !visibility.isMasked(person, for: viewer, in: db) }
    if !isFirst {
      let current = try currentEvidence(for: evidence.fact, issuedOn: evidence.validity.start, of: subject, in: db)
      if let last = current.last, last.recorded.evidence == evidence, last.isByHome == isByHome {
        return KeptEvidence(recorded: last.recorded, person: subject.columns.person, isByHome: isByHome, isNew: false)
      }
    }
    let (person, role, care) = subject.columns
    let (dataKey, cipher) = try self.dataKey(forWriting: subject, in: db)
    let id = OpaqueID.random()
    try db.execute(
      """
      INSERT INTO evidence (id, person, role, care_situation, data_key, fact, kind, value, assessor, issued_date,
        valid_until_date, recorded, by_home)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        id.text, person, role, care, dataKey, evidence.fact, evidence.kind?.rawValue,
        String(decoding: try JSONEncoder().encode(evidence.value), as: UTF8.self),
        try cipher.seal(evidence.assessor, at: SealedField.assessor), evidence.validity.start.daysSinceEpoch,
        evidence.validity.end?.daysSinceEpoch, now.microseconds, isByHome,
      ]
    )
    return KeptEvidence(
      recorded: RecordedEvidence(id: id, evidence: evidence),
      person: person,
      isByHome: isByHome,
      isNew: true
    )
  }

  private func dataKey(
    forWriting subject: EvidenceSubject,
    in db: Connection
  ) throws -> (key: Int64, cipher: FieldCipher) {
    switch subject {
    case .careSituation(let care):
      // The key may have been made since the row was read.
      return try careRecords.dataKey(forWriting: careRecords.careSituation(care.key, in: db), in: db)
    case .person(let person, _):
      guard let key = person.dataKey else { throw Refusal(.internal, "A person has no key") }
      return (key.key, try dataKeys.cipher(key))
    }
  }

  /// The valid evidence for a care situation: its own and that of its two people, without what was withdrawn. For each
  /// fact the evidence that was issued last comes last. Empty once one of the two was erased.
  ///
  /// - Parameters:
  ///   - known: Only evidence that was recorded before this time; nil for what is known now.
  ///   - isAcrossBorder: Whether to leave out what the municipality of residence added to a record that another municipality
  ///     made and that it has not confirmed.
  ///   - ciphers: Ciphers that the caller has already, by their data keys.
  func evidence(
    of care: CareRow,
    _ caregiver: PersonRow,
    _ recipient: PersonRow,
    known: Instant? = nil,
    isAcrossBorder: Bool = false,
    ciphers: [Int64: FieldCipher] = [:],
    in db: Connection
  ) throws -> [RecordedEvidence] {
    if caregiver.isErased || recipient.isErased { return [] }
    let unconfirmed = Self.unconfirmed([caregiver, recipient])
    var rows = try db.rows(
      Self.evidenceSQL,
      [
        "care": care.key, "caregiver": caregiver.key, "recipient": recipient.key,
        "known": known?.microseconds ?? Int64.max,
      ]
    )
    if isAcrossBorder {
      rows.removeAll { row in (row["person"] as Int64?).map { unconfirmed.contains($0) && row["by_home"] } ?? false }
    }
    return Self.valid(try recordedEvidence(in: rows, known: ciphers, db), during: care.span)
  }

  /// The valid evidence for a care situation of two new people, as `evidence` finds it across a border, from all that was
  /// kept of it: nothing is read.
  func evidence(
    of care: CareRow,
    _ caregiver: PersonRow,
    _ recipient: PersonRow,
    kept: [KeptEvidence]
  ) -> [RecordedEvidence] {
    let unconfirmed = Self.unconfirmed([caregiver, recipient])
    let told = kept.filter { kept in kept.isNew && !(kept.isByHome && kept.person.map(unconfirmed.contains) == true) }
    let ordered = told.enumerated().sorted { one, other in
      let (first, second) = (one.element.recorded.evidence, other.element.recorded.evidence)
      return (first.fact, first.validity.start, one.offset) < (second.fact, second.validity.start, other.offset)
    }
    return Self.valid(ordered.map(\.element.recorded), during: care.span)
  }

  private static func unconfirmed(_ people: [PersonRow]) -> [Int64] { people.filter(\.isUnconfirmed).map(\.key) }

  private static func valid(_ evidence: [RecordedEvidence], during span: DateSpan) -> [RecordedEvidence] {
    evidence.filter { $0.evidence.canBeValid(during: span) }.withoutRepeats
  }

  static let evidenceSQL = """
    SELECT * FROM evidence WHERE care_situation = :care AND \(wasKnown)
    UNION ALL SELECT * FROM evidence WHERE person = :caregiver AND role = 'caregiver' AND \(wasKnown)
    UNION ALL SELECT * FROM evidence WHERE person = :recipient AND role = 'recipient' AND \(wasKnown)
    ORDER BY fact, issued_date, key
    """

  private static let wasKnown = "recorded < :known AND (withdrawn IS NULL OR withdrawn >= :known)"

  /// The evidence for a fact with a day of issue that was not withdrawn, the one recorded last at the end.
  func currentEvidence(
    for fact: String,
    issuedOn day: CalendarDate,
    of subject: EvidenceSubject,
    in db: Connection
  ) throws -> [(key: Int64, isByHome: Bool, recorded: RecordedEvidence)] {
    let (person, role, care) = subject.columns
    let sql = care == nil ? Self.currentOfPersonSQL : Self.currentOfCareSQL
    let rows = try db.rows(
      sql,
      care.map { [$0, fact, day.daysSinceEpoch] } ?? [person, role, fact, day.daysSinceEpoch]
    )
    return zip(rows, try recordedEvidence(in: rows, db)).map { ($0["key"], $0["by_home"], $1) }
  }

  static let currentOfPersonSQL = """
    SELECT * FROM evidence WHERE person = ? AND role = ? AND fact = ? AND issued_date = ? AND withdrawn IS NULL
    ORDER BY key
    """

  static let currentOfCareSQL = """
    SELECT * FROM evidence WHERE care_situation = ? AND fact = ? AND issued_date = ? AND withdrawn IS NULL ORDER BY key
    """

  /// Reads rows of `evidence`.
  ///
  /// - Parameter known: Ciphers that the caller has already, by their data keys.
  func recordedEvidence(
    in rows: [SQLRow],
    known: [Int64: FieldCipher] = [:],
    _ db: Connection
  ) throws -> [RecordedEvidence] {
    let ciphers = try dataKeys.ciphers(rows.map { $0["data_key"] as Int64 }, known: known, in: db)
    return try rows.map { row in
      guard let cipher = ciphers[row["data_key"]] else { throw Refusal(.internal, "A data key is not there") }
      return try RecordedEvidence(row, cipher: cipher)
    }
  }

  /// Transfers evidence from one person to another: all of it, or what has these keys and is still with the first
  /// person.
  ///
  /// - Returns: The keys of what was transferred.
  func transferEvidence(_ keys: [Int64]? = nil, from: PersonRow, to: PersonRow, in db: Connection) throws -> [Int64] {
    let existing = try db.values(Int64.self, "SELECT key FROM evidence WHERE person = ? ORDER BY key", [from.key])
    let transferred = keys.map { Set($0).intersection(existing).sorted() } ?? existing
    for key in transferred {
      try db.execute("UPDATE evidence SET person = ? WHERE key = ?", [to.key, key])
    }
    return transferred
  }

  /// Transfers evidence of one care situation to another of the same two people. It stays encrypted as it is.
  ///
  /// - Parameter keys: Which evidence; nil for all.
  /// - Returns: The keys of what was transferred.
  func transferEvidence(_ keys: [Int64]? = nil, ofCare from: Int64, to: Int64, in db: Connection) throws -> [Int64] {
    let existing = try db.values(Int64.self, "SELECT key FROM evidence WHERE care_situation = ? ORDER BY key", [from])
    let transferred = keys.map { Set($0).intersection(existing).sorted() } ?? existing
    for key in transferred {
      try db.execute("UPDATE evidence SET care_situation = ? WHERE key = ?", [to, key])
    }
    return transferred
  }

  /// Whether evidence about a person is kept.
  func hasEvidence(_ person: PersonRow, in db: Connection) throws -> Bool {
    try db.value(Bool.self, "SELECT EXISTS (SELECT 1 FROM evidence WHERE person = ?)", [person.key]) == true
  }

  /// Destroys a key. Evidence about someone else that is encrypted with it is first encrypted again with the key of
  /// that person.
  func destroy(dataKey key: Int64, in db: Connection) throws {
    let rows = try db.rows("SELECT key, person, assessor FROM evidence WHERE data_key = ?", [key])
    for row in rows {
      guard let owner = row["person"] as Int64?, let own = try personRecords.person(owner, in: db).dataKey,
        own.key != key
      else {
        continue
      }
      let assessor = try dataKeys.cipher(key, in: db).open(row["assessor"], at: SealedField.assessor)
      try db.execute(
        "UPDATE evidence SET data_key = ?, assessor = ? WHERE key = ?",
        [
          own.key, try dataKeys.cipher(own).seal(assessor, at: SealedField.assessor), row["key"] as Int64,
        ]
      )
    }
    try dataKeys.destroy(key, in: db)
  }

  // MARK: - The care for which evidence is valid

  /// The care situations for which evidence is valid.
  func careSituations(for evidence: Evidence, of subject: EvidenceSubject, in db: Connection) throws -> [CareRow] {
    switch subject {
    case .careSituation(let care): [try careRecords.careSituation(care.key, in: db)]
    case .person(let person, let role):
      try careSituations(of: person.key, as: role, in: db).filter { evidence.canBeValid(during: $0.span) }
    }
  }

  /// The care situations in which a person has a role, without those whose other person was erased.
  func careSituations(of person: Int64, as role: FactSubject, in db: Connection) throws -> [CareRow] {
    try careRecords.careSituations(ofPerson: person, in: db).filter { care in
      let (mine, other) = role == .caregiver ? (care.caregiver, care.recipient) : (care.recipient, care.caregiver)
      return try mine == person && !personRecords.person(other, in: db).isErased
    }
  }

  /// The care situations for which a row of `evidence` is valid and that have not ended before a day, oldest first.
  func careSituations(for row: SQLRow, on today: CalendarDate, in db: Connection) throws -> [CareRow] {
    try careSituations(for: [row], on: today, in: db)[0]
  }

  /// The same for each of several rows.
  func careSituations(for rows: [SQLRow], on today: CalendarDate, in db: Connection) throws -> [[CareRow]] {
    let ofPersons = try careRecords.careSituations(ofPersons: rows.compactMap { $0["person"] as Int64? }, in: db)
    let ofCare = try careRecords.careSituations(rows.compactMap { $0["care_situation"] as Int64? }, in: db)
    let persons = try personRecords.persons(ofPersons.flatMap { [$0.caregiver, $0.recipient] }, in: db)
    return try rows.map { row in
      let served: [CareRow]
      if let person = row["person"] as Int64? {
        let role: FactSubject = try row.word("role")
        served = ofPersons.filter { care in
          let (own, other) = role == .caregiver ? (care.caregiver, care.recipient) : (care.recipient, care.caregiver)
          return own == person && persons[other]?.isErased == false
        }
      } else {
        served = (row["care_situation"] as Int64?).flatMap { ofCare[$0] }.map { [$0] } ?? []
      }
      return served.filter { !$0.span.ends(before: today) }
    }
  }
}

/// Evidence that was to be stored.
struct KeptEvidence {
  /// The evidence under its id.
  let recorded: RecordedEvidence
  /// Key of the person whom it is about; nil when it is about the care.
  let person: Int64?
  /// Whether a municipality filed it that may read the record of that person.
  let isByHome: Bool
  /// Whether it was stored now; otherwise the current evidence said the same.
  let isNew: Bool
}

extension RecordedEvidence {
  /// Reads a row of `evidence`.
  init(_ row: SQLRow, cipher: FieldCipher) throws {
    self.init(
      id: try row.id("id"),
      evidence: try Evidence(
        fact: row["fact"],
        value: JSONDecoder().decode(FactValue.self, from: row["value"] as Data),
        kind: row.optionalWord("kind"),
        assessor: cipher.open(row["assessor"], at: SealedField.assessor),
        validity: DateSpan(start: row.date("issued_date"), end: row.optionalDate("valid_until_date"))
      )
    )
  }
}
