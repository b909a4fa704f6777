import ServiceCore
import ServiceRuntime
import Synchronization

/// A pack as it was held against the law at a time.
struct ReviewedPack: Sendable {
  /// The pack, and what is wrong with it.
  let review: PackReview
  /// The law that it was held against.
  let book: ReadLaw
}

/// Keeps what was found of the packs that were asked about last.
final class ReviewedPacks: Sendable {
  private let kept = Mutex<[Kept]>([])

  /// Holds a pack against the law, unless that was done a short while ago.
  func review(_ text: String, _ book: ReadLaw, _ tables: ReferenceTables) -> ReviewedPack {
    let known = kept.withLock { kept in
      kept.removeAll { $0.reviewed.book.lastKey < book.lastKey }
      return kept.first { $0.text == text && $0.reviewed.book.lastKey == book.lastKey }
    }
    if let known { return known.reviewed }
    let reviewed = ReviewedPack(review: PackReview(text, law: book.law, tables: tables), book: book)
    kept.withLock { kept in
      kept.append(Kept(text: text, reviewed: reviewed))
      if kept.count > Self.most { kept.removeFirst() }
    }
    return reviewed
  }

  /// A pack has at most some hundreds of kilobytes.
  private static let most = 16

  private struct Kept {
    let text: String
    let reviewed: ReviewedPack
  }
}
