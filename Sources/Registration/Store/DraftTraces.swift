package import CareTypes
import Foundation
import GRDB
import ServiceCore
import ServiceRuntime

/// How the open drafts about a person are found, to hand them out and to erase them: keyed hashes of what each of its
/// people is told to be lead to the drafts that may be about them, and what the draft tells decides.
extension RegistrationStore {
  static let draftTraceTables = """
    -- Whether draft_person holds everything by which its people are found; those of before are filled in by and by.
    ALTER TABLE draft ADD COLUMN is_findable INTEGER NOT NULL DEFAULT 0 CHECK (is_findable IN (0, 1));
    CREATE INDEX draft_to_trace ON draft (is_findable) WHERE is_findable = 0 AND state = 'open';
    """

  static let widerDraftTraceTables = """
    -- Open drafts are found by more than before: they are filled in anew by and by.
    UPDATE draft SET is_findable = 0 WHERE state = 'open';
    """

  /// The open drafts that tell of a person beyond doubt, and who they are held to be.
  func drafts(
    about person: PersonRow,
    today: CalendarDate,
    in db: Database
  ) throws -> [(row: Row, held: HeldPerson)] {
    guard let held = try held(person, today: today, in: db) else { return [] }
    return try drafts(thatMayTellOf: held, in: db).compactMap { row in
      guard let told = try told(by: row, in: db), try read(told, today).people.contains(where: held.isTold) else {
        return nil
      }
      return (row, held)
    }
  }

  /// The open drafts in a viewer's sight that may tell of a person without being certainly theirs.
  ///
  /// - Parameter records: All records of the person.
  func possibleDrafts(about records: [PersonRow], for viewer: Viewer, in db: Database) throws -> [PossibleDraft] {
    let held = try records.compactMap { try self.held($0, today: viewer.today, in: db) }
    var rows: [Int64: Row] = [:]
    for record in held {
      for row in try drafts(thatMayTellOf: record, in: db) where try sees(viewer, draft: row) { rows[row["key"]] = row }
    }
    var found: [PossibleDraft] = []
    for (_, row) in rows.sorted(by: { $0.key < $1.key }) where found.count < PossibleDraft.most {
      guard let told = try told(by: row, in: db) else { continue }
      if let draft = try PossibleDraft(row.id("id"), read(told, viewer.today), of: held) { found.append(draft) }
    }
    return found
  }

  /// The open drafts that share a key with a person, oldest first.
  private func drafts(thatMayTellOf held: HeldPerson, in db: Database) throws -> [Row] {
    var rows: [Int64: Row] = [:]
    for trace in held.numbers.map({ hash(of: $0) }) + DraftKeys.keys(of: held).map(trace) {
      for row in try Row.fetchAll(db.cachedStatement(sql: Self.draftsByTraceSQL), arguments: [trace]) {
        rows[row["key"]] = row
      }
    }
    for row in try Row.fetchAll(db.cachedStatement(sql: Self.draftsToTraceSQL), arguments: [Int64.max]) {
      rows[row["key"]] = row
    }
    return rows.sorted { $0.key < $1.key }.map(\.value)
  }

  static let draftsByTraceSQL = """
    SELECT draft.* FROM draft_person JOIN draft ON draft.key = draft_person.draft
    WHERE draft_person.hash = ? AND draft.state = 'open'
    """

  static let draftsToTraceSQL =
    "SELECT * FROM draft WHERE is_findable = 0 AND state = 'open' ORDER BY key LIMIT ?"

  /// What a draft tells; nothing once it is closed.
  func told(by draft: Row, in db: Database) throws -> Data? {
    guard let content: Data = draft["content"], let key: Int64 = draft["data_key"] else { return nil }
    return try dataKeys.cipher(key, in: db).openBytes(content, at: Self.draftPlace)
  }

  /// Keeps by what the people of a draft are found, in place of what was kept.
  func insertTraces(of content: Data, draft key: Int64, in transaction: WriteTransaction) throws {
    let (db, today) = (transaction.database, try transaction.now.dateInBelgium())
    try db.cachedStatement(sql: "DELETE FROM draft_person WHERE draft = ?").execute(arguments: [key])
    let told = try read(content, today)
    let numbers = told.people.compactMap(\.number).map { hash(of: $0) }
    for trace in Set(numbers + DraftKeys.keys(of: told).map(trace)) {
      try db.cachedStatement(sql: "INSERT INTO draft_person (hash, draft) VALUES (?, ?)")
        .execute(arguments: [trace, key])
    }
  }

  /// Lets drafts be found that were received before their people were found by more than a number.
  ///
  /// - Returns: How many.
  package func traceOldDrafts(on today: CalendarDate, limit: Int) async throws -> Int {
    try await database.write { transaction in
      let db = transaction.database
      let rows = try Row.fetchAll(db.cachedStatement(sql: Self.draftsToTraceSQL), arguments: [limit])
      for row in rows {
        let key: Int64 = row["key"]
        if let told = try told(by: row, in: db) { try insertTraces(of: told, draft: key, in: transaction) }
        try db.cachedStatement(sql: "UPDATE draft SET is_findable = 1 WHERE key = ?").execute(arguments: [key])
      }
      return rows.count
    }
  }

  /// The keyed hash of what someone may be found by beside a number.
  private func trace(_ key: String) -> Data { lookup("draft/\(key)") }

  private func held(_ person: PersonRow, today: CalendarDate, in db: Database) throws -> HeldPerson? {
    guard let identity = try identity(of: person, in: db), let cipher = try cipher(of: person, in: db),
      let subject = try subject(person, today: today, in: db)
    else { return nil }
    let numbers = Set(try knownNumbers(of: person.key, cipher, today: today, in: db).map(\.number))
    return HeldPerson(numbers: numbers, identity: identity, subject: subject)
  }
}
