import ServiceCore
import ServiceRuntime
import StatutesDomain
import Synchronization

/// A pack with its review, and the law with which it was compared.
struct ReviewedPack: Sendable {
  /// The review of the pack.
  let review: PackReview
  /// The law with which the pack was compared.
  let book: LawSnapshot
}

/// Keeps the reviews of the packs that were asked about last.
final class PackReviewCache: Sendable {
  private let kept = Mutex<[Kept]>([])

  /// Reviews a pack, unless its review for the same law is kept.
  func review(_ text: String, _ book: LawSnapshot, _ tables: ReferenceTables) -> ReviewedPack {
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

  /// The most reviews that are kept. A pack has at most some hundreds of kilobytes.
  private static let most = 16

  private struct Kept {
    let text: String
    let reviewed: ReviewedPack
  }
}
