import ArgumentParser
import RightsAPI
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf
import TypeAPI

/// `mantel statutes simulate`: what packs would do to the registered population.
struct SimulatePacks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Tell who would gain, who would lose and what it would cost, without publishing anything."
  )

  @Argument(help: "YAML files.")
  var files: [String]

  @Option(
    name: .customLong("in"),
    help: ArgumentHelp("Only who lives there; may be repeated.", valueName: "municipality")
  )
  var municipalities: [String] = []

  @Option(help: ArgumentHelp("A provision that would no longer be in force; may be repeated.", valueName: "provision"))
  var withdraw: [String] = []

  @OptionGroup var language: LanguageOptions
  @OptionGroup var options: SettingsOptions

  func run() async throws {
    let settings = try await options.settings()
    let packs = try PackFile.read(files)
    let names = try MunicipalityNames(settings)
    var request = Mantel_Rights_V1_SimulateRegulationRequest()
    request.municipalities = try names.codes(municipalities)
    request.withdrawn = withdraw.map { $0.hasPrefix("provisions/") ? $0 : "provisions/\($0)" }
    try await StatutesConnection.open(settings) { connection in
      for pack in packs { request.drafts += try await connection.check(pack).executable }
    }
    let answer = try await StatutesConnection.simulate(request, settings)
    print(SimulationTable(answer, names, language).text)
  }
}
