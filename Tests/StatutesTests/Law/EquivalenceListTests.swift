import GRPCCore
import StatutesAPI
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import StatutesDomain

@Suite("Which proofs stand for parts of a condition")
struct EquivalenceListTests {
  private static let packs = [
    Packs.pack(
      "vlaanderen",
      level: "flemish",
      territory: [],
      [
        Packs.provision(
          "vl-bewijs",
          [
            "condition": "recipient.fod_points >= 15 && recipient.age >= 21",
            "held_when": "recipient.palliative_status",
          ]
        ),
        Packs.provision("vl-erkenning", ["condition": "recipient.age >= 3"]),
      ]
    ),
    HarmonisationFixture.regulation(
      "aalter",
      "44084",
      "recipient.resident && recipient.fod_points >= 12 && caregiver.age >= 18",
      ["accepts": "[{proof: vl-erkenning, instead_of: \"caregiver.age >= 18\", legal_basis: Reglement}]"]
    ),
  ]

  @Test("Tells those that were declared, those that follow, and the parts that nothing proves")
  func lists() async throws {
    try await withStatutes { served in
      try await served.publish(Self.packs)
      let found = try await served.harmonisation.listEquivalences(.with { $0.name = "provisions/aalter-premie" })
      #expect(found.version == 1)
      #expect(found.proofs.map(\.proof) == ["provisions/vl-erkenning", "provisions/vl-bewijs"])
      #expect(found.proofs.map(\.part) == ["caregiver.age >= 18", "recipient.fod_points >= 12"])
      #expect(found.proofs.map(\.declared) == [true, false])
      #expect(found.unprovenParts == ["recipient.resident"])
    }
  }

  @Test(
    "What each authority means something else by proves nothing to another: a scale of its own, its premiums, residence",
    arguments: [
      ("recipient.municipal_scale >= 5", "recipient.municipal_scale >= 3", false),
      ("!recipient.premium_at_address", "!recipient.premium_at_address", false),
      ("!caregiver.other_municipal_premium", "!caregiver.other_municipal_premium", false),
      ("!recipient.other_municipal_premium", "!recipient.other_municipal_premium", false),
      ("recipient.months_resident_in_municipality >= 12", "recipient.months_resident_in_municipality >= 6", false),
      ("recipient.fod_points >= 15", "recipient.fod_points >= 12", true),
      ("situation.distance_km <= 10.0", "situation.distance_km <= 20.0", true),
    ]
  )
  func ownToAuthority(proof: String, asked: String, stands: Bool) async throws {
    try await withStatutes { served in
      try await served.publish([
        HarmonisationFixture.regulation("maldegem", "43010", proof, ["held_when": "recipient.palliative_status"]),
        HarmonisationFixture.regulation("aalter", "44084", "\(asked) && caregiver.age >= 18"),
      ])
      let found = try await served.harmonisation.listEquivalences(.with { $0.name = "provisions/aalter-premie" })
      #expect(found.proofs.map(\.proof) == (stands ? ["provisions/maldegem-premie"] : []))
      #expect(found.unprovenParts.contains(asked) == !stands)
    }
  }

  @Test(
    "Within one authority points on its scale prove something, residence and premiums still do not",
    arguments: [
      ("recipient.municipal_scale >= 5", "recipient.municipal_scale >= 3", true),
      ("recipient.municipal_scale >= 3", "recipient.municipal_scale >= 5", false),
      ("recipient.resident", "recipient.resident", false),
      ("!recipient.premium_at_address", "!recipient.premium_at_address", false),
    ]
  )
  func withinOne(proof: String, asked: String, stands: Bool) async throws {
    try await withStatutes { served in
      let held: [String: String?] = ["condition": proof, "held_when": "recipient.palliative_status"]
      let asking = "\(asked) && caregiver.age >= 18"
      try await served.publish([
        // The same texts by another authority come first.
        HarmonisationFixture.regulation("kaprijke", "43007", proof, held),
        HarmonisationFixture.regulation("maldegem", "43010", asking),
        Packs.pack(
          "aalter",
          [Packs.provision("aalter-bewijs", held), Packs.provision("aalter-premie", ["condition": asking])]
        ),
      ])
      for (name, proofs) in [("aalter", ["provisions/aalter-bewijs"]), ("maldegem", [])] {
        let found = try await served.harmonisation.listEquivalences(.with { $0.name = "provisions/\(name)-premie" })
        #expect(found.proofs.map(\.proof) == (stands ? proofs : []))
      }
    }
  }

  @Test("Refuses a malformed name, and what is not in force on the day")
  func refuses() async throws {
    try await withStatutes { served in
      try await served.publish(Self.packs)
      let malformed = try await refusal {
        try await served.harmonisation.listEquivalences(.with { $0.name = "aalter" })
      }
      #expect(malformed == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["name"]))
      let date = try HarmonisationFixture.date("2019-12-31")
      let early = try await refusal {
        try await served.harmonisation.listEquivalences(
          .with {
            $0.name = "provisions/aalter-premie"
            $0.date = date
          }
        )
      }
      #expect(early == SeenError(.notFound, "RESOURCE_NOT_FOUND"))
    }
  }
}
