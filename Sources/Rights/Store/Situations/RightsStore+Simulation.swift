package import CareTypes

extension RightsStore {
  /// How many care situations are read at a time.
  private static let simulationBatch = 1_000
  /// How many batches are counted at a time, while the next is read.
  private static let simulationWidth = 2

  /// Simulates a change of the law for every care situation of an area that is active on a day.
  ///
  /// Each batch is a read of its own, so that nobody waits for a long one; what changes meanwhile may be seen or not.
  /// No more than a few batches are in memory, and nothing is written.
  ///
  /// - Throws: `CancellationError` between batches when the caller no longer waits.
  package func simulate(
    _ run: SimulationRun,
    in area: SimulationArea,
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
      return report
    }
  }
}
