import CareTypes
import Foundation
import ServiceCore
import ServiceRuntime
import StatutesDomain
import Synchronization

/// The law book as it was read from the database.
struct LawSnapshot: Sendable {
  var law = LawBook()
  var lastKey: Int64 = 0
}

/// Keeps the law book in memory between calls.
final class LawBookCache: Sendable {
  private let kept = Mutex(LawSnapshot())

  /// The law book that a transaction sees. Only versions that are not kept yet are read.
  func read(from db: Connection) throws -> LawSnapshot {
    var book = kept.withLock { $0 }
    let decoder = JSONDecoder()
    try db.each(Self.newerSQL, [book.lastKey]) { row in
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

  /// Keeps a law book that was committed, unless a newer one is kept.
  func keep(_ book: LawSnapshot) {
    kept.withLock { if book.lastKey > $0.lastKey { $0 = book } }
  }

  static let newerSQL = "SELECT key, content, drafter, publisher, published FROM provision WHERE key > ? ORDER BY key"
}
