import CareTypes
import Foundation
import ServiceCore
import ServiceRuntime
import Synchronization
import Testing

@Suite("A clock that is set by hand, in a file")
struct ClockFileTests {
  /// A machine's clock that stands still until it is moved.
  private final class Machine: Sendable {
    private let seconds = Mutex<Int64>(1_780_000_000)
    var clock: RegistryClock { RegistryClock { Instant(seconds: self.seconds.withLock { $0 }) } }
    func go(_ time: Int64) { seconds.withLock { $0 += time } }
  }

  private static func withFile(_ body: (String) async throws -> Void) async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "mantel-clock-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try await body(path)
  }

  @Test(
    "Starts at its time, goes on by itself, and is the same for all who follow it",
    arguments: [2_000_000_000, 1_000] as [Int64]
  )
  func goesOn(seconds: Int64) async throws {
    try await Self.withFile { path in
      let machine = Machine()
      let start = Instant(seconds: seconds)
      try ClockFile.start(path, at: start, machine: machine.clock)
      let one = try ClockFile(path: path, machine: machine.clock)
      #expect(one.now == start)
      machine.go(60)
      // Another process that starts later does not set it back to the start.
      try ClockFile.start(path, at: start, machine: machine.clock)
      let other = try ClockFile(path: path, machine: machine.clock)
      #expect(one.now == Instant(seconds: seconds + 60) && other.now == one.now)
      try ClockFile.set(path, to: Instant(seconds: seconds + 1_000), machine: machine.clock)
      #expect(one.now == Instant(seconds: seconds + 1_000) && other.clock.now == one.now)
    }
  }

  @Test("Is never set back, by the command or by a file that someone wrote")
  func neverBack() async throws {
    try await Self.withFile { path in
      let machine = Machine()
      #expect(throws: StartupError.self) {
        try ClockFile.set(path, to: Instant(seconds: 2_000), machine: machine.clock)
      }
      #expect(throws: StartupError.self) { try ClockFile(path: path, machine: machine.clock) }
      let start = Instant(seconds: 2_000_000_000)
      try ClockFile.start(path, at: start, machine: machine.clock)
      let file = try ClockFile(path: path, machine: machine.clock)
      #expect(throws: StartupError.self) {
        try ClockFile.set(path, to: Instant(seconds: 1_999_999_999), machine: machine.clock)
      }
      for text in ["+0000000000000000001", "tomorrow", "", "+9999999999999999999"] {
        try await Task.sleep(for: .milliseconds(20))
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        #expect(file.now == start, "\(text)")
      }
      try FileManager.default.removeItem(atPath: path)
      #expect(file.now == start)
    }
  }

  @Test("Who waits for its time wakes soon when it is set past that, or to another day", .timeLimit(.minutes(1)))
  func wakes() async throws {
    try await Self.withFile { path in
      let machine = Machine()
      // 2033-05-18 at 03:33:20 in Greenwich, 05:33:20 in Belgium.
      let start: Int64 = 2_000_000_000
      try ClockFile.start(path, at: Instant(seconds: start), machine: machine.clock)
      let clock = try ClockFile(path: path, machine: machine.clock).clock
      for (seconds, later) in [(900, 901), (100_000, 901 + 18 * 3_600 + 1_600)] as [(Int64, Int64)] {
        let sleeper = Task {
          try await clock.sleep(forSeconds: seconds)
          return ContinuousClock.now
        }
        try await Task.sleep(for: .milliseconds(500))
        let set = ContinuousClock.now
        try ClockFile.set(path, to: Instant(seconds: start + later), machine: machine.clock)
        let woke = try await sleeper.value
        #expect(woke > set && woke - set < .seconds(1))
      }
    }
  }
}
