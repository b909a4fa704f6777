import RightsDomain
import ServiceRuntime

/// Stores lists of outcomes, each once.
enum OutcomeListRows {
  /// The key of a list, which is stored if it is new.
  static func key(of list: OutcomeList, in db: Connection) throws -> Int64 {
    let content = list.content
    let digest = OutcomeList.digest(of: content)
    let known = try db.value(Int64.self, keySQL, [digest])
    return try known ?? db.insert("INSERT INTO outcome_list (digest, content) VALUES (?, ?)", [digest, content])
  }

  /// Reads lists by their keys.
  static func lists(_ keys: some Sequence<Int64>, in db: Connection) throws -> [Int64: OutcomeList] {
    var lists: [Int64: OutcomeList] = [:]
    try db.each(listsSQL, [ValueList(keys)]) { row in
      lists[row["key"]] = try OutcomeList(content: row["content"])
    }
    return lists
  }

  static let keySQL = "SELECT key FROM outcome_list WHERE digest = ?"
  static let listsSQL = "SELECT key, content FROM outcome_list WHERE key IN \(ValueList.members("?"))"
}
