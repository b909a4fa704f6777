import RegistrationAPI
package import ServiceCore

/// Reads a list batch by batch.
package actor BatchReader {
  /// The number of bytes after which a batch is full, however few rows it has, so that long rows take no more memory.
  private static let fullSize = 4 << 20

  private var records: RecordReader
  private let rows: RowReader
  private let limit: Int
  private var repeats = RepeatFinder()

  /// A reader of batches.
  ///
  /// - Parameters:
  ///   - records: Reads the list from where the import begins.
  ///   - rows: Makes care situations of records.
  ///   - limit: The largest number of rows in a batch.
  ///   - earlier: Reads the rows that an earlier run has dealt with, because later rows may repeat them; nil if there was
  ///     no earlier run.
  /// - Throws: `StartupError` if the list cannot be read.
  package init(records: RecordReader, rows: RowReader, limit: Int, earlier: RecordReader? = nil) throws(StartupError) {
    self.records = records
    self.rows = rows
    self.limit = limit
    guard var earlier else { return }
    while earlier.position.offset < records.position.offset, let record = try earlier.next() {
      if case .ready(let new) = rows.read(record) { _ = repeats.firstRow(saying: new, row: record.row) }
    }
  }

  /// Reads a record, and rejects it if it repeats an earlier row.
  private func read(_ record: Record) -> RowReader.Outcome {
    let outcome = rows.read(record)
    guard case .ready(let new) = outcome, let first = repeats.firstRow(saying: new, row: record.row) else {
      return outcome
    }
    let description = "The row says the same as row \(first)"
    return .rejected([RowProblem(reason: "CARE_SITUATION_EXISTS", description: description)])
  }

  /// The next batch; nil at the end.
  ///
  /// - Throws: `StartupError` if the list cannot be read any further.
  package func next() throws(StartupError) -> ImportBatch? {
    var batch: [ImportBatch.Row] = []
    var size = 0
    while batch.count < limit, size < Self.fullSize, let record = try records.next() {
      size += record.size
      batch.append(ImportBatch.Row(number: record.row, line: record.line, outcome: read(record)))
    }
    return batch.isEmpty ? nil : ImportBatch(rows: batch, end: records.position)
  }
}
