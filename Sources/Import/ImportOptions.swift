/// What an operator asks of an import.
package struct ImportOptions: Sendable, Hashable {
  /// How many rows one call takes.
  package static let batchSizes = 1...2_000

  /// Path of the list.
  package var list: String
  /// Path of the mapping.
  package var mapping: String
  /// `HOST:PORT` of the gateway: an import that was cut goes on at the same.
  package var gateway: String
  /// Whether rows are only checked.
  package var isDryRun = false
  /// Path of the report.
  package var report: String
  /// Path of the file that keeps how far the import came.
  package var resume: String
  /// Rows in one call.
  package var batchSize = 1_000
  /// Numbers of rows of which someone says that they are new, although they are like known ones.
  package var confirmedRows: Set<Int> = []
  /// The language of the report.
  package var language = ReportLanguage.dutch
  /// Pauses before further tries of a call that was not answered.
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
