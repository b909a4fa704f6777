package import CareTypes
package import Foundation
import ServiceCore

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

/// What a draft says about a care situation.
package struct DraftContent: Sendable, Hashable {
  /// The content as it was sent. It is stored encrypted, and read by the clerk who completes it.
  package let bytes: Data
  /// Whom the content mentions, so that the draft is found for them.
  package let mentions: DraftMentions

  /// A content.
  package init(bytes: Data, mentions: DraftMentions) {
    self.bytes = bytes
    self.mentions = mentions
  }
}
