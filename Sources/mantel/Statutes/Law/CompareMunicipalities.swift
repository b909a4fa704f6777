import ArgumentParser
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf

/// `mantel statutes compare`: the matrix of municipalities.
struct CompareMunicipalities: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract:
      "Lay the regulations of municipalities side by side, with what contradicts, what lacks and who falls between."
  )

  @Argument(help: "NIS codes or names.")
  var municipalities: [String]

  @Flag(help: "Lay beside them what holds in all of Flanders.")
  var higher = false

  @OptionGroup var language: LanguageOptions
  @OptionGroup var options: SettingsOptions

  func run() async throws {
    let settings = try await options.settings()
    let names = try MunicipalityNames(settings)
    let codes = try names.codes(municipalities)
    try await StatutesConnection.open(settings) { connection in
      let answer = try await connection.comparison.compareMunicipalities(
        .with {
          $0.municipalities = codes
          $0.includeHigher = higher
        },
        options: StatutesConnection.options()
      )
      print(Self.matrix(answer, codes, names).text)
      print("\n? : rests on what the source leaves uncertain; yes : no money, or an amount that is not told")
      for line in lines(answer, names) { print(line) }
    }
  }

  /// The matrix as a table: a row for each support area and kind, a column for each municipality, and in each cell what
  /// is paid in a year.
  private static func matrix(
    _ answer: Mantel_Statutes_V1_CompareMunicipalitiesResponse,
    _ codes: [String],
    _ names: MunicipalityNames
  ) -> TextTable {
    let others = Set(answer.rows.flatMap(\.cells).map(\.municipality)).subtracting(codes).sorted()
    let columns = codes + others
    let titles = columns.map { $0.isEmpty ? "everywhere" : names.name($0) }
    var table = TextTable(["area", "kind"] + titles)
    for row in answer.rows {
      let cells = columns.map { code in
        row.cells.filter { $0.municipality == code }.map { cell in
          (cell.hasCentsPerYear ? ProvisionLabels.euro(cell.centsPerYear) : "yes") + (cell.uncertain ? " ?" : "")
        }.joined(separator: " + ")
      }
      table.add([ProvisionLabels.text(row.area), ProvisionLabels.text(row.kind)] + cells.map { $0.isEmpty ? "-" : $0 })
    }
    return table
  }

  private func lines(
    _ answer: Mantel_Statutes_V1_CompareMunicipalitiesResponse,
    _ names: MunicipalityNames
  ) -> [String] {
    let contradictions = answer.contradictions.map {
      "  \($0.first), \($0.second): \(language.text($0.text.nl, $0.text.en))"
    }
    let empty = answer.emptyAreas.map { area in
      let where_ = area.municipalities.map(names.name).joined(separator: ", ")
      return "  \(ProvisionLabels.text(area.area)): \(where_)\(area.servedByOthers ? " (others serve it)" : "")"
    }
    let between = answer.between.filter { $0.fallsBetween || $0.canGetBoth }.map { pair in
      let places =
        "caregiver in \(names.name(pair.caregiverMunicipality)), recipient in "
        + names.name(pair.recipientMunicipality)
      let example = pair.example.map { "\($0.fact) \($0.value)" }.joined(separator: ", ")
      let what = pair.fallsBetween ? "may get nothing" : "can get both"
      return "  \(ProvisionLabels.text(pair.kind)): \(places): \(what)\(example.isEmpty ? "" : " (\(example))")"
    }
    return [
      ("What contradicts", contradictions), ("Nothing of their own", empty), ("Between two", between),
    ].filter { !$0.1.isEmpty }.flatMap { ["", $0.0] + $0.1 }
  }
}
