import Foundation
import RightsDomain
import ServiceRuntime

/// Stores the facts that decisions rest on, each record once for all care situations that have it.
enum FactSheetRows {
  /// The key of a record, which is stored if it is new.
  static func key(of record: FactRecord, in db: Connection) throws -> Int64 {
    let text = FactRecordText(record)
    let digest = text.digest
    let known = try db.value(Int64.self, keySQL, [digest])
    return try known ?? db.insert("INSERT INTO fact_sheet (digest, facts) VALUES (?, ?)", [digest, text.text])
  }

  /// Parts the decisions on the care of a person from the facts that they rest on, and deletes the facts that no decision
  /// on the care of others rests on. The digest is deleted with them: there are so few facts that they could be found from
  /// it by trying.
  ///
  /// - Parameter role: The column of the care situation that holds the person.
  static func forget(_ person: Data, as role: String, in db: Connection) throws {
    let sheets = try db.values(Int64.self, sheetsSQL(role), [person])
    if sheets.isEmpty { return }
    try db.execute(forgetSQL(role), [person])
    try db.execute(deleteSQL, [ValueList(sheets)])
  }

  static let keySQL = "SELECT key FROM fact_sheet WHERE digest = ?"

  static func sheetsSQL(_ role: String) -> String {
    """
    SELECT DISTINCT decision_set.sheet FROM situation JOIN decision_set ON decision_set.situation = situation.key
    WHERE situation.\(role) = ? AND decision_set.sheet IS NOT NULL
    """
  }

  static func forgetSQL(_ role: String) -> String {
    """
    UPDATE decision_set SET sheet = NULL
    WHERE situation IN (SELECT key FROM situation WHERE \(role) = ?) AND sheet IS NOT NULL
    """
  }

  static let deleteSQL = """
    DELETE FROM fact_sheet WHERE key IN \(ValueList.members("?"))
      AND NOT EXISTS (SELECT 1 FROM decision_set WHERE decision_set.sheet = fact_sheet.key)
    """
}
