import CareTypes
import GRDB
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Appends the events of Registration to the outbox.
struct RegistrationOutbox: Sendable {
  let encode: @Sendable (RegistrationEvent) throws -> EventPayload

  /// Appends an event to the outbox.
  func tell(_ event: RegistrationEvent, in transaction: WriteTransaction) throws {
    try transaction.append(encode(event))
  }

  /// Appends an event with the facts of a care situation, which is taken out again when one of the two is erased.
  func tell(_ event: RegistrationEvent, withFactsOf care: Int64, in transaction: WriteTransaction) throws {
    let sequence = try transaction.append(encode(event))
    try transaction.database.cachedStatement(sql: "INSERT INTO told_facts (care_situation, sequence) VALUES (?, ?)")
      .execute(arguments: [care, sequence])
  }

  /// Removes the facts of a care situation from the outbox. The caller publishes them again for consumers that have not
  /// read them yet.
  func takeBackFacts(of care: Int64, in db: Database) throws {
    for sql in [
      "DELETE FROM outbox WHERE sequence IN (SELECT sequence FROM told_facts WHERE care_situation = ?)",
      "DELETE FROM told_facts WHERE care_situation = ?",
    ] {
      try db.cachedStatement(sql: sql).execute(arguments: [care])
    }
  }

  /// How far the feed has come.
  func feedSequence(in db: Database) throws -> Int64 {
    try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(sequence) FROM outbox")) ?? 0
  }
}
