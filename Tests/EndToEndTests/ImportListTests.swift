import CareTypes
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import GatewayAPI
import RegistrationAPI
import ServiceRuntime
import SwiftProtobuf
import Testing

@Suite("A list that is imported through the gateway", .serialized)
struct ImportListTests {
  private static let rows = 1_500

  @Test("Killed half way and started again, every good row is there once and every bad row is reported once")
  func killed() async throws {
    let installation = try Installation()
    let bad = try Self.write(in: installation.folder)
    let server = try installation.serve("all")
    try await installation.waitForStart(of: server)

    let first = try Self.start(installation)
    let resume = installation.folder.path("list.csv.resume")
    while !FileManager.default.fileExists(atPath: resume), first.isRunning {
      try await Task.sleep(for: .milliseconds(5))
    }
    first.killAtOnce()
    _ = await first.exitStatus(within: .seconds(5))
    #expect(FileManager.default.fileExists(atPath: resume), "it ended before it could be killed: \(first.outputText)")

    let second = try Self.start(installation)
    #expect(await second.exitStatus(within: .seconds(120)) == 0, "\(second.errorText)")
    let report = try Self.report(in: installation.folder)
    #expect(report.sorted() == bad.sorted())
    #expect(try await Self.names(installation).count == Self.rows - bad.count)

    // Once more from the start: the rows that were taken are known, and get their first answers.
    let third = try Self.start(installation)
    #expect(await third.exitStatus(within: .seconds(120)) == 0, "\(third.errorText)")
    #expect(try Self.report(in: installation.folder).sorted() == bad.sorted())
    let names = try await Self.names(installation)
    #expect(names.count == Self.rows - bad.count && Set(names).count == names.count)

    // Turned round, and under another name of the list: each row is known at its new place.
    try Self.turn(in: installation.folder)
    let fourth = try Self.start(installation)
    #expect(await fourth.exitStatus(within: .seconds(120)) == 0, "\(fourth.errorText)")
    #expect(try Self.report(in: installation.folder).sorted() == bad.map { Self.rows + 1 - $0 }.sorted())
    #expect(try await Self.names(installation) == names)
    server.terminate()
    #expect(await server.exitStatus(within: .seconds(20)) == 0)
  }

  private static func start(_ installation: Installation) throws -> MantelProcess {
    try MantelProcess(
      ["import", "list.csv", "--mapping", "mapping.yaml", "--gateway", installation.gateway, "--batch", "100"],
      in: installation.folder,
      environment: ["MANTEL_API_KEY": "aalter"]
    )
  }

  /// Writes a list with rubbish in it, and its mapping.
  ///
  /// - Returns: The numbers of the rows that must be rejected.
  private static func write(in folder: TemporaryFolder) throws -> [Int] {
    var text = "mz;naam;zv;uren;begin\r\n"
    var bad: [Int] = []
    for row in 1...rows {
      let caregiver = try number(1960, row)
      let recipient = try number(1930, row)
      var fields = [caregiver, "Verzonnen \(row)", recipient, "12,5", "01/03/2024"]
      switch row % 250 {
      case 7: fields[0] = String(caregiver.dropLast(2)) + (caregiver.hasSuffix("01") ? "02" : "01")
      case 57: fields[4] = "31/02/2024"
      case 107: fields[2] = try number(1930, row - 1)
      case 157: fields.removeLast()
      case 207: fields[1] = String(repeating: "x", count: 100_000)
      default: break
      }
      // A row with the recipient of the row before is another care situation, unless the caregiver is the same too.
      if row % 250 == 107 { fields[0] = try number(1960, row - 1) }
      if [7, 57, 107, 157, 207].contains(row % 250) { bad.append(row) }
      text += fields.joined(separator: ";") + "\r\n"
    }
    try Data(text.utf8).write(to: folder.url.appending(path: "list.csv"))
    let mapping = """
      list_id: test-2026
      date_format: dd/MM/yyyy
      decimal_comma: true
      columns:
        caregiver.insz: mz
        caregiver.family_name: naam
        caregiver.given_names: {constant: Verzonnen}
        caregiver.postal_code: {constant: "9880"}
        caregiver.municipality: {constant: "44084"}
        recipient.insz: zv
        recipient.family_name: {constant: Verzonnen}
        recipient.given_names: {constant: Verzonnen}
        recipient.postal_code: {constant: "9880"}
        recipient.municipality: {constant: "44084"}
        relation: {constant: child}
        hours_per_week: uren
        start_date: begin
        dwelling: {constant: own_home}
      """
    try Data(mapping.utf8).write(to: folder.url.appending(path: "mapping.yaml"))
    return bad
  }

  /// Turns the rows of the list round, and gives it another name.
  private static func turn(in folder: TemporaryFolder) throws {
    let text = try String(contentsOfFile: folder.path("list.csv"), encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline)
    let turned = (lines.prefix(1) + lines.dropFirst().reversed()).joined(separator: "\r\n")
    try Data("\(turned)\r\n".utf8).write(to: folder.url.appending(path: "list.csv"))
    let mapping = try String(contentsOfFile: folder.path("mapping.yaml"), encoding: .utf8)
    try Data(mapping.replacing("test-2026", with: "test-2027").utf8).write(
      to: folder.url.appending(path: "mapping.yaml")
    )
  }

  private static func number(_ year: Int, _ row: Int) throws -> String {
    let birth = try CalendarDate(year: year + row / 400, month: 2 + row % 10, day: 3 + row / 10 % 20)
    return try INSZ.fictional(born: birth, serial: 948 + row / 200 % 2 + row % 200 / 10 * 2).digits
  }

  /// The numbers of the rows in the report, in its order.
  private static func report(in folder: TemporaryFolder) throws -> [Int] {
    let text = try String(contentsOfFile: folder.path("list.csv.report.csv"), encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
      line.split(separator: ";").first.flatMap { Int($0) }
    }
  }

  private static func names(_ installation: Installation) async throws -> [String] {
    try await installation.withGateway { gateway in
      let municipality = Mantel_Gateway_V1_MunicipalityService.Client(wrapping: gateway)
      var names: [String] = []
      var token = ""
      repeat {
        let sent = token
        let page = try await municipality.listCareSituations(
          .with {
            $0.municipality = "44084"
            $0.pageSize = 200
            $0.pageToken = sent
          },
          metadata: installation.key("aalter"),
          options: installation.options
        )
        names += page.careSituations.map(\.name)
        token = page.nextPageToken
      } while !token.isEmpty
      return names
    }
  }
}
