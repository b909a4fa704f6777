package import CareTypes
import Foundation
package import RightsDomain
import ServiceCore
package import ServiceRuntime

/// What happened to a payment.
package struct PaymentOutcome: Sendable, Hashable {
  /// The line.
  package let line: OpaqueID
  /// Whether it came back; otherwise it was paid.
  package let isReturned: Bool
  /// Why it came back; empty when that is not told.
  package let reason: String

  /// An outcome.
  package init(line: OpaqueID, isReturned: Bool, reason: String) {
    self.line = line
    self.isReturned = isReturned
    self.reason = reason
  }
}

extension RightsStore {
  /// Marks a run as exported. Lines of payees without an account wait for a later run.
  ///
  /// - Returns: The run, the lines that are paid, and how many wait.
  /// - Throws: `Refusal` when there is none, it was cancelled, there is nothing to pay, or accounts are missing.
  package func releasePayments(
    _ id: OpaqueID,
    withoutAccount payees: Set<OpaqueID>,
    in area: Set<NISCode>?,
    command: Command
  ) async throws -> (run: PaymentRun, lines: [PaymentLine], waiting: Int) {
    _ = try await database.command(command) { [cache] transaction in
      let db = transaction.connection
      let (key, run) = try Self.run(id, in: area, cache, in: db)
      let lines = try Self.lines(of: key, cache, in: db)
      let isWaiting: (PaymentLine) -> Bool = { payees.contains($0.due.payee) }
      switch run.state {
      case .cancelled: throw Refusal(.paymentState, "The run was cancelled")
      case .prepared:
        let payable = lines.filter { $0.state == .toPay }
        if payable.isEmpty { throw Refusal(.paymentState, "The run has nothing to pay") }
        if payable.allSatisfy(isWaiting) { throw Refusal(.noBankAccount, "Nobody who is to be paid has an account") }
        for line in payable {
          try Self.set(isWaiting(line) ? .withoutAccount : .exported, reason: "", of: line.id, in: db)
        }
        try db.execute(PaymentRows.exportSQL, [transaction.now.microseconds, key])
      case .exported:
        if lines.contains(where: { $0.isReleased && isWaiting($0) }) {
          throw Refusal(.noBankAccount, "Someone who was in the run before has no account any more")
        }
      }
      return true
    }
    return try await database.read { [cache] db in
      let (key, run) = try Self.run(id, in: area, cache, in: db)
      let lines = try Self.lines(of: key, cache, in: db)
      return (run, lines.filter(\.isReleased), lines.count { $0.state == .withoutAccount })
    }
  }

  /// Cancels a run that was not exported.
  ///
  /// - Throws: `Refusal` when there is none, or it was exported.
  package func cancelPayments(_ id: OpaqueID, in area: Set<NISCode>?, command: Command) async throws -> PaymentRun {
    _ = try await database.command(command) { [cache] transaction in
      let db = transaction.connection
      let (key, run) = try Self.run(id, in: area, cache, in: db)
      if run.state == .exported { throw Refusal(.paymentState, "The run was exported") }
      for state in PaymentLine.State.allCases where state == .toPay || state == .told || state.isWaiting {
        _ = try PaymentRows.move(key, from: state, to: .cancelled, in: db)
      }
      try db.execute(PaymentRows.cancelSQL, [key])
      return true
    }
    return try await paymentRun(id, in: area)
  }

  /// Records what happened to lines of an exported run.
  ///
  /// - Parameter othersPaid: Whether all other exported lines were paid.
  /// - Returns: The run, and how many lines changed.
  /// - Throws: `Refusal` when there is no such run or line, or a line was not exported or came back before.
  package func recordOutcomes(
    _ outcomes: [PaymentOutcome],
    othersPaid: Bool,
    of id: OpaqueID,
    in area: Set<NISCode>?,
    command: Command
  ) async throws -> (run: PaymentRun, changed: Int) {
    let changed = try await database.command(command) { [cache] transaction in
      let db = transaction.connection
      let (key, _) = try Self.run(id, in: area, cache, in: db)
      let lines = Dictionary(try Self.lines(of: key, cache, in: db).map { ($0.id, $0) }) { first, _ in first }
      var changed = 0
      for outcome in outcomes {
        guard let line = lines[outcome.line] else { throw Refusal.notFound(PaymentName.line(outcome.line, of: id)) }
        let target: PaymentLine.State = outcome.isReturned ? .returned : .paid
        if line.state == target { continue }
        guard line.isReleased, line.kind != .correction else {
          throw Refusal(.paymentState, "\(PaymentName.line(line.id, of: id)) was not exported, or came back before")
        }
        try Self.set(target, reason: outcome.reason, of: line.id, in: db)
        changed += 1
      }
      if othersPaid { changed += try PaymentRows.move(key, from: .exported, to: .paid, in: db) }
      return changed
    }
    return (try await paymentRun(id, in: area), changed)
  }

  /// Records that what was paid too much was given back or set off.
  ///
  /// - Returns: The line of the correction.
  /// - Throws: `Refusal` when there is no such line, or it does not tell of that much.
  package func recordCorrection(
    of line: (run: OpaqueID, line: OpaqueID),
    cents: Int64,
    reason: String,
    in area: Set<NISCode>?,
    command: Command
  ) async throws -> PaymentLine {
    let made: OpaqueID = try await database.command(command) { [cache] transaction in
      let db = transaction.connection
      let (run, paid) = try Self.run(line.run, in: area, cache, in: db)
      let names = try Self.names(cache, in: db)
      guard let row = try db.row(PaymentRows.lineSQL, [line.line.blob]), row["run"] as Int64 == run else {
        throw Refusal.notFound(PaymentName.line(line.line, of: line.run))
      }
      let told = try PaymentRows.line(row, names)
      guard told.state == .told, let most = told.cents, cents <= most else {
        throw Refusal(.paymentState, "The line does not tell of so much paid too much")
      }
      // What is left of it stays told.
      try db.execute(PaymentRows.reduceSQL, [most - cents, most == cents ? "settled" : "told", row["key"] as Int64])
      return try PaymentRows.insert(
        told.due,
        .correction,
        .paid,
        cents: -cents,
        earlier: told.earlierCents,
        run: run,
        provision: row["provision"],
        municipality: paid.municipality,
        corrects: row["key"] as Int64,
        reason: reason,
        in: db
      )
    }
    return try await database.read { [cache] db in
      guard let row = try db.row(PaymentRows.lineSQL, [made.blob]) else {
        throw Refusal(.internal, "A correction is not there")
      }
      return try PaymentRows.line(row, Self.names(cache, in: db))
    }
  }

  // MARK: Budgets

  /// Sets the budget of a year.
  package func setBudget(
    _ cents: Int64,
    of municipality: NISCode,
    year: Int,
    command: Command
  ) async throws -> PaymentBudget {
    _ = try await database.command(command) { transaction in
      try transaction.connection.execute(
        PaymentRows.setBudgetSQL,
        [municipality.digits, year, cents, transaction.now.microseconds, command.client]
      )
      return true
    }
    return try await budget(of: municipality, year: year)
  }

  /// The budget of a year.
  ///
  /// - Throws: `Refusal` when none is set.
  package func budget(of municipality: NISCode, year: Int) async throws -> PaymentBudget {
    try await database.read { db in
      guard let budget = try PaymentRows.budget(municipality, year, in: db) else {
        throw Refusal.notFound("The payment budget of \(municipality) for \(year)")
      }
      return budget
    }
  }

  // MARK: Lines

  private static func lines(of run: Int64, _ cache: ProvisionCache, in db: Connection) throws -> [PaymentLine] {
    let names = try names(cache, in: db)
    return try db.rows(PaymentRows.linesSQL, [run, Int64(0), Int.max]).map { try PaymentRows.line($0, names) }
  }

  private static func set(
    _ state: PaymentLine.State,
    reason: String,
    of line: OpaqueID,
    in db: Connection
  ) throws {
    try db.execute(PaymentRows.setSQL, [state.rawValue, reason, line.blob])
  }
}

extension PaymentLine {
  /// Whether it was exported to the bank, and did not come back.
  fileprivate var isReleased: Bool { kind != .correction && (state == .exported || state == .paid) }
}
