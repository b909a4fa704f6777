import CareTypes
import GRPCCore
import ServiceCore
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import StatutesDomain

@Suite("An authority stays what it was published as")
struct AuthorityTests {
  @Test("No client takes over the law of another authority by calling itself so")
  func takeover() async throws {
    try await withStatutes { served in
      let flemish = Packs.pack("vl", level: "flemish", territory: [], [Packs.provision("vl-1")])
      _ = try await served.statutes.publish(flemish)
      _ = try await served.statutes.publish(Packs.pack("gent", territory: ["44021"], [Packs.provision("gent-1")]))
      for (authority, id, field) in [
        ("vl", "vl-1", "pack.authority.level"), ("gent", "gent-1", "pack.authority.territory"),
      ] {
        let claimed = Packs.pack(authority, territory: ["44084"], [Packs.provision(id, version: 2)])
        let seen = try await refusal { try await served.seeing("44084") { try await served.statutes.draft(claimed) } }
        #expect(seen?.code == .invalidArgument && seen?.fields.contains(field) == true, "\(String(describing: seen))")
      }
      #expect(try await served.statutes.inForce() == ["gent-1@1", "vl-1@1"])
    }
  }

  @Test("Who sees a part of an authority's territory does not publish for it, nor by naming that part alone")
  func part() async throws {
    try await withStatutes { served in
      let both = Packs.pack("samen", territory: ["44084", "43010"], [Packs.provision("samen-1")])
      _ = try await served.statutes.publish(both)
      let alone = Packs.pack("samen", territory: ["44084"], [Packs.provision("samen-1", version: 2)])
      let seen = try await refusal { try await served.seeing("44084") { try await served.statutes.draft(alone) } }
      #expect(seen == SeenError(.permissionDenied, "OUT_OF_SCOPE"))
      _ = try await served.seeing("44084", "43010") { try await served.statutes.draft(alone) }
    }
  }

  @Test("A new id has at most six digits, so that it holds no number of a person")
  func digits() async throws {
    try await withStatutes { served in
      let pack = Packs.pack("gent-1234567", territory: ["44021"], [Packs.provision("premie-2024-123")])
      let seen = try await refusal { try await served.statutes.publish(pack) }
      let fields = ["pack.authority.id", "pack.provisions[0].id"]
      #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: fields))
      _ = try await served.statutes.publish(
        Packs.pack("gent-9000", territory: ["44021"], [Packs.provision("premie-2024-12")])
      )
      #expect(try await served.statutes.inForce() == ["premie-2024-12@1"])
    }
  }

  @Test("Drafts of other levels than municipalities are not for clients, whatever their territory")
  func levels() async throws {
    try await withStatutes { served in
      let offer = Packs.pack("vzw", level: "provider", territory: ["44084"], [Packs.provision("vzw-1")])
      let draft = try await served.statutes.draft(offer).name
      let listed = try await served.seeing("44084") { try await served.statutes.listDrafts(.init()).drafts }
      #expect(listed.isEmpty)
      let seen = try await refusal {
        try await served.seeing("44084") { try await served.statutes.publish(draft: draft) }
      }
      #expect(seen == SeenError(.notFound, "RESOURCE_NOT_FOUND"))
    }
  }

  @Test("A municipality takes no automatic right of higher law away by excluding it")
  func exclusion() async throws {
    try await withStatutes { served in
      let budget = Packs.provision("budget", ["grant_mode": "automatic"])
      _ = try await served.statutes.publish(Packs.pack("vl", level: "flemish", territory: [], [budget]))
      let premium = Packs.pack([Packs.provision(["excludes": "[budget]"])])
      let seen = try await refusal { try await served.statutes.publish(premium) }
      #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["pack.provisions[0].excludes[0]"]))
      let unknown = try await refusal {
        try await served.statutes.publish(Packs.pack([Packs.provision(["excludes": "[nergens]"])]))
      }
      #expect(unknown == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["pack.provisions[0].excludes[0]"]))
    }
  }

  @Test("A limit that a parameter sets keeps to the bounds of limits", arguments: ["9999999999", "-1", "101"])
  func limits(value: String) async throws {
    try await withStatutes { served in
      let provision = Packs.provision([
        "parameters": "[{name: n, type: int, value: \(value), label: {nl: a, en: b}}]",
        "procedure": "{per_recipient: parameter.n}",
      ])
      let checked = try await served.statutes.checkRegulation(.with { $0.pack = Packs.pack([provision]) })
      #expect(checked.mistakes.map(\.field) == ["provisions[0].procedure.per_recipient"])
    }
  }

  @Test("A proof that begins later, or changes, stands only for what each of its versions proves that counts then")
  func versionsOfProofs() async throws {
    try await withStatutes { served in
      func recognition(_ version: Int, _ hours: String, from: String) -> String {
        Packs.provision(
          "erkenning",
          version: version,
          [
            "kind": "recognition", "condition": "situation.hours_per_month >= \(hours)", "valid_from": from,
            "held_when": "situation.federal_recognition == 'general'",
          ]
        )
      }
      let premium = Packs.provision(["condition": "caregiver.resident && situation.hours_per_month >= 50.0"])
      _ = try await served.statutes.publish(Packs.pack([premium]))
      func proofs() async throws -> [String] {
        try await served.statutes.getProvision(.with { $0.name = "provisions/test-premie" }).provision
          .acceptedProofs.map(\.proof)
      }
      let weak = Packs.pack("fed", level: "federal", territory: [], [recognition(1, "40.0", from: "2020-01-01")])
      _ = try await served.statutes.publish(weak)
      #expect(try await proofs() == [])
      let strong = Packs.pack("fed", level: "federal", territory: [], [recognition(2, "60.0", from: "2026-01-01")])
      _ = try await served.statutes.publish(strong)
      #expect(try await proofs() == [])
      served.clock.set(try .init(iso: "2026-01-01"))
      #expect(try await proofs() == ["provisions/erkenning"])
    }
  }
}
