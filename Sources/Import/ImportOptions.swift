/// The options of an import, as the operator gives them.
package struct ImportOptions: Sendable, Hashable {
  /// The numbers of rows that one call can have.
  package static let batchSizes = 1...2_000

  /// The path of the list.
  package var list: String
  /// The path of the mapping.
  package var mapping: String
  /// `HOST:PORT` of the gateway. An interrupted import can go on only at the same gateway.
  package var gateway: String
  /// Whether rows are only checked and not registered.
  package var isDryRun = false
  /// The path of the report.
  package var report: String
  /// The path of the file that keeps how far the import came.
  package var resume: String
  /// The number of rows in one call.
  package var batchSize = 1_000
  /// The numbers of the rows that the operator confirms as new, although they resemble known ones or are implausible.
  package var confirmedRows: Set<Int> = []
  /// The language of the report.
  package var language = ReportLanguage.dutch
  /// The pauses before further tries of a call that was not answered.
  package var pauses = RetryingSender.usualPauses

  /// An import of a list, with a report and a resume file beside it.
  package init(list: String, mapping: String, gateway: String) {
    self.list = list
    self.mapping = mapping
    self.gateway = gateway
    report = "\(list).report.csv"
    resume = "\(list).resume"
  }
}
