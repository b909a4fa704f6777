package import Foundation

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
