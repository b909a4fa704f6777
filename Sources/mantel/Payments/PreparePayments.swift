import ArgumentParser
import Foundation
import RightsAPI
import SwiftProtobuf

/// `mantel payments prepare`: makes a run of what is due.
struct PreparePayments: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prepare",
    abstract: "Make a run of what is due and in no run yet, and freeze it."
  )

  @Option(help: ArgumentHelp("The municipality that pays.", valueName: "NIS code"))
  var municipality: String

  @Option(help: ArgumentHelp("Periods that end on or after this day.", valueName: "YYYY-MM-DD"))
  var from: String

  @Option(help: ArgumentHelp("Periods that end on or before this day.", valueName: "YYYY-MM-DD"))
  var until: String

  @Option(help: ArgumentHelp("One provision alone.", valueName: "provisions/ID"))
  var provision = ""

  @OptionGroup var connection: GatewayOptions

  func run() async throws {
    let (first, last) = (try PaymentsConnection.date(from), try PaymentsConnection.date(until))
    let answer = try await PaymentsConnection.open(connection) { connection in
      try await connection.payments.preparePaymentRun(
        .with {
          $0.requestID = UUID().uuidString
          $0.municipality = municipality
          $0.provision = provision
          $0.periodFirstDate = first
          $0.periodLastDate = last
        },
        metadata: connection.key,
        options: PaymentsConnection.options
      )
    }
    print(PaymentSheet.text(answer.run))
    if answer.moreDue { print("More is due than fits into a run: prepare another one") }
  }
}
