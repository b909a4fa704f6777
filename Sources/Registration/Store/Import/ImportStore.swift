import CareTypes
package import Foundation
import GRDB
package import RegistrationDomain
import ServiceCore
package import ServiceRuntime

/// A row of a list, to be taken in.
package struct ListRow: Sendable {
  /// What it says.
  package let situation: NewCareSituation
  /// Under which id it is registered.
  package let command: Command
  /// Whether someone says that it is a care situation of its own, although it is like one that is known.
  package let isConfirmedNew: Bool

  /// A row.
  package init(situation: NewCareSituation, command: Command, isConfirmedNew: Bool) {
    self.situation = situation
    self.command = command
    self.isConfirmedNew = isConfirmedNew
  }
}

/// For whom the rows of a list are known: the municipalities of the client that sends it. Who has none, such as Mantel's
/// own work, knows its own alone.
private struct ListAuthority {
  private let municipalities: Set<NISCode>
  /// As it is kept.
  let text: String

  init(_ viewer: Viewer, client: String) {
    municipalities = viewer.scope?.municipalities ?? []
    text = municipalities.isEmpty ? client : municipalities.map(\.digits).sorted().joined(separator: " ")
  }

  /// Whether rows that were kept under a text are known to this one.
  ///
  /// - Parameter code: The code of today of a municipality.
  func owns(_ kept: String, code: (NISCode) -> NISCode) -> Bool {
    guard !municipalities.isEmpty else { return kept == text }
    return kept.split(separator: " ").contains { part in
      (try? NISCode(part)).map { municipalities.contains(code($0)) } ?? false
    }
  }
}

/// A row that was taken in before.
private struct KnownRow {
  let key: Int64
  let careSituation: Int64
  let authority: String
  let identity: Data
  let digests: FieldDigests

  init(_ row: Row) {
    key = row["key"]
    careSituation = row["care_situation"]
    authority = row["authority"]
    identity = row["identity"]
    digests = FieldDigests(bytes: row["content"])
  }
}

/// What a row said, as keyed hashes by field: one for each form in which the same can be written.
private struct FieldDigests {
  /// Bytes of a hash: enough that none is another's by chance.
  static let length = 7

  private let digests: [ImportedField: Set<Data>]

  init(_ digests: [ImportedField: Set<Data>]) {
    self.digests = digests
  }

  init(bytes: Data) {
    var digests: [ImportedField: Set<Data>] = [:]
    var rest = bytes
    while rest.count > Self.length, let code = rest.first {
      let digest = rest.dropFirst().prefix(Self.length)
      if let field = ImportedField(code: code) { digests[field, default: []].insert(Data(digest)) }
      rest = rest.dropFirst(1 + Self.length)
    }
    self.digests = digests
  }

  /// As they are kept.
  var bytes: Data {
    digests.sorted { $0.key.code < $1.key.code }.reduce(into: Data()) { bytes, field in
      for digest in field.value.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        bytes.append(field.key.code)
        bytes.append(digest)
      }
    }
  }

  /// These and those of other fields.
  func joined(_ others: FieldDigests) -> FieldDigests {
    FieldDigests(digests.merging(others.digests) { $0.union($1) })
  }

  /// The fields in which what another row with the same salt asks is not among these, in the order of their numbers.
  func fields(inWhichIsNew asked: FieldDigests) -> [ImportedField] {
    Set(digests.keys).union(asked.digests.keys).filter { !isSame($0, asked) }.sorted { $0.code < $1.code }
  }

  private func isSame(_ field: ImportedField, _ asked: FieldDigests) -> Bool {
    guard let one = digests[field], let other = asked.digests[field] else { return false }
    return !one.isDisjoint(with: other)
  }

  /// How well a person fits that of another row.
  func fit(
    _ other: FieldDigests,
    _ person: (ImportedField.PersonField) -> ImportedField
  ) -> RowLikeness.Fit {
    let same = ImportedField.PersonField.allCases.filter { isSame(person($0), other) }
    let number = person(.number)
    return RowLikeness.Fit(
      same: Set(same),
      hasTwoNumbers: digests[number] != nil && other.digests[number] != nil
    )
  }
}

/// Rows of lists are known again by keyed hashes of whom they are about, within the municipalities that sent them.
package struct ImportStore: Sendable {
  let database: ServiceDatabase
  let tables: ReferenceTables
  let lookupHashes: LookupHashes
  let personRecords: PersonRecords
  let careRecords: CareRecords
  let evidenceRecords: EvidenceRecords
  let visibility: Visibility
  let personViews: PersonViews
  let careRegistration: CareRegistration

  /// Takes in rows of a list in few transactions; each stands alone.
  ///
  /// - Parameter isRehearsal: Whether nothing is to stay.
  /// - Returns: For each what was registered, now or before, or why not: a `Refusal`, or a `RepeatedRow`.
  package func takeIn(
    _ rows: [ListRow],
    for viewer: Viewer,
    isRehearsal: Bool
  ) async throws -> [Result<Registered, any Error>] {
    let commands = rows.map(\.command)
    if isRehearsal {
      return try await database.rehearse(commands) { transaction, index in
        try takeIn(rows[index], for: viewer, in: transaction)
      }
    }
    return await database.commands(commands) { transaction, index in
      try takeIn(rows[index], for: viewer, in: transaction)
    }
  }

  /// The request id of a row of a list: from what the row says, keyed, so that it tells nothing of it.
  package func importRequestID(content: Data) -> String {
    let hash = Array(lookupHashes.lookup("import/\(content.base64EncodedString())"))
    let bytes = (0..<16).map { hash[$0] }
    return UUID(
      uuid: (
        bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7],
        bytes[8], bytes[9], bytes[10], bytes[11], bytes[12], bytes[13], bytes[14], bytes[15]
      )
    ).uuidString
  }

  private func takeIn(_ row: ListRow, for viewer: Viewer, in transaction: WriteTransaction) throws -> Registered {
    let db = transaction.database
    let imported = ImportedRow(row.situation)
    let authority = ListAuthority(viewer, client: row.command.client)
    let identity = lookupHashes.lookup("imported/\(imported.identity)")
    let known = try closest(rows(Self.sameRowsSQL, identity, authority, viewer, in: db), to: imported)
    if let known, known.fields.isEmpty {
      return try registered(known.row.careSituation, in: db)
    }
    if !row.isConfirmedNew {
      let found =
        try known.map { (RepeatedRow.Kind.changed, $0) }
        ?? likely(imported, authority, viewer, in: db).map { (RepeatedRow.Kind.likely, $0) }
      if let (kind, (like, fields)) = found {
        let care = try careRecords.standing(for: careRecords.careSituation(like.careSituation, in: db), in: db)
        let held = try heldValues(of: care, like: row.situation, for: viewer, in: db)
        let told = held.map { held in fields.filter { imported.saysNew($0, after: held) } } ?? fields
        if !told.isEmpty {
          throw RepeatedRow(
            kind: kind,
            careSituation: care.id,
            isSeen: held != nil,
            fields: told.map(\.path)
          )
        }
        // What the row says now was mended in the record meanwhile.
        try insert(imported, identity, authority, of: care.key, at: transaction.now, in: db)
        return try registered(care.key, in: db)
      }
    }
    let registered = try careRegistration.register(
      row.situation,
      from: .list,
      for: viewer,
      by: row.command.client,
      in: transaction
    )
    guard let care = try careRecords.careSituation(registered.careSituation, in: db) else {
      throw Refusal(.internal, "A care situation is not there")
    }
    try insert(imported, identity, authority, of: care.key, at: transaction.now, in: db)
    return registered
  }

  /// How many rows that share a trace are looked at: more share one only where a list says next to nothing of people.
  private static let mostCandidates = 16

  static let sameRowsSQL = "SELECT * FROM imported_row WHERE identity = ? ORDER BY key DESC LIMIT \(mostCandidates)"

  static let likeRowsSQL = """
    SELECT imported_row.* FROM imported_row_trace JOIN imported_row ON imported_row.key = imported_row_trace.imported_row
    WHERE imported_row_trace.hash = ? ORDER BY imported_row_trace.imported_row DESC LIMIT \(mostCandidates)
    """

  private func rows(
    _ sql: String,
    _ hash: Data,
    _ authority: ListAuthority,
    _ viewer: Viewer,
    in db: Database
  ) throws -> [KnownRow] {
    try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [hash]).map(KnownRow.init).filter { row in
      authority.owns(row.authority) { visibility.code(of: $0, on: viewer.today) }
    }
  }

  /// A known row, and the fields in which another says something new after it.
  private typealias Difference = (row: KnownRow, fields: [ImportedField])

  /// The known row about the same two people from which a row differs least.
  private func closest(_ known: [KnownRow], to imported: ImportedRow) -> Difference? {
    guard let identity = known.first?.identity else { return nil }
    let asked = digests(imported, salt: identity) { $0.asked }
    return known.map { ($0, $0.digests.fields(inWhichIsNew: asked)) }.min { $0.1.count < $1.1.count }
  }

  /// A known row that is probably about the same two people, and in which fields a row differs from it.
  private func likely(
    _ imported: ImportedRow,
    _ authority: ListAuthority,
    _ viewer: Viewer,
    in db: Database
  ) throws -> Difference? {
    var seen: Set<Int64> = []
    var best: Difference?
    for trace in imported.traces {
      for row in try rows(Self.likeRowsSQL, traceHash(trace), authority, viewer, in: db)
      where seen.insert(row.key).inserted {
        let people = digests(imported, salt: row.identity, of: \.isIdentifying) { $0.asked + [$0.alike] }
        let caregiver = row.digests.fit(people, ImportedField.caregiver)
        let recipient = row.digests.fit(people, ImportedField.recipient)
        guard RowLikeness.isLikely(caregiver, recipient) else { continue }
        let fields = row.digests.fields(inWhichIsNew: digests(imported, salt: row.identity) { $0.asked })
        if fields.count < best?.fields.count ?? .max { best = (row, fields) }
      }
    }
    return best
  }

  private func traceHash(_ trace: String) -> Data { lookupHashes.lookup("imported/trace/\(trace)").prefix(16) }

  private func digests(
    _ row: ImportedRow,
    salt: Data,
    of isWanted: (ImportedField) -> Bool = { _ in true },
    forms: (ImportedValue) -> [String]
  ) -> FieldDigests {
    let salt = salt.base64EncodedString()
    return FieldDigests(
      row.values.reduce(into: [:]) { digests, value in
        guard isWanted(value.key) else { return }
        digests[value.key] = Set(
          forms(value.value).map { form in
            lookupHashes.lookup("imported/\(salt)/\(value.key.code)/\(form)").prefix(FieldDigests.length)
          }
        )
      }
    )
  }

  private func insert(
    _ row: ImportedRow,
    _ identity: Data,
    _ authority: ListAuthority,
    of care: Int64,
    at now: Instant,
    in db: Database
  ) throws {
    // What is like another only by its spelling is kept of what tells who someone is alone.
    let likened = digests(row, salt: identity, of: \.isIdentifying) { $0.covered + [$0.alike] }
    let others = digests(row, salt: identity, of: { !$0.isIdentifying }) { $0.covered }
    try db.cachedStatement(
      sql: "INSERT INTO imported_row (care_situation, authority, identity, content, recorded) VALUES (?, ?, ?, ?, ?)"
    ).execute(arguments: [care, authority.text, identity, likened.joined(others).bytes, now.microseconds])
    let key = db.lastInsertedRowID
    for trace in row.traces {
      try db.cachedStatement(sql: "INSERT OR IGNORE INTO imported_row_trace (hash, imported_row) VALUES (?, ?)")
        .execute(arguments: [traceHash(trace), key])
    }
  }

  private func registered(_ key: Int64, in db: Database) throws -> Registered {
    let care = try careRecords.standing(for: careRecords.careSituation(key, in: db), in: db)
    return Registered(
      careSituation: care.id,
      caregiver: try personRecords.person(care.caregiver, in: db).id,
      recipient: try personRecords.person(care.recipient, in: db).id,
      revision: care.revision,
      createTime: care.created
    )
  }

  /// What is held of a care situation, as a row would say it; nothing when it is out of sight. Of the evidence, which other
  /// care of the two may have brought, what the row shows as well.
  private func heldValues(
    of care: CareRow,
    like shown: NewCareSituation,
    for viewer: Viewer,
    in db: Database
  ) throws -> [ImportedField: ImportedValue]? {
    let people = try [care.caregiver, care.recipient].map { try personRecords.person($0, in: db) }
    guard try visibility.sees(viewer, people[0], people[1], in: db),
      try !people.contains(where: { try visibility.isMasked($0, for: viewer, in: db) })
    else { return nil }
    let persons = try people.map { try personViews.fetch($0, today: viewer.today, in: db) }
    let details = persons.compactMap { person in
      PersonDetails(person, on: viewer.today) { tables.current($0, on: viewer.today) }
    }
    guard details.count == 2 else { return [:] }
    let terms = try careRecords.terms(of: care.key, db)
    let day = max(care.span.start, min(viewer.today, care.span.end ?? viewer.today))
    let evidence = Set(try evidenceRecords.evidence(of: care, people[0], people[1], in: db).map(\.evidence))
    let held = try NewCareSituation(
      caregiver: details[0],
      recipient: details[1],
      care: CareDetails(
        terms: terms[day],
        span: care.span,
        evidence: shown.care.evidence.filter(evidence.contains),
        declarations: care.declarations
      ),
      caregiverConsents: persons[0].consents,
      recipientConsents: persons[1].consents
    )
    return ImportedRow(held).values
  }
}
