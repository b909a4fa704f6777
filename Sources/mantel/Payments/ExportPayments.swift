import ArgumentParser
import Foundation
import GatewayAPI
import ServiceCore
import SwiftProtobuf
import TypeAPI

/// `mantel payments export`: writes what a bank or a bookkeeping program reads.
struct ExportPayments: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Export a run, with names and accounts, as a table or as an order to a bank (pain.001.001.09).",
    discussion: """
      The run is marked as exported. Lines of people without an account wait for a later run. The file holds names and \
      accounts: keep it as long as the bank needs it, and no longer.
      """
  )

  @Argument(help: ArgumentHelp("The run.", valueName: "paymentRuns/ID"))
  var run: String

  @Option(help: ArgumentHelp("The file to write.", valueName: "file"))
  var output: String

  @Option(help: ArgumentHelp("Who pays, for an order to a bank.", valueName: "name"))
  var debtor: String?

  @Option(help: ArgumentHelp("The account from which it is paid, for an order to a bank.", valueName: "IBAN"))
  var iban: String?

  @Option(help: ArgumentHelp("The day on which the bank pays, for an order to a bank.", valueName: "YYYY-MM-DD"))
  var day: String?

  @OptionGroup var connection: GatewayOptions

  func validate() throws {
    let given = [debtor, iban, day].count { $0 != nil }
    guard given == 0 || given == 3 else {
      throw ValidationError("Give --debtor, --iban and --day for an order to a bank, or none of them for a table")
    }
  }

  func run() async throws {
    guard !FileManager.default.fileExists(atPath: output) else { throw StartupError("\(output) exists already") }
    let date = try day.map(PaymentsConnection.date)
    let answer = try await PaymentsConnection.open(connection) { connection in
      try await connection.export.exportPaymentRun(
        .with {
          $0.requestID = UUID().uuidString
          $0.run = run
          $0.form = date == nil ? .table : .creditTransfer
          $0.debtorName = debtor ?? ""
          $0.debtorIban = iban ?? ""
          if let date { $0.executionDate = date }
        },
        metadata: connection.key,
        options: PaymentsConnection.options
      )
    }
    let isWritten = FileManager.default.createFile(
      atPath: output,
      contents: answer.document,
      attributes: [.posixPermissions: 0o600]
    )
    guard isWritten else { throw StartupError("The file cannot be written: \(output)") }
    print("\(answer.paymentCount) payments, \(PaymentSheet.euros(answer.amountCents)), written to \(output)")
    if answer.withoutAccountCount > 0 { print("\(answer.withoutAccountCount) lines wait for an account") }
  }
}
