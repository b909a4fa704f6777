import CareTypes
import Foundation
import GRPCCore
import RightsAPI
import ServiceRuntime
import Statutes
import Testing

@Suite("Life stories", .serialized)
struct LifeStoryTests {
  private static let start = "2026-01-05T09:00:00Z"

  @Test("Every outcome, date and amount of the stories is what the law says", .timeLimit(.minutes(6)))
  func lived() async throws {
    let stories = try LifeStory.all()
    let days = Set(stories.flatMap(\.steps).map(\.day)).sorted()
    let looks = stories.flatMap(\.steps).filter(\.isLook)
    #expect(stories.count >= 30 && looks.count >= 150, "\(stories.count) stories with \(looks.count) expectations")

    let installation = try Installation(many: LifeStoryPlayer.places.values.map(\.0).sorted())
    let server = try installation.serve("all", ["--clock", Self.start])
    try await installation.waitForStart(of: server)
    for pack in try ShippedPacks.texts() { try await installation.publish(pack.text) }
    var deviations: [String] = []
    try await installation.withRights { rights in
      try await installation.withGateway { gateway in
        var players = stories.enumerated().map { LifeStoryPlayer($1, serial: 948 + $0 % 51, installation, gateway) }
        for day in days {
          try await come(day, installation)
          try await settle(rights, installation)
          // First what nothing has to be decided for; an application waits for the decisions on what came before it.
          var rest: [(index: Int, step: LifeStory.Step)] = []
          for index in players.indices {
            let steps = players[index].story.steps.filter { $0.day == day }
            let first = steps.prefix { !$0.isAboutAnAward }
            rest += steps.dropFirst(first.count).map { (index, $0) }
            for step in first { deviations += await live(step, &players[index]) }
          }
          var isDecided = false
          for (index, step) in rest {
            if !isDecided, step.isAboutAnAward { try await settle(rights, installation) }
            isDecided = step.isAboutAnAward || step.isLook && isDecided
            deviations += await live(step, &players[index])
          }
          deviations += try await look(players, on: day, rights, installation)
        }
      }
    }
    server.terminate()
    #expect(await server.exitStatus(within: .seconds(20)) == 0)
    let report = deviations.joined(separator: "\n")
    #expect(deviations.isEmpty, "\(deviations.count) deviations:\n\(report)")
  }

  /// Does what a line says; what goes wrong as a line of the report.
  private func live(_ step: LifeStory.Step, _ player: inout LifeStoryPlayer) async -> [String] {
    do {
      try await player.live(step)
      return []
    } catch {
      return ["\(player.story.name):\(step.line) \(step.day) \(step.verb): \(error)"]
    }
  }

  /// Sets the clock to noon of a day.
  private func come(_ day: CalendarDate, _ installation: Installation) async throws {
    let time = "\(day.isoText)T12:00:00Z"
    let process = try MantelProcess(["clock", "set", time, "--config", "mantel.yaml"], in: installation.folder)
    let status = await process.exitStatus(within: .seconds(20))
    try #require(status == 0, "\(process.errorText)")
  }

  /// Waits until everything is decided on.
  private func settle(_ rights: GRPCClient<LifeStoryPlayer.Transport>, _ installation: Installation) async throws {
    let service = Mantel_Rights_V1_RightsService.Client(wrapping: rights)
    let deadline = ContinuousClock.now + .seconds(20)
    try await Task.sleep(for: .milliseconds(350))
    var before: Mantel_Rights_V1_GetProgressResponse?
    while ContinuousClock.now < deadline {
      let progress = try await service.getProgress(.init(), options: installation.options)
      if progress.waiting == 0, progress == before { return }
      before = progress
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  /// The deviations of a day, as lines of the report. What does not hold at once is looked at again for a while.
  private func look(
    _ players: [LifeStoryPlayer],
    on day: CalendarDate,
    _ rights: GRPCClient<LifeStoryPlayer.Transport>,
    _ installation: Installation
  ) async throws -> [String] {
    var report: [String] = []
    let deadline = ContinuousClock.now + .seconds(4)
    repeat {
      try await settle(rights, installation)
      report = []
      for player in players {
        let steps = player.story.steps.filter { $0.day == day && $0.isLook }
        if steps.isEmpty { continue }
        let found: [Int: String]
        do {
          found = try await player.deviations(steps)
        } catch {
          report.append("\(player.story.name) \(day): \(error)")
          continue
        }
        for step in steps {
          let place = "\(player.story.name):\(step.line) \(day)"
          if let known = step.known {
            if found[step.line] == nil { report.append("\(place) holds now, and is marked: \(known)") }
          } else if let deviation = found[step.line] {
            report.append("\(place) \(deviation)")
          }
        }
      }
    } while !report.isEmpty && ContinuousClock.now < deadline
    return report
  }
}
