import CareTypes
import Foundation
import ServiceCore
import TestSupport
import Testing

@testable import ServiceRuntime

@Suite("The table of answers to requests")
struct RequestLedgerTablesTests {
  @Test("Answers of before are kept, oldest first, and found by client and request id")
  func takeOver() throws {
    let file = try DatabaseFile()
    // A service that has carried out its own last migration already.
    let own = Migration("own", "CREATE TABLE own (key INTEGER PRIMARY KEY) STRICT")
    try file.migrate(RuntimeTables.migrations.filter { $0.name != "runtime-3-ledger-in-order" } + [own])
    let ledger = RequestLedger(keyedDigest: nil)
    let commands = try ["c", "a", "b"].map {
      try Command(requestID: UUID().uuidString, method: "test", body: Data($0.utf8))
    }
    try file.write { db in
      for (index, command) in commands.enumerated() {
        try ledger.record(command, answer: index, at: Instant(seconds: Int64(100 - index)), in: db)
      }
    }
    try file.migrate(RuntimeTables.migrations + [own])
    try file.write { db in
      for (index, command) in commands.enumerated() {
        #expect(try ledger.answer(to: command, as: Int.self, in: db) == index)
        #expect(throws: (any Error).self) { try ledger.record(command, answer: 9, at: Instant(seconds: 1), in: db) }
      }
      let times = try db.values(Int64.self, "SELECT recorded FROM request_ledger ORDER BY key")
      #expect(times == [98, 99, 100].map { $0 * 1_000_000 })
    }
  }
}
