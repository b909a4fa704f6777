import ArgumentParser
import Foundation
import RightsAPI
import ServiceRuntime
import SwiftProtobuf

/// `mantel rights reevaluations list`: what is decided anew, and how far it is.
struct ListReevaluations: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List them, the latest first.")

  @Option(help: "How many at most.")
  var limit = 20

  @OptionGroup var options: SettingsOptions

  func validate() throws {
    guard (1...200).contains(limit) else { throw ValidationError("--limit is from 1 to 200") }
  }

  func run() async throws {
    try await StatutesConnection.reevaluations(options.settings()) { rights in
      let size = Int32(limit)
      let answer = try await rights.listReevaluations(
        .with { $0.pageSize = size },
        options: StatutesConnection.options()
      )
      print(ReevaluationText.table(answer.reevaluations))
    }
  }
}

/// `mantel rights reevaluations start`: decides anew.
struct StartReevaluation: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start",
    abstract: "Decide anew on provisions, for all care situations or those of municipalities."
  )

  @Argument(help: "The provisions, such as provisions/aalter-premie. None: all.")
  var provisions: [String] = []

  @Option(name: .customLong("in"), help: ArgumentHelp("A municipality, by NIS code.", valueName: "code"))
  var municipalities: [String] = []

  @Option(help: ArgumentHelp("The first day to decide on; else only today.", valueName: "year-month-day"))
  var since: String?

  @OptionGroup var options: SettingsOptions

  func run() async throws {
    let day = try since.map(ReevaluationText.date)
    try await StatutesConnection.reevaluations(options.settings()) { [provisions, municipalities] rights in
      let answer = try await rights.startReevaluation(
        .with {
          $0.requestID = UUID().uuidString
          $0.provisions = provisions
          $0.municipalities = municipalities
          if let day { $0.sinceDate = day }
        },
        options: StatutesConnection.options()
      )
      print(ReevaluationText.table([answer.reevaluation]))
    }
  }
}

/// `mantel rights reevaluations cancel`: stops one.
struct CancelReevaluation: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel",
    abstract: "Stop one. What it decided on stays decided."
  )

  @Argument(help: "Its name, reevaluations/{id}.")
  var name: String

  @OptionGroup var options: SettingsOptions

  func run() async throws {
    try await StatutesConnection.reevaluations(options.settings()) { [name] rights in
      let answer = try await rights.cancelReevaluation(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = name
        },
        options: StatutesConnection.options()
      )
      print(ReevaluationText.table([answer.reevaluation]))
    }
  }
}

/// `mantel rights reevaluations resume`: lets one that was cancelled go on.
struct ResumeReevaluation: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Let one that was cancelled go on where it was."
  )

  @Argument(help: "Its name, reevaluations/{id}.")
  var name: String

  @OptionGroup var options: SettingsOptions

  func run() async throws {
    try await StatutesConnection.reevaluations(options.settings()) { [name] rights in
      let answer = try await rights.resumeReevaluation(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = name
        },
        options: StatutesConnection.options()
      )
      print(ReevaluationText.table([answer.reevaluation]))
    }
  }
}
