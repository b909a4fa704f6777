import CareTypes
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
    #expect(register.client(for: APIKey("zorgraad-key"))?.scope == .careCouncil(zone: "west-meetjesland"))
    #expect(register.client(for: APIKey("another")) == nil)
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
