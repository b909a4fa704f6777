import ArgumentParser
import ServiceCore
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf
import TypeAPI

/// `mantel statutes diff`: what a pack would change.
struct DiffPack: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Tell what a regulation pack would change of what is published, aspect by aspect."
  )

  @Argument(help: "A YAML file.")
  var file: String

  @OptionGroup var language: LanguageOptions
  @OptionGroup var options: SettingsOptions

  func run() async throws {
    let packs = try PackFile.read([file])
    try await StatutesConnection.open(try await options.settings()) { connection in
      for pack in packs { ChangeLines(language).print(try await connection.check(pack).changes) }
    }
  }
}

extension StatutesConnection {
  /// Compares a pack with what is published.
  ///
  /// - Throws: `StartupError` with a line for each mistake; `RPCError` as Statutes answers.
  func check(_ pack: PackFile) async throws -> Mantel_Statutes_V1_CheckRegulationResponse {
    let answer = try await statutes.checkRegulation(.with { $0.pack = pack.text }, options: Self.options())
    if answer.mistakes.isEmpty { return answer }
    let places = PackLocations(pack.text)
    let lines = answer.mistakes.map { mistake in
      PackFinding(
        pack,
        places,
        mistake.field,
        mistake.description_p,
        line: Int(mistake.line),
        column: Int(mistake.column)
      ).text
    }
    throw StartupError("The pack has mistakes:\n" + lines.joined(separator: "\n"))
  }
}

/// Prints what versions would change.
struct ChangeLines {
  private let language: LanguageOptions

  init(_ language: LanguageOptions) {
    self.language = language
  }

  /// Prints a paragraph for each version.
  func print(_ changes: [Mantel_Statutes_V1_ProvisionChange]) {
    for change in changes {
      let title = language.text(change.titleNl, change.titleEn)
      Swift.print("\(change.name)  \(title)  from \(change.validFromDate.text)")
      if change.unchanged {
        Swift.print("  unchanged: it is published already")
      } else if change.formerVersion == 0 {
        Swift.print("  new")
      } else if change.aspects.isEmpty {
        Swift.print("  says the same as version \(change.formerVersion)")
      }
      for aspect in change.aspects {
        Swift.print("  \(language.text(aspect.labelNl, aspect.labelEn))")
        Swift.print("    - \(language.text(aspect.leftNl, aspect.leftEn))")
        Swift.print("    + \(language.text(aspect.rightNl, aspect.rightEn))")
      }
    }
  }
}

extension Mantel_Type_V1_Date {
  /// The day as `YYYY-MM-DD`.
  var text: String {
    func digits(_ number: Int32, _ count: Int) -> String {
      let text = "\(number)"
      return String(repeating: "0", count: max(0, count - text.count)) + text
    }
    return "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))"
  }
}
