import CareTypes
import Foundation
import RightsDomain
import ServiceCore
import ServiceRuntime

/// Reads and writes what people record about awards.
enum AwardActionRows {
  /// Keeps an action.
  static func insert(
    _ action: RecordedAction,
    on key: AwardKey,
    provision: Int64,
    in db: Connection
  ) throws {
    let isCare = if case .careSituation = key.holder { true } else { false }
    try db.execute(
      """
      INSERT INTO award_action
        (holder, holder_is_care_situation, provision, actor, recorded, decisions_before, content)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        key.holder.id.blob, isCare, provision, action.actor, action.recorded.microseconds, action.decisionsBefore,
        try StoredJSON.text(action.action),
      ]
    )
  }

  /// What was recorded about the awards of the people of some care situations, the oldest first. What was recorded of a
  /// person who was merged into another counts for that other.
  ///
  /// - Parameters:
  ///   - situations: The keys of the care situations.
  ///   - names: The names of the provisions, by their keys.
  static func read(
    ofPeopleIn situations: [Int64],
    _ names: [Int64: String],
    in db: Connection
  ) throws -> [AwardKey: [RecordedAction]] {
    var actions: [AwardKey: [RecordedAction]] = [:]
    try db.each(sql, ["keys": ValueList(situations)]) { row in
      guard let name = names[row["provision"]] else { return }
      let id = try row.blobID("kept")
      let key = AwardKey(holder: row["holder_is_care_situation"] ? .careSituation(id) : .person(id), provision: name)
      actions[key, default: []].append(
        RecordedAction(
          action: try StoredJSON.value(row["content"] as Data),
          actor: row["actor"],
          recorded: Instant(microseconds: row["recorded"]),
          decisionsBefore: row["decisions_before"]
        )
      )
    }
    return actions
  }

  /// The place in the order of all decisions of the last one; 0 before the first.
  static func decisionsBefore(in db: Connection) throws -> Int64 {
    try db.value(Int64.self, "SELECT max(key) FROM decision_set") ?? 0
  }

  /// Deletes what was recorded about the awards of a person, and of the care in which they have a role.
  static func erase(_ person: Data, in db: Connection) throws {
    try db.execute(eraseSQL, [person, person, person])
  }

  static let sql = """
    WITH RECURSIVE same (kept, holder) AS (
      SELECT id, id FROM situation WHERE key IN \(ValueList.members(":keys"))
      UNION SELECT caregiver, caregiver FROM situation WHERE key IN \(ValueList.members(":keys"))
      UNION SELECT recipient, recipient FROM situation WHERE key IN \(ValueList.members(":keys"))
      UNION SELECT same.kept, merged_person.merged FROM same JOIN merged_person ON merged_person.kept = same.holder)
    SELECT same.kept, holder_is_care_situation, provision, actor, recorded, decisions_before, content
    FROM same JOIN award_action ON award_action.holder = same.holder ORDER BY decisions_before, award_action.key
    """

  static let eraseSQL = """
    DELETE FROM award_action WHERE holder IN (
      SELECT ? UNION SELECT id FROM situation WHERE caregiver = ? UNION SELECT id FROM situation WHERE recipient = ?)
    """
}
