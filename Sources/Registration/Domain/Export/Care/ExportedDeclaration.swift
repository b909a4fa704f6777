/// A declaration on honour, as the export of a person shows it.
package struct ExportedDeclaration: Encodable, Sendable {
  /// Signed date.
  package let signedDate: String
  /// Given by.
  package let givenBy: String

  /// An entry of the export.
  package init(
    signedDate: String,
    givenBy: String
  ) {
    self.signedDate = signedDate
    self.givenBy = givenBy
  }
}
