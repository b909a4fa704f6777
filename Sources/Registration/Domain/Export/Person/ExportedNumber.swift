/// A number by which a person is or was known, as their export shows it.
package struct ExportedNumber: Encodable, Sendable {
  /// Kind.
  package let kind: String
  /// Digits.
  package let digits: String
  /// Whether it is in force now.
  package let holdsNow: Bool
  /// When it was recorded.
  package let recordTime: String

  /// An entry of the export.
  package init(
    kind: String,
    digits: String,
    holdsNow: Bool,
    recordTime: String
  ) {
    self.kind = kind
    self.digits = digits
    self.holdsNow = holdsNow
    self.recordTime = recordTime
  }
}
