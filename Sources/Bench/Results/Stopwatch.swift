import Foundation

/// Takes the time on the clock and the processor time of a process from a moment on.
struct Stopwatch {
  private let subject: Subject
  private let start: ContinuousClock.Instant
  private let processorStart: Duration

  /// Whose processor time is taken.
  enum Subject {
    /// This process.
    case thisProcess
    /// Another process, by its id.
    case process(Int32)
  }

  /// A stopwatch that starts now.
  init(_ subject: Subject = .thisProcess) {
    self.subject = subject
    processorStart = Self.processorTime(of: subject)
    start = .now
  }

  /// The time on the clock since the start.
  var elapsed: Duration { .now - start }

  /// How fast so many things were done since the start.
  func pace(of count: Int) -> Pace {
    let (elapsed, processor) = (elapsed, Self.processorTime(of: subject) - processorStart)
    let count = Double(max(1, count))
    return Pace(
      perSecond: count / max(1e-9, elapsed / .seconds(1)),
      microseconds: processor / .microseconds(1) / count
    )
  }

  /// The processor time that a process has taken; zero if there is no such process.
  private static func processorTime(of subject: Subject) -> Duration {
    switch subject {
    case .thisProcess:
      var time = timespec()
      clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
      return .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec))
    case .process(let id):
      // In ticks of a hundredth of a second; the name of the process, in parentheses, may hold spaces.
      let text = (try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)) ?? ""
      let fields = text.drop { $0 != ")" }.split(separator: " ")
      guard fields.count > 13, let user = Int64(fields[12]), let system = Int64(fields[13]) else { return .zero }
      return .milliseconds((user + system) * 1_000 / Int64(sysconf(Int32(_SC_CLK_TCK))))
    }
  }
}
