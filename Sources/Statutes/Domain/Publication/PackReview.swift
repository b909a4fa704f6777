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
