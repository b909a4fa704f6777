package import Foundation

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
