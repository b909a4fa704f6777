import CareTypes
import Foundation
import RightsDomain
import ServiceCore
import Testing

@testable import Rights

@Suite("The list of outcomes that decisions are stored as")
struct OutcomeListTests {
  private func entry(
    _ provision: Int64,
    version: Int = 1,
    _ outcome: DecisionOutcome = .proposed,
    amount: Int64? = nil,
    basis: Int64 = 1,
    finding: Int64? = nil,
    fingerprint: UInt64 = 0
  ) -> OutcomeList.Entry {
    OutcomeList.Entry(
      version: StoredProvisions.Reference(provision: provision, version: version),
      outcome: outcome,
      amountCents: amount,
      basis: basis,
      finding: finding,
      fingerprint: fingerprint
    )
  }

  @Test("is read as it was written, in the order of the provisions")
  func same() throws {
    let lists = [
      OutcomeList([]),
      OutcomeList([entry(1)]),
      OutcomeList(DecisionOutcome.allCases.enumerated().map { entry(Int64($0.offset + 1), $0.element) }),
      OutcomeList([
        entry(300, version: 128, .granted, amount: 12_345, basis: 1 << 40, finding: 127, fingerprint: .max),
        entry(1, version: 16_384, .notEntitled, amount: 0, finding: .max, fingerprint: 1 << 63),
        entry(2, amount: -5), entry(3, amount: 1), entry(4, amount: -1),
      ]),
    ]
    for list in lists { #expect(try OutcomeList(content: list.content) == list) }
    #expect(lists[3].entries.map(\.version.provision) == [1, 2, 3, 4, 300])
    #expect([0, 1, 2, 5, 300, 301].map { lists[3][$0]?.amountCents } == [nil, 0, -5, nil, 12_345, nil])
    #expect(Set(lists.map { OutcomeList.digest(of: $0.content) }).count == lists.count)
  }

  @Test("is refused when bytes are missing, unknown or too many")
  func refused() {
    let content = OutcomeList([entry(1, amount: 5), entry(300)]).content
    // A list may end before and after its first entry, of 14 bytes.
    for count in 0..<content.count where ![1, 15].contains(count) {
      #expect(throws: Refusal.self, "\(count)") { try OutcomeList(content: content.prefix(count)) }
    }
    var unknown = content
    unknown[0] = 2
    #expect(throws: Refusal.self) { try OutcomeList(content: unknown) }
    #expect(throws: Refusal.self) {
      try OutcomeList(content: Data([1, 1, 1, 9, 0, 1, 0] + [UInt8](repeating: 0, count: 8)))
    }
    #expect(throws: Refusal.self) { try OutcomeList(content: Data([1] + [UInt8](repeating: 0xff, count: 40))) }
  }

  @Test("The id of a decision leads to its set and its provision, and no other id does")
  func ids() throws {
    let set = DecisionSetID.random()
    for provision in [0, 1, 255, 256, 172, 1 << 31, Int64(UInt32.max)] as [Int64] {
      let id = try set.decision(on: provision)
      let found = try #require(DecisionSetID.read(id))
      #expect(found.set == set && found.provision == provision && id.text.utf8.count == 26)
    }
    #expect(throws: Refusal.self) { try set.decision(on: 1 << 32) }
    #expect(DecisionSetID.read(try #require(OpaqueID("zzzzzzzzzzzzzzzzzzzzzzzzzz"))) == nil)
    #expect(DecisionSetID.random() != set && set.bytes.count == 12)
  }
}
