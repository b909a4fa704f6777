package import RegistrationAPI
package import ServiceRuntime

/// Rows of a list that are sent in one call.
package struct ImportBatch: Sendable {
  /// A row of a list.
  package struct Row: Sendable {
    /// Place in the list, from 1.
    package let number: Int
    /// The line on which it begins, from 1.
    package let line: Int
    /// What became of it here.
    package let outcome: RowReader.Outcome
  }

  /// The rows, in order.
  package let rows: [Row]
  /// Behind the last row.
  package let end: ListPosition

  /// The rows that are sent.
  package var sendable: [Mantel_Registration_V1_ImportRow] {
    rows.compactMap { row in
      guard case .ready(let new) = row.outcome else { return nil }
      var message = Mantel_Registration_V1_ImportRow()
      message.number = Int64(row.number)
      message.careSituation = new
      return message
    }
  }
}

/// Reads a list batch by batch.
package actor BatchReader {
  /// Bytes of text after which a batch is full, however few its rows: very long rows take no more memory than others.
  private static let fullSize = 4 << 20

  private var records: RecordReader
  private let rows: RowReader
  private let limit: Int

  /// A reader of batches of at most so many rows.
  package init(records: RecordReader, rows: RowReader, limit: Int) {
    self.records = records
    self.rows = rows
    self.limit = limit
  }

  /// The next batch; nothing at the end.
  ///
  /// - Throws: `StartupError` when the list cannot be read any further.
  package func next() throws(StartupError) -> ImportBatch? {
    var batch: [ImportBatch.Row] = []
    var size = 0
    while batch.count < limit, size < Self.fullSize, let record = try records.next() {
      size += record.size
      batch.append(ImportBatch.Row(number: record.row, line: record.line, outcome: rows.read(record)))
    }
    return batch.isEmpty ? nil : ImportBatch(rows: batch, end: records.position)
  }
}
