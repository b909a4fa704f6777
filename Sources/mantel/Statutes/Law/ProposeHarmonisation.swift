import ArgumentParser
import Foundation
import RightsAPI
import ServiceCore
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf
import TypeAPI

/// `mantel statutes propose`: a proposal by which municipalities adopt a model.
struct ProposeHarmonisation: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "propose",
    abstract: "Choose the values of a model from the regulations of municipalities, and write a pack for each.",
    discussion: """
      With --same-cost the amount is set so that the proposal costs what the regulations cost now, as far as the amounts \
      are told: the cost grows evenly with the amount.
      """
  )

  /// How the values are chosen.
  enum Strategy: String, CaseIterable, ExpressibleByArgument {
    case generous, strictest, median

    /// The word of the protos.
    var message: Mantel_Statutes_V1_HarmonisationStrategy {
      switch self {
      case .generous: .mostGenerous
      case .strictest: .strictest
      case .median: .median
      }
    }
  }

  @Argument(help: "The model: provisions/ID, or ID alone.")
  var model: String

  @Argument(help: "NIS codes or names, at least two.")
  var municipalities: [String]

  @Option(help: "generous (nobody loses), strictest, or median.")
  var strategy = Strategy.median

  @Flag(help: "Set the amount so that the cost stays the same.")
  var sameCost = false

  @Option(help: ArgumentHelp("Write the packs there, as NISCODE.yaml.", valueName: "directory"))
  var output: String?

  @OptionGroup var language: LanguageOptions
  @OptionGroup var options: SettingsOptions

  func run() async throws {
    let settings = try await options.settings()
    let names = try MunicipalityNames(settings)
    var request = Mantel_Statutes_V1_ProposeHarmonisationRequest()
    request.model = model.hasPrefix("provisions/") ? model : "provisions/\(model)"
    request.municipalities = try names.codes(municipalities)
    request.strategy = strategy.message
    try await StatutesConnection.open(settings) { connection in
      var proposal = try await propose(request, connection)
      if sameCost {
        request.centsPerYear = try await Self.sameCost(as: proposal, request.municipalities, settings)
        proposal = try await propose(request, connection)
      }
      print(values(proposal, names))
      for text in proposal.lost { print("lost: \(language.text(text.nl, text.en))") }
      for name in proposal.replaced { print("replaces  \(name)") }
      if sameCost {
        let effect = try await Self.effect(of: proposal, request.municipalities, settings)
        print("\n\(SimulationTable(effect, names, language).text)")
      }
      if let output { try Self.write(proposal.packs, to: output) }
    }
  }

  private func propose(
    _ request: Mantel_Statutes_V1_ProposeHarmonisationRequest,
    _ connection: StatutesConnection
  ) async throws -> Mantel_Statutes_V1_ProposeHarmonisationResponse {
    try await connection.harmonisation.proposeHarmonisation(request, options: StatutesConnection.options())
  }

  private func values(
    _ proposal: Mantel_Statutes_V1_ProposeHarmonisationResponse,
    _ names: MunicipalityNames
  ) -> String {
    let municipalities = proposal.packs.map(\.municipality)
    var table = TextTable(["parameter", "chosen"] + municipalities.map(names.name) + ["what it is"])
    for parameter in proposal.parameters {
      let read = municipalities.map { code in
        let values = parameter.read.filter { $0.municipality == code }.map { $0.value.isEmpty ? "?" : $0.value }
        return values.isEmpty ? "-" : values.joined(separator: " | ")
      }
      table.add(
        [parameter.parameter, parameter.chosen] + read + [language.text(parameter.labelNl, parameter.labelEn)]
      )
    }
    return table.text
  }

  /// The yearly amount with which the proposal costs as much as the regulations that it replaces.
  private static func sameCost(
    as proposal: Mantel_Statutes_V1_ProposeHarmonisationResponse,
    _ municipalities: [String],
    _ settings: Settings
  ) async throws -> Int64 {
    let total = try await effect(of: proposal, municipalities, settings).total
    if total.withheld { throw StartupError("The cost cannot be told: too few people would be concerned") }
    let cents = total.rightsAfter > 0 ? total.centsBefore / total.rightsAfter : 0
    guard cents > 0 else {
      throw StartupError("The cost cannot be kept: nothing is paid now, or nobody would be paid")
    }
    return cents
  }

  private static func effect(
    of proposal: Mantel_Statutes_V1_ProposeHarmonisationResponse,
    _ municipalities: [String],
    _ settings: Settings
  ) async throws -> Mantel_Rights_V1_SimulateRegulationResponse {
    // A regulation that keeps its id is a draft already.
    let drafted = Set(proposal.executable.map(\.provision))
    return try await StatutesConnection.simulate(
      .with {
        $0.drafts = proposal.executable
        $0.withdrawn = proposal.replaced.filter { !drafted.contains($0) }
        $0.municipalities = municipalities
      },
      settings
    )
  }

  private static func write(_ packs: [Mantel_Statutes_V1_ProposedPack], to folder: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for pack in packs {
        let path = "\(folder)/\(pack.municipality).yaml"
        try Data(pack.pack.utf8).write(to: URL(filePath: path))
        print("written  \(path)")
      }
    } catch {
      throw StartupError("The packs cannot be written to \(folder)")
    }
  }
}
