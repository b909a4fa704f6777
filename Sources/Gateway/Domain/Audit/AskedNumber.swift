package import Foundation

/// A number of a person that a client asked about, as the audit trail keeps it: as a hash.
package struct AskedNumber: Sendable, Hashable {
  /// The keyed hash of the number.
  package let hash: Data
  /// The place of the row in a list; 0 for a call without rows.
  package let row: Int64
  /// The answer: `FOUND`, `NOBODY`, the outcome of a row such as `ACCEPTABLE`, the reason of a refusal, `OK` for an answer
  /// that does not reveal who has the number, or `UNANSWERED`.
  package let answer: String

  /// A number that a client asked about.
  package init(hash: Data, row: Int64 = 0, answer: String) {
    self.hash = hash
    self.row = row
    self.answer = answer
  }
}
