import GRPCCore
import GRPCProtobuf
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import Synchronization
import TestSupport
import Testing

@Suite("Deadlines that pass at every server")
struct ServerDeadlineTests {
  @Test("A handler is ended at the deadline, with the reason")
  func handlerEnds() async throws {
    try await withServed(ServiceComponent(name: "test", rpcs: [SilentServices()])) { client in
      let seen = try await refusal {
        try await Mantel_Registration_V1_RegistrationService.Client(wrapping: client)
          .listCareSituations(.init(), metadata: ["grpc-timeout": "50000u"])
      }
      #expect(seen == SeenError(.deadlineExceeded, "DEADLINE_PASSED"))
    }
  }

  @Test("A call within the process ends when the time of its caller has passed")
  func localCallEnds() async throws {
    try await withLocal(ServiceComponent(name: "test", rpcs: [Patient()])) { client in
      _ = await #expect(throws: DeadlinePassed.self) {
        try await CallContext.limited(to: .milliseconds(50)) {
          try await Mantel_Registration_V1_RegistrationService.Client(wrapping: client).listCareSituations(.init())
        }
      }
    }
  }

  @Test("An earlier deadline passes first, whichever was set first; what ends in time is not cancelled")
  func timer() async throws {
    let start = ContinuousClock.now
    func passes(after milliseconds: Int) async -> Duration? {
      do {
        try await DeadlineTimer.shared.run(until: start + .milliseconds(milliseconds)) {
          try await Task.sleep(for: .seconds(60))
        }
        return nil
      } catch {
        return error is DeadlinePassed ? ContinuousClock.now - start : nil
      }
    }
    async let later = passes(after: 300)
    async let earlier = passes(after: 100)
    let (second, first) = await (later, earlier)
    #expect(try #require(first) >= .milliseconds(100))
    #expect(try #require(second) >= .milliseconds(300))
    #expect(try #require(first) < #require(second))
    #expect(await passes(after: -1) != nil)
    #expect(try await DeadlineTimer.shared.run(until: .now + .seconds(60)) { Task.isCancelled } == false)
  }

  @Test("Work whose deadline passed is waited for, so that nothing runs on behind an answer")
  func waits() async throws {
    let ended = Mutex(false)
    await #expect(throws: DeadlinePassed.self) {
      try await DeadlineTimer.shared.run(until: .now + .milliseconds(10)) {
        try? await Task.sleep(for: .seconds(60))
        ended.withLock { $0 = true }
      }
    }
    #expect(ended.withLock { $0 })
  }
}

/// A service that takes its time with every answer.
private struct Patient: RegistrableRPCService {
  func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
    router.registerHandler(
      forMethod: Mantel_Registration_V1_RegistrationService.Method.ListCareSituations.descriptor,
      deserializer: ProtobufDeserializer<Mantel_Registration_V1_ListCareSituationsRequest>(),
      serializer: ProtobufSerializer<Mantel_Registration_V1_ListCareSituationsResponse>()
    ) { _, _ in
      try await Task.sleep(for: .seconds(60))
      throw CancellationError()
    }
  }
}
