package import CareTypes
package import RightsDomain

extension RightsStore {
  /// The number of care situations in a batch.
  private static let simulationBatch = 1_000
  /// The number of batches that are counted at the same time, while the next one is read.
  private static let simulationWidth = 2

  /// Simulates a change of the law for every care situation of an area that is active on a day. Nothing is written.
  ///
  /// Each batch is a transaction of its own, so that others do not wait for a long one. Changes that are made in the
  /// meantime may be included or not. Only a few batches are in memory at a time, and the rights of people in several care
  /// situations.
  ///
  /// - Throws: `CancellationError` between batches when the task is cancelled.
  package func simulate(
    _ run: SimulationRun,
    in area: ScopedArea,
    on date: CalendarDate
  ) async throws -> SimulationReport {
    let codes = area.codes
    if codes?.isEmpty == true { return SimulationReport() }
    return try await withThrowingTaskGroup(of: SimulationReport.self) { group in
      var report = SimulationReport()
      var (underWay, last) = (0, Int64(0))
      while true {
        try Task.checkCancellation()
        let batch = try await scanSituations(in: codes, on: date, after: last, limit: Self.simulationBatch)
        guard let end = batch.last?.key else { break }
        last = end
        if underWay == Self.simulationWidth, let counted = try await group.next() {
          report.add(counted)
          underWay -= 1
        }
        group.addTask {
          var report = SimulationReport()
          for (_, situation) in batch where situation.span.contains(date) && area.holds(situation) {
            run.count(situation, in: &report)
          }
          return report
        }
        underWay += 1
      }
      for try await counted in group { report.add(counted) }
      report.settle()
      return report
    }
  }
}
