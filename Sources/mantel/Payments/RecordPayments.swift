import ArgumentParser
import Foundation
import RightsAPI
import SwiftProtobuf

/// `mantel payments outcome`: records what became of a run.
struct RecordPayments: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outcome",
    abstract: "Record which lines of an exported run came back, and that the others were paid."
  )

  @Argument(help: ArgumentHelp("The run.", valueName: "paymentRuns/ID"))
  var run: String

  @Option(help: ArgumentHelp("A line that came back; may be given several times.", valueName: "ID"))
  var returned: [String] = []

  @Option(help: ArgumentHelp("Why they came back, such as the code of the bank.", valueName: "text"))
  var reason = ""

  @Flag(help: "All other lines were paid.")
  var othersPaid = false

  @OptionGroup var connection: GatewayOptions

  func run() async throws {
    let answer = try await PaymentsConnection.open(connection) { connection in
      try await connection.payments.recordPaymentOutcomes(
        .with {
          $0.requestID = UUID().uuidString
          $0.run = run
          $0.outcomes = returned.map { line in
            .with {
              $0.line = "\(run)/lines/\(line)"
              $0.returned = true
              $0.reason = reason
            }
          }
          $0.othersPaid = othersPaid
        },
        metadata: connection.key,
        options: PaymentsConnection.options
      )
    }
    print("\(answer.changedCount) lines changed")
    print(PaymentSheet.text(answer.run))
  }
}
