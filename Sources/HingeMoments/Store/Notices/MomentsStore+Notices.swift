package import CareTypes
package import HingeMomentsDomain
import ServiceCore
package import ServiceRuntime

extension MomentsStore {
  /// A stored notice.
  package struct Notice: Sendable, Hashable {
    /// Opaque id.
    package let id: OpaqueID
    /// Place in the order of planning.
    package let sequence: Int64
    /// The moment.
    package let moment: OpaqueID
    /// What happened.
    package let kind: MomentKind
    /// The caregiver whom it is for.
    package let addressee: MatchedCaregiver
    /// Its text.
    package let text: String
    /// When it was planned.
    package let planTime: Instant
    /// When it was acknowledged; nil when it was not.
    package let acknowledgeTime: Instant?
    /// Whether it was taken back before it was acknowledged.
    package let isWithdrawn: Bool
  }

  /// The notices for the caregivers of some municipalities after a sequence number, in order.
  package func notices(in municipalities: [NISCode], after sequence: Int64, limit: Int) async throws -> [Notice] {
    try await database.read { db in
      var notices: [Notice] = []
      for municipality in municipalities {
        let rows = try db.rows(Self.noticesSQL, [municipality.digits, sequence, limit])
        notices += try rows.map(Notice.init(row:))
      }
      return Array(notices.sorted { $0.sequence < $1.sequence }.prefix(limit))
    }
  }

  static let noticesSQL = """
    SELECT notice.*, moment.id AS moment_id, moment.kind FROM notice JOIN moment ON moment.key = notice.moment
    WHERE notice.municipality = ? AND notice.sequence > ? ORDER BY notice.sequence LIMIT ?
    """

  /// Acknowledges a notice.
  ///
  /// - Parameters:
  ///   - id: The notice.
  ///   - municipalities: The municipalities where its caregiver may live; empty for any.
  ///   - command: The request.
  /// - Returns: When it was acknowledged first.
  /// - Throws: `Refusal` when there is no such notice, or it was taken back.
  package func acknowledge(_ id: OpaqueID, in municipalities: [NISCode], command: Command) async throws -> Instant {
    let encode = encode
    return try await database.command(command) { transaction in
      let db = transaction.connection
      let row = try db.row(Self.noticeSQL, [id.text])
      guard let row, municipalities.isEmpty || municipalities.map(\.digits).contains(row["municipality"] as String)
      else {
        throw Refusal.notFound(ResourceCollection.notices.name(id))
      }
      if let first = row["acknowledged"] as Int64? { return Instant(microseconds: first) }
      if (row["withdrawn"] as Int64?) != nil {
        throw Refusal(.noConsent, "The notice was taken back: its addressee is not to be told any more")
      }
      try db.execute("UPDATE notice SET acknowledged = ? WHERE id = ?", [transaction.now.microseconds, id.text])
      try transaction.append(encode(.noticeAcknowledged(notice: id)))
      return transaction.now
    }
  }

  static let noticeSQL = "SELECT municipality, acknowledged, withdrawn FROM notice WHERE id = ?"

  static func insert(
    _ notice: PlannedNotice,
    id: OpaqueID,
    moment: Int64,
    at now: Instant,
    in db: Connection
  ) throws {
    let addressee = notice.addressee
    try db.execute(
      """
      INSERT INTO notice (id, moment, caregiver, care_situation, municipality, channel, language, text, planned,
        through_trusted_adult)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        id.text, moment, addressee.caregiver.text, addressee.careSituation.text, addressee.municipality.digits,
        addressee.channel.rawValue, addressee.language.rawValue, notice.text, now.microseconds,
        addressee.throughTrustedAdult,
      ]
    )
  }
}

extension MomentsStore.Notice {
  init(row: SQLRow) throws {
    self.init(
      id: try row.id("id"),
      sequence: row["sequence"],
      moment: try row.id("moment_id"),
      kind: try row.word("kind"),
      addressee: MatchedCaregiver(
        caregiver: try row.id("caregiver"),
        careSituation: try row.id("care_situation"),
        municipality: try NISCode(row["municipality"] as String),
        channel: try row.word("channel"),
        language: try row.word("language"),
        throughTrustedAdult: row["through_trusted_adult"]
      ),
      text: row["text"],
      planTime: Instant(microseconds: row["planned"]),
      acknowledgeTime: (row["acknowledged"] as Int64?).map { Instant(microseconds: $0) },
      isWithdrawn: (row["withdrawn"] as Int64?) != nil
    )
  }
}
