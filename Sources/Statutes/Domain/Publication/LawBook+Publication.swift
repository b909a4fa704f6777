import CareTypes

extension LawBook {
  /// Adds the provisions of a pack as if they were published, to check packs that are based on each other without a
  /// database.
  package mutating func add(_ publication: Publication) {
    for provision in publication.pack.provisions where !publication.isPublished(provision) {
      add(PublishedProvision(provision: provision, publishTime: Instant(microseconds: 0), drafter: "", publisher: ""))
    }
  }
}
