package import CareTypes

/// A published version, and who made it.
package struct PublishedProvision: Sendable, Hashable {
  /// The provision.
  package let provision: Provision
  /// When it was published.
  package let publishTime: Instant
  /// Who drafted it.
  package let drafter: String
  /// Who published it.
  package let publisher: String

  /// Makes a published version.
  package init(provision: Provision, publishTime: Instant, drafter: String, publisher: String) {
    self.provision = provision
    self.publishTime = publishTime
    self.drafter = drafter
    self.publisher = publisher
  }
}

/// Everything that was ever published (wetboek): an unchanging value that grows by copies.
package struct LawBook: Sendable {
  /// Every version, in the order of publication.
  package private(set) var versions: [PublishedProvision] = []
  private var byID: [String: [Int]] = [:]

  /// Nothing published yet.
  package init() {}

  /// Adds a version.
  package mutating func add(_ published: PublishedProvision) {
    versions.append(published)
    byID[published.provision.id, default: []].append(versions.count - 1)
  }

  /// The versions of a provision, the newest first.
  package func versions(of id: String) -> [PublishedProvision] {
    (byID[id] ?? []).map { versions[$0] }.sorted { $0.provision.version > $1.provision.version }
  }

  /// One version of a provision, or the newest; nothing when it is not there.
  package func version(_ version: Int?, of id: String) -> PublishedProvision? {
    let all = versions(of: id)
    return version.map { version in all.first { $0.provision.version == version } } ?? all.first
  }

  /// The models and the laws with open terms, every version of them.
  package var templates: [Provision] { versions.map(\.provision).filter(\.isTemplate) }

  /// The versions on which Rights decides on a day or will decide later, by authority, id and version: those that have
  /// ended, or that a later one has taken the place of, are left out.
  package func decided(from day: Int) -> [Provision] {
    byID.values.flatMap { indices -> [Provision] in
      let all = indices.map { versions[$0].provision }
      return all.filter { one in
        let isReplaced = all.contains { $0.version > one.version && $0.validFrom <= day }
        return one.isDecided && !isReplaced && (one.validTo ?? day) >= day
      }
    }
    .sorted { ($0.authority.id, $0.id, $0.version) < ($1.authority.id, $1.id, $1.version) }
  }

  /// Everything that an authority ever published says of its level and territory, the newest last.
  package func records(of authority: String) -> [Authority] {
    versions.map(\.provision.authority).filter { $0.id == authority }
  }

  /// The newest version of every model, by id.
  package var models: [PublishedProvision] {
    newest { _ in true }.filter(\.provision.isModel)
  }

  /// Whether an authority ever published.
  package func isAuthority(_ id: String) -> Bool { versions.contains { $0.provision.authority.id == id } }

  /// The version that counts on a day: the highest that has begun, and only if it has not ended. A version that has ended
  /// never falls back to an older one. Models are in force nowhere.
  package func version(of id: String, inForceOn day: Int) -> PublishedProvision? {
    versions(of: id).first { $0.provision.validFrom <= day }
      .flatMap { !$0.provision.isModel && $0.provision.isInForce(on: day) ? $0 : nil }
  }

  /// The provisions in force on a day, by authority and id.
  package func inForce(on day: Int) -> [PublishedProvision] {
    newest { $0.validFrom <= day }.filter { !$0.provision.isModel && $0.provision.isInForce(on: day) }
  }

  /// The provisions whose newest version that has begun has ended: nothing stands in their place.
  package func lapsed(on day: Int) -> [PublishedProvision] {
    newest { $0.validFrom <= day }.filter { !$0.provision.isModel && !$0.provision.isInForce(on: day) }
  }

  /// Of each provision the highest version that counts, by authority and id.
  private func newest(where counts: (Provision) -> Bool) -> [PublishedProvision] {
    byID.values
      .compactMap { indices in
        indices.map { versions[$0] }.filter { counts($0.provision) }.max { $0.provision.version < $1.provision.version }
      }
      .sorted { ($0.provision.authority.id, $0.provision.id) < ($1.provision.authority.id, $1.provision.id) }
  }
}

extension Provision {
  /// Whether a day is one of those for which it was made.
  package func isInForce(on day: Int) -> Bool { validFrom <= day && (validTo ?? day) >= day }

  /// Whether two versions are made for a day in common.
  package func overlaps(_ other: Provision) -> Bool {
    validFrom <= (other.validTo ?? .max) && other.validFrom <= (validTo ?? .max)
  }
}
