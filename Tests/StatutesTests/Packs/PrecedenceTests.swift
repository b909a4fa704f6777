import EventsAPI
import GRPCCore
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import StatutesDomain

@Suite("Which of two provisions counts")
struct PrecedenceTests {
  private static func invalid(_ field: String) -> SeenError {
    SeenError(.invalidArgument, "INVALID_FIELD", fields: ["pack.\(field)"])
  }

  @Test("An authority stands in for its own, and not for another's")
  func ownOnly() async throws {
    try await withStatutes { served in
      _ = try await served.statutes.publish(Packs.pack([Packs.provision(), Packs.provision("oud")]))
      _ = try await served.statutes.publish(Packs.pack("kaprijke", territory: ["43007"], [Packs.provision("k")]))
      let own = Packs.provision("nieuw", ["overrides": "[oud]"])
      _ = try await served.statutes.publish(Packs.pack([own]))
      #expect(try await served.statutes.inForce { $0.municipality = "44084" } == ["nieuw@1", "test-premie@1"])
      for id in ["k", "nergens", "vreemd"] {
        let taken = Packs.pack([Packs.provision("vreemd", ["overrides": "[\(id)]"])])
        let seen = try await refusal { try await served.statutes.publish(taken) }
        #expect(seen == Self.invalid("provisions[0].overrides[0]"), "\(id)")
      }
    }
  }

  @Test("Two that stand in for each other are refused")
  func cycle() async throws {
    try await withStatutes { served in
      let pack = Packs.pack([
        Packs.provision("a", ["overrides": "[b]"]), Packs.provision("b", ["overrides": "[a]"]),
      ])
      let seen = try await refusal { try await served.statutes.publish(pack) }
      #expect(seen?.fields == ["pack.provisions[0].overrides[0]", "pack.provisions[1].overrides[0]"])
    }
  }

  @Test("Higher law stands in for that of municipalities; they do not for it")
  func levels() async throws {
    try await withStatutes { served in
      _ = try await served.statutes.publish(Packs.pack([Packs.provision()]))
      let law = Packs.provision("decreet", ["overrides": "[test-premie]"])
      _ = try await served.statutes.publish(Packs.pack("vl", level: "flemish", territory: [], [law]))
      #expect(try await served.statutes.inForce { $0.municipality = "44084" } == ["decreet@1"])
      let revolt = Packs.pack([Packs.provision("opstand", ["overrides": "[decreet]"])])
      #expect(
        try await refusal { try await served.statutes.publish(revolt) } == Self.invalid("provisions[0].overrides[0]")
      )
    }
  }

  @Test("A proof that an authority accepts must be something that one can hold, and prove part of the condition")
  func proofs() async throws {
    try await withStatutes { served in
      let accepts = "[{proof: erkenning, instead_of: 'situation.hours_per_month >= 60.0', legal_basis: art. 4}]"
      let premium = Packs.provision([
        "condition": "caregiver.resident && situation.hours_per_month >= 50.0 && recipient.age >= 21",
        "accepts": accepts,
      ])
      let unknown = try await refusal { try await served.statutes.publish(Packs.pack([premium])) }
      #expect(unknown == Self.invalid("provisions[0].accepts"))
      let recognition = Packs.provision(
        "erkenning",
        [
          "kind": "recognition", "condition": "situation.hours_per_month >= 60.0 && recipient.has_third_party_help",
          "held_when": "situation.federal_recognition == 'general'",
        ]
      )
      _ = try await served.statutes.publish(Packs.pack("fed", level: "federal", territory: [], [recognition]))
      _ = try await served.statutes.publish(Packs.pack([premium]))
      let provision = try await served.statutes.getProvision(.with { $0.name = "provisions/test-premie" }).provision
      #expect(provision.acceptedProofs.filter(\.declared).map(\.part) == ["situation.hours_per_month >= 50.0"])
      #expect(provision.acceptedProofs.filter { !$0.declared }.map(\.part) == ["situation.hours_per_month >= 50.0"])
      #expect(Set(provision.acceptedProofs.map(\.proof)) == ["provisions/erkenning"])
      let told = try await served.feed(3)
      #expect(told.map(\.provisionPublished.provision.provision).filter { !$0.isEmpty }.count == 2)
      #expect(told.last?.equivalencesFound.provision == "provisions/test-premie")
      #expect(told.last?.equivalencesFound.acceptedProofs.map(\.proof) == ["provisions/erkenning"])
    }
  }

  @Test("A recognition that comes later is told to stand for parts of what was there already")
  func laterProof() async throws {
    try await withStatutes { served in
      let premium = Packs.provision(["condition": "caregiver.resident && situation.hours_per_month >= 50.0"])
      _ = try await served.statutes.publish(Packs.pack([premium]))
      let recognition = Packs.provision(
        "erkenning",
        [
          "kind": "recognition", "condition": "situation.hours_per_month >= 60.0",
          "held_when": "situation.federal_recognition == 'general'",
        ]
      )
      _ = try await served.statutes.publish(Packs.pack("fed", level: "federal", territory: [], [recognition]))
      let weaker = Packs.provision(
        "erkenning",
        version: 2,
        [
          "kind": "recognition", "condition": "situation.hours_per_month >= 40.0",
          "held_when": "situation.federal_recognition == 'general'",
        ]
      )
      _ = try await served.statutes.publish(Packs.pack("fed", level: "federal", territory: [], [weaker]))
      let told = try await served.feed(5).filter { $0.hasEquivalences }
      #expect(told.map(\.equivalencesFound.provision) == ["provisions/test-premie", "provisions/test-premie"])
      #expect(
        told.map { $0.equivalencesFound.acceptedProofs.map(\.part) } == [["situation.hours_per_month >= 50.0"], []]
      )
    }
  }

  @Test("Two that are granted without an application and exclude each other are refused, unless nobody meets both")
  func contradiction() async throws {
    try await withStatutes { served in
      func pack(_ second: String) -> String {
        Packs.pack([
          Packs.provision("a", ["grant_mode": "automatic", "condition": "recipient.age >= 65"]),
          Packs.provision("b", ["grant_mode": "automatic", "condition": second, "excludes": "[a]"]),
        ])
      }
      let seen = try await refusal { try await served.statutes.publish(pack("recipient.fod_points >= 7")) }
      #expect(seen == Self.invalid("provisions[1].excludes[0]"))
      #expect(try await served.statutes.inForce() == [])
      _ = try await served.statutes.publish(pack("recipient.age < 65"))
      #expect(try await served.statutes.inForce() == ["a@1", "b@1"])
    }
  }

  @Test(
    "Of two authorities a scale is never one fact, and residence is one where they have territory in common",
    arguments: [
      ("recipient.municipal_scale >= 5", "recipient.municipal_scale < 5", "44084", true),
      ("recipient.municipal_scale >= 5", "recipient.municipal_scale < 5", "43007", true),
      ("recipient.resident", "!recipient.resident", "44084", false),
      ("recipient.resident", "!recipient.resident", "43007", true),
      ("recipient.age >= 65", "recipient.age < 65", "43007", false),
      ("recipient.resident", "recipient.resident && recipient.age >= 65", "44084", true),
      ("recipient.resident", "recipient.resident && recipient.age >= 65", "43007", false),
      ("recipient.resident", "recipient.resident_on_reference_day", "43007", true),
      ("caregiver.resident", "recipient.resident", "43007", true),
      ("caregiver.resident && situation.same_address", "recipient.resident", "43007", false),
    ]
  )
  func contradictionOfTwo(first: String, second: String, code: String, isRefused: Bool) async throws {
    try await withStatutes { served in
      let one = Packs.provision("a", ["grant_mode": "automatic", "condition": first])
      let other = Packs.provision("b", ["grant_mode": "automatic", "condition": second, "excludes": "[a]"])
      _ = try await served.statutes.publish(Packs.pack("een", [one]))
      let pack = Packs.pack("ander", territory: [code], [other])
      if isRefused {
        let seen = try await refusal { try await served.statutes.publish(pack) }
        #expect(seen == Self.invalid("provisions[0].excludes[0]"))
      } else {
        _ = try await served.statutes.publish(pack)
      }
    }
  }

  @Test("Residents of two municipalities that merge later are the same people from then on")
  func residentsOfMerged() async throws {
    try await withStatutes { served in
      let rights: [String: String?] = ["grant_mode": "automatic", "condition": "recipient.resident"]
      let one = Packs.provision("a", rights)
      func other(until end: String?) -> String {
        Packs.pack(
          "ander",
          territory: ["44073"],
          [Packs.provision("b", rights.merging(["excludes": "[a]", "valid_to": end]) { $1 })]
        )
      }
      _ = try await served.statutes.publish(Packs.pack("een", territory: ["44034"], [one]))
      // Lochristi and Wachtebeke became one municipality on 1 January 2025.
      let seen = try await refusal { try await served.statutes.publish(other(until: nil)) }
      #expect(seen == Self.invalid("provisions[0].excludes[0]"))
      _ = try await served.statutes.publish(other(until: "2024-12-31"))
    }
  }

  @Test("Of one authority points on its scale cannot be both more and less")
  func scaleOfOne() async throws {
    try await withStatutes { served in
      let provisions = [
        Packs.provision("a", ["grant_mode": "automatic", "condition": "recipient.municipal_scale >= 5"]),
        Packs.provision(
          "b",
          ["grant_mode": "automatic", "condition": "recipient.municipal_scale < 5", "excludes": "[a]"]
        ),
      ]
      _ = try await served.statutes.publish(Packs.pack(provisions))
      #expect(try await served.statutes.inForce() == ["a@1", "b@1"])
    }
  }

  @Test("Models and examples from abroad are kept and told to nobody; an offer is told as such")
  func notDecided() async throws {
    try await withStatutes { served in
      let abroad = Packs.pack("nl", level: "municipal\n  country: NL", territory: [], [Packs.provision("nl-1")])
      _ = try await served.statutes.publish(abroad)
      _ = try await served.statutes.publish(
        Packs.pack("vzw", level: "provider", territory: [], [Packs.provision("aanbod")])
      )
      _ = try await served.statutes.publish(
        Packs.pack("m", level: "flemish", territory: [], [Packs.provision("model", ["model": "true"])])
      )
      _ = try await served.statutes.publish(Packs.pack([Packs.provision()]))
      let told = try await served.events(2)
      #expect(told.map(\.provision) == ["provisions/aanbod", "provisions/test-premie"])
      #expect(told.map(\.information.isOffer) == [true, false])
      #expect(try await served.statutes.inForce { $0.municipality = "44084" } == ["test-premie@1", "aanbod@1"])
      #expect(try await served.statutes.inForce { $0.models = true } == ["model@1"])
    }
  }
}

extension Mantel_Events_V1_Event {
  fileprivate var hasEquivalences: Bool {
    if case .equivalencesFound = payload { true } else { false }
  }
}
