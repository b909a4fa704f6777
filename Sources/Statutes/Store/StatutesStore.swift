import CareTypes
import Foundation
package import ServiceCore
package import ServiceRuntime
package import StatutesDomain
import Synchronization

/// The published law and the drafts. Each method is one transaction.
package struct StatutesStore: Sendable {
  let database: ServiceDatabase
  let tables: ReferenceTables
  let encode: @Sendable (StatutesEvent) throws -> EventPayload
  /// Finds the proofs of parts of conditions.
  let equivalences = EquivalenceFinder()
  private let cache = LawBookCache()
  private let reviews = PackReviewCache()

  /// Makes the store of an opened database.
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
  /// - Parameter counter: Counts what the database does, for tests; nil: nothing is counted.
  /// - Throws: `StartupError`.
  package static func openDatabase(
    _ location: ServiceDatabase.Location,
    clock: RegistryClock,
    counting counter: StatementCounter? = nil
  ) throws -> ServiceDatabase {
    try ServiceDatabase(
      location,
      label: "statutes",
      clock: clock,
      counting: counter,
      migrations: StatutesMigrations.all
    )
  }

  /// Everything that was published. It is kept in memory: versions never change, so only new ones are read.
  package func lawBook() async throws -> LawBook {
    let cache = cache
    return try await database.read { db in
      let book = try cache.read(from: db)
      cache.keep(book)
      return book.law
    }
  }

  /// Reviews a pack against what is published.
  package func review(_ text: String) async throws -> (review: PackReview, law: LawBook) {
    let reviewed = try await reviewed(text)
    return (reviewed.review, reviewed.book.law)
  }

  /// Reviews a pack against what is published. Recent reviews are kept until more is published: a draft is reviewed
  /// when it is kept, shown and published.
  func reviewed(_ text: String) async throws -> ReviewedPack {
    let cache = cache
    let book = try await database.read { db in
      let book = try cache.read(from: db)
      cache.keep(book)
      return book
    }
    return reviews.review(text, book, tables)
  }

  /// Carries out a command about a pack once. The pack is reviewed before the write transaction begins, because other
  /// writers wait for that; if more was published in the meantime, it is reviewed again.
  ///
  /// - Parameters:
  ///   - prepare: Reasons about the pack, outside the transaction.
  ///   - write: Writes, in the transaction, with what was prepared.
  func command<Prepared: Sendable, Answer: Codable & Sendable>(
    _ command: Command,
    on text: String,
    prepare: (ReviewedPack) throws -> Prepared,
    write: @escaping @Sendable (ReviewedPack, Prepared, WriteTransaction) throws -> Answer
  ) async throws -> Answer {
    let cache = cache
    while true {
      let reviewed = try await reviewed(text)
      let prepared = try prepare(reviewed)
      do {
        return try await database.command(command) { transaction in
          guard try cache.read(from: transaction.connection).lastKey == reviewed.book.lastKey else {
            throw LawHasGrown()
          }
          return try write(reviewed, prepared, transaction)
        }
      } catch is LawHasGrown {
        try Task.checkCancellation()
      }
    }
  }

  /// More was published since a pack was reviewed.
  private struct LawHasGrown: Error {}

  static func insert(
    _ provision: Provision,
    drafter: String,
    publisher: String,
    at now: Instant,
    in db: Connection
  ) throws {
    try db.execute(
      """
      INSERT INTO provision (id, version, content, drafter, publisher, published) VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        provision.id, provision.version, String(decoding: try JSONEncoder().encode(provision), as: UTF8.self), drafter,
        publisher, now.microseconds,
      ]
    )
  }
}
