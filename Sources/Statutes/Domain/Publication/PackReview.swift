package import ServiceCore

/// The review of a pack against what is published: all its mistakes, or what it would change.
package struct PackReview: Sendable {
  /// The pack with what it is compared with; nil when the pack cannot be read.
  package let publication: Publication?
  /// The mistakes, in the order of the text.
  package let mistakes: [PackMistake]

  /// Reads a pack and compares it with what is published.
  package init(_ text: String, law: LawBook, tables: ReferenceTables) {
    let (pack, mistakes) = PackReader.read(text, tables: tables, templates: law.templates)
    guard let pack else {
      (publication, self.mistakes) = (nil, mistakes)
      return
    }
    let publication = Publication(pack, law: law, tables: tables)
    let changed = publication.changed.map { place, name in
      PackMistake("\(place).version", "\(name) is published with another content; publish a higher version")
    }
    self.publication = publication
    self.mistakes = publication.mistakes + changed
  }
}

/// What a version in a pack would change.
package struct ProvisionChange: Sendable {
  /// The new version.
  package let provision: Provision
  /// The version before it; nil when there is none.
  package let former: Provision?
  /// Whether it was published before with the same content.
  package let isUnchanged: Bool
  /// The aspects in which it differs from the version before it.
  package let aspects: [ComparedAspect]
}

extension Publication {
  /// What the pack would change, for each of its versions.
  ///
  /// - Throws: `CatalogueError` or `RuleError` when a stored condition no longer reads; published ones always do.
  package func changes() throws -> [ProvisionChange] {
    try pack.provisions.map { provision in
      let former = formerVersion(of: provision)
      return ProvisionChange(
        provision: provision,
        former: former,
        isUnchanged: isPublished(provision),
        aspects: try former.map { try Comparison.aspects($0, provision).filter { !$0.same } } ?? []
      )
    }
  }
}
