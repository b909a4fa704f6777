/// What was measured of one thing: medians of some runs, beside its limit in the same runs.
struct Measurement: Codable, Equatable {
  /// What was done.
  let name: String
  /// How many care situations the registry held; nil if that does not matter.
  var situations: Int?
  /// How fast it was done.
  let pace: Pace
  /// What it is compared with; nil if nothing can be compared with it.
  var limit: Limit?
  /// Whether other programs, such as the callers, took their part of the same processors meanwhile.
  var isShared = false

  /// The most that could be done.
  struct Limit: Codable, Equatable {
    /// What does no more than it must.
    let name: String
    /// How fast that was done.
    let pace: Pace
    /// The rate as a share of the limit's rate: the median of the runs.
    let ratio: Double
    /// The limit's processor time as a share of the processor time that was taken: the median of the runs. 1 is the best.
    let processorRatio: Double
  }
}
