import RegistrationAPI
import RightsAPI
import SwiftProtobuf

/// The calls about bank accounts and payments.
extension ForwardedCall {
  private typealias Payments = Mantel_Rights_V1_PaymentService.Method
  private typealias Accounts = Mantel_Registration_V1_BankAccountService.Method

  private static let person = "persons/\(World.inside)"
  private static let run = "paymentRuns/\(World.inside)"

  static let ofAccounts: [ForwardedCall] = [
    ForwardedCall(
      Accounts.SetBankAccount.descriptor,
      Accounts.SetBankAccount.Input.with {
        $0.person = person
        $0.iban = "BE68539007547034"
      },
      Accounts.SetBankAccount.Output.with { $0.account.iban = "BE68539007547034" },
      resource: person
    ),
    ForwardedCall(
      Accounts.GetBankAccount.descriptor,
      Accounts.GetBankAccount.Input.with { $0.person = person },
      Accounts.GetBankAccount.Output.with { $0.account.iban = "BE68539007547034" },
      resource: person
    ),
    ForwardedCall(
      Accounts.RemoveBankAccount.descriptor,
      Accounts.RemoveBankAccount.Input.with { $0.person = person },
      Accounts.RemoveBankAccount.Output(),
      resource: person
    ),
  ]

  /// What stands behind the export: `PaymentExportTests` has what is asked of it.
  static let behindExport: [ForwardedCall] = [
    ForwardedCall(
      Payments.ReleasePaymentRun.descriptor,
      Payments.ReleasePaymentRun.Input.with { $0.name = run },
      Payments.ReleasePaymentRun.Output(),
      resource: run
    ),
    ForwardedCall(
      Accounts.GetPayees.descriptor,
      Accounts.GetPayees.Input.with { $0.persons = [person] },
      Accounts.GetPayees.Output(),
      resource: person
    ),
  ]

  static let ofPayments: [ForwardedCall] = [
    ForwardedCall(
      Payments.PreparePaymentRun.descriptor,
      Payments.PreparePaymentRun.Input.with { $0.municipality = "44084" },
      Payments.PreparePaymentRun.Output.with { $0.run.name = run },
      resource: "44084",
      showing: [run]
    ),
    ForwardedCall(
      Payments.GetPaymentRun.descriptor,
      Payments.GetPaymentRun.Input.with { $0.name = run },
      Payments.GetPaymentRun.Output.with { $0.run.lineCount = 3 },
      resource: run
    ),
    ForwardedCall(
      Payments.ListPaymentRuns.descriptor,
      Payments.ListPaymentRuns.Input.with { $0.municipality = "44084" },
      Payments.ListPaymentRuns.Output.with { $0.nextPageToken = "next" },
      resource: "44084"
    ),
    ForwardedCall(
      Payments.ListPaymentLines.descriptor,
      Payments.ListPaymentLines.Input.with { $0.run = run },
      Payments.ListPaymentLines.Output.with {
        $0.lines = [
          .with {
            $0.beneficiary = person
            $0.payee = person
          }
        ]
      },
      resource: run,
      showing: [person]
    ),
    ForwardedCall(
      Payments.CancelPaymentRun.descriptor,
      Payments.CancelPaymentRun.Input.with { $0.name = run },
      Payments.CancelPaymentRun.Output.with { $0.run.state = .cancelled },
      resource: run
    ),
    ForwardedCall(
      Payments.RecordPaymentOutcomes.descriptor,
      Payments.RecordPaymentOutcomes.Input.with { $0.run = run },
      Payments.RecordPaymentOutcomes.Output.with { $0.changedCount = 1 },
      resource: run
    ),
    ForwardedCall(
      Payments.RecordCorrection.descriptor,
      Payments.RecordCorrection.Input.with { $0.line = "\(run)/lines/\(World.outside)" },
      Payments.RecordCorrection.Output.with { $0.line.payee = person },
      resource: "\(run)/lines/\(World.outside)",
      showing: [person]
    ),
    ForwardedCall(
      Payments.SetPaymentBudget.descriptor,
      Payments.SetPaymentBudget.Input.with { $0.municipality = "44084" },
      Payments.SetPaymentBudget.Output.with { $0.budget.year = 2025 },
      resource: "44084"
    ),
    ForwardedCall(
      Payments.GetPaymentBudget.descriptor,
      Payments.GetPaymentBudget.Input.with { $0.municipality = "44084" },
      Payments.GetPaymentBudget.Output.with { $0.budget.year = 2025 },
      resource: "44084"
    ),
  ]
}
