package import RegistrationAPI
package import ServiceCore
import ServiceRuntime

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
  ///
  /// - Parameter confirmed: Numbers of those of which someone says that they are new, and right however hard they are to
  ///   believe.
  package func sendable(confirmed: Set<Int> = []) -> [Mantel_Registration_V1_ImportRow] {
    rows.compactMap { row in
      guard case .ready(let new) = row.outcome else { return nil }
      var message = Mantel_Registration_V1_ImportRow()
      message.number = Int64(row.number)
      message.careSituation = new
      if confirmed.contains(row.number) {
        message.confirmedNew = true
        message.careSituation.confirmedWarnings = Mantel_Registration_V1_Warning.allCases.filter { $0 != .unspecified }
      }
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
  private var repeats = RepeatFinder()

  /// A reader of batches of at most so many rows.
  ///
  /// - Parameter earlier: Reads the rows that an earlier run dealt with: later ones may repeat them.
  package init(records: RecordReader, rows: RowReader, limit: Int, earlier: RecordReader? = nil) throws(StartupError) {
    self.records = records
    self.rows = rows
    self.limit = limit
    guard var earlier else { return }
    while earlier.position.offset < records.position.offset, let record = try earlier.next() {
      if case .ready(let new) = rows.read(record) { _ = repeats.firstRow(saying: new, row: record.row) }
    }
  }

  /// What becomes of a record.
  private func read(_ record: Record) -> RowReader.Outcome {
    let outcome = rows.read(record)
    guard case .ready(let new) = outcome, let first = repeats.firstRow(saying: new, row: record.row) else {
      return outcome
    }
    let description = "The row says the same as row \(first)"
    return .rejected([RowProblem(reason: "CARE_SITUATION_EXISTS", description: description)])
  }

  /// The next batch; nothing at the end.
  ///
  /// - Throws: `StartupError` when the list cannot be read any further.
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
