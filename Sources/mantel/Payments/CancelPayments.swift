import ArgumentParser
import Foundation
import RightsAPI
import SwiftProtobuf

/// `mantel payments cancel`: cancels a run that was not exported.
struct CancelPayments: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel",
    abstract: "Cancel a run that was not exported: what is in it is due again."
  )

  @Argument(help: ArgumentHelp("The run.", valueName: "paymentRuns/ID"))
  var run: String

  @OptionGroup var connection: GatewayOptions

  func run() async throws {
    let answer = try await PaymentsConnection.open(connection) { connection in
      try await connection.payments.cancelPaymentRun(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = run
        },
        metadata: connection.key,
        options: PaymentsConnection.options
      )
    }
    print(PaymentSheet.text(answer.run))
  }
}
