import CareTypes
import GRPCCore
import RegistrationAPI
import RegistrationDomain
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

typealias BankAccountProto = Mantel_Registration_V1_BankAccountService

/// Answers `mantel.registration.v1.BankAccountService`: reads each request, calls the store, and writes the answer.
struct BankAccountRPC: BankAccountProto.SimpleServiceProtocol {
  /// The most people whose accounts are read at once.
  private static let mostPayees = 500

  let parts: RegistrationContext

  func setBankAccount(
    request: Mantel_Registration_V1_SetBankAccountRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_SetBankAccountResponse {
    let command = try Command(request.requestID, BankAccountProto.Method.SetBankAccount.descriptor, request)
    let id = try ResourceCollection.persons.id(ofField: "person", request.person)
    let reader = try parts.reader()
    var validation = Validation()
    validation.requireGiven(!request.iban.isEmpty, "iban")
    let read = request.iban.isEmpty ? nil : validation.value("iban") { () throws(ValueError) in try IBAN(request.iban) }
    let holder =
      request.accountHolder.isEmpty
      ? nil : reader.text(request.accountHolder, "account_holder", 1...BankAccount.mostHolderCharacters, &validation)
    let day = day(request.fromDate, request.hasFromDate, "from_date", reader, &validation)
    let iban = try validation.finish(read)
    let first = try await parts.store.bankAccounts.set(
      iban,
      heldBy: holder,
      from: validation.finish(day),
      of: id,
      for: parts.viewer(),
      command: command
    )
    let account = BankAccount(iban: iban, holder: holder, days: DayRange(from: first, until: nil))
    return try .with { $0.account = try Mantel_Registration_V1_BankAccount(account) }
  }

  func getBankAccount(
    request: Mantel_Registration_V1_GetBankAccountRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_GetBankAccountResponse {
    let id = try ResourceCollection.persons.id(ofField: "person", request.person)
    let reader = try parts.reader()
    var validation = Validation()
    let day = day(request.asOfDate, request.hasAsOfDate, "as_of_date", reader, &validation)
    let account = try await parts.store.bankAccounts.account(of: id, on: validation.finish(day), for: parts.viewer())
    return try .with { $0.account = try Mantel_Registration_V1_BankAccount(account) }
  }

  func removeBankAccount(
    request: Mantel_Registration_V1_RemoveBankAccountRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_RemoveBankAccountResponse {
    let command = try Command(request.requestID, BankAccountProto.Method.RemoveBankAccount.descriptor, request)
    let id = try ResourceCollection.persons.id(ofField: "person", request.person)
    let reader = try parts.reader()
    var validation = Validation()
    let day = day(request.fromDate, request.hasFromDate, "from_date", reader, &validation)
    try await parts.store.bankAccounts.remove(
      from: validation.finish(day),
      of: id,
      for: parts.viewer(),
      command: command
    )
    return .init()
  }

  func getPayees(
    request: Mantel_Registration_V1_GetPayeesRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_GetPayeesResponse {
    var validation = Validation()
    validation.require(request.persons.count <= Self.mostPayees, "persons", "has more than \(Self.mostPayees) elements")
    let day = validation.date("as_of_date", request.asOfDate, isSet: request.hasAsOfDate)
    let ids = request.persons.prefix(Self.mostPayees).enumerated().compactMap { index, name in
      validation.value("persons[\(index)]") { () throws(ValueError) in try ResourceCollection.persons.id(from: name) }
    }
    let date = try validation.finish(day)
    let payable = try await parts.store.bankAccounts.payable(ids, on: date.daysSinceEpoch, for: parts.viewer())
    return .with {
      $0.payees = payable.map { payable in
        .with {
          $0.person = ResourceCollection.persons.name(payable.person)
          $0.accountHolder = payable.holder
          $0.iban = payable.iban.compact
        }
      }
    }
  }

  /// The day that a field gives, at most a year from today; today when it gives none.
  private func day(
    _ message: Mantel_Type_V1_Date,
    _ isSet: Bool,
    _ field: String,
    _ reader: RequestReader,
    _ validation: inout Validation
  ) -> Int? {
    if !isSet { return reader.today.daysSinceEpoch }
    guard let date = validation.date(field, message, isSet: true) else { return nil }
    validation.require(reader.today.days(until: date) <= 366, field, "lies more than a year ahead")
    return date.daysSinceEpoch
  }
}

extension Mantel_Registration_V1_BankAccount {
  /// The account in an answer.
  init(_ account: BankAccount) throws {
    self.init()
    iban = account.iban.compact
    accountHolder = account.holder ?? ""
    if let from = account.days.from { fromDate = .init(try CalendarDate(daysSinceEpoch: from)) }
    if let until = account.days.until { untilDate = .init(try CalendarDate(daysSinceEpoch: until)) }
  }
}
