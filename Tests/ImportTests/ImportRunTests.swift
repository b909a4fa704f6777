import Foundation
import GRPCCore
import Import
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import Testing

@Suite struct ImportRunTests {
  private static let reportHeader = "rij;regel;code;veld;reden;zorgsituatie;rij in de lijst waarop ze lijkt"

  private func workshop(rows: Int, mapping: String = Lists.mapping()) throws -> Workshop {
    let workshop = try Workshop()
    try workshop.write("list.csv", Lists.text(rows: rows))
    try workshop.write("mapping.yaml", mapping)
    return workshop
  }

  private func message(_ body: () async throws -> Void) async throws -> String {
    do {
      try await body()
      return ""
    } catch let error as StartupError {
      return error.message
    }
  }

  /// The row numbers of a report, in order.
  private func reported(_ workshop: Workshop) -> [Int] {
    let lines = workshop.text("list.csv.report.csv").split(whereSeparator: \.isNewline)
    #expect(lines.first.map(String.init) == Self.reportHeader)
    return lines.dropFirst().compactMap { Int($0.prefix { $0 != ";" }) }
  }

  @Test func `a list is taken in, and what is wrong is reported`() async throws {
    let workshop = try workshop(rows: 95)
    let registry = FakeRegistry(rejectsEvery: 25)
    let counts = try await ImportRun(workshop.options()).run(registry)
    #expect((counts.rows, counts.accepted, counts.rejected) == (95, 84, 11))
    #expect(registry.taken.count == 84)
    #expect(registry.calls == 10)
    #expect(reported(workshop) == [10, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90])
    let text = workshop.text("list.csv.report.csv")
    #expect(text.contains("10;11;INVALID_FIELD;start_date;Die dag bestaat niet in de kalender;;\r\n"))
    let told =
      "25;26;INVALID_FIELD;caregiver.insz;\"Dit veld is onjuist (has wrong check digits, or is \"\"nothing\"\")\";;\r\n"
    #expect(text.contains(told))
    #expect(!text.contains("31/02"))
    let bytes = try Data(contentsOf: workshop.folder.appending(path: "list.csv.report.csv"))
    #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    #expect(!workshop.has("list.csv.resume"))
    #expect(!workshop.has("list.csv.resume.new"))
  }

  @Test(arguments: [1, 2, 5, 10])
  func `a run that was cut goes on, and nothing is lost or doubled`(call: Int) async throws {
    let workshop = try workshop(rows: 95)
    // The registry takes the rows of that call, and its answer is lost.
    let registry = FakeRegistry(failsFromCall: call)
    let seen = try await message { _ = try await ImportRun(workshop.options()).run(registry) }
    #expect(seen.contains(call == 1 ? "begins anew" : "goes on after row \((call - 1) * 10)"))
    #expect(workshop.has("list.csv.resume") == (call > 1))
    // As if it had been killed between report and resume file.
    let report = try FileHandle(forWritingTo: workshop.folder.appending(path: "list.csv.report.csv"))
    try report.seekToEnd()
    try report.write(contentsOf: Data("999;999;INVALID_FIELD;half a li".utf8))
    try report.close()

    registry.mend()
    let run = try ImportRun(workshop.options(batch: 7))
    #expect(run.resumesAfter == (call == 1 ? nil : (call - 1) * 10))
    let counts = try await run.run(registry)
    #expect((counts.rows, counts.accepted, counts.rejected) == (95, 86, 9))
    #expect(registry.taken == (1...95).filter { $0 % 10 != 0 }.map(Int64.init))
    #expect(!registry.sawOtherContent)
    #expect(reported(workshop) == Array(stride(from: 10, through: 90, by: 10)))
    #expect(!workshop.has("list.csv.resume"))
  }

  @Test func `rows that say the same are told, however far apart, also when the first came before a cut`() async throws
  {
    let workshop = try workshop(rows: 45)
    let rows = Lists.text(rows: 45).split(separator: "\n").map(String.init)
    try workshop.write("list.csv", (rows + [rows[3], rows[44]]).joined(separator: "\n") + "\n")
    let registry = FakeRegistry(failsFromCall: 3)
    _ = try await message { _ = try await ImportRun(workshop.options()).run(registry) }
    registry.mend()
    let counts = try await ImportRun(workshop.options()).run(registry)
    #expect((counts.rows, counts.accepted, counts.rejected) == (47, 41, 6))
    let text = workshop.text("list.csv.report.csv")
    #expect(text.contains("46;47;CARE_SITUATION_EXISTS;;De rij zegt hetzelfde als rij 3;"))
    #expect(text.contains("47;48;CARE_SITUATION_EXISTS;;De rij zegt hetzelfde als rij 44;"))
  }

  @Test(arguments: ReportLanguage.allCases)
  func `what changed and what is a likely repeat is told in the language asked for`(language: ReportLanguage)
    async throws
  {
    let workshop = try workshop(rows: 4, mapping: Lists.mapping())
    var options = workshop.options()
    options.language = language
    let counts = try await ImportRun(options).run(KnowingRegistry())
    #expect((counts.rows, counts.accepted, counts.changed, counts.likelyRepeats, counts.rejected) == (4, 1, 1, 1, 1))
    let lines = workshop.text("list.csv.report.csv").split(whereSeparator: \.isNewline).map(String.init)
    switch language {
    case .dutch:
      #expect(
        lines[1].hasPrefix("1;2;HELD_OTHERWISE;recipient.phone;verschilt van wat in het register staat, en dat blijft;")
      )
      #expect(lines[2] == "2;3;ROW_CHANGED;caregiver.phone;verschilt van wat bekend is;careSituations/a;")
      #expect(lines[3] == "3;4;LIKELY_REPEAT;caregiver.insz;verschilt van wat bekend is;;1")
      #expect(lines[4].hasSuffix("De verwerking van de gegevens van een van beiden is beperkt (It is so);;"))
    case .english:
      #expect(lines[0] == "row;line;code;field;reason;care situation;row of the list that it repeats")
      #expect(lines[1].hasPrefix("1;2;HELD_OTHERWISE;recipient.phone;differs from what is held, which stays;"))
      #expect(lines[2] == "2;3;ROW_CHANGED;caregiver.phone;differs from what is known;careSituations/a;")
      #expect(lines[4] == "4;5;PERSON_RESTRICTED;;It is so;;")
    }
  }

  @Test func `a run that is cut at every batch comes to its end`() async throws {
    let workshop = try workshop(rows: 95)
    let registry = FakeRegistry()
    var runs = 0
    while runs < 30 {
      runs += 1
      let stop = StopFlag()
      let seen = try await message {
        _ = try await ImportRun(workshop.options()).run(StoppingRegistry(registry, stop), stop: stop)
      }
      if seen.isEmpty { break }
      #expect(seen.contains("goes on after row"))
    }
    #expect(runs == 10)
    #expect(registry.taken.count == 86)
    #expect(registry.calls == 10)
    #expect(reported(workshop) == Array(stride(from: 10, through: 90, by: 10)))
  }

  @Test func `a call that is not answered is tried again`() async throws {
    let workshop = try workshop(rows: 25)
    let registry = FakeRegistry(failures: [
      RPCError(code: .unavailable, message: "no"), RPCError(code: .deadlineExceeded, message: "late"),
    ])
    let counts = try await ImportRun(workshop.options()).run(registry)
    #expect(counts.rows == 25)
    #expect(registry.calls == 5)
  }

  @Test func `after some tries the import gives up and tells how to go on`() async throws {
    let workshop = try workshop(rows: 25)
    let registry = FakeRegistry(failures: Array(repeating: RPCError(code: .unavailable, message: "no"), count: 4))
    let seen = try await message { _ = try await ImportRun(workshop.options()).run(registry) }
    #expect(
      seen == "The gateway does not answer (unavailable: no). No row was answered yet; the same command begins anew."
    )
    #expect(registry.calls == 4)
  }

  @Test func `a refused call is not tried again`() async throws {
    let workshop = try workshop(rows: 25)
    let registry = FakeRegistry(failures: [RPCError(code: .unauthenticated, message: "no such key")])
    let seen = try await message { _ = try await ImportRun(workshop.options()).run(registry) }
    #expect(seen.hasPrefix("The gateway refused the rows (unauthenticated: no such key)."))
    #expect(registry.calls == 1)
  }

  @Test func `a dry run counts what is acceptable, and its resume file serves no other run`() async throws {
    let workshop = try workshop(rows: 25)
    var options = workshop.options()
    options.isDryRun = true
    let registry = FakeRegistry(failsFromCall: 2)
    _ = try await message { _ = try await ImportRun(options).run(registry) }
    let seen = try await message { _ = try ImportRun(workshop.options()) }
    #expect(seen.contains("that was a dry run, this is none"))
    registry.mend()
    let counts = try await ImportRun(options).run(registry)
    #expect((counts.accepted, counts.rejected) == (23, 2))
  }

  @Test func `a resume file of another list, mapping, gateway or report is refused`() async throws {
    let workshop = try workshop(rows: 25)
    _ = try await message { _ = try await ImportRun(workshop.options()).run(FakeRegistry(failsFromCall: 2)) }
    let report = workshop.text("list.csv.report.csv")
    var options = workshop.options()
    options.gateway = "elsewhere:1"
    #expect(try await message { _ = try ImportRun(options) }.contains("it went to the gateway localhost:1"))
    options = workshop.options()
    options.report = workshop.path("other.csv")
    #expect(try await message { _ = try ImportRun(options) }.contains("its report is "))
    #expect(!workshop.has("other.csv"))
    try workshop.write("mapping.yaml", Lists.mapping("# changed"))
    #expect(try await message { _ = try ImportRun(workshop.options()) }.contains("the mapping is another"))
    try workshop.write("mapping.yaml", Lists.mapping())
    try workshop.write("list.csv", Lists.text(rows: 25).replacing("01/02/2020", with: "02/02/2020"))
    #expect(try await message { _ = try ImportRun(workshop.options()) }.contains("the list is another, or changed"))
    try workshop.write("list.csv.resume", "{}")
    #expect(try await message { _ = try ImportRun(workshop.options()) }.contains("not the resume file of an import"))
    #expect(workshop.text("list.csv.report.csv") == report)
  }

  @Test func `a report that is gone is told rather than begun in the middle`() async throws {
    let workshop = try workshop(rows: 25)
    _ = try await message { _ = try await ImportRun(workshop.options()).run(FakeRegistry(failsFromCall: 2)) }
    try FileManager.default.removeItem(atPath: workshop.path("list.csv.report.csv"))
    let seen = try await message { _ = try ImportRun(workshop.options()) }
    #expect(seen.contains("The report is gone, or shorter"))
  }

  @Test func `two imports do not write one report, and no other file is overwritten`() async throws {
    let workshop = try workshop(rows: 25)
    var options = workshop.options()
    let first = try ImportRun(options)
    #expect(try await message { _ = try ImportRun(options) }.contains("Another import writes this report"))
    withExtendedLifetime(first) {}
    let list = workshop.text("list.csv")
    options.report = options.list
    #expect(try await message { _ = try ImportRun(options) }.contains("a file that is no report"))
    options.report = workshop.path("report.csv")
    options.resume = options.list
    #expect(try await message { _ = try ImportRun(options) }.contains("not the resume file of an import"))
    #expect(workshop.text("list.csv") == list)
  }

  @Test func `an answer for other rows stops the import`() async throws {
    let workshop = try workshop(rows: 25)
    let seen = try await message { _ = try await ImportRun(workshop.options()).run(ForgetfulRegistry()) }
    #expect(seen.hasPrefix("The gateway answered for other rows than were sent."))
    #expect(!workshop.has("list.csv.resume"))
  }

  @Test func `a list without rows, or with wrong rows alone, runs through`() async throws {
    let workshop = try workshop(rows: 1)
    try workshop.write("list.csv", Lists.header)
    let registry = FakeRegistry()
    var counts = try await ImportRun(workshop.options()).run(registry)
    #expect(counts.rows == 0)
    try workshop.write("list.csv", Lists.text(rows: 25, wrongEvery: 1))
    counts = try await ImportRun(workshop.options()).run(registry)
    #expect(counts.rejected == 25)
    #expect(registry.calls == 0)
    #expect(reported(workshop) == Array(1...25))
  }

  @Test func `a hundred thousand rows take no more memory than a thousand`() async throws {
    let workshop = try workshop(rows: 100_000)
    // The first run takes what the process keeps for good.
    try workshop.write("small.csv", Lists.text(rows: 3_000))
    var options = workshop.options(batch: 1_000)
    options.list = workshop.path("small.csv")
    options.report = workshop.path("small.report")
    options.resume = workshop.path("small.resume")
    _ = try await ImportRun(options).run(BlindRegistry())
    let before = try residentBytes()
    let counts = try await ImportRun(workshop.options(batch: 1_000)).run(BlindRegistry())
    let grown = try residentBytes() - before
    #expect(counts.rows == 100_000)
    #expect(reported(workshop) == Array(stride(from: 10, through: 100_000, by: 10)))
    #expect(grown < 60 << 20, "\(grown >> 20) MB")
  }

  private func residentBytes() throws -> Int {
    let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    return (Int(text.split(separator: " ")[1]) ?? 0) * Int(getpagesize())
  }
}

/// A registry that takes every row and keeps none.
private struct BlindRegistry: BatchSender {
  func send(
    _ rows: [Mantel_Registration_V1_ImportRow],
    header: Mantel_Registration_V1_ImportHeader
  ) async throws -> [Mantel_Registration_V1_ImportResult] {
    rows.map { row in
      var result = Mantel_Registration_V1_ImportResult()
      result.number = row.number
      result.outcome = .registered
      return result
    }
  }
}

/// A registry that knows the second row otherwise, finds the third like the first, and refuses the fourth.
private struct KnowingRegistry: BatchSender {
  func send(
    _ rows: [Mantel_Registration_V1_ImportRow],
    header: Mantel_Registration_V1_ImportHeader
  ) async throws -> [Mantel_Registration_V1_ImportResult] {
    var results = try await BlindRegistry().send(rows, header: header)
    // Registered, and something else is held of who was known.
    results[0].problems = [Self.problem("recipient.phone", "differs from what is held, which stays")]
    results[1].outcome = .changed
    results[1].careSituation = "careSituations/a"
    results[1].problems = [Self.problem("caregiver.phone", "differs from what is known")]
    results[2].outcome = .likelyRepeat
    results[2].repeatedNumber = 1
    results[2].problems = [Self.problem("caregiver.insz", "differs from what is known")]
    results[3].outcome = .rejected
    results[3].reason = "PERSON_RESTRICTED"
    results[3].problems = [Self.problem("", "It is so")]
    return results
  }

  private static func problem(_ field: String, _ description: String) -> Mantel_Registration_V1_ImportProblem {
    var problem = Mantel_Registration_V1_ImportProblem()
    problem.field = field
    problem.description_p = description
    return problem
  }
}

/// A registry that answers for all rows but the last.
private struct ForgetfulRegistry: BatchSender {
  func send(
    _ rows: [Mantel_Registration_V1_ImportRow],
    header: Mantel_Registration_V1_ImportHeader
  ) async throws -> [Mantel_Registration_V1_ImportResult] {
    try await BlindRegistry().send(rows, header: header).dropLast()
  }
}

/// Asks the import to stop while it answers.
private struct StoppingRegistry: BatchSender {
  private let registry: FakeRegistry
  private let stop: StopFlag

  init(_ registry: FakeRegistry, _ stop: StopFlag) {
    self.registry = registry
    self.stop = stop
  }

  func send(
    _ rows: [Mantel_Registration_V1_ImportRow],
    header: Mantel_Registration_V1_ImportHeader
  ) async throws -> [Mantel_Registration_V1_ImportResult] {
    stop.set()
    return try await registry.send(rows, header: header)
  }
}
