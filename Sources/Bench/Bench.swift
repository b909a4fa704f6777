import ArgumentParser
import CareTypes
import Foundation
import ServiceCore
import ServiceRuntime

/// Measures how fast Mantel is, each thing against a limit that is measured in the same run on the same disk.
@main
struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mantel-bench",
    abstract: "Measures how fast Mantel is, against what the machine and its disk could do at most."
  )

  @Flag(help: "Fewer and shorter measurements, in about ten seconds: rough figures.")
  var quick = false

  @Flag(help: "Only look how many of those who are registered twice are found.")
  var likeness = false

  @Option(
    help: ArgumentHelp(
      """
      Only write a list of so many rows for `mantel import` into the folder, and the same list sorted otherwise with one \
      cell mended in a hundredth of its rows.
      """,
      valueName: "rows"
    )
  )
  var list: Int?

  @Option(help: "A folder on the disk that is measured; nothing: the system's folder for temporary files.")
  var folder: String?

  func run() async throws {
    let effort = quick ? Effort.quick : Effort.full
    let parent = folder.map { URL(filePath: $0, directoryHint: .isDirectory) } ?? FileManager.default.temporaryDirectory
    if let list { return try RepeatedList(count: max(1, list)).write(to: parent) }
    let folder = parent.appending(path: "mantel-bench-\(OpaqueID.random())", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }

    print("Measuring in \(parent.path(percentEncoded: false)), median of \(effort.runs); nothing else should run.")
    let site = try Site(folder: folder, people: FictionalPeople(count: likeness ? 0 : effort.situations))
    if likeness {
      let measurement = LikenessMeasurement(people: effort.likePeople, pairs: effort.likePairs)
      let outcome = try await measurement.measure(in: site.newRegistry(), on: site.clock.today())
      return print(outcome.text(people: effort.likePeople))
    }
    let imports = try await ImportMeasurement(site: site, effort: effort).measure()
    let singles = try await SingleRegistrationMeasurement(site: site, effort: effort).measure()
    let reads = try await ReadMeasurement(site: site, effort: effort, filled: imports.filled).measure()
    let decisions = try await DecisionMeasurement(site: site, effort: effort, filled: imports.filled).measure()

    let likeness = LikenessMeasurement(people: effort.likePeople, pairs: effort.likePairs)
    let likenesses = try await likeness.measure(in: site.newRegistry(), on: site.clock.today())

    print(Table.text([imports.measurement] + singles + reads + [decisions.measurement]))
    print(
      """
      A care situation with two new persons, one piece of evidence and one consent is
        \(imports.perSituation.rows) rows and \(imports.perSituation.bytes) bytes on disk in registration.sqlite,
        \(String(format: "%.1f", decisions.perSituation)) decisions and \(decisions.bytesPerSituation) bytes on disk in rights.sqlite.
      \(likenesses.text(people: effort.likePeople))
      """
    )
  }
}
