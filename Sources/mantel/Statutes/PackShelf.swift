import ServiceCore
import Statutes

/// Packs taken as published, without any service: what others build on is found whatever the order in which they come.
struct PackShelf {
  private var law = LawBook()
  private let tables: ReferenceTables

  init(tables: ReferenceTables) {
    self.tables = tables
  }

  /// Takes in the packs that are correct beside those that are there, until none is left that fits.
  ///
  /// - Returns: A review of each pack, in the order given.
  mutating func add(_ packs: [PackFile]) -> [PackReview] {
    var reviews: [Int: PackReview] = [:]
    var waiting = Array(packs.indices)
    var hasGrown = true
    while hasGrown {
      hasGrown = false
      for index in waiting {
        let review = PackReview(packs[index].text, law: law, tables: tables)
        reviews[index] = review
        guard let publication = review.publication, review.mistakes.isEmpty else { continue }
        law.take(publication)
        waiting.removeAll { $0 == index }
        hasGrown = true
      }
      // Only a pack that names something which may have come since is looked at again.
      waiting.removeAll { index in !(reviews[index]?.mistakes.contains(where: Self.waits) ?? false) }
    }
    return packs.indices.compactMap { reviews[$0] }
  }

  /// Whether a mistake may be mended by another pack: a model or law that is not there, or a provision.
  private static func waits(_ mistake: PackMistake) -> Bool {
    [".of", ".overrides", ".excludes", ".accepts"].contains { mistake.field.contains($0) }
  }
}
