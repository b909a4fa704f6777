/// How fast something was done again and again.
struct Pace: Codable, Equatable {
  /// How often in a second.
  let perSecond: Double
  /// The processor time that one took, in microseconds, of all threads of the process that does it.
  let microseconds: Double
}

extension Pace {
  /// The medians of the rates and of the processor times of several runs.
  ///
  /// - Parameter runs: At least one.
  static func median(of runs: [Pace]) -> Pace {
    Pace(
      perSecond: Effort.median(runs.map(\.perSecond)),
      microseconds: Effort.median(runs.map(\.microseconds))
    )
  }
}
