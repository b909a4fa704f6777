import GatewayDomain
import CareTypes
import ServiceCore
import ServiceRuntime
import Testing

@testable import Gateway

@Suite("The clients file")
struct ClientRegisterTests {
  private func register(_ yaml: String) throws -> ClientRegister {
    try ClientRegister(yaml: yaml, tables: ReferenceTables(), today: CalendarDate(year: 2025, month: 6, day: 1))
  }

  @Test("Knows each client by its key, with its scope")
  func clients() throws {
    let register = try register(clientsYAML)
    let aalter = try NISCode("44084")
    #expect(register.client(for: APIKey("aalter-key"))?.scope == .municipality([aalter]))
    let hospital = try NIHDINumber("71099812")
    #expect(
      register.client(for: APIKey("de-linde-key"))
        == APIClient(name: "de-linde", scope: .hospital(hospital, name: "Testziekenhuis De Linde"))
    )
    let centre = try #require(register.client(for: APIKey("avondrust-key")))
    #expect(centre.scope == .careCentre(try NIHDINumber("76123422"), name: "Testwoonzorgcentrum Avondrust"))
    #expect(centre.kind == .careCentre && centre.callScope == CallScope())
    #expect(register.client(for: APIKey("zorgraad-key"))?.scope == .careCouncil(zone: "west-meetjesland"))
    #expect(
      register.client(for: APIKey("huisarts-key"))
        == APIClient(name: "huisarts", scope: .partner(.generalPractitioner))
    )
    #expect(register.client(for: APIKey("another")) == nil)
  }

  @Test("Knows every kind of partner", arguments: PartnerKind.allCases)
  func partners(kind: PartnerKind) throws {
    let register = try register(
      "clients: [{name: a, key_sha256: \(APIKey("a").digest), partner: \(kind.rawValue)}]"
    )
    let client = try #require(register.client(for: APIKey("a")))
    #expect(client.scope == .partner(kind) && client.kind == .partner)
    #expect(client.callScope == CallScope())
  }

  @Test("Gives a municipality the clearance that is declared, and else none", arguments: [nil, "find", "read"])
  func clearance(sealed: String?) throws {
    let field = sealed.map { ", sealed: \($0)" } ?? ""
    let register = try register(
      "clients: [{name: a, key_sha256: \(APIKey("a").digest), municipality: [\"44084\"]\(field)}]"
    )
    let client = try #require(register.client(for: APIKey("a")))
    #expect(client.clearance.rawValue == sealed ?? "none")
    #expect(client.callScope.text == "44084;\(sealed ?? "none")")
  }

  @Test(
    "Says what is wrong with a partner or a clearance",
    arguments: [
      ("partner: baker", "partner is not one of general_practitioner, home_nurse, "),
      ("partner: [school]", "partner is not one of "),
      ("partner: \"\"", "partner is not one of "),
      ("municipality: [\"44084\"], sealed: none", "sealed is neither find nor read"),
      ("municipality: [\"44084\"], sealed: true", "sealed is neither find nor read"),
      ("municipality: [\"44084\"], sealed: [read]", "sealed is neither find nor read"),
      ("zone: west-meetjesland, sealed: find", "sealed is for municipalities alone"),
      ("partner: school, sealed: read", "sealed is for municipalities alone"),
      ("hospital: {nihdi: \"71099812\", name: De Linde}, sealed: find", "sealed is for municipalities alone"),
      ("care_centre: {nihdi: \"76123422\"}", "care_centre takes nihdi, and a name of at most 100 characters"),
      ("care_centre: {nihdi: \"76123422\", name: A}, sealed: find", "sealed is for municipalities alone"),
      ("sealed: read", "it takes name, key_sha256 and one of municipality, hospital, care_centre, zone, partner"),
      ("partner: school, zone: west-meetjesland", "it takes name, key_sha256 and one of municipality, hospital, "),
    ]
  )
  func preciseRefusal(fields: String, reason: String) throws {
    let error = #expect(throws: StartupError.self) {
      try register("clients: [{name: a, key_sha256: \(Self.digest), \(fields)}]")
    }
    let message = try #require(error?.message)
    #expect(message.hasPrefix("has a wrong client (number 1): \(reason)"), "\(message)")
    #expect(!message.contains("\n") && !message.contains("baker"))
  }

  @Test("May declare nobody")
  func nobody() throws {
    #expect(try register("clients: []").client(for: APIKey("")) == nil)
  }

  private static let digest = String(repeating: "0a", count: 32)

  @Test(
    "Refuses what it does not understand, in one line",
    arguments: [
      "",
      "clients: {}",
      "clients: []\nclient: []",
      "clients: [",
      "clients: [aalter]",
      "clients: [{key_sha256: \(digest), zone: west-meetjesland}]",
      "clients: [{name: Aalter, key_sha256: \(digest), zone: west-meetjesland}]",
      "clients: [{name: \"a\\nb\", key_sha256: \(digest), zone: west-meetjesland}]",
      "clients: [{name: mantel, key_sha256: \(digest), zone: west-meetjesland}]",
      "clients: [{name: a, key_sha256: 0a, zone: west-meetjesland}]",
      "clients: [{name: a, zone: west-meetjesland}]",
      "clients: [{name: a, key_sha256: \(digest)}]",
      "clients: [{name: a, key_sha256: \(digest), zone: west-meetjesland, municipality: [\"44084\"]}]",
      "clients: [{name: a, key_sha256: \(digest), zone: west-meetjesland, note: x}]",
      "clients: [{name: a, key_sha256: \(digest), zone: west-meetjesland, [1]: x}]",
      "clients: [{name: a, key_sha256: \(digest), zone: atlantis}]",
      "clients: [{name: a, key_sha256: \(digest), zone: [west-meetjesland]}]",
      "clients: [{name: a, key_sha256: \(digest), municipality: \"44084\"}]",
      "clients: [{name: a, key_sha256: \(digest), municipality: []}]",
      "clients: [{name: a, key_sha256: \(digest), municipality: [\"44084\", \"44084\"]}]",
      "clients: [{name: a, key_sha256: \(digest), municipality: [\"99999\"]}]",
      // Melle and Merelbeke merged on 1 January 2025.
      "clients: [{name: a, key_sha256: \(digest), municipality: [\"44040\"]}]",
      "clients: [{name: a, key_sha256: \(digest), hospital: {nihdi: \"71099812\"}}]",
      "clients: [{name: a, key_sha256: \(digest), hospital: {nihdi: \"7109981\", name: De Linde}}]",
      "clients: [{name: a, key_sha256: \(digest), hospital: {nihdi: \"71099812001\", name: De Linde}}]",
      "clients: [{name: a, key_sha256: \(digest), hospital: {nihdi: \"71099812\", name: \" \"}}]",
      "clients: [{name: a, key_sha256: \(digest), hospital: {nihdi: \"71099812\", name: \"De\\tLinde\"}}]",
      "clients: [{name: a, key_sha256: \(digest), hospital: {nihdi: \"71099812\", name: De Linde, city: x}}]",
      """
      clients:
        - {name: a, key_sha256: \(digest), zone: west-meetjesland}
        - {name: b, key_sha256: \(digest), zone: west-meetjesland}
      """,
      """
      clients:
        - {name: a, key_sha256: \(digest), zone: west-meetjesland}
        - {name: a, key_sha256: \(String(repeating: "0b", count: 32)), zone: west-meetjesland}
      """,
    ]
  )
  func refusal(yaml: String) throws {
    let error = #expect(throws: StartupError.self) { try register(yaml) }
    let message = try #require(error?.message)
    #expect(!message.isEmpty && !message.contains("\n"))
    #expect(!message.contains(Self.digest))
  }

  @Test("Names the file that cannot be read")
  func missingFile() throws {
    let error = #expect(throws: StartupError.self) {
      try ClientRegister(
        path: "/nowhere/clients.yaml",
        tables: ReferenceTables(),
        today: CalendarDate(year: 2025, month: 6, day: 1)
      )
    }
    #expect(error?.message.contains("/nowhere/clients.yaml") == true)
  }
}
