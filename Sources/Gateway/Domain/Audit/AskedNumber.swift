import CareTypes
package import Foundation
package import ServiceRuntime

/// A number about which a client asked, as the audit trail keeps it: never in clear.
package struct AskedNumber: Sendable, Hashable {
  /// Keyed hash of the number.
  package let hash: Data
  /// Place of the row in a list; 0 for a call without rows.
  package let row: Int64
  /// What was answered: `FOUND`, `NOBODY`, an outcome of a row such as `ACCEPTABLE`, the reason of a refusal, `OK` for an
  /// answer that does not tell, or `UNANSWERED`.
  package let answer: String

  /// A number that was asked about.
  package init(hash: Data, row: Int64 = 0, answer: String) {
    self.hash = hash
    self.row = row
    self.answer = answer
  }
}

/// Hashes numbers for the audit trail, so that it can be asked about a number and tells none.
package struct NumberHash: Sendable {
  private let lookup: LookupHash

  /// A hash with the key of a secret.
  package init(keys: KeyFile) {
    lookup = LookupHash(key: keys.key(for: "gateway/asked"))
  }

  /// What stands for a number, in whatever way it is written; nothing for what is no national or local number.
  package func callAsFunction(_ text: String) -> Data? {
    let digits = WrittenText.plain(text).filter { !" .-".contains($0) }
    guard digits.utf8.allSatisfy({ (48...57).contains($0) }), (10...11).contains(digits.utf8.count) else { return nil }
    return lookup("number/\(digits)")
  }
}
