import Crypto
import Foundation
import RegistrationAPI
package import ServiceCore
import ServiceRuntime

/// Takes in a list: batch by batch, each answered, reported and noted before the next.
///
/// A cut at whatever instant loses nothing and doubles nothing. The report is on the disk before the resume file that
/// counts on it; what the report has beyond that is thrown away on going on; and rows that are sent again are known to
/// the registry.
package struct ImportRun: Sendable {
  private let options: ImportOptions
  private let mapping: Mapping
  private let file: ListFile
  private let header: ListHeader
  private let rows: RowReader
  private let identity: ResumePoint.Identity
  private let resumeFile: ResumeFile
  private let report: ReportFile
  private let start: ResumePoint?

  /// Checks all that can be checked before anything is sent.
  ///
  /// - Throws: `StartupError` for a wrong mapping, a list that does not go with it, or a resume file of another import.
  package init(_ options: ImportOptions) throws(StartupError) {
    guard ImportOptions.batchSizes.contains(options.batchSize) else {
      throw StartupError("A batch has 1 to 2,000 rows")
    }
    self.options = options
    mapping = try MappingFile.read(path: options.mapping)
    file = try ListFile(path: options.list)
    try ListBytes.check(file, mapping.encoding, options.language)
    header = try ListHeader(file: file, delimiter: mapping.delimiter, encoding: mapping.encoding)
    rows = try RowReader(mapping: mapping, columns: header.columns)
    identity = ResumePoint.Identity(
      listID: mapping.listID,
      isDryRun: options.isDryRun,
      gateway: options.gateway,
      mapping: mapping.digest,
      listSize: file.size,
      listStart: SHA256.hash(data: try file.chunk(at: 0)).hexText,
      report: URL(filePath: options.report).standardizedFileURL.path,
      confirmedRows: options.confirmedRows.sorted(),
      language: options.language
    )
    resumeFile = ResumeFile(path: options.resume)
    // Told before the report is made: a wrong resume file leaves no trace.
    _ = try resumeFile.load(for: identity)
    report = try ReportFile(path: options.report, language: options.language)
    // Once more under the report's lock: an import that ran until now may have moved on.
    start = try resumeFile.load(for: identity)
    try report.begin(length: start?.reportLength)
  }

  /// Number of the last row that an earlier run dealt with; nothing when this one begins anew.
  package var resumesAfter: Int? { start?.row }

  /// Sends the list, from where an earlier run was cut.
  ///
  /// - Parameters:
  ///   - sender: Makes the calls.
  ///   - stop: Ends the import after the batch under way.
  ///   - meter: Told of each batch.
  /// - Returns: What became of all rows, those of earlier runs included.
  /// - Throws: `StartupError` that tells how to go on, when the import stops before the end.
  package func run(
    _ sender: any BatchSender,
    stop: StopFlag = StopFlag(),
    meter: ProgressMeter = ProgressMeter()
  ) async throws -> ImportCounts {
    var last = start
    do {
      try await sendAll(PatientSender(sender, pauses: options.pauses, stop: stop, meter: meter), stop, meter, &last)
    } catch {
      let cause = (error as? StartupError)?.message ?? "The rows cannot be sent (\(error))."
      throw StartupError("\(cause) \(howToGoOn(last))")
    }
    try resumeFile.remove()
    return last?.counts ?? ImportCounts()
  }

  private func sendAll(
    _ sender: PatientSender,
    _ stop: StopFlag,
    _ meter: ProgressMeter,
    _ last: inout ResumePoint?
  ) async throws {
    let batches = try BatchReader(
      records: header.reader(of: file, from: start?.position ?? header.end),
      rows: rows,
      limit: options.batchSize,
      earlier: start.map { _ in header.reader(of: file, from: header.end) }
    )
    meter.set { reading in
      reading.isDryRun = options.isDryRun
      reading.size = file.size
      reading.startOffset = start?.offset ?? 0
      reading.startRows = start?.counts.rows ?? 0
      reading.offset = reading.startOffset
      reading.counts = start?.counts ?? ImportCounts()
    }
    var next = try await batches.next()
    while let batch = next {
      if stop.isSet { throw StartupError("The import was asked to stop.") }
      // The one after it is read meanwhile: two are in memory, never more.
      async let following = batches.next()
      let results = try await send(batch, sender)
      let point = try settle(batch, results, after: last?.counts ?? ImportCounts())
      last = point
      meter.set { reading in
        reading.offset = point.offset
        reading.counts = point.counts
      }
      next = try await following
    }
    meter.set { $0.offset = $0.size }
  }

  private func send(
    _ batch: ImportBatch,
    _ sender: PatientSender
  ) async throws -> [Mantel_Registration_V1_ImportResult] {
    let sendable = batch.sendable(confirmed: options.confirmedRows)
    guard !sendable.isEmpty else { return [] }
    var header = Mantel_Registration_V1_ImportHeader()
    header.listID = mapping.listID
    header.dryRun = options.isDryRun
    return try await sender.send(sendable, header: header)
  }

  /// Notes what became of a batch: first in the report, then in the resume file.
  private func settle(
    _ batch: ImportBatch,
    _ results: [Mantel_Registration_V1_ImportResult],
    after counts: ImportCounts
  ) throws(StartupError) -> ResumePoint {
    var counts = counts
    var lines: [ReportFile.Line] = []
    var results = results[...]
    for row in batch.rows {
      counts.rows += 1
      let problems: [RowProblem]
      var result: Mantel_Registration_V1_ImportResult?
      if case .rejected(let found) = row.outcome {
        problems = found
        counts.rejected += 1
      } else {
        result = results.popFirst()
        problems = result.map(Self.problems) ?? []
        switch result?.outcome {
        case .changed: counts.changed += 1
        case .likelyRepeat: counts.likelyRepeats += 1
        case .rejected:
          counts.rejected += 1
          if result?.reason == "IMPLAUSIBLE" { counts.asked += 1 }
        default: counts.accepted += 1
        }
      }
      lines += problems.map { problem in
        ReportFile.Line(
          row: row.number,
          line: row.line,
          problem: problem,
          careSituation: result?.careSituation ?? "",
          repeatedRow: (result?.repeatedNumber).flatMap { $0 > 0 ? Int($0) : nil }
        )
      }
    }
    let length = try report.append(lines)
    let point = ResumePoint(
      identity: identity,
      offset: batch.end.offset,
      line: batch.end.line,
      row: batch.end.row,
      counts: counts,
      reportLength: length
    )
    try resumeFile.save(point)
    return point
  }

  /// What the registry has against a row, or holds otherwise; nothing when it was taken as it is.
  private static func problems(_ result: Mantel_Registration_V1_ImportResult) -> [RowProblem] {
    let reason: String
    switch result.outcome {
    case .rejected: reason = result.reason
    case .changed: reason = "ROW_CHANGED"
    case .likelyRepeat: reason = "LIKELY_REPEAT"
    default:
      // Registered, and what was held of the people stays where the row says something else.
      guard !result.problems.isEmpty else { return [] }
      reason = "HELD_OTHERWISE"
    }
    guard !result.problems.isEmpty else { return [RowProblem(reason: reason, description: "")] }
    return result.problems.map { RowProblem(reason: reason, field: $0.field, description: $0.description_p) }
  }

  private func howToGoOn(_ last: ResumePoint?) -> String {
    guard let last else { return "No row was answered yet; the same command begins anew." }
    return "The same command goes on after row \(ProgressLine.grouped(last.row)), as kept in \(resumeFile.path)."
  }
}
