import CareTypes
import RightsAPI
import TypeAPI

/// What the commands about payments print of a run.
enum PaymentSheet {
  /// A run, a line for each thing.
  static func text(_ run: Mantel_Rights_V1_PaymentRun) -> String {
    var lines = [
      "\(run.name) (\(state(run.state))), \(run.municipality), periods that end from \(day(run.periodFirstDate)) to "
        + day(run.periodLastDate),
      "\(run.payableCount) of \(run.lineCount) lines are paid: \(euros(run.payableCents))",
    ]
    if run.unpaidCount > 0 { lines.append("\(run.unpaidCount) lines wait, are refused or came back") }
    if run.overpaidCents > 0 {
      lines.append("Paid too much: \(euros(run.overpaidCents)), which is not claimed by itself")
    }
    return lines.joined(separator: "\n")
  }

  /// The lines of a run, as a table.
  static func text(_ lines: [Mantel_Rights_V1_PaymentLine]) -> String {
    var table = TextTable(["line", "award", "period", "days", "amount", "what", "state", "reason"], right: [3, 4])
    for line in lines {
      table.add([
        line.name.split(separator: "/").last.map(String.init) ?? "", line.award,
        "\(day(line.periodFirstDate)) - \(day(line.periodLastDate))", "\(line.heldDays)/\(line.periodDays)",
        line.hasAmountCents ? euros(line.amountCents) : "not known", kind(line.kind), state(line.state), line.reason,
      ])
    }
    return table.text
  }

  /// An amount.
  static func euros(_ cents: Int64) -> String { Money(cents: cents).formatted(.english) }

  private static func day(_ date: Mantel_Type_V1_Date) -> String {
    (try? CalendarDate(year: Int(date.year), month: Int(date.month), day: Int(date.day)))?.isoText ?? ""
  }

  private static func state(_ state: Mantel_Rights_V1_PaymentRunState) -> String {
    switch state {
    case .prepared: "prepared"
    case .exported: "exported"
    case .cancelled: "cancelled"
    case .unspecified, .UNRECOGNIZED: "unknown"
    }
  }

  private static func kind(_ kind: Mantel_Rights_V1_PaymentLineKind) -> String {
    switch kind {
    case .ordinary: "payment"
    case .supplement: "supplement"
    case .overpaid: "paid too much"
    case .correction: "correction"
    case .unspecified, .UNRECOGNIZED: "unknown"
    }
  }

  private static func state(_ state: Mantel_Rights_V1_PaymentLineState) -> String {
    switch state {
    case .toPay: "to be paid"
    case .exported: "exported"
    case .paid: "paid"
    case .returned: "came back"
    case .withoutAccount: "waits for an account"
    case .budgetSpent: "refused: the budget is spent"
    case .amountUnknown: "waits: the amount is not known"
    case .prorationUnknown: "waits: the regulation does not say how to prorate"
    case .told: "told"
    case .settled: "settled"
    case .cancelled: "cancelled"
    case .unspecified, .UNRECOGNIZED: "unknown"
    }
  }
}
