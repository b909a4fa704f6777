package import CareTypes

/// A published version of a provision, and who made it.
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
