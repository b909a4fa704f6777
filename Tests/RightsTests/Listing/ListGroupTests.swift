import CareTypes
import RuleLanguage
import Testing

@testable import RightsDomain

@Suite("Lists in groups")
struct ListGroupTests {
  @Test("What waits stands by the fact that the most entries wait for, then by that of the others")
  func order() {
    let order = MissingFactOrder([["a", "b"], ["b"], [], ["c"], ["a"], ["b", "c"]])
    #expect(order.groups.map(\.fact) == ["b", "a", "c"])
    #expect(order.groups.map(\.entries) == [[0, 1, 5], [4], [3]])
    #expect(order.places[3]?.place == 2 && order.places[2] == nil)
    #expect(MissingFactOrder([]).groups.isEmpty)
    // Of facts for which as many wait, the first by name.
    #expect(MissingFactOrder([["y", "x"]]).groups.map(\.fact) == ["x"])
  }

  @Test("A heading says for which fact and who supplies it; entries without a known fact come last of those that wait")
  func headings() {
    let waiting = ListGroup.Entry(.awaitingEvidence, missing: ["recipient.fod_points"], catalogue: .care)
    let unknown = ListGroup.Entry(.awaitingEvidence, missing: [], catalogue: .care)
    let groups = ListGroup.groups(of: [
      ListGroup.Entry(.notEntitled, missing: [], catalogue: .care), unknown, waiting,
      ListGroup.Entry(.granted, missing: [], catalogue: .care),
    ])
    #expect(
      groups.sorted { $0.place < $1.place }.map(\.heading.english) == [
        "granted",
        "waits for: points on the medical-social scale of self-reliance "
          + "(from: Directorate-General for Disabled Persons (through the CBSS))",
        "waits for facts", "no right",
      ]
    )
    let states: [AwardState?] = [
      .ended, .granted, .appliedFor, .awaitingRatification, .proposed, .refused, .suspended, .exhausted, nil,
    ]
    let places = ListGroup.groups(of: states.map { ListGroup.Entry($0, missing: [], catalogue: .care) }).map(\.place)
    let ordered = zip(places, states).sorted { $0.0 < $1.0 }.map(\.1)
    #expect(
      ordered == [
        .awaitingRatification, .appliedFor, .proposed, .granted, .suspended, .exhausted, .refused, .ended, nil,
      ]
    )
  }

  @Test("Pages follow each other through the groups, each entry once", arguments: 1...6)
  func pages(size: Int) {
    let names = ["e", "d", "c", "b", "a"]
    let entries = [3, 1, 1, 0, 2].map { ListGroup.Entry(rank: $0, heading: BilingualText("g\($0)", "g\($0)")) }
    var (seen, after): ([String], String?) = ([], nil)
    repeat {
      let page = GroupedPage(names, entries, after: after, size: size) { $0 }
      #expect(page.items.count <= size)
      seen += page.items.map(\.item)
      after = page.nextAfter
    } while after != nil
    #expect(seen == ["b", "c", "d", "a", "e"])
    #expect(GroupedPage(names, entries, after: "gone", size: size) { $0 }.items.isEmpty)
  }
}
