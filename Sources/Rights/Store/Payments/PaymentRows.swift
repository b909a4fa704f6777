import CareTypes
import Foundation
import RightsDomain
import ServiceCore
import ServiceRuntime

/// Reads and writes payment runs, their lines and the budgets.
enum PaymentRows {
  // MARK: Runs

  /// Stores a new run, without lines.
  static func insertRun(
    _ id: OpaqueID,
    of municipality: NISCode,
    provision: Int64?,
    _ days: ClosedRange<Int>,
    by actor: String,
    at now: Instant,
    in db: Connection
  ) throws -> Int64 {
    try db.insert(
      """
      INSERT INTO payment_run (id, municipality, provision, first_day, last_day, state, actor, prepared)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        id.blob, municipality.digits, provision, days.lowerBound, days.upperBound,
        PaymentRun.State.prepared.rawValue, actor, now.microseconds,
      ]
    )
  }

  /// A run with its key; nil when there is none.
  static func run(
    _ id: OpaqueID,
    _ names: [Int64: String],
    in db: Connection
  ) throws -> (key: Int64, run: PaymentRun)? {
    guard let row = try db.row(runSQL, [id.blob]) else { return nil }
    return (row["key"], try run(row, names, in: db))
  }

  /// The run of a row, with the sums of its lines.
  static func run(_ row: SQLRow, _ names: [Int64: String], in db: Connection) throws -> PaymentRun {
    var sums = PaymentRun.Sums()
    try db.each(sumsSQL, [row["key"] as Int64]) { row in
      sums.add(row["count"], try row.word("kind"), try row.word("state"), cents: row["cents"])
    }
    return PaymentRun(
      id: try row.blobID("id"),
      municipality: try NISCode(row["municipality"] as String),
      provision: (row["provision"] as Int64?).flatMap { names[$0] },
      firstDay: row["first_day"],
      lastDay: row["last_day"],
      state: try row.word("state"),
      prepared: Instant(microseconds: row["prepared"]),
      exported: (row["exported"] as Int64?).map { Instant(microseconds: $0) },
      sums: sums
    )
  }

  static let runSQL = "SELECT * FROM payment_run WHERE id = ?"
  static let runsSQL = "SELECT * FROM payment_run WHERE municipality = ? AND key < ? ORDER BY key DESC LIMIT ?"
  static let exportSQL = "UPDATE payment_run SET state = 'exported', exported = ? WHERE key = ?"
  static let cancelSQL = "UPDATE payment_run SET state = 'cancelled' WHERE key = ?"
  static let sumsSQL = """
    SELECT kind, state, count(*) AS count, coalesce(sum(cents), 0) AS cents FROM payment_line WHERE run = ?
    GROUP BY kind, state
    """

  // MARK: Lines

  /// Stores a line of a run.
  static func insert(
    _ due: PaymentDue,
    _ kind: PaymentLine.Kind,
    _ state: PaymentLine.State,
    cents: Int64?,
    earlier: Int64,
    run: Int64,
    provision: Int64,
    municipality: NISCode,
    corrects: Int64? = nil,
    reason: String = "",
    in db: Connection
  ) throws -> OpaqueID {
    let id = OpaqueID.random()
    let isCare = if case .careSituation = due.award.holder { true } else { false }
    try db.execute(
      """
      INSERT INTO payment_line
        (id, run, holder, holder_is_care_situation, provision, beneficiary, payee, kind, state, first_day, last_day, cents,
         full_cents, due_cents, earlier_cents, held_days, municipality, year, corrects, reason)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        id.blob, run, due.award.holder.id.blob, isCare, provision, due.beneficiary.blob, due.payee.blob, kind.rawValue,
        state.rawValue, due.period.lowerBound, due.period.upperBound, cents, due.fullCents, due.cents, earlier,
        due.heldDays, municipality.digits, PaymentPlan.year(of: due.period), corrects, reason,
      ]
    )
    return id
  }

  /// The line of a row of `lineColumns`.
  static func line(_ row: SQLRow, _ names: [Int64: String]) throws -> PaymentLine {
    let id = try row.blobID("holder")
    guard let provision = names[row["provision"]] else { throw Refusal(.internal, "A provision is not there") }
    let (first, last): (Int, Int) = (row["first_day"], row["last_day"])
    let due: Int64? = row["due_cents"]
    let state: PaymentLine.State = try row.word("state")
    let corrected = row.isNull("corrected_id") ? nil : (try row.blobID("corrected_run"), try row.blobID("corrected_id"))
    return PaymentLine(
      id: try row.blobID("id"),
      run: try row.blobID("run_id"),
      due: PaymentDue(
        award: AwardKey(
          holder: row["holder_is_care_situation"] ? .careSituation(id) : .person(id),
          provision: provision
        ),
        beneficiary: try row.blobID("beneficiary"),
        payee: try row.blobID("payee"),
        period: first...max(first, last),
        isOnce: false,
        heldSince: first,
        heldDays: row["held_days"],
        fullCents: row["full_cents"],
        amount: due.map { .known($0) } ?? (state == .prorationUnknown ? .prorationUnknown : .unknown)
      ),
      kind: try row.word("kind"),
      state: state,
      cents: row["cents"],
      earlierCents: row["earlier_cents"],
      corrects: corrected,
      reason: row["reason"]
    )
  }

  private static let lineColumns = """
    SELECT payment_line.*, payment_run.id AS run_id, corrected.id AS corrected_id, corrected_run.id AS corrected_run
    FROM payment_line JOIN payment_run ON payment_run.key = payment_line.run
    LEFT JOIN payment_line AS corrected ON corrected.key = payment_line.corrects
    LEFT JOIN payment_run AS corrected_run ON corrected_run.key = corrected.run
    """
  static let linesSQL = """
    \(lineColumns) WHERE payment_line.run = ? AND payment_line.key > ? ORDER BY payment_line.key LIMIT ?
    """
  static let lineSQL = "\(lineColumns) WHERE payment_line.id = ?"

  /// Puts lines of a run that stand in one state into another.
  static func move(_ run: Int64, from: PaymentLine.State, to: PaymentLine.State, in db: Connection) throws -> Int {
    try db.change(moveSQL, [to.rawValue, run, from.rawValue])
  }

  static let setSQL = "UPDATE payment_line SET state = ?, reason = ? WHERE id = ?"
  static let reduceSQL = "UPDATE payment_line SET cents = ?, state = ? WHERE key = ?"
  static let moveSQL = "UPDATE payment_line SET state = ? WHERE run = ? AND state = ?"

  // MARK: What was paid before

  /// What earlier runs have for an award and a period, also for those who were merged into its holder.
  static func earlier(_ due: PaymentDue, provision: Int64, in db: Connection) throws -> PaymentPlan.Earlier {
    var earlier = PaymentPlan.Earlier()
    try db.each(earlierSQL, arguments(due, provision)) { row in
      let cents = row["cents"] as Int64? ?? 0
      let period: ClosedRange<Int> = row["first_day"]...row["last_day"]
      guard due.paidDays.lowerBound <= period.lowerBound, period.upperBound <= due.paidDays.upperBound else {
        earlier.isInLongerPeriod = true
        return
      }
      let state: PaymentLine.State = try row.word("state")
      if state.isWaiting {
        earlier.waiting.insert(state)
        return
      }
      switch try row.word("kind") as PaymentLine.Kind {
      case .ordinary:
        earlier.isInRun = true
        earlier.cents += cents
      case .supplement, .correction: earlier.cents += cents
      case .overpaid: earlier.toldCents += cents
      }
    }
    return earlier
  }

  /// Lets what was told to be paid too much for a period no longer count.
  static func settle(_ due: PaymentDue, provision: Int64, in db: Connection) throws {
    try db.execute(settleSQL, arguments(due, provision))
  }

  private static func arguments(_ due: PaymentDue, _ provision: Int64) -> Arguments {
    [
      "holder": due.award.holder.id.blob, "provision": provision, "first": due.paidDays.lowerBound,
      "last": due.paidDays.upperBound,
    ]
  }

  private static let same = """
    WITH RECURSIVE same (holder) AS (
      SELECT :holder
      UNION SELECT merged_person.merged FROM same JOIN merged_person ON merged_person.kept = same.holder)
    """
  static let earlierSQL = """
    \(same)
    SELECT kind, state, cents, first_day, last_day FROM same JOIN payment_line ON payment_line.holder = same.holder
    WHERE provision = :provision AND first_day <= :last AND last_day >= :first
      AND state IN ('to_pay', 'exported', 'paid', 'told', 'amount_unknown', 'proration_unknown', 'budget_spent')
    """
  static let settleSQL = """
    \(same)
    UPDATE payment_line SET state = 'settled' WHERE holder IN (SELECT holder FROM same) AND provision = :provision
      AND first_day >= :first AND first_day <= :last AND state = 'told'
    """

  // MARK: Budgets

  /// The budget of a municipality and year; nil when none is set.
  static func budget(_ municipality: NISCode, _ year: Int, in db: Connection) throws -> PaymentBudget? {
    guard let row = try db.row(budgetSQL, [municipality.digits, year]) else { return nil }
    return PaymentBudget(
      municipality: municipality,
      year: year,
      cents: row["cents"],
      spentCents: try db.value(Int64.self, spentSQL, [municipality.digits, year]) ?? 0,
      recorded: Instant(microseconds: row["recorded"])
    )
  }

  static let setBudgetSQL = """
    INSERT INTO payment_budget (municipality, year, cents, recorded, actor) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (municipality, year)
    DO UPDATE SET cents = excluded.cents, recorded = excluded.recorded, actor = excluded.actor
    """
  static let budgetSQL = "SELECT cents, recorded FROM payment_budget WHERE municipality = ? AND year = ?"
  static let spentSQL = """
    SELECT coalesce(sum(cents), 0) FROM payment_line WHERE municipality = ? AND year = ?
      AND state IN ('to_pay', 'exported', 'paid')
    """
}
