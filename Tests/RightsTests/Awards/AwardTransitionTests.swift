import CareTypes
import Testing

@testable import RightsDomain

@Suite("The table of what may happen to an award")
struct AwardTransitionTests {
  private static let states: [AwardState?] = [nil] + AwardState.allCases

  /// The table as people who know the field read it: from, what happens, to; nothing else is possible.
  private static let expected: [AwardStep.Kind: [AwardState?: AwardState?]] = [
    .proposed: [nil: .proposed, .awaitingEvidence: .proposed, .ended: .proposed],
    .lapsed: [.proposed: AwardState?.none, .awaitingEvidence: AwardState?.none],
    .evidenceMissing: [
      nil: .awaitingEvidence, .proposed: .awaitingEvidence, .appliedFor: .awaitingEvidence, .ended: .awaitingEvidence,
    ],
    .applied: [
      nil: .appliedFor, .proposed: .appliedFor, .awaitingEvidence: .appliedFor, .refused: .appliedFor,
      .ended: .appliedFor,
    ],
    .signed: [.appliedFor: .appliedFor, .awaitingEvidence: .awaitingEvidence],
    .submitted: [.appliedFor: .awaitingRatification, .awaitingEvidence: .awaitingRatification],
    .granted: [
      nil: .granted, .proposed: .granted, .appliedFor: .granted, .awaitingEvidence: .granted,
      .awaitingRatification: .granted, .ended: .granted,
    ],
    .refused: [.appliedFor: .refused, .awaitingEvidence: .refused, .awaitingRatification: .refused],
    .suspended: [.granted: .suspended],
    .resumed: [.suspended: .granted],
    .used: [.granted: .granted],
    .exhausted: [.granted: .exhausted],
    .renewed: [.granted: .granted, .suspended: .suspended],
    .objected: [.refused: .refused, .ended: .ended],
    .overruled: [.refused: .granted],
    .backdated: [.granted: .granted],
    .reinstated: [nil: .granted, .proposed: .granted, .awaitingEvidence: .granted, .ended: .granted],
    .ended: [
      .proposed: .ended, .appliedFor: .ended, .awaitingEvidence: .ended, .awaitingRatification: .ended,
      .granted: .ended, .suspended: .ended, .exhausted: .ended,
    ],
  ]

  @Test("Allows what the field knows, and nothing else", arguments: AwardStep.Kind.allCases)
  func table(kind: AwardStep.Kind) throws {
    let row = try #require(Self.expected[kind])
    for state in Self.states {
      let to = row[state]
      #expect(AwardTransition.allows(kind, from: state) == (to != nil), "\(kind) from \(String(describing: state))")
      if let to { #expect(AwardTransition.state(after: kind, from: state) == to) }
    }
  }

  @Test("Every state is reached, and left again except by nobody's doing")
  func reach() {
    var reached: Set<AwardState?> = [nil]
    var added = true
    while added {
      added = false
      for state in reached {
        for kind in AwardStep.Kind.allCases where AwardTransition.allows(kind, from: state) {
          if reached.insert(AwardTransition.state(after: kind, from: state)).inserted { added = true }
        }
      }
    }
    #expect(reached == Set(Self.states))
  }
}
