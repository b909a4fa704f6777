import Foundation
import RegistrationAPI
import RightsAPI
import SwiftProtobuf
import TestSupport

/// The calls about bank accounts and payments.
extension ScopedCall {
  private typealias Payments = Mantel_Rights_V1_PaymentService.Method
  private typealias Accounts = Mantel_Registration_V1_BankAccountService.Method

  private static let antwerp = "11002"

  static let ofPayments: [ScopedCall] = [
    ScopedCall(Accounts.SetBankAccount.descriptor, Accounts.SetBankAccount.Output.self) { kept in
      Accounts.SetBankAccount.Input.with {
        $0.requestID = UUID().uuidString
        $0.person = kept.caregiver
        $0.iban = "BE68 5390 0754 7034"
      }
    },
    ScopedCall(Accounts.GetBankAccount.descriptor, Accounts.GetBankAccount.Output.self) { kept in
      Accounts.GetBankAccount.Input.with { $0.person = kept.caregiver }
    },
    ScopedCall(Accounts.RemoveBankAccount.descriptor, Accounts.RemoveBankAccount.Output.self) { kept in
      Accounts.RemoveBankAccount.Input.with {
        $0.requestID = UUID().uuidString
        $0.person = kept.caregiver
      }
    },
    ScopedCall(Payments.PreparePaymentRun.descriptor, Payments.PreparePaymentRun.Output.self) { _ in
      Payments.PreparePaymentRun.Input.with {
        $0.requestID = UUID().uuidString
        $0.municipality = antwerp
        $0.periodFirstDate = Samples.date(2025, 5, 1)
        $0.periodLastDate = Samples.date(2025, 5, 31)
      }
    },
    ScopedCall(Payments.ListPaymentRuns.descriptor, Payments.ListPaymentRuns.Output.self) { _ in
      Payments.ListPaymentRuns.Input.with { $0.municipality = antwerp }
    },
    ScopedCall(Payments.SetPaymentBudget.descriptor, Payments.SetPaymentBudget.Output.self) { _ in
      Payments.SetPaymentBudget.Input.with {
        $0.requestID = UUID().uuidString
        $0.municipality = antwerp
        $0.year = 2025
        $0.amountCents = 100_000
      }
    },
    ScopedCall(Payments.GetPaymentBudget.descriptor, Payments.GetPaymentBudget.Output.self) { _ in
      Payments.GetPaymentBudget.Input.with {
        $0.municipality = antwerp
        $0.year = 2025
      }
    },
  ]
}
