/// How far an import came, and which import it was.
package struct ResumePoint: Sendable, Hashable, Codable {
  /// Everything that must be the same when the import goes on.
  package struct Identity: Sendable, Hashable, Codable {
    /// The name of the list in the registry.
    package let listID: String
    /// Whether rows are only checked.
    package let isDryRun: Bool
    /// `HOST:PORT` of the gateway.
    package let gateway: String
    /// The SHA-256 of the mapping file.
    package let mapping: String
    /// The size of the list in bytes.
    package let listSize: Int64
    /// The SHA-256 of the first 64 KiB of the list.
    package let listStart: String
    /// The full path of the report.
    package let report: String
    /// The numbers of the rows that the operator confirms as new, in order.
    package let confirmedRows: [Int]
    /// The language of the report.
    package let language: ReportLanguage
  }

  /// Everything that must be the same.
  package let identity: Identity
  /// The number of bytes before the first row that was not answered.
  package let offset: Int64
  /// The line on which that row begins.
  package let line: Int
  /// The number of the last row that was answered.
  package let row: Int
  /// What became of the rows so far.
  package let counts: ImportCounts
  /// The size of the report so far, in bytes.
  package let reportLength: Int64

  /// The position in the list.
  package var position: ListPosition { ListPosition(offset: offset, line: line, row: row) }
}
