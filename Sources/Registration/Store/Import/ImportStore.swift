import CareTypes
package import Foundation
package import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Imports lists of care situations.
///
/// A row that comes again is recognised by keyed hashes of whom it is about, within the municipalities that sent it.
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

  /// Imports rows of a list in few transactions. A row that fails does not affect the others.
  ///
  /// - Parameter isRehearsal: Whether all changes are rolled back in the end.
  /// - Returns: For each row what was registered, now or before, or why it was not: a `Refusal` or a `RepeatedRow`.
  package func takeIn(
    _ rows: [ListRow],
    for viewer: Viewer,
    isRehearsal: Bool
  ) async throws -> [Result<RegistrationReceipt, any Error>] {
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

  /// The request id of a row of a list: a keyed hash of the row, which reveals nothing about it.
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

  /// Hashes what rows say, each text after a beginning that many have.
  private func importedHash(_ beginning: String) -> FieldDigests.Hash {
    lookupHashes.lookup.beginning(with: beginning).number
  }

  private func takeIn(_ row: ListRow, for viewer: Viewer, in transaction: WriteTransaction) throws
    -> RegistrationReceipt
  {
    let db = transaction.connection
    let imported = ImportedRow(row.situation)
    let authority = ImportAuthority(viewer, client: row.command.client)
    let identity = lookupHashes.lookup("imported/\(imported.identity)")
    let traces = imported.traces.map(lookupHashes.importedTrace)
    let known = KnownImportedRow.closest(
      of: try rows(Self.sameRowsSQL, [identity], authority, viewer, in: db),
      to: imported,
      hash: importedHash
    )
    if let known, known.fields.isEmpty {
      return try registered(known.row.careSituation, in: db)
    }
    if !row.isConfirmedNew {
      let found =
        try known.map { (RepeatedRow.Kind.changed, $0) }
        ?? likely(imported, traces, authority, viewer, in: db).map { (RepeatedRow.Kind.likely, $0) }
      if let (kind, (like, fields)) = found {
        let care = try careRecords.remainingCare(for: careRecords.careSituation(like.careSituation, in: db), in: db)
        let recorded = try recordedValues(of: care, like: row.situation, for: viewer, in: db)
        let changed =
          recorded.map { recorded in fields.filter { imported.isNew($0, comparedWith: recorded) } } ?? fields
        if !changed.isEmpty {
          throw RepeatedRow(
            kind: kind,
            careSituation: care.id,
            isSeen: recorded != nil,
            fields: changed.map(\.path)
          )
        }
        // What the row says now was mended in the record meanwhile.
        try insert(imported, identity, traces, authority, of: care.key, at: transaction.now, in: db)
        return try registered(care.key, in: db)
      }
    }
    let (receipt, key) = try careRegistration.register(
      row.situation,
      from: .list,
      for: viewer,
      by: row.command.client,
      in: transaction
    )
    try insert(imported, identity, traces, authority, of: key, at: transaction.now, in: db)
    return receipt
  }

  /// How many rows that share a trace are looked at: more share one only where a list says next to nothing of people.
  private static let mostCandidates = 16

  static let sameRowsSQL = "SELECT * FROM imported_row WHERE identity = ? ORDER BY key DESC LIMIT \(mostCandidates)"

  /// The rows that share one of the traces of a row, which has at most five: those of one trace after those of another.
  static let likeRowsSQL =
    (1...ImportedRow.mostTraces).map { number in
      """
      SELECT \(number) AS trace, imported_row.* FROM imported_row WHERE imported_row.key IN (
        SELECT imported_row_trace.imported_row FROM imported_row_trace
        WHERE imported_row_trace.hash = :trace\(number)
        ORDER BY imported_row_trace.imported_row DESC LIMIT \(mostCandidates))
      """
    }.joined(separator: "\nUNION ALL ") + "\nORDER BY trace, key DESC"

  private func rows(
    _ sql: String,
    _ arguments: Arguments,
    _ authority: ImportAuthority,
    _ viewer: Viewer,
    in db: Connection
  ) throws -> [KnownImportedRow] {
    try db.rows(sql, arguments).map(KnownImportedRow.init).filter { row in
      authority.recognises(row.authority) { visibility.code(of: $0, on: viewer.today) }
    }
  }

  /// A known row that is probably about the same two people, and the fields in which a row differs from it.
  private func likely(
    _ imported: ImportedRow,
    _ traces: [Int64],
    _ authority: ImportAuthority,
    _ viewer: Viewer,
    in db: Connection
  ) throws -> KnownImportedRow.Difference? {
    var known: [KnownImportedRow] = []
    for row in try rows(Self.likeRowsSQL, Self.arguments(traces), authority, viewer, in: db)
    where !known.contains(row) {
      known.append(row)
    }
    return KnownImportedRow.likeliest(of: known, to: imported, hash: importedHash)
  }

  /// The traces of a row, `trace1` to `trace5`, as far as it has so many.
  private static func arguments(_ traces: [Int64]) -> Arguments {
    func trace(_ index: Int) -> Int64? { traces.indices.contains(index) ? traces[index] : nil }
    return ["trace1": trace(0), "trace2": trace(1), "trace3": trace(2), "trace4": trace(3), "trace5": trace(4)]
  }

  private func insert(
    _ row: ImportedRow,
    _ identity: Data,
    _ traces: [Int64],
    _ authority: ImportAuthority,
    of care: Int64,
    at now: Instant,
    in db: Connection
  ) throws {
    let digests = FieldDigests.stored(row, salt: identity, hash: importedHash)
    let key = try db.insert(
      """
      INSERT INTO imported_row (care_situation, authority, identity, content, traces, recorded) VALUES (?, ?, ?, ?, ?, ?)
      """,
      [care, authority.text, identity, digests.bytes, PackedHashes(traces).bytes, now.microseconds]
    )
    try db.execute(Self.insertTracesSQL, ["row": key, "traces": ValueList(Set(traces))])
  }

  private static let insertTracesSQL = """
    INSERT INTO imported_row_trace (hash, imported_row)
    SELECT value, :row FROM \(ValueList.members(":traces")) AS traces
    """

  private func registered(_ key: Int64, in db: Connection) throws -> RegistrationReceipt {
    let care = try careRecords.remainingCare(for: careRecords.careSituation(key, in: db), in: db)
    return RegistrationReceipt(
      careSituation: care.id,
      caregiver: try personRecords.person(care.caregiver, in: db).id,
      recipient: try personRecords.person(care.recipient, in: db).id,
      revision: care.revision,
      createTime: care.created
    )
  }

  /// What is recorded of a care situation, in the form of a row; nil when it is not visible. Evidence is included only
  /// if the row has it too, because it may come from other care of the two people.
  private func recordedValues(
    of care: CareRow,
    like shown: NewCareSituation,
    for viewer: Viewer,
    in db: Connection
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
    let recorded = try NewCareSituation(
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
    return ImportedRow(recorded).values
  }
}

extension KnownImportedRow {
  /// Reads a row of `imported_row`.
  fileprivate init(_ row: SQLRow) {
    self.init(
      careSituation: row["care_situation"],
      authority: row["authority"],
      identity: row["identity"],
      digests: FieldDigests(bytes: row["content"])
    )
  }
}
