import ArgumentParser
import ServiceCore
import ServiceRuntime

/// `mantel clock`: shows or sets the clock of processes that were started with `--clock`, for tests and pilots.
struct ClockCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clock",
    abstract: "Show or set forward the clock of processes that were started with --clock.",
    discussion: "Only where the clock file of the processes is (clock.file). The clock is never set back.",
    subcommands: [SetTime.self, Show.self]
  )

  /// `mantel clock set`.
  struct SetTime: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set",
      abstract: "Set the clock forward while the processes run."
    )

    @Argument(help: "The time, such as 2027-01-01T09:00:00Z, or a day, for noon (UTC).")
    var time: ClockTime

    @OptionGroup var options: SettingsOptions

    func run() async throws {
      let file = try await options.settings().clockFile()
      try ClockFile.set(file, to: time.instant)
      print(ClockTime.text(try ClockFile(path: file).now))
    }
  }

  /// `mantel clock show`.
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show what time the processes have.")

    @OptionGroup var options: SettingsOptions

    func run() async throws {
      print(ClockTime.text(try ClockFile(path: try await options.settings().clockFile()).now))
    }
  }
}
