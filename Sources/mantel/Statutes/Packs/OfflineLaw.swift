import ServiceCore
import StatutesDomain

/// A law book in memory to which packs are added in the order in which they are based on each other, without a service.
struct OfflineLaw {
  private var law = LawBook()
  private let tables: ReferenceTables

  init(tables: ReferenceTables) {
    self.tables = tables
  }

  /// Adds the packs that are correct beside those that were added, until no further one is.
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
        law.add(publication)
        waiting.removeAll { $0 == index }
        hasGrown = true
      }
      // Only a pack is reviewed again that refers to something which may have been added since.
      waiting.removeAll { index in !(reviews[index]?.mistakes.contains(where: Self.waits) ?? false) }
    }
    return packs.indices.compactMap { reviews[$0] }
  }

  /// Whether another pack may resolve a mistake: one about a model, a law or a provision that does not exist.
  private static func waits(_ mistake: PackMistake) -> Bool {
    [".of", ".overrides", ".excludes", ".accepts"].contains { mistake.field.contains($0) }
  }
}
