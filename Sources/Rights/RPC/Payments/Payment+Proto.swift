import CareTypes
package import RightsAPI
import RightsDomain
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

extension PaymentRun.State: MessageWord {
  /// The state in an answer.
  package var message: Mantel_Rights_V1_PaymentRunState {
    switch self {
    case .prepared: .prepared
    case .exported: .exported
    case .cancelled: .cancelled
    }
  }
}

extension PaymentLine.Kind: MessageWord {
  /// The kind in an answer.
  package var message: Mantel_Rights_V1_PaymentLineKind {
    switch self {
    case .ordinary: .ordinary
    case .supplement: .supplement
    case .overpaid: .overpaid
    case .correction: .correction
    }
  }
}

extension PaymentLine.State: MessageWord {
  /// The state in an answer.
  package var message: Mantel_Rights_V1_PaymentLineState {
    switch self {
    case .toPay: .toPay
    case .exported: .exported
    case .paid: .paid
    case .returned: .returned
    case .withoutAccount: .withoutAccount
    case .budgetSpent: .budgetSpent
    case .amountUnknown: .amountUnknown
    case .prorationUnknown: .prorationUnknown
    case .told: .told
    case .settled: .settled
    case .cancelled: .cancelled
    }
  }
}

extension Mantel_Rights_V1_PaymentRun {
  /// The run in an answer.
  init(_ run: PaymentRun) throws {
    self.init()
    name = PaymentName.run(run.id)
    municipality = run.municipality.digits
    provision = run.provision ?? ""
    periodFirstDate = .init(try CalendarDate(daysSinceEpoch: run.firstDay))
    periodLastDate = .init(try CalendarDate(daysSinceEpoch: run.lastDay))
    state = run.state.message
    prepareTime = Google_Protobuf_Timestamp(run.prepared)
    if let exported = run.exported { exportTime = Google_Protobuf_Timestamp(exported) }
    lineCount = run.sums.lines
    payableCount = run.sums.payable
    payableCents = run.sums.payableCents
    overpaidCents = run.sums.overpaidCents
    unpaidCount = run.sums.unpaid
  }
}

extension Mantel_Rights_V1_PaymentLine {
  /// The line in an answer.
  init(_ line: PaymentLine) throws {
    self.init()
    name = PaymentName.line(line.id, of: line.run)
    award = line.due.award.name
    beneficiary = ResourceCollection.persons.name(line.due.beneficiary)
    payee = ResourceCollection.persons.name(line.due.payee)
    kind = line.kind.message
    state = line.state.message
    periodFirstDate = .init(try CalendarDate(daysSinceEpoch: line.due.period.lowerBound))
    periodLastDate = .init(try CalendarDate(daysSinceEpoch: line.due.period.upperBound))
    if let cents = line.cents { amountCents = cents }
    if let cents = line.due.fullCents { fullCents = cents }
    if let cents = line.due.cents { dueCents = cents }
    earlierCents = line.earlierCents
    heldDays = Int32(clamping: line.due.heldDays)
    periodDays = Int32(clamping: line.due.period.count)
    if let corrected = line.corrects { corrects = PaymentName.line(corrected.line, of: corrected.run) }
    reason = line.reason
  }
}

extension Mantel_Rights_V1_PaymentBudget {
  /// The budget in an answer.
  init(_ budget: PaymentBudget) {
    self.init()
    municipality = budget.municipality.digits
    year = Int32(clamping: budget.year)
    amountCents = budget.cents
    spentCents = budget.spentCents
    setTime = Google_Protobuf_Timestamp(budget.recorded)
  }
}
