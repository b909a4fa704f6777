import GRPCCore
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import StatutesDomain

@Suite("Four eyes: drafting, publishing and dropping regulations")
struct DraftTests {
  @Test(
    "Who drafted a regulation cannot publish it, however the name is written",
    arguments: ["An Opsteller", "an opsteller", " An  Opsteller.", "AN-OPSTELLER", "Opsteller, An", "Àn Opstëller"]
  )
  func fourEyes(publisher: String) async throws {
    try await withStatutes { served in
      let draft = try await served.statutes.draft(Packs.pack([Packs.provision()])).name
      let seen = try await refusal { try await served.statutes.publish(draft: draft, by: publisher) }
      #expect(seen == SeenError(.permissionDenied, "FOUR_EYES"))
      #expect(try await served.statutes.inForce() == [])
      _ = try await served.statutes.publish(draft: draft)
      #expect(try await served.statutes.inForce() == ["test-premie@1"])
    }
  }

  @Test("A draft is listed while it is open, and tells what became of it")
  func life() async throws {
    try await withStatutes { served in
      let pack = Packs.pack([Packs.provision()])
      let first = try await served.statutes.draft(pack)
      let second = try await served.statutes.draft(Packs.pack("other", [Packs.provision("b")]), by: "Cé")
      #expect(first.state == .open && first.authority == "test" && first.pack == pack && !first.hasCloseTime)
      let listed = try await served.statutes.listDrafts(.with { $0.pageSize = 1 })
      #expect(listed.drafts.map(\.name) == [first.name] && listed.drafts.map(\.pack) == [""])
      let next = try await served.statutes.listDrafts(
        .with {
          $0.pageSize = 1
          $0.pageToken = listed.nextPageToken
        }
      )
      #expect(next.drafts.map(\.name) == [second.name] && next.nextPageToken.isEmpty)
      #expect(
        try await served.statutes.listDrafts(.with { $0.authority = "other" }).drafts.map(\.name) == [second.name]
      )

      _ = try await served.statutes.publish(draft: first.name)
      let dropped = try await served.statutes.dropRegulation(
        .with {
          $0.requestID = "5f0c1c0a-7c39-4f0e-9a55-0f8f5b1f2c11"
          $0.draft = second.name
          $0.dropper = "Cé"
          $0.reason = "Nog niet rijp"
        }
      ).draft
      #expect(dropped.state == .dropped && dropped.reason == "Nog niet rijp" && dropped.hasCloseTime)
      #expect(try await served.statutes.listDrafts(.init()).drafts.isEmpty)
      let read = try await served.statutes.getDraft(.with { $0.name = first.name })
      #expect(read.draft.state == .published && read.draft.closer == "Bo Bekrachtiger" && read.changes.isEmpty)
      for name in [first.name, second.name] {
        let seen = try await refusal { try await served.statutes.publish(draft: name) }
        #expect(seen == SeenError(.failedPrecondition, "DRAFT_CLOSED"))
      }
    }
  }

  @Test("A draft that is overtaken is not published")
  func overtaken() async throws {
    try await withStatutes { served in
      let late = try await served.statutes.draft(Packs.pack([Packs.provision(["kind": "card"])])).name
      let taken = try await served.statutes.draft(Packs.pack("other", [Packs.provision(version: 3)])).name
      _ = try await served.statutes.publish(Packs.pack([Packs.provision()]))
      let changed = try await refusal { try await served.statutes.publish(draft: late) }
      #expect(changed == SeenError(.failedPrecondition, "VERSION_PUBLISHED"))
      let outdated = try await refusal { try await served.statutes.publish(draft: taken) }
      #expect(outdated == SeenError(.failedPrecondition, "DRAFT_OUTDATED"))
      #expect(try await served.statutes.inForce() == ["test-premie@1"])
    }
  }

  @Test("What a draft would change is told aspect by aspect")
  func changes() async throws {
    try await withStatutes { served in
      _ = try await served.statutes.publish(Packs.pack([Packs.provision()]))
      let dearer = Packs.provision(version: 2, ["benefit": "{amount_cents: 2000, frequency: yearly}"])
      let checked = try await served.statutes.checkRegulation(
        .with { $0.pack = Packs.pack([Packs.provision(), dearer]) }
      )
      #expect(checked.mistakes.isEmpty)
      #expect(checked.changes.map(\.unchanged) == [true, false])
      #expect(checked.changes.map(\.formerVersion) == [0, 1])
      #expect(checked.changes.last?.aspects.map(\.labelEn) == ["amount"])
      #expect(checked.executable.map(\.version) == [1, 2])
    }
  }

  @Test("A client drafts and publishes for its own territory alone")
  func scope() async throws {
    try await withStatutes { served in
      let own = try await served.seeing("44084") {
        try await served.statutes.draft(Packs.pack([Packs.provision()])).name
      }
      let foreign = Packs.pack("kaprijke", territory: ["43007"], [Packs.provision("k")])
      let flemish = Packs.pack("vl", level: "flemish", territory: [], [Packs.provision("v")])
      for pack in [foreign, flemish] {
        let seen = try await refusal {
          try await served.seeing("44084") { try await served.statutes.draft(pack) }
        }
        #expect(seen == SeenError(.permissionDenied, "OUT_OF_SCOPE"))
      }
      let hidden = try await served.statutes.draft(foreign).name
      let listed = try await served.seeing("44084") { try await served.statutes.listDrafts(.init()).drafts }
      #expect(listed.map(\.name) == [own])
      for call in [
        { try await served.statutes.publish(draft: hidden).authority },
        { try await served.statutes.getDraft(.with { $0.name = hidden }).draft.name },
      ] as [@Sendable () async throws -> String] {
        let seen = try await refusal { try await served.seeing("44084") { try await call() } }
        #expect(seen == SeenError(.notFound, "RESOURCE_NOT_FOUND"))
      }
    }
  }

  @Test(
    "What is missing or malformed is refused by its name",
    arguments: [
      ("", "x", "drafter"), ("   ", "x", "drafter"), (String(repeating: "a", count: 101), "x", "drafter"),
      ("An", "", "pack"),
    ]
  )
  func malformed(drafter: String, pack: String, field: String) async throws {
    try await withStatutes { served in
      let seen = try await refusal { try await served.statutes.draft(pack, by: drafter) }
      #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: [field]))
      let draft = try await refusal { try await served.statutes.publish(draft: "regulationDrafts/1") }
      #expect(draft == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["draft"]))
    }
  }
}
