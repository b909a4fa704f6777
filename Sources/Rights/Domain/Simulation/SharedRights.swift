import CareTypes

/// Rights of people who are in several care situations, one for each person: a recipient with three caregivers has a
/// recipient's premium once.
///
/// Only these people are remembered while a simulation goes over the care situations. A right of the pair belongs to one care
/// situation, and so does one of a person in a single care situation: they are counted at once.
struct SharedRights: Sendable, Equatable {
  /// The right of one person by one provision, before or after the change.
  struct Key: Sendable, Hashable {
    /// The place of the provision among those that the change concerns.
    let provision: Int32
    /// Whether it is the right after the change.
    let isAfter: Bool
    /// The first half of the person's id.
    private let high: UInt64
    /// The other half.
    private let low: UInt64

    /// The key of a person's right; nil for an id of more than 128 bits, which Mantel does not make.
    init?(provision: Int, isAfter: Bool, person: OpaqueID) {
      guard let bits = person.bits else { return nil }
      self.provision = Int32(provision)
      self.isAfter = isAfter
      (high, low) = bits
    }
  }

  /// The best right of a person so far, and where it is counted.
  private struct Held: Sendable, Equatable {
    var right: SimulatedRight
    var home: NISCode
  }

  private var held: [Key: Held] = [:]

  /// Whether nothing is remembered.
  var isEmpty: Bool { held.isEmpty }

  /// Remembers a right that a person holds by a care situation. Of several the one that pays most counts; of several homes,
  /// when the person lives outside Flanders, the one of the first code.
  mutating func add(_ right: SimulatedRight, of key: Key, in home: NISCode) {
    guard let known = held[key] else {
      held[key] = Held(right: right, home: home)
      return
    }
    held[key] = Held(right: known.right.better(right), home: min(known.home, home))
  }

  /// Remembers the rights of other care situations as well.
  mutating func add(_ others: SharedRights) {
    for (key, other) in others.held { add(other.right, of: key, in: other.home) }
  }

  /// Passes each right once, with where it is counted and whether it is one after the change, and forgets all.
  mutating func settle(_ count: (SimulatedRight, NISCode, _ isAfter: Bool) -> Void) {
    for (key, held) in held { count(held.right, held.home, key.isAfter) }
    held = [:]
  }
}

extension SimulatedRight {
  /// Of two rights that are held, the one that pays most: of an amount that is not known its upper limit counts, so that what
  /// may turn out to be the highest is not told as known.
  func better(_ other: SimulatedRight) -> SimulatedRight { rank < other.rank ? other : self }

  /// The order of `better`.
  private var rank: (cents: Int64, isKnown: Int) {
    switch amount {
    case .none: (-1, 0)
    case .known(let cents): (cents, 1)
    case .unknown(let most): (most ?? .max, 0)
    }
  }
}
