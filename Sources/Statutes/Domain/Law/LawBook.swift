package import CareTypes

/// Everything that was ever published (wetboek): a value that is copied to add to it.
package struct LawBook: Sendable {
  /// Every version, in the order of publication.
  package private(set) var versions: [PublishedProvision] = []
  private var byID: [String: [Int]] = [:]

  /// Makes an empty law book.
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

  /// One version of a provision, or the newest when no version is given; nil when it does not exist.
  package func version(_ version: Int?, of id: String) -> PublishedProvision? {
    let all = versions(of: id)
    return version.map { version in all.first { $0.provision.version == version } } ?? all.first
  }

  /// All versions of models and of laws with open terms.
  package var templates: [Provision] { versions.map(\.provision).filter(\.isTemplate) }

  /// The versions on which Rights decides on a day or later, by authority, id and version. Versions that ended or were
  /// replaced by then are left out.
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

  /// The authority as it was described in each of its publications, the newest last.
  package func records(of authority: String) -> [Authority] {
    versions.map(\.provision.authority).filter { $0.id == authority }
  }

  /// The newest version of every model, by id.
  package var models: [PublishedProvision] {
    newest { _ in true }.filter(\.provision.isModel)
  }

  /// Whether an authority has published anything.
  package func isAuthority(_ id: String) -> Bool { versions.contains { $0.provision.authority.id == id } }

  /// The version in force on a day: the highest that has begun, unless it has ended. An older version never comes back
  /// into force. Models are never in force.
  package func version(of id: String, inForceOn day: Int) -> PublishedProvision? {
    versions(of: id).first { $0.provision.validFrom <= day }
      .flatMap { !$0.provision.isModel && $0.provision.isInForce(on: day) ? $0 : nil }
  }

  /// The provisions in force on a day, by authority and id.
  package func inForce(on day: Int) -> [PublishedProvision] {
    newest { $0.validFrom <= day }.filter { !$0.provision.isModel && $0.provision.isInForce(on: day) }
  }

  /// The provisions whose highest version that has begun has ended.
  package func lapsed(on day: Int) -> [PublishedProvision] {
    newest { $0.validFrom <= day }.filter { !$0.provision.isModel && !$0.provision.isInForce(on: day) }
  }

  /// The highest version of each provision among those that meet a criterion, by authority and id.
  private func newest(where counts: (Provision) -> Bool) -> [PublishedProvision] {
    byID.values
      .compactMap { indices in
        indices.map { versions[$0] }.filter { counts($0.provision) }.max { $0.provision.version < $1.provision.version }
      }
      .sorted { ($0.provision.authority.id, $0.provision.id) < ($1.provision.authority.id, $1.provision.id) }
  }
}

extension Provision {
  /// The days for which the version was made.
  package var validity: DayRange { DayRange(from: validFrom, until: validTo) }

  /// Whether the version was made for a day.
  package func isInForce(on day: Int) -> Bool { validity.contains(day) }

  /// Whether two versions were made for a day in common.
  package func overlaps(_ other: Provision) -> Bool { validity.overlaps(other.validity) }
}
