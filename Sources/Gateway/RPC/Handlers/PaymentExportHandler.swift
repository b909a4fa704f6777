import CareTypes
import Foundation
import GRPCCore
import GatewayAPI
import GatewayDomain
import RegistrationAPI
import RightsAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

/// Answers `mantel.gateway.v1.PaymentExportService`: adds the names and accounts of Registration to the amounts of Rights.
/// They are in memory only as long as the answer is made.
struct PaymentExportHandler: Sendable {
  /// How many lines are read at once.
  private static let page: Int32 = 200
  /// How many payees are asked about at once.
  private static let mostPayees = 500

  /// The services behind the gateway.
  let services: ServicesBehind
  /// The clock.
  let clock: RegistryClock

  /// What a credit transfer needs beside the payments.
  private struct Order {
    let debtor: String
    let account: IBAN
    let day: CalendarDate
  }

  /// Exports a run.
  func exportPaymentRun(
    _ request: Mantel_Gateway_V1_ExportPaymentRunRequest,
    _ options: CallOptions
  ) async throws -> Mantel_Gateway_V1_ExportPaymentRunResponse {
    let order = try order(request)
    let payees = try await payees(of: request.run)
    let payable = try await accounts(of: payees)
    let missing = payees.filter { payable[$0] == nil }
    let released = try await Upstream.ask { options in
      try await services.payments.releasePaymentRun(
        .with {
          $0.requestID = request.requestID
          $0.name = request.run
          $0.payeesWithoutAccount = missing
        },
        options: options
      )
    }
    let payments = try released.lines.map { line in
      guard let payee = payable[line.payee] else {
        throw Refusal(.internal, "A line of someone without an account was released")
      }
      return ExportedPayment(
        id: line.name.split(separator: "/").last.map(String.init) ?? "",
        award: line.award,
        holder: payee.accountHolder,
        iban: payee.iban,
        cents: line.amountCents,
        firstDay: try CalendarDate(line.periodFirstDate),
        lastDay: try CalendarDate(line.periodLastDate)
      )
    }
    let text =
      order.map { order in
        CreditTransfer(
          id: request.run.split(separator: "/").last.map(String.init) ?? "",
          time: Date(timeIntervalSince1970: TimeInterval(released.run.exportTime.seconds)).ISO8601Format(),
          day: order.day,
          debtor: order.debtor,
          account: order.account,
          payments: payments
        ).xml
      } ?? PaymentTable.csv(payments)
    let paid = Set(released.lines.map(\.payee))
    return .with {
      $0.document = Data(text.utf8)
      $0.mediaType = order == nil ? "text/csv" : "application/xml"
      $0.paymentCount = Int32(clamping: payments.count)
      $0.amountCents = payments.reduce(0) { $0 + $1.cents }
      $0.withoutAccountCount = Int32(clamping: released.withoutAccountCount)
      $0.payees = paid.sorted()
    }
  }

  /// What a credit transfer needs; nil for a table.
  ///
  /// - Throws: `Refusal` naming every wrong field.
  private func order(_ request: Mantel_Gateway_V1_ExportPaymentRunRequest) throws -> Order? {
    var validation = Validation()
    validation.requireGiven(!request.run.isEmpty, "run")
    switch request.form {
    case .table:
      try validation.finish()
      return nil
    case .creditTransfer: break
    case .unspecified: validation.missing("form")
    case .UNRECOGNIZED: validation.reject("form", "is not known")
    }
    let today = try clock.today()
    let name = SEPAText.text(request.debtorName, atMost: CreditTransfer.mostNameCharacters)
    validation.requireGiven(!request.debtorName.isEmpty, "debtor_name")
    validation.require(
      request.debtorName.isEmpty || !name.isEmpty && request.debtorName.count <= CreditTransfer.mostNameCharacters,
      "debtor_name",
      "is not 1 to \(CreditTransfer.mostNameCharacters) characters that banks take"
    )
    validation.requireGiven(!request.debtorIban.isEmpty, "debtor_iban")
    let account =
      request.debtorIban.isEmpty
      ? nil : validation.value("debtor_iban") { () throws(ValueError) in try IBAN(request.debtorIban) }
    let day = validation.date("execution_date", request.executionDate, isSet: request.hasExecutionDate)
    if let day {
      validation.require(
        (0...366).contains(today.days(until: day)),
        "execution_date",
        "is not from today to a year ahead"
      )
    }
    return Order(debtor: name, account: try validation.finish(account), day: try validation.finish(day))
  }

  /// The names of those whom a run pays, each once.
  private func payees(of run: String) async throws -> [String] {
    var payees: Set<String> = []
    var token = ""
    repeat {
      let wanted = token
      let answer = try await Upstream.ask { options in
        try await services.payments.listPaymentLines(
          .with {
            $0.run = run
            $0.pageSize = Self.page
            $0.pageToken = wanted
          },
          options: options
        )
      }
      payees.formUnion(answer.lines.filter(\.isPaidByRun).map(\.payee))
      token = answer.nextPageToken
    } while !token.isEmpty
    return payees.sorted()
  }

  /// The accounts of those who have one.
  private func accounts(of payees: [String]) async throws -> [String: Mantel_Registration_V1_Payee] {
    let today = Mantel_Type_V1_Date(try clock.today())
    var found: [String: Mantel_Registration_V1_Payee] = [:]
    var rest = payees[...]
    while !rest.isEmpty {
      let part = Array(rest.prefix(Self.mostPayees))
      rest = rest.dropFirst(Self.mostPayees)
      let answer = try await Upstream.ask { options in
        try await services.bankAccounts.getPayees(
          .with {
            $0.persons = part
            $0.asOfDate = today
          },
          options: options
        )
      }
      for payee in answer.payees { found[payee.person] = payee }
    }
    return found
  }
}

extension Mantel_Rights_V1_PaymentLine {
  /// Whether the line is to be paid, or was exported and did not come back.
  fileprivate var isPaidByRun: Bool {
    kind != .correction && (state == .toPay || state == .exported || state == .paid)
  }
}
