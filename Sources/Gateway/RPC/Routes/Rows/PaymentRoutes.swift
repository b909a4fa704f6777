import GatewayAPI
import GatewayDomain
import RegistrationAPI
import RightsAPI

/// The rows of payments: `mantel.rights.v1.PaymentService`, of which Rights checks that the client is the municipality that
/// pays; the bank accounts of Registration, which checks that the client keeps the record of the person; and the export.
struct PaymentRoutes {
  private typealias Payments = Mantel_Rights_V1_PaymentService.Method
  private typealias Accounts = Mantel_Registration_V1_BankAccountService.Method
  private typealias Export = Mantel_Gateway_V1_PaymentExportService.Method

  /// Answers the export.
  let handler: PaymentExportHandler

  private var services: ServicesBehind { handler.services }

  /// The rows.
  var all: [any Route] { ofAccounts + ofRuns + ofOutcomes + ofBudgets }

  private var ofAccounts: [any Route] {
    [
      UnaryRoute(Accounts.SetBankAccount.descriptor, scope: .byRegistration, about: .named(\.person)) {
        try await services.bankAccounts.setBankAccount($0, options: $1)
      },
      UnaryRoute(Accounts.GetBankAccount.descriptor, scope: .byRegistration, about: .named(\.person)) {
        try await services.bankAccounts.getBankAccount($0, options: $1)
      },
      UnaryRoute(Accounts.RemoveBankAccount.descriptor, scope: .byRegistration, about: .named(\.person)) {
        try await services.bankAccounts.removeBankAccount($0, options: $1)
      },
    ]
  }

  private var ofRuns: [any Route] {
    [
      UnaryRoute(
        Payments.PreparePaymentRun.descriptor,
        scope: .byRights,
        deadline: .simulation,
        about: .named(\.municipality),
        showing: { [$1.run.name] }
      ) { try await services.payments.preparePaymentRun($0, options: $1) },
      UnaryRoute(Payments.GetPaymentRun.descriptor, scope: .byRights, about: .named(\.name)) {
        try await services.payments.getPaymentRun($0, options: $1)
      },
      UnaryRoute(Payments.ListPaymentRuns.descriptor, scope: .byRights, about: .named(\.municipality)) {
        try await services.payments.listPaymentRuns($0, options: $1)
      },
      UnaryRoute(
        Payments.ListPaymentLines.descriptor,
        scope: .byRights,
        about: .named(\.run),
        showing: { Set($1.lines.flatMap { [$0.beneficiary, $0.payee] }).sorted() }
      ) { try await services.payments.listPaymentLines($0, options: $1) },
      UnaryRoute(Payments.CancelPaymentRun.descriptor, scope: .byRights, about: .named(\.name)) {
        try await services.payments.cancelPaymentRun($0, options: $1)
      },
      UnaryRoute(
        Export.ExportPaymentRun.descriptor,
        scope: .byRights,
        deadline: .simulation,
        about: .named(\.run),
        showing: { $1.payees },
        limitsEachCall: true,
        handler.exportPaymentRun
      ),
    ]
  }

  private var ofOutcomes: [any Route] {
    [
      UnaryRoute(Payments.RecordPaymentOutcomes.descriptor, scope: .byRights, about: .named(\.run)) {
        try await services.payments.recordPaymentOutcomes($0, options: $1)
      },
      UnaryRoute(
        Payments.RecordCorrection.descriptor,
        scope: .byRights,
        about: .named(\.line),
        showing: { [$1.line.payee] }
      ) { try await services.payments.recordCorrection($0, options: $1) },
    ]
  }

  private var ofBudgets: [any Route] {
    [
      UnaryRoute(Payments.SetPaymentBudget.descriptor, scope: .byRights, about: .named(\.municipality)) {
        try await services.payments.setPaymentBudget($0, options: $1)
      },
      UnaryRoute(Payments.GetPaymentBudget.descriptor, scope: .byRights, about: .named(\.municipality)) {
        try await services.payments.getPaymentBudget($0, options: $1)
      },
    ]
  }
}
