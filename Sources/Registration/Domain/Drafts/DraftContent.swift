import CareTypes
package import Foundation
import ServiceCore

/// What a draft says about a care situation.
package struct DraftContent: Sendable, Hashable {
  /// The content as it was sent. It is stored encrypted, and read by the clerk who completes it.
  package let bytes: Data

  /// A content.
  package init(bytes: Data) { self.bytes = bytes }
}
