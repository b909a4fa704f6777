import ArgumentParser
import Foundation
import RightsAPI
import ServiceCore
import SwiftProtobuf

/// `mantel payments budget`: shows or sets what a municipality has for a year.
struct BudgetPayments: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "budget",
    abstract: "Show what a municipality has for payments of a year, or set it."
  )

  /// The most euros of a budget: ten thousand million.
  private static let mostEuros: Int64 = 10_000_000_000

  @Option(help: ArgumentHelp("The municipality.", valueName: "NIS code"))
  var municipality: String

  @Option(help: "The year.")
  var year: Int32

  @Option(help: ArgumentHelp("Sets the budget.", valueName: "whole euros"))
  var euros: Int64?

  @OptionGroup var connection: GatewayOptions

  func validate() throws {
    if let euros, !(0...Self.mostEuros).contains(euros) {
      throw ValidationError("--euros is from 0 to \(Self.mostEuros)")
    }
  }

  func run() async throws {
    let budget = try await PaymentsConnection.open(connection) { connection in
      if let euros {
        return try await connection.payments.setPaymentBudget(
          .with {
            $0.requestID = UUID().uuidString
            $0.municipality = municipality
            $0.year = year
            $0.amountCents = euros * 100
          },
          metadata: connection.key,
          options: PaymentsConnection.options
        ).budget
      }
      return try await connection.payments.getPaymentBudget(
        .with {
          $0.municipality = municipality
          $0.year = year
        },
        metadata: connection.key,
        options: PaymentsConnection.options
      ).budget
    }
    let left = budget.amountCents - budget.spentCents
    print(
      "\(municipality) \(year): \(PaymentSheet.euros(budget.amountCents)), of which "
        + "\(PaymentSheet.euros(budget.spentCents)) is spent and \(PaymentSheet.euros(left)) left"
    )
  }
}
