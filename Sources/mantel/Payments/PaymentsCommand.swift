import ArgumentParser

/// `mantel payments`: pays premiums for a municipality.
struct PaymentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "payments",
    abstract: "Pay premiums: make a run of what is due, export it, and record what became of it.",
    subcommands: [
      PreparePayments.self, ShowPayments.self, ExportPayments.self, RecordPayments.self, CancelPayments.self,
      BudgetPayments.self,
    ]
  )
}
