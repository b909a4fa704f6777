import Foundation
import Testing

@Suite("mantel explore", .timeLimit(.minutes(2)))
struct ExploreCommandTests {
  private static let premium = """
    authority:
      id: proefdorp
      name: {nl: Gemeente Proefdorp, en: Municipality of Proefdorp}
      level: municipal
      territory: ["44084"]
    provisions:
      - id: proefdorp-premie
        version: 1
        title: {nl: Proefpremie, en: Trial premium}
        legal_basis: Reglement van de gemeenteraad, art. 3
        beneficiary: pair
        kind: premium
        support_areas: [financial]
        condition: |
          caregiver.resident && caregiver.age >= 16 && recipient.taxable_income_yearly <= 2000000
        benefit: {amount_cents: 24000, frequency: yearly, payee: caregiver}
        procedure:
          evidence: [{nl: aanslagbiljet, en: tax bill, fact: recipient.taxable_income_yearly}]
          signatures: [caregiver]
          application: {from: "01-01", until: "03-31", text: {nl: bij het Sociaal Huis, en: at the Social House}}
          decider: {nl: college, en: executive}
        grant_mode: apply
        valid_from: 2024-01-01
        sources: [{title: Proef, url: "https://example.org", dated: "2024"}]
    """

  private static let offer = """
    authority: {id: proefsteun, name: {nl: Steun, en: Support}, level: provider, territory: ["44084"]}
    provisions:
      - id: proefsteun-praatgroep
        version: 1
        title: {nl: Praatgroep, en: Talking group}
        legal_basis: Aanbod
        beneficiary: caregiver
        kind: peer_group
        support_areas: [emotional]
        condition: caregiver.resident || recipient.resident
        benefit: {in_kind: {nl: een praatgroep, en: a talking group}}
        grant_mode: propose
        offered_by: {name: Vereniging Proef, phone: "+3293000000"}
        valid_from: 2024-01-01
        sources: [{title: Proef, dated: "2024"}]
    """

  /// The income is a number that stands nowhere else.
  private static let profile = """
    {"caregiver": {"municipality": "44084", "birthDate": {"year": 1978, "month": 2, "day": 11}},
     "recipient": {"municipality": "44084", "age": 82},
     "hours": {"hours": 20, "per": "week"},
     "facts": [{"fact": "situation.relation", "value": "child"},
       {"fact": "recipient.taxable_income_yearly", "value": "1357913"}],
     "needs": ["emotional"]}
    """

  private func explore(
    _ installation: Installation,
    _ arguments: [String],
    input: String? = nil
  ) async throws -> (status: Int32?, output: String, error: String) {
    let process = try MantelProcess(
      ["explore", "--gateway", installation.gateway, "--key-file", "portal.key"] + arguments,
      in: installation.folder,
      input: input
    )
    let status = await process.exitStatus(within: .seconds(60))
    return (status, process.outputText, process.errorText)
  }

  @Test("Prints the groups for a clerk, in each language, and nothing of the profile is kept anywhere")
  func sheet() async throws {
    let installation = try Installation()
    try Data("portal\n".utf8).write(to: installation.folder.url.appending(path: "portal.key"))
    try Data(Self.profile.utf8).write(to: installation.folder.url.appending(path: "profile.json"))
    let server = try installation.serve("all")
    try await installation.waitForStart(of: server)
    try await installation.publish(Self.premium)
    try await installation.publish(Self.offer)
    var told = try await explore(installation, ["--profile", "profile.json"])
    // Rights follows what is published.
    for _ in 0..<100 where !told.output.contains("Praatgroep") {
      try await Task.sleep(for: .milliseconds(100))
      told = try await explore(installation, ["--profile", "profile.json"])
    }
    #expect(told.status == 0, "\(told.error)")
    for line in [
      "Ja, u bent mantelzorger.", "DIT KUNT U KRIJGEN", "Proefpremie: 240 euro per jaar", "  > Vraag het aan.",
      "  > Neem de bewijzen mee.", "  > bij het Sociaal Huis", "    * aanslagbiljet",
      "  college; Reglement van de gemeenteraad, art. 3", "HULP IN DE BUURT", "  Vereniging Proef", "  +3293000000",
    ] { #expect(told.output.split(separator: "\n").contains(line[...]), "\(line)\n\(told.output)") }
    let french = try await explore(installation, ["--profile", "-", "--language", "fr"], input: Self.profile)
    #expect(french.status == 0 && french.output.contains("Proefpremie: 240 euros par an"), "\(french.error)")
    #expect(french.output.contains("revenu annuel imposable de la personne aidée: 13 579,13 euros"))
    let wrong = try await explore(
      installation,
      ["--profile", "-"],
      input: #"{"caregiver": {"municipality": "99999"}, "recipient": {}}"#
    )
    #expect(wrong.status == 1)
    #expect(
      wrong.error.contains("profile.caregiver.municipality") && wrong.error.contains("profile.recipient.municipality")
    )
    let noJSON = try await explore(installation, ["--profile", "-"], input: "no profile")
    #expect(noJSON.status == 1 && noJSON.error.hasPrefix("mantel: The profile is not JSON"))
    server.terminate()
    #expect(await server.exitStatus(within: .seconds(20)) == 0)
    let log = server.errorText + server.outputText
    #expect(log.contains("ExploreRights"))
    for mark in ["1357913", "1978-02-11", "taxable_income"] {
      #expect(!log.contains(mark), "\(mark)")
      let data = installation.folder.url.appending(path: "data")
      let files = try FileManager.default.contentsOfDirectory(at: data, includingPropertiesForKeys: nil)
      #expect(!files.isEmpty)
      for file in files where mark != "taxable_income" {
        #expect(try Data(contentsOf: file).range(of: Data(mark.utf8)) == nil, "\(mark) in \(file.lastPathComponent)")
      }
    }
  }
}
