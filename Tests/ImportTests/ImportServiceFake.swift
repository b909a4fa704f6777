import GRPCCore
import RegistrationAPI
import Synchronization

/// An ImportService that notes what it was sent, and takes every row.
final class ImportServiceFake: Mantel_Registration_V1_ImportService.ServiceProtocol {
  /// What it was sent.
  struct Notes {
    var headers: [Mantel_Registration_V1_ImportHeader] = []
    var rows: [Int64: Mantel_Registration_V1_NewCareSituation] = [:]
    var sawOtherContent = false
    var confirmed: [Int64] = []
    var keys: [String] = []
    var calls = 0
  }

  private let state = Mutex(Notes())
  private let failures: Int
  private let pause: Duration

  /// A service.
  ///
  /// - Parameters:
  ///   - failures: How many calls it refuses at their end, before it takes any.
  ///   - pause: How long it takes for a call.
  init(failures: Int = 0, pause: Duration = .zero) {
    self.failures = failures
    self.pause = pause
  }

  /// What it was sent so far.
  var notes: Notes { state.withLock { $0 } }

  func importCareSituations(
    request: StreamingServerRequest<Mantel_Registration_V1_ImportCareSituationsRequest>,
    context: ServerContext
  ) async throws -> ServerResponse<Mantel_Registration_V1_ImportCareSituationsResponse> {
    let call = state.withLock { notes in
      notes.calls += 1
      notes.keys += request.metadata[stringValues: "authorization"].map { $0 }
      return notes.calls
    }
    var answer = Mantel_Registration_V1_ImportCareSituationsResponse()
    var isFirst = true
    for try await message in request.messages {
      switch message.part {
      case .header(let header):
        guard isFirst else { throw RPCError(code: .failedPrecondition, message: "A second header") }
        state.withLock { $0.headers.append(header) }
      case .row(let row):
        guard !isFirst else { throw RPCError(code: .failedPrecondition, message: "No header") }
        if call > failures { take(row) }
        var result = Mantel_Registration_V1_ImportResult()
        result.number = row.number
        result.outcome = .registered
        answer.results.append(result)
      case nil:
        throw RPCError(code: .failedPrecondition, message: "Nothing")
      }
      isFirst = false
    }
    try await Task.sleep(for: pause)
    if call <= failures { throw RPCError(code: .unavailable, message: "Not now") }
    return ServerResponse(message: answer)
  }

  private func take(_ row: Mantel_Registration_V1_ImportRow) {
    state.withLock { notes in
      if row.confirmedNew { notes.confirmed.append(row.number) }
      if let earlier = notes.rows.updateValue(row.careSituation, forKey: row.number), earlier != row.careSituation {
        notes.sawOtherContent = true
      }
    }
  }
}
