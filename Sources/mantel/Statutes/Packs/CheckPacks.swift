import ArgumentParser
import Foundation
import ServiceCore
import ServiceRuntime
import StatutesDomain

/// `mantel statutes check`: finds the mistakes of packs without any service.
struct CheckPacks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check regulation packs without any service, beside the packs shipped with Mantel.",
    discussion: """
      Tells each mistake with its place in the file, what is worth a look besides, and what Mantel only tells and does \
      not carry out; with --parts it says of each part what Mantel does with it. Exits 1 when there are mistakes, else 0. Packs may build on each other, whatever their order.
      """
  )

  @Argument(help: "YAML files.")
  var files: [String]

  @Flag(help: "Tell of each part whether Mantel executes it.")
  var parts = false

  @Flag(help: "Tell it as JSON.")
  var json = false

  @OptionGroup var options: SettingsOptions

  /// The findings as JSON.
  private struct Report: Encodable {
    var mistakes: [PackFinding]
    var warnings: [PackFinding]
    var parts: [PackPartUse]
  }

  func run() async throws {
    let settings = try await options.settings()
    let packs = try PackFile.read(files)
    var shelf = OfflineLaw(tables: try ReferenceTables(directory: settings.referenceDirectory()))
    _ = shelf.add(try PackFile.shipped())
    let reviews = shelf.add(packs)
    let report = Report(
      mistakes: zip(packs, reviews).flatMap { PackFinding.mistakes(of: $0, $1) },
      warnings: zip(packs, reviews).flatMap { PackFinding.warnings(of: $0, $1) },
      parts: packs.flatMap(PackPartUse.all)
    )
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      print(String(decoding: try encoder.encode(report), as: UTF8.self))
    } else {
      for mistake in report.mistakes { print(mistake.text) }
      for warning in report.warnings { print("warning: \(warning.text)") }
      for part in report.parts where parts || part.treatment == .told { print("part: \(part.finding.text)") }
    }
    if !report.mistakes.isEmpty { throw ExitCode.failure }
  }
}
