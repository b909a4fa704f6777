import ServiceCore
import ServiceRuntime
import Testing

@Suite("Counting what a database does")
struct StatementCounterTests {
  private static let tables = Migration(
    "test-1",
    """
    CREATE TABLE item (value INTEGER) STRICT;
    CREATE TABLE change (value INTEGER) STRICT;
    CREATE TRIGGER item_is_noted AFTER INSERT ON item BEGIN INSERT INTO change (value) VALUES (new.value); END;
    """
  )

  private func open(counting counter: StatementCounter) throws -> ServiceDatabase {
    try ServiceDatabase(.temporary, label: "test", clock: .system, counting: counter, migrations: [Self.tables])
  }

  @Test("A statement is prepared once however often it is executed, and what its trigger does is part of it")
  func statements() async throws {
    let counter = StatementCounter(containing: "INTO item")
    let database = try open(counting: counter)
    counter.reset()
    try await database.write { transaction in
      for value in 0..<3 { try transaction.connection.execute("INSERT INTO item (value) VALUES (?)", [value]) }
    }
    #expect(counter.counts.executed == 3)
    #expect(counter.counts.prepared == 1)
    #expect(counter.counts.commits == 1)
    #expect(counter.counts.pages >= 2)
    #expect(counter.counts.reads == 0)
  }

  @Test("A read counts as one, and writes nothing")
  func reads() async throws {
    let counter = StatementCounter()
    let database = try open(counting: counter)
    counter.reset()
    for _ in 0..<2 {
      #expect(try await database.read { try $0.value(Int.self, "SELECT count(*) FROM item") } == 0)
    }
    let counts = counter.counts
    #expect(counts.reads == 2)
    #expect(counts.commits == 0 && counts.pages == 0)
    #expect(counts.executed > counts.reads)
    counter.reset()
    #expect(counter.counts == StatementCounter.Counts())
  }
}
