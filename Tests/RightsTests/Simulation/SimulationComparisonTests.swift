import Testing

@testable import Rights
@testable import RightsDomain

@Suite("What a change of the law does to one care situation")
struct SimulationComparisonTests {
  private let premium = SimulatedRight(.held, .known(12_000))
  private let higher = SimulatedRight(.held, .known(15_000))
  private let card = SimulatedRight(.held)
  private let untold = SimulatedRight(.held, .unknown(atMost: nil))
  private let bounded = SimulatedRight(.held, .unknown(atMost: 20_000))
  private let openCard = SimulatedRight(.open)
  private let openPremium = SimulatedRight(.open, .unknown(atMost: 15_000))

  private func verdict(_ pairs: (SimulatedRight, SimulatedRight)...) -> SimulationVerdict {
    .of(pairs.map { SimulatedPair(before: $0.0, after: $0.1) })
  }

  @Test("More money is gaining and less is losing, over all provisions together, whatever the number of rights")
  func money() {
    #expect(verdict((premium, higher)) == .gaining)
    #expect(verdict((higher, premium)) == .losing)
    #expect(verdict((.notHeld, premium)) == .gaining)
    #expect(verdict((premium, .notHeld)) == .losing)
    #expect(verdict((premium, .notHeld), (card, .notHeld), (.notHeld, higher)) == .gaining)
    #expect(verdict((higher, .notHeld), (.notHeld, premium), (.notHeld, card)) == .losing)
  }

  @Test("With as much money, more rights are gaining, fewer are losing, as many are unchanged")
  func rights() {
    #expect(verdict() == .unchanged)
    #expect(verdict((premium, premium), (.notHeld, card)) == .gaining)
    #expect(verdict((premium, premium), (card, .notHeld)) == .losing)
    #expect(verdict((premium, .notHeld), (.notHeld, premium)) == .unchanged)
  }

  @Test("What is open counts only where it could turn the verdict")
  func open() {
    #expect(verdict((openCard, .notHeld)) == .undetermined)
    #expect(verdict((.notHeld, openPremium)) == .undetermined)
    #expect(verdict((.notHeld, openPremium), (.notHeld, card)) == .gaining)
    #expect(verdict((openCard, .notHeld), (premium, .notHeld)) == .losing)
    #expect(verdict((openPremium, .notHeld), (.notHeld, higher)) == .undetermined)
    #expect(verdict((openPremium, .notHeld), (.notHeld, higher), (.notHeld, card)) == .gaining)
    #expect(verdict((SimulatedRight(.held, .known(15_001)), .notHeld), (.notHeld, openPremium)) == .losing)
    #expect(verdict((openCard, openCard)) == .undetermined)
  }

  @Test("An amount that is not told counts only where it could turn the verdict")
  func amounts() {
    #expect(verdict((untold, untold)) == .undetermined)
    #expect(verdict((untold, .notHeld)) == .losing)
    #expect(verdict((.notHeld, untold)) == .gaining)
    #expect(verdict((untold, .notHeld), (.notHeld, premium)) == .undetermined)
    #expect(verdict((bounded, .notHeld), (.notHeld, SimulatedRight(.held, .known(20_001)))) == .gaining)
    #expect(verdict((bounded, SimulatedRight(.held, .known(20_000)))) == .undetermined)
  }

  @Test("What surely comes to the same on both sides is left out")
  func same() {
    let pair = SimulatedPair(before: openPremium, after: openPremium, isSurelySame: true)
    #expect(SimulationVerdict.of([pair]) == .unchanged)
    #expect(SimulationVerdict.of([pair, SimulatedPair(before: .notHeld, after: card)]) == .gaining)
  }

  @Test("A verdict that is not undetermined is that of every way in which the open could be known")
  func everyWay() {
    var generator = Dice(seed: 7)
    let choices = [
      SimulatedRight.notHeld, card, premium, higher, openCard, openPremium, bounded, SimulatedRight(.held, .none),
    ]
    for _ in 0..<2_000 {
      let pairs = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
        SimulatedPair(
          before: choices.randomElement(using: &generator) ?? card,
          after: choices.randomElement(using: &generator) ?? card
        )
      }
      var sums: Set<[Int64]> = [[0, 0]]
      for pair in pairs {
        for (right, sign) in [(pair.before, Int64(-1)), (pair.after, 1)] {
          let ways = Self.ways(right)
          sums = Set(sums.flatMap { sum in ways.map { [sum[0] + sign * $0.cents, sum[1] + sign * $0.rights] } })
        }
      }
      let verdicts = Set(sums.map { Self.plain($0[0], $0[1]) })
      let expected = verdicts.count == 1 ? verdicts.first : .undetermined
      #expect(SimulationVerdict.of(pairs) == expected, "\(pairs)")
    }
  }

  private static func plain(_ cents: Int64, _ rights: Int64) -> SimulationVerdict {
    if cents > 0 || (cents == 0 && rights > 0) { return .gaining }
    return cents == 0 && rights == 0 ? .unchanged : .losing
  }

  /// What a right can come to, at its ends.
  private static func ways(_ right: SimulatedRight) -> [(rights: Int64, cents: Int64)] {
    let amounts: [Int64]
    switch right.amount {
    case .none: amounts = [0]
    case .known(let cents): amounts = [cents]
    case .unknown(let ceiling): amounts = [0, ceiling ?? 0]
    }
    switch right.status {
    case .held: return amounts.map { (1, $0) }
    case .open: return [(0, 0)] + amounts.map { (1, $0) }
    case .notHeld: return [(0, 0)]
    }
  }
}

/// Numbers that look random, and are the same each time.
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
