import ArgumentParser

/// `mantel rights`: what Rights does for whoever runs Mantel.
struct RightsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rights",
    abstract: "Decisions on many care situations anew.",
    subcommands: [ReevaluationsCommand.self]
  )
}

/// `mantel rights reevaluations`: shows what is decided anew, and steers it.
struct ReevaluationsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reevaluations",
    abstract: "Re-evaluations (herberekeningen): list, start, cancel, resume.",
    discussion: """
      They speak to a running Rights (rights.address). A new version of a provision starts one by itself; so many care \
      situations may be concerned that it takes hours. It goes on where it was when Rights is started again.
      """,
    subcommands: [
      ListReevaluations.self, StartReevaluation.self, CancelReevaluation.self, ResumeReevaluation.self,
    ]
  )
}
