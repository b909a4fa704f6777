import CareTypes

extension LawBook {
  /// Takes the provisions of a pack as published, without any service: for who checks packs that build on each other.
  package mutating func add(_ publication: Publication) {
    for provision in publication.pack.provisions where !publication.isPublished(provision) {
      add(PublishedProvision(provision: provision, publishTime: Instant(microseconds: 0), drafter: "", publisher: ""))
    }
  }
}
