import CareTypes
import Foundation
import GRDB
import ServiceCore
import ServiceRuntime

/// A row of the table `care_situation`.
struct CareRow {
  let key: Int64
  let id: OpaqueID
  let caregiver: Int64
  let recipient: Int64
  let span: DateSpan
  let endReason: EndReason?
  let declarations: Declarations
  let dataKey: Int64?
  let sealedContactPoint: Data?
  let revision: Int64
  /// The one that stands for it since it was taken together with another of the same two people.
  let joinedInto: Int64?
  let created: Instant
  let updated: Instant

  init(_ row: Row) throws {
    key = row["key"]
    id = try row.id("id")
    caregiver = row["caregiver"]
    recipient = row["recipient"]
    span = try row.span()
    endReason = try row.optionalWord("end_reason")
    declarations = try Declarations(row)
    dataKey = row["data_key"]
    sealedContactPoint = row["contact_point"]
    revision = row["revision"]
    joinedInto = row["joined_into"]
    created = Instant(microseconds: row["created"])
    updated = Instant(microseconds: row["updated"])
  }

  /// Resource name.
  var name: String { ResourceCollection.careSituations.name(id) }
}

extension RegistrationStore {
  // MARK: - Finding

  /// The row of an id.
  func careSituation(_ id: OpaqueID, in db: Database) throws -> CareRow? {
    try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM care_situation WHERE id = ?"), arguments: [id.text])
      .map(CareRow.init)
  }

  /// The row of a key.
  func careSituation(_ key: Int64, in db: Database) throws -> CareRow {
    guard
      let row = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT * FROM care_situation WHERE key = ?"),
        arguments: [key]
      )
    else { throw Refusal(.internal, "A care situation is not there") }
    return try CareRow(row)
  }

  /// The one that stands for a care situation: itself, or the one with which it was taken together.
  func standing(for care: CareRow, in db: Database) throws -> CareRow {
    var care = care
    while let stays = care.joinedInto { care = try careSituation(stays, in: db) }
    return care
  }

  /// A care situation and its people, whom a viewer sees.
  ///
  /// - Parameter itself: Whether the one of this id is meant, though another may stand for it.
  /// - Throws: `Refusal` when it is not there or out of sight.
  func visibleCare(
    _ id: OpaqueID,
    itself: Bool = false,
    for viewer: Viewer,
    in db: Database
  ) throws -> (care: CareRow, caregiver: PersonRow, recipient: PersonRow) {
    let missing = Refusal.notFound(ResourceCollection.careSituations.name(id))
    guard var care = try careSituation(id, in: db) else { throw missing }
    if !itself { care = try standing(for: care, in: db) }
    let caregiver = try person(care.caregiver, in: db)
    let recipient = try person(care.recipient, in: db)
    guard try sees(viewer, caregiver, recipient, in: db) else { throw missing }
    return (care, caregiver, recipient)
  }

  /// A care situation that a viewer sees and may change.
  ///
  /// - Parameter etag: The etag last read.
  /// - Throws: `Refusal` when it is not there or out of sight, one of the two is erased or restricted, or the etag is
  ///   stale.
  func changeableCare(_ id: OpaqueID, etag: String? = nil, for viewer: Viewer, in db: Database) throws -> CareRow {
    let found = try visibleCare(id, for: viewer, in: db)
    for person in [found.caregiver, found.recipient] { try refuseUnchangeable(person) }
    if let etag { try ETag.check(etag, found.care.revision, of: found.care.name) }
    return found.care
  }

  // MARK: - Over time

  /// The terms of a care situation from day to day, as known in a revision; nothing: now.
  func terms(of care: Int64, in revision: Int64? = nil, _ db: Database) throws -> Timeline<CareTerms> {
    let rows =
      if let revision {
        try Row.fetchAll(
          db.cachedStatement(sql: Self.knownTermsSQL),
          arguments: [care, revision, revision]
        )
      } else {
        try Row.fetchAll(db.cachedStatement(sql: Self.termsSQL), arguments: [care])
      }
    let periods = try rows.map { Timeline.Period(start: try $0.date("start_date"), value: try CareTerms($0)) }
    guard let terms = Timeline(periods) else { throw Refusal(.internal, "A care situation has no terms") }
    return terms
  }

  static let termsSQL = "SELECT * FROM care_period WHERE care_situation = ? AND until IS NULL"
  static let knownTermsSQL = """
    SELECT * FROM care_period WHERE care_situation = ? AND since <= ? AND (until IS NULL OR until > ?)
    """

  /// Records a new revision.
  ///
  /// - Parameters:
  ///   - span: First and last day from now on.
  ///   - terms: The terms from now on; nothing: they stay.
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
    in db: Database
  ) throws -> CareRow {
    let revision = care.revision + 1
    let reason = span == nil ? care.endReason : endReason
    let span = span ?? care.span
    try db.cachedStatement(
      sql: """
        UPDATE care_situation SET start_date = ?, end_date = ?, end_reason = ?, revision = ?, updated = ? WHERE key = ?
        """
    ).execute(arguments: [
      span.start.daysSinceEpoch, span.end?.daysSinceEpoch, reason?.rawValue, revision, now.microseconds, care.key,
    ])
    try insertRevision(care.key, revision, kind, span, reason, declarations ?? care.declarations, at: now, in: db)
    if let terms {
      try db.cachedStatement(sql: "UPDATE care_period SET until = ? WHERE care_situation = ? AND until IS NULL")
        .execute(arguments: [revision, care.key])
      try insert(terms, of: care.key, since: revision, in: db)
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
    in db: Database
  ) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO care_revision (care_situation, revision, kind, start_date, end_date, end_reason,
          caregiver_signed_date, caregiver_signed_by, recipient_signed_date, recipient_signed_by, recorded)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      care, revision, kind.rawValue, span.start.daysSinceEpoch, span.end?.daysSinceEpoch, endReason?.rawValue,
      declarations.caregiver?.signedDate.daysSinceEpoch, declarations.caregiver?.givenBy.rawValue,
      declarations.recipient?.signedDate.daysSinceEpoch, declarations.recipient?.givenBy.rawValue, now.microseconds,
    ])
  }

  func insert(_ terms: Timeline<CareTerms>, of care: Int64, since revision: Int64, in db: Database) throws {
    for span in terms.spans {
      let value = span.value
      try db.cachedStatement(
        sql: """
          INSERT INTO care_period (care_situation, since, start_date, end_date, relation, minutes_per_week, tasks, causes,
            dwelling, same_address, professional_involved, role)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """
      ).execute(arguments: [
        care, revision, span.start.daysSinceEpoch, span.end?.daysSinceEpoch, value.relation.rawValue,
        value.hours.minutes, value.tasks.map(\.rawValue).joined(separator: " "),
        value.causes.map(\.rawValue).joined(separator: " "), value.dwelling.rawValue, value.sameAddress,
        value.professionalInvolved, value.role?.rawValue,
      ])
    }
  }

  // MARK: - Sealed parts

  /// The key of a care situation and its cipher; made when there is none yet.
  func dataKey(forWriting care: CareRow, in db: Database) throws -> (key: Int64, cipher: FieldCipher) {
    if let key = care.dataKey { return (key, try dataKeys.cipher(key, in: db)) }
    let made = try dataKeys.make(in: db)
    try db.cachedStatement(sql: "UPDATE care_situation SET data_key = ? WHERE key = ?")
      .execute(arguments: [made.key, care.key])
    return made
  }

  static let contactPlace = "contact-point"

  /// The facts of a care situation over time, for events.
  func snapshot(
    of care: CareRow,
    _ caregiver: PersonRow,
    _ recipient: PersonRow,
    today: CalendarDate,
    in db: Database
  ) throws -> CareSnapshot {
    CareSnapshot(
      id: care.id,
      caregiver: CareSnapshot.Party(caregiver, residences: try places(of: caregiver, in: db)),
      recipient: CareSnapshot.Party(recipient, residences: try places(of: recipient, in: db)),
      span: care.joinedInto == nil ? care.span : try Self.over(care.span, before: today),
      terms: try terms(of: care.key, db),
      evidence: try evidence(of: care, caregiver, recipient, isAcrossBorder: true, in: db),
      declarations: care.declarations
    )
  }

  /// The first day of care, and no more: one for which another stands is told as over, so that nobody counts it twice.
  private static func over(_ span: DateSpan, before today: CalendarDate) throws -> DateSpan {
    let day = try min(span.start, today.adding(days: -1))
    return try DateSpan(start: day, end: day)
  }

  /// Tells a care situation anew, as a whole.
  func tellChange(of care: CareRow, in transaction: WriteTransaction) throws {
    let today = try transaction.now.dateInBelgium()
    let db = transaction.database
    let (caregiver, recipient) = (try person(care.caregiver, in: db), try person(care.recipient, in: db))
    let snapshot = try snapshot(of: care, caregiver, recipient, today: today, in: db)
    try tell(.recorded(snapshot), withFactsOf: care.key, in: transaction)
  }

  /// The care situations in which a person cares or is cared for.
  ///
  /// - Parameter withJoined: Whether those come too for which another stands.
  func careSituations(ofPerson key: Int64, withJoined: Bool = false, in db: Database) throws -> [CareRow] {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT * FROM care_situation WHERE caregiver = :key UNION SELECT * FROM care_situation WHERE recipient = :key
          ORDER BY key
          """
      ),
      arguments: ["key": key]
    )
    return try rows.map(CareRow.init).filter { withJoined || $0.joinedInto == nil }
  }

  // MARK: - Rules that look at other records

  /// - Throws: `Refusal` when the two have another care situation in the same period.
  func refuseOverlap(
    caregiver: Int64,
    recipient: Int64,
    span: DateSpan,
    except key: Int64? = nil,
    in db: Database
  ) throws {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: Self.sameTwoSQL
      ),
      arguments: [caregiver, recipient]
    )
    for row in rows where try row["key"] as Int64 != key && row.span().overlaps(span) {
      throw Refusal(.careSituationExists, "These two people have a care situation in the same period")
    }
  }

  /// - Throws: `Refusal` when the recipient has another primary caregiver on a day of the care.
  func refuseSecondPrimary(
    _ terms: Timeline<CareTerms>,
    span: DateSpan,
    recipient: Int64,
    except key: Int64? = nil,
    in db: Database
  ) throws {
    let mine = Self.primarySpans(terms, within: span)
    if mine.isEmpty { return }
    let others = try Row.fetchAll(db.cachedStatement(sql: Self.primariesSQL), arguments: [recipient])
    for row in others where row["key"] as Int64 != key {
      let care = try row.span()
      let period = try DateSpan(start: row.date("period_start"), end: row.optionalDate("period_end"))
      guard let theirs = care.intersection(period) else { continue }
      if mine.contains(where: { $0.overlaps(theirs) }) {
        throw Refusal(.primaryCaregiverExists, "The recipient has another primary caregiver in the same period")
      }
    }
  }

  static let primariesSQL = """
    SELECT situation.key, situation.start_date, situation.end_date, period.start_date AS period_start,
      period.end_date AS period_end
    FROM care_situation AS situation
    JOIN care_period AS period ON period.care_situation = situation.key AND period.until IS NULL
    WHERE situation.recipient = ? AND situation.joined_into IS NULL AND period.role = 'primary'
    """

  private static func primarySpans(_ terms: Timeline<CareTerms>, within care: DateSpan) -> [DateSpan] {
    terms.spans.enumerated().compactMap { index, span in
      guard span.value.role == .primary else { return nil }
      let start = index == 0 ? min(span.start, care.start) : span.start
      return (try? DateSpan(start: start, end: span.end)).flatMap(care.intersection)
    }
  }
}

extension Declarations {
  /// Reads a row of `care_situation` or `care_revision`.
  init(_ row: Row) throws {
    func declaration(_ who: String) throws -> Declaration? {
      guard let date = try row.optionalDate("\(who)_signed_date") else { return nil }
      return Declaration(signedDate: date, givenBy: try row.word("\(who)_signed_by"))
    }
    self.init(caregiver: try declaration("caregiver"), recipient: try declaration("recipient"))
  }
}

extension CareTerms {
  /// Reads a row of `care_period`.
  init(_ row: Row) throws {
    self.init(
      relation: try row.word("relation"),
      hours: try HoursPerWeek(minutes: row["minutes_per_week"]),
      tasks: (row["tasks"] as String).split(separator: " ").compactMap { CareTask(rawValue: String($0)) },
      causes: (row["causes"] as String).split(separator: " ").compactMap { CauseOfNeed(rawValue: String($0)) },
      dwelling: try row.word("dwelling"),
      sameAddress: row["same_address"],
      professionalInvolved: row["professional_involved"],
      role: try row.optionalWord("role")
    )
  }
}
