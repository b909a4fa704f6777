import CareTypes
import EventsAPI
import Foundation
import GRPCCore
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Statutes
@testable import StatutesDomain

@Suite("PublishRegulation and CheckRegulation")
struct PublishRegulationTests {
  @Test("Every shipped pack publishes once; the second time all of it stands already")
  func shipped() async throws {
    try await withStatutes { served in
      for pack in try ShippedPacks.texts() {
        let checked = try await served.statutes.checkRegulation(.with { $0.pack = pack.text })
        #expect(checked.mistakes.isEmpty, "\(pack.name)")
        let first = try await served.statutes.publish(pack.text)
        #expect(!first.published.isEmpty && first.unchanged.isEmpty, "\(pack.name)")
        let second = try await served.statutes.publish(pack.text)
        #expect(second.published.isEmpty, "\(pack.name)")
        #expect(second.unchanged == first.published, "\(pack.name)")
      }
      let listed = try await served.statutes.inForce { $0.pageSize = 200 }
      #expect(listed.contains("fed-erk-soc@1") && listed.contains("aalter-mantelzorgpremie@1"))
    }
  }

  @Test("The same request id with the same body returns the first answer; with another body it is refused")
  func replay() async throws {
    try await withStatutes { served in
      let id = UUID().uuidString
      let pack = Packs.pack([Packs.provision()])
      let draft = try await served.statutes.draft(pack, requestID: id)
      #expect(try await served.statutes.draft(pack, requestID: id) == draft)
      let other = Packs.pack([Packs.provision(version: 2)])
      let reused = try await refusal { try await served.statutes.draft(other, requestID: id) }
      #expect(reused == SeenError(.alreadyExists, "REQUEST_ID_REUSED"))

      let publishing = UUID().uuidString
      let first = try await served.statutes.publish(draft: draft.name, requestID: publishing)
      #expect(first.published == ["provisions/test-premie/versions/1"])
      #expect(try await served.statutes.publish(draft: draft.name, requestID: publishing) == first)
      let elsewhere = try await served.statutes.draft(other).name
      let seen = try await refusal { try await served.statutes.publish(draft: elsewhere, requestID: publishing) }
      #expect(seen == SeenError(.alreadyExists, "REQUEST_ID_REUSED"))
    }
  }

  @Test("A published version never changes, and nothing of a refused pack is kept")
  func immutable() async throws {
    try await withStatutes { served in
      _ = try await served.statutes.publish(Packs.pack([Packs.provision()]))
      let changed = Packs.provision(["condition": "caregiver.age >= 21"])
      let seen = try await refusal {
        try await served.statutes.publish(Packs.pack([Packs.provision("test-anders"), changed]))
      }
      #expect(seen == SeenError(.failedPrecondition, "VERSION_PUBLISHED"))
      #expect(try await served.statutes.inForce() == ["test-premie@1"])

      let next = try await served.statutes.publish(
        Packs.pack([Packs.provision(), Packs.provision(version: 2, ["condition": "caregiver.age >= 21"])])
      )
      #expect(next.unchanged == ["provisions/test-premie/versions/1"])
      #expect(next.published == ["provisions/test-premie/versions/2"])
      let told = try await served.events(2)
      #expect(told.map(\.version) == [1, 2])
    }
  }

  @Test("A change of the territory is a change of the version")
  func territory() async throws {
    try await withStatutes { served in
      _ = try await served.statutes.publish(Packs.pack([Packs.provision()]))
      let wider = Packs.pack(territory: ["44084", "43007"], [Packs.provision()])
      let seen = try await refusal { try await served.statutes.publish(wider) }
      #expect(seen == SeenError(.failedPrecondition, "VERSION_PUBLISHED"))
      #expect(try await served.statutes.inForce { $0.municipality = "43007" } == [])
    }
  }

  @Test("A provision stays with its authority")
  func authority() async throws {
    try await withStatutes { served in
      _ = try await served.statutes.publish(Packs.pack([Packs.provision()]))
      let taken = Packs.pack("other", [Packs.provision("own"), Packs.provision(version: 2)])
      let seen = try await refusal { try await served.statutes.publish(taken) }
      #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["pack.provisions[1].id"]))
      #expect(try await served.statutes.inForce() == ["test-premie@1"])
    }
  }

  @Test("Each newly published version is told, with everything that decisions need")
  func events() async throws {
    try await withStatutes { served in
      let parameters = """

              - {name: age, type: int, value: 18, label: {nl: leeftijd, en: age}}
              - {name: score, type: int, value: unknown, label: {nl: score, en: score}}
        """
      let condition = "caregiver.age >= parameter.age && recipient.bel_score >= parameter.score"
      let pack = Packs.pack([
        Packs.provision(["parameters": parameters, "condition": condition, "valid_to": "2030-12-31"]),
        Packs.provision("test-budget", ["beneficiary": "recipient", "grant_mode": "automatic"]),
      ])
      _ = try await served.statutes.publish(pack)
      let told = try await served.events(2)
      let first = try #require(told.first)
      #expect(first.provision == "provisions/test-premie")
      #expect(first.version == 1)
      #expect(first.authority == "test")
      #expect(first.territory == ["44084"])
      #expect(first.validFromDate == Samples.date(2020, 1, 1))
      #expect(first.hasValidToDate && first.validToDate == Samples.date(2030, 12, 31))
      #expect(first.condition == condition)
      #expect(first.parameters.map(\.name) == ["age", "score"])
      #expect(first.parameters.map(\.type) == ["int", "int"])
      #expect(first.parameters.map(\.hasValue) == [true, false])
      #expect(first.parameters[0].value == "18")
      #expect(first.parameters[0].labelNl == "leeftijd" && first.parameters[0].labelEn == "age")
      #expect(first.grantMode == .propose && !first.forRecipient)
      #expect(first.titleNl == "Testpremie" && first.titleEn == "Test premium")
      let second = try #require(told.last)
      #expect(second.grantMode == .automatic && second.forRecipient && !second.hasValidToDate)
      #expect(second.amounts.map(\.cents) == [1_000] && second.frequency == .yearly)
    }
  }

  @Test("What is told again is told once: a pack that stands already has no events")
  func noEvents() async throws {
    try await withStatutes { served in
      let pack = Packs.pack([Packs.provision()])
      _ = try await served.statutes.publish(pack)
      _ = try await served.statutes.publish(pack)
      _ = try await served.statutes.publish(Packs.pack([Packs.provision("test-later")]))
      let told = try await served.events(2)
      #expect(told.map(\.provision) == ["provisions/test-premie", "provisions/test-later"])
    }
  }

  @Test("The mistakes of a pack are refused at their places, and nothing is stored")
  func refused() async throws {
    try await withStatutes { served in
      let wrong = Packs.provision(["condition": "caregiver.resident && caregiver.agee >= 18"])
      let pack = Packs.pack([Packs.provision("a"), Packs.provision("b", ["kind": "bonus"]), wrong])
      let seen = try await refusal { try await served.statutes.publish(pack) }
      #expect(
        seen
          == SeenError(
            .invalidArgument,
            "INVALID_FIELD",
            fields: ["pack.provisions[1].kind", "pack.provisions[2].condition:1:23"]
          )
      )
      #expect(try await served.statutes.inForce() == [])

      let mistakes = try await served.statutes.checkRegulation(.with { $0.pack = pack }).mistakes
      #expect(mistakes.map(\.field) == ["provisions[1].kind", "provisions[2].condition"])
      #expect(mistakes.map(\.line) == [0, 1])
      #expect(mistakes.map(\.column) == [0, 23])
      #expect(mistakes.allSatisfy { !$0.description_p.isEmpty })
    }
  }

  @Test("A flood of mistakes leaves room in the trailers, and says that there are more")
  func flood() async throws {
    try await withStatutes { served in
      let pack = (0..<500).map { "unknown_\($0): 1" }.joined(separator: "\n")
      let seen = try #require(try await refusal { try await served.statutes.publish(pack) })
      #expect(seen.fields.count < 60)
      #expect(seen.fields.last == "pack")
      let checked = try await served.statutes.checkRegulation(.with { $0.pack = pack })
      #expect(checked.mistakes.count == 200)
    }
  }

  @Test("A request without a proper id or pack is refused", arguments: ["", "1", "not-a-uuid"])
  func requestID(id: String) async throws {
    try await withStatutes { served in
      let seen = try await refusal {
        try await served.statutes.draft(Packs.pack([Packs.provision()]), requestID: id)
      }
      #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["request_id"]))
      let empty = try await refusal { try await served.statutes.publish("") }
      #expect(empty == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["pack"]))
    }
  }

  @Test("A text that is too long is refused, by both")
  func tooLong() async throws {
    try await withStatutes { served in
      let long = String(repeating: "#", count: (256 << 10) + 1)
      let expected = SeenError(.invalidArgument, "INVALID_FIELD", fields: ["pack"])
      #expect(try await refusal { try await served.statutes.publish(long) } == expected)
      let check = try await refusal { try await served.statutes.checkRegulation(.with { $0.pack = long }) }
      #expect(check == expected)
    }
  }

  @Test("A deeply nested text is a mistake, not an end of the service")
  func nested() async throws {
    try await withStatutes { served in
      for text in [String(repeating: "[", count: 999), String(repeating: "? ", count: 900) + "x"] {
        let mistakes = try await served.statutes.checkRegulation(.with { $0.pack = text }).mistakes
        #expect(!mistakes.isEmpty)
      }
    }
  }
}
