package import CareTypes

/// A signal as it is received (signaal).
package struct ReceivedSignal: Sendable, Hashable {
  /// Whose work list it goes to.
  package let municipality: NISCode
  /// What kind of partner sends it; nil when not given.
  package let senderKind: PartnerKind?
  /// The content.
  package let content: DraftContent

  /// A signal.
  package init(municipality: NISCode, senderKind: PartnerKind?, content: DraftContent) {
    self.municipality = municipality
    self.senderKind = senderKind
    self.content = content
  }
}
