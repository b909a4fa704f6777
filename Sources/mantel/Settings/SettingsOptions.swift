import ArgumentParser

/// The options of every command that reads settings.
struct SettingsOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A YAML file of settings.", valueName: "file"))
  var config: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("One setting, before file and environment.", valueName: "key=value")
  )
  var overrides: [String] = []

  /// The settings of the command line, the environment and the file.
  func settings() async throws -> Settings {
    try await Settings(file: config, overrides: overrides)
  }
}
