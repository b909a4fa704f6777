import CareTypes
import RightsAPI
import RightsDomain
import ServiceCore
import ServiceRuntime
import TypeAPI

/// Reads the fields of requests about payments.
extension Validation {
  /// The most euro cents of a budget or a correction: ten thousand million euros.
  private static let mostCents: Int64 = 1_000_000_000_000
  /// The most outcomes that are recorded at once.
  private static let mostOutcomes = 500
  /// The most characters of a reason.
  private static let mostReason = 200

  /// The municipality that pays.
  mutating func payer(_ field: String, _ text: String) -> NISCode? {
    if text.isEmpty {
      missing(field)
      return nil
    }
    return value(field) { () throws(ValueError) in try NISCode(text) }
  }

  /// The days in which the paid periods end: at most 366 days after each other, and over.
  mutating func paidDays(
    _ request: Mantel_Rights_V1_PreparePaymentRunRequest,
    today: CalendarDate
  ) -> ClosedRange<Int>? {
    let first = date("period_first_date", request.periodFirstDate, isSet: request.hasPeriodFirstDate)
    let last = date("period_last_date", request.periodLastDate, isSet: request.hasPeriodLastDate)
    if let last { require(last < today, "period_last_date", "is not over yet") }
    guard let first, let last else { return nil }
    require(first <= last, "period_last_date", "is before the first day")
    require(first.days(until: last) <= 366, "period_last_date", "is more than 366 days after the first day")
    return first <= last ? first.daysSinceEpoch...last.daysSinceEpoch : nil
  }

  /// The run that a field names.
  mutating func paymentRun(_ field: String, _ name: String) -> OpaqueID? {
    if name.isEmpty {
      missing(field)
      return nil
    }
    return value(field) { () throws(ValueError) in try PaymentName.readRun(name) }
  }

  /// The line that a field names.
  mutating func paymentLine(_ field: String, _ name: String) -> (run: OpaqueID, line: OpaqueID)? {
    if name.isEmpty {
      missing(field)
      return nil
    }
    return value(field) { () throws(ValueError) in try PaymentName.readLine(name) }
  }

  /// What happened to lines of a run, each once.
  mutating func outcomes(
    _ messages: [Mantel_Rights_V1_PaymentOutcome],
    of run: OpaqueID?,
    othersPaid: Bool
  ) -> [PaymentOutcome] {
    requireGiven(!messages.isEmpty || othersPaid, "outcomes")
    require(messages.count <= Self.mostOutcomes, "outcomes", "has more than \(Self.mostOutcomes) elements")
    require(Set(messages.map(\.line)).count == messages.count, "outcomes", "names a line twice")
    return messages.prefix(Self.mostOutcomes).enumerated().compactMap { index, message in
      let field = "outcomes[\(index)]"
      paymentReason("\(field).reason", message.reason)
      require(message.returned || message.reason.isEmpty, "\(field).reason", "is given with a payment that was made")
      guard let line = paymentLine("\(field).line", message.line) else { return nil }
      require(line.run == run, "\(field).line", "is of another run")
      return PaymentOutcome(line: line.line, isReturned: message.returned, reason: message.reason)
    }
  }

  /// Checks an amount in euro cents.
  mutating func cents(_ field: String, _ cents: Int64, atLeast least: Int64) {
    require((least...Self.mostCents).contains(cents), field, "is not \(least) to \(Self.mostCents)")
  }

  /// The year of a budget.
  mutating func budgetYear(_ field: String, _ year: Int32) -> Int? {
    require((2000...2200).contains(year), field, "is not 2000 to 2200")
    return Int(year)
  }

  /// Checks a reason that is told; it may be empty.
  mutating func paymentReason(_ field: String, _ text: String) {
    require(text.count <= Self.mostReason, field, "has more than \(Self.mostReason) characters")
    require(
      text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control },
      field,
      "has control characters"
    )
    require(!NationalNumberSearch.isNumber(in: text), field, "holds a national number")
  }
}
