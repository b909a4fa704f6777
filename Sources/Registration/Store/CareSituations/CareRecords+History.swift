import CareTypes
import Foundation
import RegistrationDomain
import ServiceCore
import ServiceRuntime

extension CareRecords {
  /// A care situation over time as it was known before a time; nil when it was not known yet.
  func history(of care: CareRow, known: Instant?, in db: Connection) throws -> CareHistory? {
    try db.row(Self.knownRevisionSQL, [care.key, known?.microseconds ?? Int64.max]).map {
      try CareHistory($0, terms: terms(of: care.key, in: $0["revision"] as Int64, db))
    }
  }

  static let knownRevisionSQL = """
    SELECT * FROM care_revision WHERE care_situation = ? AND recorded < ? ORDER BY revision DESC LIMIT 1
    """

  /// What was recorded of a care situation, oldest first.
  ///
  /// - Parameters:
  ///   - revision: Only later revisions.
  ///   - limit: At most so many.
  func histories(of care: CareRow, after revision: Int64, limit: Int, in db: Connection) throws -> [CareHistory] {
    let revisions = try db.rows(Self.revisionsSQL, [care.key, revision, limit])
    return try histories(revisions, in: db)
  }

  /// What was recorded of several care situations, oldest first, by their keys.
  func histories(ofAll care: some Collection<CareRow>, in db: Connection) throws -> [Int64: [CareHistory]] {
    let revisions = try db.rows(Self.revisionsOfSeveralSQL, [ValueList(care.map(\.key))])
    return Dictionary(grouping: zip(revisions, try histories(revisions, in: db))) { $0.0["care_situation"] as Int64 }
      .mapValues { $0.map(\.1) }
  }

  /// Reads rows of `care_revision`, with the terms as known in each.
  private func histories(_ revisions: [SQLRow], in db: Connection) throws -> [CareHistory] {
    let periods = try db.rows(
      Self.periodsOfSeveralSQL,
      [ValueList(Set(revisions.map { $0["care_situation"] as Int64 }))]
    )
    // A period is known in many revisions, and is read once.
    let ofCare = try Dictionary(grouping: periods) { $0["care_situation"] as Int64 }
      .mapValues { try $0.map { (row: $0, period: try Self.period($0)) } }
    return try revisions.map { row in
      let revision: Int64 = row["revision"]
      let known = (ofCare[row["care_situation"]] ?? []).filter { period in
        (period.row["since"] as Int64) <= revision && (period.row["until"] as Int64?).map { $0 > revision } ?? true
      }
      return try CareHistory(row, terms: Self.timeline(known.map(\.period)))
    }
  }

  static let revisionsOfSeveralSQL = """
    SELECT * FROM care_revision WHERE care_situation IN \(ValueList.members("?"))
    ORDER BY care_situation, revision
    """

  static let periodsOfSeveralSQL =
    "SELECT * FROM care_period WHERE care_situation IN \(ValueList.members("?"))"

  static let revisionsSQL =
    "SELECT * FROM care_revision WHERE care_situation = ? AND revision > ? ORDER BY revision LIMIT ?"

  /// The terms of a care situation from day to day, as known in a revision; nil: now.
  func terms(of care: Int64, in revision: Int64? = nil, _ db: Connection) throws -> Timeline<CareTerms> {
    let rows =
      if let revision {
        try db.rows(Self.knownTermsSQL, [care, revision, revision])
      } else {
        try db.rows(Self.termsSQL, [care])
      }
    return try Self.terms(rows)
  }

  /// The current terms of several care situations, by their keys.
  func terms(of care: some Sequence<Int64>, in db: Connection) throws -> [Int64: Timeline<CareTerms>] {
    let rows = try db.rows(Self.termsOfSeveralSQL, [ValueList(Set(care))])
    return try Dictionary(grouping: rows) { $0["care_situation"] as Int64 }.mapValues { try Self.terms($0) }
  }

  private static func terms(_ rows: [SQLRow]) throws -> Timeline<CareTerms> { try timeline(rows.map(period)) }

  private static func period(_ row: SQLRow) throws -> Timeline<CareTerms>.Period {
    Timeline.Period(start: try row.date("start_date"), value: try CareTerms(row))
  }

  private static func timeline(_ periods: [Timeline<CareTerms>.Period]) throws -> Timeline<CareTerms> {
    guard let terms = Timeline(periods) else { throw Refusal(.internal, "A care situation has no terms") }
    return terms
  }

  static let termsOfSeveralSQL = """
    SELECT * FROM care_period WHERE care_situation IN \(ValueList.members("?")) AND until IS NULL
    """

  static let termsSQL = "SELECT * FROM care_period WHERE care_situation = ? AND until IS NULL"

  static let knownTermsSQL = """
    SELECT * FROM care_period WHERE care_situation = ? AND since <= ? AND (until IS NULL OR until > ?)
    """

  /// Records a new revision.
  ///
  /// - Parameters:
  ///   - span: First and last day from now on.
  ///   - terms: The terms from now on; nil: they stay.
  /// - Returns: The care situation as it now is.
  @discardableResult
  func revise(
    _ care: CareRow,
    _ kind: CareRevisionKind,
    span: DateSpan? = nil,
    endReason: EndReason? = nil,
    terms: Timeline<CareTerms>? = nil,
    declarations: Declarations? = nil,
    at now: Instant,
    in db: Connection
  ) throws -> CareRow {
    let revision = care.revision + 1
    let reason = span == nil ? care.endReason : endReason
    let span = span ?? care.span
    try db.execute(
      """
      UPDATE care_situation SET start_date = ?, end_date = ?, end_reason = ?, revision = ?, updated = ? WHERE key = ?
      """,
      [
        span.start.daysSinceEpoch, span.end?.daysSinceEpoch, reason?.rawValue, revision, now.microseconds, care.key,
      ]
    )
    try insertRevision(care.key, revision, kind, span, reason, declarations ?? care.declarations, at: now, in: db)
    if let terms {
      try db.execute(
        "UPDATE care_period SET until = ? WHERE care_situation = ? AND until IS NULL",
        [revision, care.key]
      )
      try insertTerms(terms, of: care.key, since: revision, in: db)
    }
    return try careSituation(care.key, in: db)
  }

  func insertRevision(
    _ care: Int64,
    _ revision: Int64,
    _ kind: CareRevisionKind,
    _ span: DateSpan,
    _ endReason: EndReason?,
    _ declarations: Declarations,
    at now: Instant,
    in db: Connection
  ) throws {
    try db.execute(
      """
      INSERT INTO care_revision (care_situation, revision, kind, start_date, end_date, end_reason,
        caregiver_signed_date, caregiver_signed_by, recipient_signed_date, recipient_signed_by, recorded)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        care, revision, kind.rawValue, span.start.daysSinceEpoch, span.end?.daysSinceEpoch, endReason?.rawValue,
        declarations.caregiver?.signedDate.daysSinceEpoch, declarations.caregiver?.givenBy.rawValue,
        declarations.recipient?.signedDate.daysSinceEpoch, declarations.recipient?.givenBy.rawValue, now.microseconds,
      ]
    )
  }

  func insertTerms(_ terms: Timeline<CareTerms>, of care: Int64, since revision: Int64, in db: Connection) throws {
    for span in terms.spans {
      let value = span.value
      try db.execute(
        """
        INSERT INTO care_period (care_situation, since, start_date, end_date, terms, minutes_per_year, role)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        [
          care, revision, span.start.daysSinceEpoch, span.end?.daysSinceEpoch,
          String(decoding: try JSONEncoder().encode(value), as: UTF8.self), value.hours.minutesPerYear,
          value.role?.rawValue,
        ]
      )
    }
  }
}

extension CareHistory {
  /// Reads a row of `care_revision`.
  fileprivate init(_ row: SQLRow, terms: Timeline<CareTerms>) throws {
    self.init(
      revision: row["revision"],
      kind: try row.word("kind"),
      recordTime: Instant(microseconds: row["recorded"]),
      span: try row.span(),
      endReason: try row.optionalWord("end_reason"),
      declarations: try Declarations(row),
      terms: terms
    )
  }
}
