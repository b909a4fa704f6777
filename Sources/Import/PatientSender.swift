import GRPCCore
package import RegistrationAPI
import ServiceCore
import ServiceRuntime

/// Sends rows again when the registry does not answer, with longer pauses each time.
package struct PatientSender: Sendable {
  /// Pauses between the tries: nine tries in about a minute and a half.
  package static let usualPauses: [Duration] = [0.5, 1, 2, 4, 8, 15, 30, 30].map { .seconds($0) }

  private let sender: any BatchSender
  private let pauses: [Duration]
  private let stop: StopFlag
  private let meter: ProgressMeter

  /// A sender.
  ///
  /// - Parameters:
  ///   - sender: Makes the calls.
  ///   - pauses: Before each further try.
  ///   - stop: Ends the waiting.
  ///   - meter: Told of the waiting.
  package init(_ sender: any BatchSender, pauses: [Duration], stop: StopFlag, meter: ProgressMeter) {
    self.sender = sender
    self.pauses = pauses
    self.stop = stop
    self.meter = meter
  }

  /// Sends rows until they are answered.
  ///
  /// - Throws: `StartupError` when the registry refuses the call, does not answer, or answers something else.
  package func send(
    _ rows: [Mantel_Registration_V1_ImportRow],
    header: Mantel_Registration_V1_ImportHeader
  ) async throws -> [Mantel_Registration_V1_ImportResult] {
    var pauses = pauses[...]
    defer { meter.set { $0.isWaiting = false } }
    while true {
      do {
        let results = try await sender.send(rows, header: header)
        try check(results, against: rows)
        return results
      } catch let error as RPCError where error.code == .unavailable || error.code == .deadlineExceeded {
        guard let pause = pauses.popFirst(), !stop.isSet else {
          throw StartupError("The gateway does not answer (\(error.code): \(error.message)).")
        }
        meter.set { $0.isWaiting = true }
        try await wait(pause)
      } catch let error as RPCError {
        throw StartupError("The gateway refused the rows (\(error.code): \(error.message)).")
      }
    }
  }

  private func check(
    _ results: [Mantel_Registration_V1_ImportResult],
    against rows: [Mantel_Registration_V1_ImportRow]
  ) throws(StartupError) {
    let isWhole =
      results.count == rows.count
      && zip(results, rows).allSatisfy { result, row in
        guard result.number == row.number else { return false }
        return switch result.outcome {
        case .registered, .acceptable, .rejected, .changed, .likelyRepeat: true
        default: false
        }
      }
    guard isWhole else { throw StartupError("The gateway answered for other rows than were sent.") }
  }

  /// Waits in small steps, so that a stop is seen.
  private func wait(_ pause: Duration) async throws {
    let end = ContinuousClock.now + pause
    while ContinuousClock.now < end, !stop.isSet {
      try await Task.sleep(for: min(.milliseconds(100), end - ContinuousClock.now))
    }
  }
}
