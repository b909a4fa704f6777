import CareTypes
import Foundation
import RuleLanguage
import ServiceRuntime
import TestSupport

@testable import Rights
@testable import RightsDomain

/// A database of before decisions were packed, with decisions on three care situations.
struct OldDecisions {
  /// A decision as it was stored.
  struct Decision {
    let id = OpaqueID.random()
    let situation: OpaqueID
    let provision: String
    let outcome: DecisionOutcome
    let amount: Int64?
    let mark: UInt64
    let missing: [String]
    let age: Int
    let decided: Int64
    let superseded: Int64?
    let isForgotten: Bool
  }

  let path = NSTemporaryDirectory() + "mantel-old-\(OpaqueID.random()).sqlite"
  let file: DatabaseFile
  let situations = [OpaqueID.random(), .random(), .random()]
  private(set) var decisions: [Decision] = []

  init() throws {
    file = try DatabaseFile(path: path)
    try file.migrate(RightsMigrations.all, upTo: "rights-5-terms-as-json")
    try file.write { db in
      for (key, name) in ["provisions/b", "provisions/a"].enumerated() {
        try db.execute("INSERT INTO provision (key, name) VALUES (?, ?)", [key + 1, name])
        try db.execute(
          "INSERT INTO provision_version (provision, version, content) VALUES (?, 1, ?)",
          [key + 1, try StoredJSON.text(Cases.provision("recipient.age >= 18", name: name))]
        )
      }
      for (key, id) in situations.enumerated() { try Self.insert(id, key: key + 1, in: db) }
      var basis = DecisionBasis()
      basis.consented = true
      try db.execute("INSERT INTO decision_part (key, content) VALUES (1, ?)", [try StoredJSON.text(basis)])
      try db.execute(
        "INSERT INTO decision_part (key, content) VALUES (2, ?)",
        [
          try StoredJSON.text(
            DecisionParts.Finding(DecisionResult(outcome: .awaitingEvidence, missing: ["recipient.age"]))
          )
        ]
      )
    }
    // Two that were decided on alike, of which the second changed in one respect, and at the same time in the other.
    try add(0, sheet: 1, age: 70, decided: 100, [("provisions/a", .granted, nil), ("provisions/b", .notEntitled, nil)])
    try add(1, sheet: 2, age: 70, decided: 100, [("provisions/a", .granted, 200), ("provisions/b", .notEntitled, 200)])
    try add(1, sheet: 3, age: 71, decided: 200, [("provisions/b", .awaitingEvidence, 200)])
    try add(1, sheet: 3, age: 71, decided: 200, [("provisions/b", .granted, nil), ("provisions/a", .granted, nil)])
    // One whose facts were forgotten.
    try add(2, sheet: 4, age: nil, decided: 300, [("provisions/a", .granted, nil), ("provisions/b", .granted, nil)])
  }

  private mutating func add(
    _ situation: Int,
    sheet: Int,
    age: Int?,
    decided: Int64,
    _ outcomes: [(provision: String, outcome: DecisionOutcome, superseded: Int64?)]
  ) throws {
    let text = age.map { FactRecordText(FactRecord(facts: ["recipient.age": .int($0)])) }
    for (provision, outcome, superseded) in outcomes {
      let decision = Decision(
        situation: situations[situation],
        provision: provision,
        outcome: outcome,
        amount: outcome == .granted ? 12_500 : nil,
        mark: UInt64.max - UInt64(outcome.code),
        missing: outcome == .awaitingEvidence ? ["recipient.age"] : [],
        age: age ?? 0,
        decided: decided,
        superseded: superseded,
        isForgotten: age == nil
      )
      decisions.append(decision)
      try file.write { db in
        try db.execute(
          "INSERT INTO fact_sheet (key, situation, digest, facts) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
          [sheet, situation + 1, text?.digest, text?.text]
        )
        try db.execute(
          """
          INSERT INTO decision (id, situation, provision, version, sheet, basis, finding, outcome, amount_cents,
            explanation_mark, decided_for, decided, superseded)
          VALUES (:id, :situation, :provision, 1, :sheet, 1, :finding, :outcome, :amount, :mark, 20000, :decided,
            :superseded)
          """,
          [
            "id": decision.id.blob, "situation": situation + 1, "provision": provision == "provisions/b" ? 1 : 2,
            "sheet": sheet, "finding": decision.missing.isEmpty ? nil : 2, "outcome": outcome.code,
            "amount": decision.amount, "mark": Int64(bitPattern: decision.mark), "decided": decided,
            "superseded": superseded,
          ]
        )
      }
    }
  }

  private static func insert(_ id: OpaqueID, key: Int, in db: Connection) throws {
    let terms = try StoredTerms.text(
      of: Timeline(start: CalendarDate(daysSinceEpoch: 100), value: Cases.situation().terms)
    )
    try db.execute(
      """
      INSERT INTO situation (key, id, caregiver, recipient, caregiver_municipality, recipient_municipality, start_date,
        declared_by_caregiver, declared_by_recipient, evidence, terms, caregiver_residences, recipient_residences)
      VALUES (?, ?, ?, ?, '44084', '43007', 100, 1, 0, '[]', ?, '[]', '[]')
      """,
      [key, id.blob, OpaqueID.random().blob, OpaqueID.random().blob, terms]
    )
  }
}
