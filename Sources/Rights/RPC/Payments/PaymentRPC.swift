import CareTypes
import GRPCCore
import RightsAPI
import RightsDomain
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

typealias PaymentProto = Mantel_Rights_V1_PaymentService

/// Serves `mantel.rights.v1.PaymentService`: reads the request, calls the store and writes the answer.
struct PaymentRPC: PaymentProto.SimpleServiceProtocol {
  let store: RightsStore
  let clock: RegistryClock

  func preparePaymentRun(
    request: Mantel_Rights_V1_PreparePaymentRunRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_PreparePaymentRunResponse {
    let command = try Command(request.requestID, PaymentProto.Method.PreparePaymentRun.descriptor, request)
    let today = try clock.today()
    var validation = Validation()
    let code = validation.payer("municipality", request.municipality)
    if !request.provision.isEmpty {
      validation.require(
        ProvisionName.isName(request.provision),
        "provision",
        "is not of the form provisions/{id}"
      )
    }
    let days = validation.paidDays(request, today: today)
    let payer = try payer(validation.finish(code), on: today)
    let (run, moreDue) = try await store.preparePayments(
      PaymentQuestion(
        municipality: payer.code,
        codes: payer.codes,
        provision: request.provision.isEmpty ? nil : request.provision,
        days: validation.finish(days),
        today: today
      ),
      command: command
    )
    return try .with {
      $0.run = try Mantel_Rights_V1_PaymentRun(run)
      $0.moreDue = moreDue
    }
  }

  func getPaymentRun(
    request: Mantel_Rights_V1_GetPaymentRunRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_GetPaymentRunResponse {
    var validation = Validation()
    let id = validation.paymentRun("name", request.name)
    let run = try await store.paymentRun(validation.finish(id), in: area())
    return try .with { $0.run = try Mantel_Rights_V1_PaymentRun(run) }
  }

  func listPaymentRuns(
    request: Mantel_Rights_V1_ListPaymentRunsRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_ListPaymentRunsResponse {
    var validation = Validation()
    let code = validation.payer("municipality", request.municipality)
    let size = validation.pageSize(request.pageSize)
    let payer = try payer(validation.finish(code), on: clock.today())
    let query = "payment runs of \(payer.code)"
    let before = try PageToken.readNumber(request.pageToken, query: query)
    let page = try await store.paymentRuns(of: payer.code, before: before, limit: size)
    return try .with {
      $0.runs = try page.runs.map(Mantel_Rights_V1_PaymentRun.init)
      $0.nextPageToken = page.next.map { PageToken(after: $0).text(query: query) } ?? ""
    }
  }

  func listPaymentLines(
    request: Mantel_Rights_V1_ListPaymentLinesRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_ListPaymentLinesResponse {
    var validation = Validation()
    let run = validation.paymentRun("run", request.run)
    let size = validation.pageSize(request.pageSize)
    let id = try validation.finish(run)
    let query = "lines of \(request.run)"
    let after = try PageToken.readNumber(request.pageToken, query: query) ?? 0
    let page = try await store.paymentLines(of: id, in: area(), after: after, limit: size)
    return try .with {
      $0.lines = try page.lines.map(Mantel_Rights_V1_PaymentLine.init)
      $0.nextPageToken = page.next.map { PageToken(after: $0).text(query: query) } ?? ""
    }
  }

  func releasePaymentRun(
    request: Mantel_Rights_V1_ReleasePaymentRunRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_ReleasePaymentRunResponse {
    let command = try Command(request.requestID, PaymentProto.Method.ReleasePaymentRun.descriptor, request)
    var validation = Validation()
    let id = validation.paymentRun("name", request.name)
    let payees = request.payeesWithoutAccount.enumerated().compactMap { index, name in
      validation.value("payees_without_account[\(index)]") { () throws(ValueError) in
        try ResourceCollection.persons.id(from: name)
      }
    }
    let (run, lines, waiting) = try await store.releasePayments(
      validation.finish(id),
      withoutAccount: Set(payees),
      in: area(),
      command: command
    )
    return try .with {
      $0.run = try Mantel_Rights_V1_PaymentRun(run)
      $0.lines = try lines.map(Mantel_Rights_V1_PaymentLine.init)
      $0.withoutAccountCount = Int64(waiting)
    }
  }

  func cancelPaymentRun(
    request: Mantel_Rights_V1_CancelPaymentRunRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_CancelPaymentRunResponse {
    let command = try Command(request.requestID, PaymentProto.Method.CancelPaymentRun.descriptor, request)
    var validation = Validation()
    let id = validation.paymentRun("name", request.name)
    let run = try await store.cancelPayments(validation.finish(id), in: area(), command: command)
    return try .with { $0.run = try Mantel_Rights_V1_PaymentRun(run) }
  }

  func recordPaymentOutcomes(
    request: Mantel_Rights_V1_RecordPaymentOutcomesRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_RecordPaymentOutcomesResponse {
    let command = try Command(request.requestID, PaymentProto.Method.RecordPaymentOutcomes.descriptor, request)
    var validation = Validation()
    let id = validation.paymentRun("run", request.run)
    let outcomes = validation.outcomes(request.outcomes, of: id, othersPaid: request.othersPaid)
    let (run, changed) = try await store.recordOutcomes(
      outcomes,
      othersPaid: request.othersPaid,
      of: validation.finish(id),
      in: area(),
      command: command
    )
    return try .with {
      $0.run = try Mantel_Rights_V1_PaymentRun(run)
      $0.changedCount = Int64(changed)
    }
  }

  func recordCorrection(
    request: Mantel_Rights_V1_RecordCorrectionRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_RecordCorrectionResponse {
    let command = try Command(request.requestID, PaymentProto.Method.RecordCorrection.descriptor, request)
    var validation = Validation()
    let named = validation.paymentLine("line", request.line)
    validation.cents("amount_cents", request.amountCents, atLeast: 1)
    validation.requireGiven(request.reason.contains { !$0.isWhitespace }, "reason")
    validation.paymentReason("reason", request.reason)
    let line = try await store.recordCorrection(
      of: validation.finish(named),
      cents: request.amountCents,
      reason: request.reason,
      in: area(),
      command: command
    )
    return try .with { $0.line = try Mantel_Rights_V1_PaymentLine(line) }
  }

  func setPaymentBudget(
    request: Mantel_Rights_V1_SetPaymentBudgetRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_SetPaymentBudgetResponse {
    let command = try Command(request.requestID, PaymentProto.Method.SetPaymentBudget.descriptor, request)
    var validation = Validation()
    let code = validation.payer("municipality", request.municipality)
    let year = validation.budgetYear("year", request.year)
    validation.cents("amount_cents", request.amountCents, atLeast: 0)
    let payer = try payer(validation.finish(code), on: clock.today())
    let budget = try await store.setBudget(
      request.amountCents,
      of: payer.code,
      year: validation.finish(year),
      command: command
    )
    return .with { $0.budget = Mantel_Rights_V1_PaymentBudget(budget) }
  }

  func getPaymentBudget(
    request: Mantel_Rights_V1_GetPaymentBudgetRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_GetPaymentBudgetResponse {
    var validation = Validation()
    let code = validation.payer("municipality", request.municipality)
    let year = validation.budgetYear("year", request.year)
    let payer = try payer(validation.finish(code), on: clock.today())
    let budget = try await store.budget(of: payer.code, year: validation.finish(year))
    return .with { $0.budget = Mantel_Rights_V1_PaymentBudget(budget) }
  }

  // MARK: Who pays

  /// A municipality that the client is: its code of a day, and all codes of its area.
  ///
  /// - Throws: `Refusal` for one outside the client's scope.
  private func payer(_ code: NISCode, on date: CalendarDate) throws -> (code: NISCode, codes: Set<NISCode>) {
    let area = try ScopedArea([code], scope: CallContext.current.scope, on: date, store.municipalities)
    return (store.municipalities.current(code, on: date), area.codes ?? [code])
  }

  /// The codes of the municipalities whose runs the client sees; nil for all.
  private func area() throws -> Set<NISCode>? {
    try ScopedArea([], scope: CallContext.current.scope, on: clock.today(), store.municipalities).codes
  }
}
