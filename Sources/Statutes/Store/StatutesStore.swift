import CareTypes
import Foundation
import GRDB
package import ServiceRuntime
import Synchronization

/// What Statutes tells the other services.
package enum StatutesEvent: Sendable {
  /// A version on which Rights decides was published.
  case published(Provision)
  /// Which proofs stand for parts of a version's condition, found anew.
  case equivalences(Provision, [AcceptedProof])
}

/// What was published, and what waits to be. Each method is one transaction.
package struct StatutesStore: Sendable {
  let database: ServiceDatabase
  let tables: ReferenceTables
  let encode: @Sendable (StatutesEvent) throws -> EventPayload
  private let shelf = LawShelf()

  /// The store of an opened database.
  package init(
    database: ServiceDatabase,
    tables: ReferenceTables,
    encode: @escaping @Sendable (StatutesEvent) throws -> EventPayload
  ) {
    self.database = database
    self.tables = tables
    self.encode = encode
  }

  /// Opens the database of Statutes.
  ///
  /// - Throws: `StartupError`.
  package static func openDatabase(_ location: ServiceDatabase.Location, clock: RegistryClock) throws -> ServiceDatabase
  {
    try ServiceDatabase(location, label: "statutes", clock: clock, migrations: StatutesTables.register)
  }

  /// Everything that is published. It is kept in memory: versions never change, so only new ones are read.
  package func lawBook() async throws -> LawBook {
    let shelf = shelf
    return try await database.read { db in
      let book = try shelf.read(from: db)
      shelf.keep(book)
      return book.law
    }
  }

  /// What is published as a writing transaction sees it: it may yet be rolled back, and is not kept. Of what is not kept
  /// yet every row is read, so a reading comes first.
  func law(in db: Database) throws -> LawBook { try shelf.read(from: db).law }

  static func insert(
    _ provision: Provision,
    drafter: String,
    publisher: String,
    at now: Instant,
    in db: Database
  ) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO provision (id, version, content, drafter, publisher, published) VALUES (?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      provision.id, provision.version, String(decoding: try JSONEncoder().encode(provision), as: UTF8.self), drafter,
      publisher, now.microseconds,
    ])
  }
}

/// The law book as far as it was read, and up to which row.
struct ReadLaw: Sendable {
  var law = LawBook()
  var lastKey: Int64 = 0
}

/// Keeps the law book between calls.
final class LawShelf: Sendable {
  private let kept = Mutex(ReadLaw())

  /// The law book that a transaction sees.
  func read(from db: Database) throws -> ReadLaw {
    var book = kept.withLock { $0 }
    let rows = try Row.fetchCursor(
      db.cachedStatement(sql: Self.newerSQL),
      arguments: [book.lastKey]
    )
    let decoder = JSONDecoder()
    while let row = try rows.next() {
      book.law.add(
        PublishedProvision(
          provision: try decoder.decode(Provision.self, from: row["content"] as Data),
          publishTime: Instant(microseconds: row["published"]),
          drafter: row["drafter"],
          publisher: row["publisher"]
        )
      )
      book.lastKey = row["key"]
    }
    return book
  }

  /// Keeps what was committed, unless more is kept already.
  func keep(_ book: ReadLaw) {
    kept.withLock { if book.lastKey > $0.lastKey { $0 = book } }
  }

  static let newerSQL = "SELECT key, content, drafter, publisher, published FROM provision WHERE key > ? ORDER BY key"
}
