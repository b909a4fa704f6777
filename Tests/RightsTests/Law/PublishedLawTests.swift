import CareTypes
import ServiceCore
import ServiceRuntime
import Testing
import TestSupport
import TypeAPI

@testable import Rights
@testable import RightsDomain
@testable import Statutes
@testable import StatutesDomain

@Suite("The provisions of one batch of events")
struct PublishedLawTests {
  /// Every version of the packs that come with Mantel, as an event.
  private func shippedLaw() throws -> [EventForRights] {
    let tables = try ReferenceTables()
    var law = LawBook()
    for (name, text) in try ShippedPacks.texts() {
      let pack = try #require(PackReader.read(text, tables: tables, templates: law.templates).pack, "\(name)")
      law.add(Publication(pack, law: law, tables: tables))
    }
    return try law.versions.map { published in
      .published(try ProvisionVersion(Mantel_Type_V1_ExecutableProvision(published.provision)))
    }
  }

  @Test("are stored first, and their versions read once")
  func readOnce() async throws {
    let law = try shippedLaw()
    let reads = StatementCounter(containing: "FROM provision_version")
    let store = try await SimulatingRights.store(of: SimulatingRights.people(3), [], counting: reads)
    try await decide(store)
    reads.reset()
    try await store.apply(law, of: .statutes, upTo: 1)
    #expect(law.count > 50 && reads.counts.executed == 1)
    #expect(try await store.waiting() == 3)
    #expect(try await store.provisions().count == law.count)
  }

  private func decide(_ store: RightsStore) async throws {
    while try await store.isAnyWaiting() { try await store.decideWaiting(limit: 10) }
  }
}
