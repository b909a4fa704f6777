import CareTypes
import RuleLanguage
import ServiceCore
import ServiceRuntime
import Testing

@testable import Statutes
@testable import StatutesDomain

@Suite("The packs of proposals")
struct ProposalPackTests {
  private static let pieces = [
    "a", "B", "7", " ", "  ", "'", "\"", "\\", ":", ": ", "#", " #", "-", "- ", "&a", "*a", "!x", "|", ">", "%", "@",
    "`",
    "{", "}", "[", "]", ",", "?", "~", "null", "true", "\n", "\t", "é", "ö", "€", "—", "\u{2028}", "\u{85}",
    "\u{7F}", "\u{1}", "👵🏽", "\r\n", "...", "---",
  ]

  private static func text(_ numbers: inout some RandomNumberGenerator) -> String {
    let count = Int.random(in: 1...8, using: &numbers)
    return (0..<count).compactMap { _ in pieces.randomElement(using: &numbers) }.joined()
  }

  @Test("A pack that was written reads back as it was, whatever its texts are")
  func readsBack() throws {
    let tables = try ReferenceTables()
    let law = try HarmonisationFixture.law([HarmonisationFixture.model])
    var numbers = SystemRandomNumberGenerator()
    for _ in 0..<60 {
      let authority = Authority(
        id: "aalter",
        nameNL: Self.text(&numbers),
        nameEN: Self.text(&numbers),
        level: .municipal,
        territory: ["44084"]
      )
      let adoption = AdoptionPack.Adoption(
        model: ProvisionReference(id: "model-premie", version: 1),
        id: "aalter-premie",
        version: Int.random(in: 1...1_000, using: &numbers),
        title: BilingualText(Self.text(&numbers), Self.text(&numbers)),
        legalBasis: Self.text(&numbers),
        values: [.init(parameter: "fod", text: "9"), .init(parameter: "care_budget", text: "excluded")],
        overrides: ["een-andere"],
        excludes: ["nog-een"],
        validFrom: 20_454,
        uncertainties: [Self.text(&numbers)]
      )
      let text = try PackWriter.text(AdoptionPack(authority: authority, adoptions: [adoption]))
      let (pack, mistakes) = PackReader.read(text, tables: tables, templates: law.templates)
      #expect(mistakes.isEmpty, "\(text)")
      let read = try #require(pack?.provisions.first)
      #expect(pack?.authority == authority, "\(text)")
      #expect(read.titleNL == adoption.title.dutch, "\(text)")
      #expect(read.titleEN == adoption.title.english, "\(text)")
      #expect(read.legalBasis == adoption.legalBasis, "\(text)")
      #expect(read.version == adoption.version)
      #expect(read.overrides == adoption.overrides)
      #expect(read.excludes == adoption.excludes)
      #expect(read.validFrom == adoption.validFrom)
      #expect(read.uncertainties == adoption.uncertainties, "\(text)")
      #expect(read.parameters.first { $0.name == "fod" }?.value == "9")
      #expect(read.basedOn == adoption.model)
    }
  }

  @Test("The next version of an own regulation takes its place, and the former territories' are overridden")
  func replacesRegulations() throws {
    // Made before the merger of Aalter and Knesselare.
    let former = HarmonisationFixture.regulation(
      "knesselare",
      "44029",
      "recipient.resident && recipient.fod_points >= 9",
      ["valid_from": "2015-01-01"]
    )
    let proposal = try proposal([former] + HarmonisationFixture.two, ["44084", "43007"])
    let aalter = try #require(proposal.packs.first?.provisions.first)
    #expect(aalter.id == "aalter-premie")
    #expect(aalter.version == 2)
    #expect(aalter.authority.territory == ["44084"])
    #expect(aalter.overrides == ["knesselare-premie"])
    #expect(proposal.replaced == ["aalter-premie", "kaprijke-premie", "knesselare-premie"])
    #expect(proposal.packs.map(\.provisions.count) == [1, 1])
  }

  @Test("A municipality that never published gets an authority from its name")
  func makesAuthority() throws {
    let proposal = try proposal([HarmonisationFixture.two[0]], ["44084", "43014", "44088"])
    let made = proposal.packs.compactMap(\.provisions.first).dropFirst()
    #expect(made.map(\.authority.id) == ["sint-laureins", "merelbeke-melle"])
    #expect(made.map(\.id) == ["sint-laureins-premie", "merelbeke-melle-premie"])
    #expect(made.first?.authority.nameNL == "Gemeente Sint-Laureins")
    #expect(made.first?.authority.nameEN == "Municipality of Sint-Laureins")
    #expect(made.map(\.version) == [1, 1])
  }

  @Test("A new municipality is told apart from a former one of the same name, and its regulation replaced")
  func tellsNamesakesApart() throws {
    // Deinze of before 2019 had another code.
    let former = HarmonisationFixture.regulation(
      "deinze",
      "44011",
      "recipient.resident && recipient.fod_points >= 12",
      ["valid_from": "2012-01-01"]
    )
    let proposal = try proposal([former, HarmonisationFixture.two[1]], ["44083", "43007"])
    let deinze = try #require(proposal.packs.first?.provisions.first)
    #expect(deinze.authority.id == "deinze-44083")
    #expect(deinze.overrides == ["deinze-premie"])
  }

  @Test("A regulation of several municipalities together stays beside the proposal, and that is told")
  func keepsOthers() throws {
    let joint = Packs.pack(
      "samen",
      territory: ["44084", "43005"],
      [Packs.provision("samen-premie", ["condition": "recipient.resident && recipient.fod_points >= 12"])]
    )
    let proposal = try proposal([joint, HarmonisationFixture.two[1]], ["44084", "43007"])
    #expect(proposal.replaced == ["kaprijke-premie"])
    #expect(proposal.lost.contains { $0.english.hasPrefix("Testpremie (44084) stays beside it") })
    #expect(proposal.packs.first?.provisions.first?.overrides.isEmpty == true)
  }

  @Test("Proposals for the Meetjesland are packs without a mistake", arguments: HarmonisationStrategy.allCases)
  func meetjesland(strategy: HarmonisationStrategy) throws {
    let law = try HarmonisationFixture.law(try ShippedPacks.texts().map(\.text))
    let codes = try ["44084", "43007", "44085", "43010", "44019"].map { try NISCode($0) }
    try expectCorrectPacks(strategy, codes, law)
  }

  @Test("Proposals for all municipalities that come with Mantel are packs without a mistake")
  func shippedMunicipalities() throws {
    let tables = try ReferenceTables()
    let law = try HarmonisationFixture.law(try ShippedPacks.texts().map(\.text))
    let date = try CalendarDate(iso: "2026-06-01")
    let municipal = law.inForce(on: date.daysSinceEpoch).map(\.provision).filter { $0.authority.level == .municipal }
    let codes = Set(municipal.flatMap { $0.authority.territory(on: date, tables.municipalities) }).sorted()
    #expect(codes.count > 5)
    for start in stride(from: 0, to: codes.count, by: 30) {
      try expectCorrectPacks(.median, Array(codes[start...].prefix(30)), law)
    }
  }

  private func expectCorrectPacks(_ strategy: HarmonisationStrategy, _ codes: [NISCode], _ law: LawBook) throws {
    let tables = try ReferenceTables()
    let model = try #require(law.version(nil, of: "model-mantelzorgpremie")?.provision)
    let wish = ProposalRequest(
      strategy,
      date: try CalendarDate(iso: "2026-06-01"),
      validFrom: try CalendarDate(iso: "2027-01-01")
    )
    guard let proposal = try Proposal.make(model, for: codes, wish, law: law, tables: tables) else {
      #expect(law.regulations(.premium, in: codes, on: wish.date, tables.municipalities).isEmpty)
      return
    }
    #expect(proposal.packs.map(\.municipality) == codes)
    for pack in proposal.packs {
      #expect(PackReview(pack.text, law: law, tables: tables).mistakes.isEmpty, "\(pack.text)")
      #expect(pack.provisions.count == 1)
    }
  }

  private func proposal(_ packs: [String], _ codes: [String]) throws -> Proposal {
    let law = try HarmonisationFixture.law([HarmonisationFixture.model] + packs)
    let model = try #require(law.models.first?.provision)
    let wish = ProposalRequest(
      .mostGenerous,
      date: try CalendarDate(iso: "2025-06-01"),
      validFrom: try CalendarDate(iso: "2026-01-01")
    )
    let codes = try codes.map { try NISCode($0) }
    return try #require(try Proposal.make(model, for: codes, wish, law: law, tables: try ReferenceTables()))
  }
}
