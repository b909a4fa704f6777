import CareTypes
import Foundation
import RegistrationDomain
import ServiceCore
import ServiceRuntime

extension DraftRecords {
  /// The open drafts that certainly mention a person, with the registered person that they were compared with.
  func drafts(
    about person: PersonRow,
    today: CalendarDate,
    in db: Connection
  ) throws -> [(row: SQLRow, held: RegisteredPerson)] {
    guard let held = try held(person, today: today, in: db) else { return [] }
    return try drafts(thatMayTellOf: held, in: db).compactMap { row in
      guard let told = try told(by: row, in: db), try read(told, today).people.contains(where: held.isTold) else {
        return nil
      }
      return (row, held)
    }
  }

  /// The open drafts, visible to a viewer, that may mention a person but not certainly.
  ///
  /// - Parameter records: All records of the person.
  func possibleDrafts(about records: [PersonRow], for viewer: Viewer, in db: Connection) throws -> [PossibleDraft] {
    let held = try records.compactMap { try self.held($0, today: viewer.today, in: db) }
    var rows: [Int64: SQLRow] = [:]
    for record in held {
      for row in try drafts(thatMayTellOf: record, in: db) where try visibility.sees(viewer, draft: row) {
        rows[row["key"]] = row
      }
    }
    var found: [PossibleDraft] = []
    for (_, row) in rows.sorted(by: { $0.key < $1.key }) where found.count < PossibleDraft.most {
      guard let told = try told(by: row, in: db) else { continue }
      if let draft = try PossibleDraft(row.id("id"), read(told, viewer.today), of: held) { found.append(draft) }
    }
    return found
  }

  /// The open drafts that share a key with a person, oldest first.
  private func drafts(thatMayTellOf held: RegisteredPerson, in db: Connection) throws -> [SQLRow] {
    var rows: [Int64: SQLRow] = [:]
    for trace in held.numbers.map({ lookupHashes.hash(of: $0) }) + DraftKeys.keys(of: held).map(lookupHashes.trace) {
      for row in try db.rows(Self.draftsByTraceSQL, [trace]) {
        rows[row["key"]] = row
      }
    }
    for row in try db.rows(Self.draftsToTraceSQL, [Int64.max]) {
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

  /// The content of a draft; nil once it is closed.
  func told(by draft: SQLRow, in db: Connection) throws -> Data? {
    guard let content: Data = draft["content"], let key: Int64 = draft["data_key"] else { return nil }
    return try dataKeys.cipher(key, in: db).openBytes(content, at: SealedField.draft)
  }

  /// Stores the keys under which the people of a draft are found, and replaces the earlier ones.
  func insertTraces(of content: Data, draft key: Int64, in transaction: WriteTransaction) throws {
    let (db, today) = (transaction.connection, try transaction.now.dateInBelgium())
    try db.execute("DELETE FROM draft_person WHERE draft = ?", [key])
    let told = try read(content, today)
    let numbers = told.people.compactMap(\.number).map { lookupHashes.hash(of: $0) }
    for trace in Set(numbers + DraftKeys.keys(of: told).map(lookupHashes.trace)) {
      try db.execute("INSERT INTO draft_person (hash, draft) VALUES (?, ?)", [trace, key])
    }
  }

  private func held(_ person: PersonRow, today: CalendarDate, in db: Connection) throws -> RegisteredPerson? {
    guard let identity = try personRecords.identity(of: person, in: db),
      let cipher = try personRecords.cipher(of: person, in: db),
      let subject = try duplicateRecords.subject(person, today: today, in: db)
    else { return nil }
    let numbers = Set(try personRecords.knownNumbers(of: person.key, cipher, today: today, in: db).map(\.number))
    return RegisteredPerson(numbers: numbers, identity: identity, subject: subject)
  }
}
