/// What Statutes tells the other services.
package enum StatutesEvent: Sendable {
  /// A version on which Rights decides was published.
  case published(Provision)
  /// Which proofs stand for parts of a version's condition, found anew.
  case equivalences(Provision, [AcceptedProof])
}

/// What publishing a pack adds to the law, and what it tells.
package struct PublicationPlan: Sendable {
  /// The versions that are added.
  package let added: [Provision]
  /// Those that stand already with the same content.
  package let unchanged: [Provision]
  /// The versions, and which proofs stand for parts of which conditions from now on.
  package let events: [StatutesEvent]

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
    // A proof that is new, or that changes, bears on everything; else only what is new is looked at.
    let hasProof = (former + standing).contains { addedIDs.contains($0.id) && $0.heldWhen != nil }
    let found = standing.filter { hasProof || addedIDs.contains($0.id) }.compactMap { provision -> StatutesEvent? in
      let found = equivalences.found(for: provision, among: standing)
      let isAdded = decided.contains { $0.id == provision.id && $0.version == provision.version }
      let known = isAdded ? [] : equivalences.found(for: provision, among: former)
      return Set(found) == Set(known) ? nil : .equivalences(provision, found)
    }
    self.added = added
    events = decided.map(StatutesEvent.published) + found
  }
}
