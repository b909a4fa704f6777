/// How far an import came, and with what.
package struct ResumePoint: Sendable, Hashable, Codable {
  /// What must be the same when the import goes on.
  package struct Identity: Sendable, Hashable, Codable {
    /// Name of the list in the registry.
    package let listID: String
    /// Whether rows are only checked.
    package let isDryRun: Bool
    /// `HOST:PORT` of the gateway.
    package let gateway: String
    /// SHA-256 of the mapping file.
    package let mapping: String
    /// Bytes of the list.
    package let listSize: Int64
    /// SHA-256 of the first 64 KiB of the list.
    package let listStart: String
    /// The full path of the report.
    package let report: String
    /// Numbers of the rows that are said to be new, in order.
    package let confirmedRows: [Int]
    /// The language of the report.
    package let language: ReportLanguage
  }

  /// What must be the same.
  package let identity: Identity
  /// Bytes of the list before the first row that was not answered.
  package let offset: Int64
  /// The line that begins there.
  package let line: Int
  /// Number of the last row that was answered.
  package let row: Int
  /// What became of the rows until there.
  package let counts: ImportCounts
  /// Bytes of the report until there.
  package let reportLength: Int64

  /// The place in the list.
  package var position: ListPosition { ListPosition(offset: offset, line: line, row: row) }
}
