/// How often something was done in a second, and how often it could have been done at most: medians of some runs.
struct Measurement {
  /// What was done.
  let name: String
  /// How often in a second.
  let rate: Double
  /// The limit with which it is compared.
  let limitName: String
  /// How often in a second that was done.
  let limit: Double
  /// The rate as a share of the limit of the same run.
  let ratio: Double
}

/// How much is done to measure something.
struct Effort {
  /// How many runs the median is taken of.
  let runs: Int
  /// How long a run lasts at least, where nothing else ends it.
  let duration: Duration
  /// How many care situations a registry is filled with.
  let situations: Int
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
    situations: 5_000,
    evaluatedSituations: 200,
    likePeople: 200_000,
    likePairs: 1_000
  )
  /// Rough figures.
  static let quick = Effort(
    runs: 1,
    duration: .milliseconds(300),
    situations: 1_000,
    evaluatedSituations: 50,
    likePeople: 5_000,
    likePairs: 100
  )

  /// Measures something and its limit in turns, so that both find the same machine and disk.
  ///
  /// - Parameters:
  ///   - name: What is measured.
  ///   - limitName: The limit with which it is compared.
  ///   - limit: How often in a second that can be done.
  ///   - rate: How often in a second it can be done.
  func measure(
    _ name: String,
    against limitName: String,
    limit: () async throws -> Double,
    rate: () async throws -> Double
  ) async throws -> Measurement {
    var turns: [(limit: Double, rate: Double)] = []
    for _ in 0..<runs { turns.append((try await limit(), try await rate())) }
    return Measurement(
      name: name,
      rate: Self.median(turns.map(\.rate)),
      limitName: limitName,
      limit: Self.median(turns.map(\.limit)),
      ratio: Self.median(turns.map { $0.rate / $0.limit })
    )
  }

  /// How often in a second something can be done, again and again for the length of a run, once it is warm.
  ///
  /// - Parameters:
  ///   - count: How many are done each time.
  ///   - body: Does it for the given time, counted from 0.
  func rate(of count: Int = 1, _ body: (Int) async throws -> Void) async throws -> Double {
    let clock = ContinuousClock()
    var times = 0
    func run(for duration: Duration) async throws -> Double {
      let (first, start) = (times, clock.now)
      repeat {
        try await body(times)
        times += 1
      } while clock.now - start < duration
      return Self.rate(of: (times - first) * count, in: clock.now - start)
    }
    _ = try await run(for: duration / 4)
    return try await run(for: duration)
  }

  /// How many in a second.
  static func rate(of count: Int, in duration: Duration) -> Double { Double(count) / (duration / .seconds(1)) }

  private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
