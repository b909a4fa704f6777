import CareTypes
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
    try transaction.connection.execute(
      "INSERT INTO told_facts (care_situation, sequence) VALUES (?, ?)",
      [care, sequence]
    )
  }

  /// Removes the facts of a care situation from the outbox. The caller publishes them again for consumers that have not
  /// read them yet.
  func takeBackFacts(of care: Int64, in db: Connection) throws {
    for sql in [
      "DELETE FROM outbox WHERE sequence IN (SELECT sequence FROM told_facts WHERE care_situation = ?)",
      "DELETE FROM told_facts WHERE care_situation = ?",
    ] {
      try db.execute(sql, [care])
    }
  }

  /// How far the feed has come.
  func feedSequence(in db: Connection) throws -> Int64 {
    try db.value(Int64.self, "SELECT max(sequence) FROM outbox") ?? 0
  }
}
