import CareTypes
package import Foundation
package import ServiceRuntime

/// Hashes numbers for the audit trail, so that the trail can be searched for a number but does not reveal any.
package struct NumberHash: Sendable {
  private let lookup: LookupHash

  /// A hash with the key of a secret.
  package init(keys: KeyFile) {
    lookup = LookupHash(key: keys.key(for: "gateway/asked"))
  }

  /// The hash of a number, however it is written.
  ///
  /// - Returns: nil when the text is neither a national nor a local number.
  package func callAsFunction(_ text: String) -> Data? {
    let digits = WrittenText.plain(text).filter { !" .-".contains($0) }
    guard digits.utf8.allSatisfy({ (48...57).contains($0) }), (10...11).contains(digits.utf8.count) else { return nil }
    return lookup("number/\(digits)")
  }
}
