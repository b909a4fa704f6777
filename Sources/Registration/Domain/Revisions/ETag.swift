import CareTypes
package import ServiceCore

/// The etag of a revision, in the quotes of RFC 9110.
package enum ETag {
  /// The text for a revision.
  package static func text(_ revision: Int64) -> String { "\"\(revision)\"" }

  /// Holds an etag that a caller read against the record.
  ///
  /// - Throws: `Refusal` when the record has changed since.
  package static func check(_ etag: String, _ revision: Int64, of name: String) throws(Refusal) {
    guard etag == text(revision) else { throw Refusal.staleETag(name) }
  }
}
