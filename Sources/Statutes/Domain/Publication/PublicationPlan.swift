import CareTypes

/// The versions that the publication of a pack adds to the law, and the events of the publication.
package struct PublicationPlan: Sendable {
  /// The versions that are added, in the order of the pack.
  package let added: [Provision]
  /// The versions that were published before with the same content.
  package let unchanged: [Provision]
  /// The events: the new versions, then the proofs of parts of conditions that changed.
  package let events: [StatutesEvent]

  /// Works out what the publication of a pack adds.
  ///
  /// - Parameters:
  ///   - law: What is published already.
  ///   - day: The day of publication, in days since 1970.
  package init(_ publication: Publication, law: LawBook, on day: Int, _ equivalences: EquivalenceFinder) {
    unchanged = publication.pack.provisions.filter(publication.isPublished)
    let added = publication.pack.provisions.filter { !publication.isPublished($0) }
    var after = law
    after.add(publication)
    let decided = added.filter(\.isDecided)
    let (former, standing) = (law.decided(from: day), after.decided(from: day))
    let addedIDs = Set(decided.map(\.id))
    // A new or changed proof can prove parts of every condition; otherwise only the new versions are compared.
    let hasProof = (former + standing).contains { addedIDs.contains($0.id) && $0.heldWhen != nil }
    let found = standing.filter { hasProof || addedIDs.contains($0.id) }.compactMap { provision -> StatutesEvent? in
      let found = equivalences.found(for: provision, among: standing)
      let isAdded = decided.contains { $0.id == provision.id && $0.version == provision.version }
      let known = isAdded ? [] : equivalences.found(for: provision, among: former)
      return Set(found) == Set(known) ? nil : .equivalences(provision, found)
    }
    self.added = added
    events = added.filter { $0.isDecided || $0.isOffer }.map(StatutesEvent.published) + found
  }
}
