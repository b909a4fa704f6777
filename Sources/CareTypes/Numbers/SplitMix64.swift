/// A random number generator with a seed, which gives the same numbers in every run (SplitMix64, Steele, Lea and Flood
/// 2014). It is for synthetic data and tests: nothing secret may come from it.
package struct SplitMix64: RandomNumberGenerator, Sendable {
  /// What the next number is made from.
  package private(set) var state: UInt64

  /// A generator of a seed.
  package init(seed: UInt64) {
    state = seed
  }

  /// The next number.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
