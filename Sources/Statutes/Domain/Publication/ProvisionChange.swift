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
