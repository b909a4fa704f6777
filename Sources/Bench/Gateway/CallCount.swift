import Synchronization

/// Numbers calls from 0, whoever makes them.
final class CallCount: Sendable {
  private let count: Atomic<Int>

  /// Numbers from a number on.
  init(from first: Int = 0) {
    count = Atomic(first)
  }

  /// How many numbers were given, counted from 0.
  var total: Int { count.load(ordering: .relaxed) }

  /// The next number.
  func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).oldValue }
}
