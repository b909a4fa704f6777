package import ServiceCore

/// A pack held against what is published: everything that is wrong with it, or what it would change.
package struct PackReview: Sendable {
  /// The pack; nothing when it cannot be read.
  package let publication: Publication?
  /// What is wrong, in the order of the text.
  package let mistakes: [PackMistake]

  /// Reads a pack and holds it against what is published.
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

/// What a version of a pack changes.
package struct ProvisionChange: Sendable {
  /// The new version.
  package let provision: Provision
  /// The version that it follows; nothing when there was none.
  package let former: Provision?
  /// Whether the same content stands already.
  package let isUnchanged: Bool
  /// The aspects in which the two differ.
  package let aspects: [ComparedAspect]
}

extension Publication {
  /// What the pack would change, version by version.
  ///
  /// - Throws: `CatalogueError` or `RuleError` when a stored condition no longer reads; published ones always do.
  package func changes() throws -> [ProvisionChange] {
    try pack.provisions.map { provision in
      let former = formerVersion(of: provision)
      return ProvisionChange(
        provision: provision,
        former: former,
        isUnchanged: stands(provision),
        aspects: try former.map { try Comparison.aspects($0, provision).filter { !$0.same } } ?? []
      )
    }
  }
}
