/// How much is done to measure something.
struct Effort {
  /// How many runs the median is taken of.
  let runs: Int
  /// How long a run lasts at least, where nothing else ends it.
  let duration: Duration
  /// How many care situations the registry holds, at each of which it is measured, in ascending order.
  let sizes: [Int]
  /// How many care situations a run registers.
  let registrations: Int
  /// How many care situations the processes are measured with.
  let servedSituations: Int
  /// The conditions of how many of them are evaluated without a database.
  let evaluatedSituations: Int
  /// Among how many people those who are registered twice are looked for.
  let likePeople: Int
  /// How many are registered twice.
  let likePairs: Int

  /// Figures to go by.
  static let full = Effort(
    runs: 3,
    duration: .seconds(2),
    sizes: [1_000, 30_000, 300_000],
    registrations: 2_000,
    servedSituations: 5_000,
    evaluatedSituations: 200,
    likePeople: 200_000,
    likePairs: 1_000
  )

  /// The same, up to two million care situations.
  static let large = Effort(
    runs: full.runs,
    duration: full.duration,
    sizes: full.sizes + [2_000_000],
    registrations: full.registrations,
    servedSituations: full.servedSituations,
    evaluatedSituations: full.evaluatedSituations,
    likePeople: full.likePeople,
    likePairs: full.likePairs
  )

  /// Rough figures.
  static let quick = Effort(
    runs: 1,
    duration: .milliseconds(300),
    sizes: [1_000],
    registrations: 1_000,
    servedSituations: 500,
    evaluatedSituations: 50,
    likePeople: 5_000,
    likePairs: 100
  )

  /// Measures something and its limit in turns, so that both find the same machine and disk.
  ///
  /// - Parameters:
  ///   - name: What is measured.
  ///   - situations: How many care situations the registry holds; nil if that does not matter.
  ///   - limitName: The limit with which it is compared.
  ///   - limit: How fast that can be done.
  ///   - subject: How fast it can be done.
  func measure(
    _ name: String,
    situations: Int? = nil,
    against limitName: String,
    limit: () async throws -> Pace,
    subject: () async throws -> Pace
  ) async throws -> Measurement {
    var turns: [(limit: Pace, subject: Pace)] = []
    for _ in 0..<runs { turns.append((try await limit(), try await subject())) }
    return Measurement(
      name: name,
      situations: situations,
      pace: .median(of: turns.map(\.subject)),
      limit: Measurement.Limit(
        name: limitName,
        pace: .median(of: turns.map(\.limit)),
        ratio: Self.median(turns.map { $0.subject.perSecond / $0.limit.perSecond }),
        processorRatio: Self.median(turns.map { $0.limit.microseconds / max(1e-9, $0.subject.microseconds) })
      )
    )
  }

  /// How fast something can be done, again and again for the length of a run, once it is warm.
  ///
  /// - Parameters:
  ///   - count: How many are done each time.
  ///   - subject: Whose processor time is taken.
  ///   - body: Does it for the given time, counted from 0.
  func pace(
    of count: Int = 1,
    by subject: Stopwatch.Subject = .thisProcess,
    _ body: (Int) async throws -> Void
  ) async throws -> Pace {
    var times = 0
    func run(for duration: Duration) async throws -> Pace {
      let (first, watch) = (times, Stopwatch(subject))
      repeat {
        try await body(times)
        times += 1
      } while watch.elapsed < duration
      return watch.pace(of: (times - first) * count)
    }
    _ = try await run(for: duration / 4)
    return try await run(for: duration)
  }

  /// The median of some values.
  ///
  /// - Parameter values: At least one.
  static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
