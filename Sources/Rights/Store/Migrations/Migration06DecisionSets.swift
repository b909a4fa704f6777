import CareTypes
import Foundation
import RightsDomain
import ServiceCore
import ServiceRuntime

extension Migration {
  /// Packs the decisions that were taken together on a care situation into one row, and stores equal outcomes and equal facts
  /// once for all care situations.
  ///
  /// Decisions of before keep their ids, in `decision_id`.
  static let decisionSets = Migration("rights-6-decision-sets") { db in
    try db.script(tables)
    try db.script(
      "INSERT INTO shared_sheet (digest, facts) SELECT digest, min(facts) FROM fact_sheet WHERE facts IS NOT NULL GROUP BY digest"
    )
    var packing = DecisionPacking(db)
    try packing.pack()
    try db.script(cleanup)
  }

  private static let tables = """
    -- The facts that decisions rest on, each record once; deleted when no decision rests on them any more.
    CREATE TABLE shared_sheet (
      key INTEGER PRIMARY KEY,
      digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
      facts TEXT NOT NULL CHECK (json_valid(facts))
    ) STRICT;

    -- The outcomes of decisions that were taken together (OutcomeList), each list once.
    CREATE TABLE outcome_list (
      key INTEGER PRIMARY KEY,
      digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
      content BLOB NOT NULL
    ) STRICT;

    -- The decisions that were taken on a care situation at one time: those that differ from the ones before.
    CREATE TABLE decision_set (
      key INTEGER PRIMARY KEY,
      -- The first 12 bytes of the ids of its decisions; the other 4 are the key of the provision. Null: they have ids of
      -- their own, in decision_id.
      id BLOB UNIQUE CHECK (length(id) = 12),
      situation INTEGER NOT NULL REFERENCES situation (key),
      -- Null after the facts were forgotten.
      sheet INTEGER REFERENCES shared_sheet (key),
      outcomes INTEGER NOT NULL REFERENCES outcome_list (key),
      decided_for INTEGER NOT NULL,
      decided INTEGER NOT NULL,
      -- When the last of its decisions was replaced; null while one is current.
      superseded INTEGER
    ) STRICT;

    -- The ids of decisions that were stored one by one.
    CREATE TABLE decision_id (
      id BLOB PRIMARY KEY NOT NULL,
      decision_set INTEGER NOT NULL REFERENCES decision_set (key),
      provision INTEGER NOT NULL REFERENCES provision (key)
    ) STRICT, WITHOUT ROWID;
    """

  private static let cleanup = """
    DROP TABLE decision;
    DROP TABLE fact_sheet;
    ALTER TABLE shared_sheet RENAME TO fact_sheet;
    CREATE INDEX decision_set_by_situation ON decision_set (situation, superseded);
    CREATE INDEX decision_set_by_sheet ON decision_set (sheet) WHERE sheet IS NOT NULL;
    CREATE INDEX decision_id_by_set ON decision_id (decision_set);

    CREATE TRIGGER decision_never_changes
    BEFORE UPDATE OF key, id, situation, outcomes, decided_for, decided ON decision_set
    BEGIN SELECT RAISE(ABORT, 'a decision never changes'); END;
    CREATE TRIGGER decision_never_goes BEFORE DELETE ON decision_set
    BEGIN SELECT RAISE(ABORT, 'a decision never goes'); END;
    CREATE TRIGGER decision_id_never_changes BEFORE UPDATE ON decision_id
    BEGIN SELECT RAISE(ABORT, 'a decision never changes'); END;
    CREATE TRIGGER decision_id_never_goes BEFORE DELETE ON decision_id
    BEGIN SELECT RAISE(ABORT, 'a decision never goes'); END;
    CREATE TRIGGER facts_are_only_forgotten BEFORE UPDATE OF sheet ON decision_set WHEN NEW.sheet IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'the facts of a decision never change'); END;
    CREATE TRIGGER fact_sheet_never_changes BEFORE UPDATE ON fact_sheet
    BEGIN SELECT RAISE(ABORT, 'a fact sheet never changes'); END;
    CREATE TRIGGER fact_sheet_goes_only_when_forgotten BEFORE DELETE ON fact_sheet
    WHEN EXISTS (SELECT 1 FROM decision_set WHERE sheet = OLD.key)
    BEGIN SELECT RAISE(ABORT, 'a fact sheet never goes'); END;
    CREATE TRIGGER outcome_list_never_changes BEFORE UPDATE ON outcome_list
    BEGIN SELECT RAISE(ABORT, 'a list of outcomes never changes'); END;
    CREATE TRIGGER outcome_list_never_goes BEFORE DELETE ON outcome_list
    BEGIN SELECT RAISE(ABORT, 'a list of outcomes never goes'); END;
    """
}

/// Packs the decisions of before, which were a row each. Those that were taken together lie beside each other.
private struct DecisionPacking {
  private let db: Connection
  private var group: Group?

  /// The decisions that were taken on one care situation at one time.
  private struct Group {
    let situation: Int64
    let sheet: Int64?
    let formerSheet: Int64
    let decidedFor: Int
    let decided: Int64
    var superseded: [Int64?] = []
    var entries: [OutcomeList.Entry] = []
    var ids: [(provision: Int64, id: Data)] = []
  }

  init(_ db: Connection) {
    self.db = db
  }

  mutating func pack() throws {
    try db.each(Self.sql) { try add($0) }
    try finish()
  }

  private mutating func add(_ row: SQLRow) throws {
    let provision: Int64 = row["provision"]
    let next = Group(
      situation: row["situation"],
      sheet: row["sheet"],
      formerSheet: row["former_sheet"],
      decidedFor: row["decided_for"],
      decided: row["decided"]
    )
    guard let outcome = DecisionOutcome(code: row["outcome"]) else {
      throw Refusal(.internal, "A decision has an unknown outcome")
    }
    if let group,
      group.situation != next.situation || group.formerSheet != next.formerSheet
        || group.decidedFor != next.decidedFor || group.decided != next.decided
        || group.ids.contains(where: { $0.provision == provision })
    {
      try finish()
    }
    var group = group ?? next
    group.superseded.append(row["superseded"])
    group.ids.append((provision, row["id"]))
    group.entries.append(
      OutcomeList.Entry(
        version: StoredProvisions.Reference(provision: provision, version: row["version"]),
        outcome: outcome,
        amountCents: row["amount_cents"],
        basis: row["basis"],
        finding: row["finding"],
        fingerprint: UInt64(bitPattern: row["explanation_mark"])
      )
    )
    self.group = group
  }

  private mutating func finish() throws {
    guard let group else { return }
    self.group = nil
    let current = group.superseded.contains(nil)
    let set = try db.insert(
      """
      INSERT INTO decision_set (situation, sheet, outcomes, decided_for, decided, superseded) VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        group.situation, group.sheet, try OutcomeListRows.key(of: OutcomeList(group.entries), in: db), group.decidedFor,
        group.decided, current ? nil : group.superseded.compactMap(\.self).max(),
      ]
    )
    for (provision, id) in group.ids {
      try db.execute("INSERT INTO decision_id (id, decision_set, provision) VALUES (?, ?, ?)", [id, set, provision])
    }
  }

  private static let sql = """
    SELECT decision.id, decision.situation, provision, version, shared_sheet.key AS sheet, decision.sheet AS former_sheet,
      basis, finding, outcome, amount_cents, explanation_mark, decided_for, decided, superseded
    FROM decision JOIN fact_sheet ON fact_sheet.key = decision.sheet
    LEFT JOIN shared_sheet ON shared_sheet.digest = fact_sheet.digest
    ORDER BY decision.key
    """
}
