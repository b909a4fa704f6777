import CareTypes
import ServiceCore
import ServiceRuntime
import Testing
import TestSupport

@testable import Rights
@testable import RightsDomain

@Suite("The provisions of one batch of events")
struct PublishedLawTests {
  @Test("are stored first, and their versions read once")
  func readOnce() async throws {
    let law = try ShippedLaw.events()
    let reads = StatementCounter(containing: "FROM provision_version")
    let store = try await SimulatingRights.store(of: SimulatingRights.people(3), [], counting: reads)
    try await decide(store)
    reads.reset()
    try await store.apply(law, of: .statutes, upTo: 1)
    #expect(law.count > 50 && reads.counts.executed == 1)
    #expect(try await store.waiting() == 3)
    let offers = law.filter { event in if case .published(let version) = event { version.isOffer } else { false } }
    #expect(!offers.isEmpty)
    #expect(try await store.provisions().count == law.count - offers.count)
  }

  private func decide(_ store: RightsStore) async throws {
    while try await store.isAnyWaiting() { try await store.decideWaiting(limit: 10) }
  }
}
