package import CareTypes
import Crypto
import Foundation
import GRDB
package import ServiceCore
package import ServiceRuntime

/// Moments and notices. Each method is one transaction.
package struct MomentsStore: Sendable {
  let database: ServiceDatabase
  private let cipher: FieldCipher
  private let digest: LookupHash
  private let encode: @Sendable (MomentEvent) throws -> EventPayload

  /// The store of an opened database.
  package init(
    database: ServiceDatabase,
    keys: KeyFile,
    encode: @escaping @Sendable (MomentEvent) throws -> EventPayload
  ) {
    self.database = database
    cipher = FieldCipher(key: keys.key(for: "moments/seal"))
    digest = LookupHash(key: keys.key(for: "moments/digest"))
    self.encode = encode
  }

  /// Opens the database of HingeMoments.
  ///
  /// - Throws: `StartupError`.
  package static func openDatabase(_ location: ServiceDatabase.Location, clock: RegistryClock) throws -> ServiceDatabase
  {
    try ServiceDatabase(location, label: "moments", clock: clock, migrations: MomentsTables.register)
  }

  /// Stores a moment, its national number sealed; a repeated report gets the first answer.
  ///
  /// - Throws: `Refusal` with `requestIDReused` when the source used the event id for something else.
  package func report(_ moment: ReportedMoment) async throws -> (id: OpaqueID, receiveTime: Instant) {
    let (cipher, digest) = (cipher, digest(moment.content))
    return try await database.write { transaction in
      let db = transaction.database
      let known = try Row.fetchOne(
        db.cachedStatement(sql: Self.reportedSQL),
        arguments: [moment.source, moment.eventID]
      )
      if let known {
        guard known["digest"] as Data == digest else {
          throw Refusal(.requestIDReused, "The event id was used before for another moment")
        }
        return (try known.id("id"), Instant(microseconds: known["received"]))
      }
      let id = OpaqueID.random()
      try db.cachedStatement(
        sql: """
          INSERT INTO moment (id, source, event_id, digest, received, traceparent, state, kind, occurred, place, sealed_insz)
          VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?, ?)
          """
      ).execute(arguments: [
        id.text, moment.source, moment.eventID, digest, transaction.now.microseconds, transaction.traceparent,
        moment.kind.rawValue, moment.occurTime.microseconds, moment.place,
        try cipher.seal(moment.recipient.digits, at: "moment/\(id)"),
      ])
      return (id, transaction.now)
    }
  }

  static let reportedSQL = "SELECT id, digest, received FROM moment WHERE source = ? AND event_id = ?"

  /// A moment that waits to be matched, its national number opened for as long as it takes to ask Registration.
  package struct Waiting: Sendable {
    /// Place in the order of arrival.
    package let key: Int64
    /// The trace of the call that reported it; empty when it was not traced.
    package let traceparent: String
    /// What happened.
    package let moment: StoredMoment
    /// The national number; nothing when the seal does not open, as after a change of key.
    package let insz: String?
  }

  /// The oldest moments that wait, after a place in the order of arrival.
  package func waiting(after key: Int64, limit: Int) async throws -> [Waiting] {
    let cipher = cipher
    return try await database.read { db in
      try Row.fetchAll(db.cachedStatement(sql: Self.waitingSQL), arguments: [key, limit]).map { row in
        let id = try row.id("id")
        return Waiting(
          key: row["key"],
          traceparent: row["traceparent"] ?? "",
          moment: StoredMoment(
            id: id,
            source: row["source"],
            kind: try row.word("kind"),
            occurTime: Instant(microseconds: row["occurred"]),
            place: row["place"]
          ),
          insz: try? cipher.open(row["sealed_insz"], at: "moment/\(id)")
        )
      }
    }
  }

  static let waitingSQL = """
    SELECT key, id, source, kind, occurred, place, sealed_insz, traceparent FROM moment WHERE state = 'waiting' AND key > ? ORDER BY key LIMIT ?
    """

  /// Ends the wait of a moment: destroys the sealed number, keeps the person's id and plans the notices, or, for a person
  /// who is not in the registry, erases all but the fact that something was reported.
  ///
  /// - Returns: Whether it no longer waits; false when the person withdrew their consent after the match was read, or they
  ///   or a caregiver were shielded or erased since.
  package func settle(_ waiting: Waiting, as person: MatchedPerson?) async throws -> Bool {
    let encode = encode
    return try await database.write { transaction in
      let db = transaction.database
      let moment = waiting.moment
      guard let person else {
        try db.cachedStatement(sql: Self.forgetSQL + " WHERE key = ? AND state = 'waiting'")
          .execute(arguments: [waiting.key])
        return true
      }
      for named in Set(person.caregivers.map(\.caregiver) + [person.person]) {
        let withdrawal = try Int64.fetchOne(
          db.cachedStatement(sql: Self.withdrawalSQL),
          arguments: [named.text]
        )
        if let withdrawal, withdrawal > person.sequence { return false }
      }
      try db.cachedStatement(
        sql: """
          UPDATE moment SET state = 'matched', person = ?, read_sequence = ?, sealed_insz = NULL
          WHERE key = ? AND state = 'waiting'
          """
      ).execute(arguments: [person.person.text, person.sequence, waiting.key])
      // Matched before by a run that was cut off after its commit.
      guard db.changesCount == 1 else { return true }
      if MatchingCaregivers.isTold(moment, of: person) {
        try transaction.append(
          encode(
            .matched(
              moment: moment.id,
              person: person.person,
              kind: moment.kind,
              occurTime: moment.occurTime,
              coveredBy: MomentPurposes.rights(of: moment.kind, from: moment.source)
            )
          )
        )
      }
      for notice in try MatchingCaregivers.notices(for: moment, of: person) {
        let id = OpaqueID.random()
        try Self.insert(notice, id: id, moment: waiting.key, at: transaction.now, in: db)
        try transaction.append(
          encode(.noticePlanned(notice: id, moment: moment.id, careSituation: notice.addressee.careSituation))
        )
      }
      return true
    }
  }

  /// Erases all of a moment but the fact that something was reported.
  static let forgetSQL = """
    UPDATE moment SET state = 'unknown', kind = NULL, occurred = NULL, place = NULL, sealed_insz = NULL,
      traceparent = NULL, person = NULL, read_sequence = NULL
    """

  static let withdrawalSQL = "SELECT sequence FROM withdrawal WHERE person = ?"

  /// Takes back the notices about a person that nobody acknowledged, and lets no match that was read before a withdrawal
  /// plan any more. Those planned on what was read after it stay: the person consented anew.
  ///
  /// - Parameter sequence: Place of the withdrawal in Registration's feed.
  /// - Returns: How many notices were taken back now; none when it is repeated.
  package func stopNotices(of person: OpaqueID, from sequence: Int64) async throws -> Int {
    try await database.write { transaction in
      try Self.takeBack(of: person, from: sequence, in: transaction)
    }
  }

  /// Keeps the withdrawal, and takes back the notices about the person.
  ///
  /// - Returns: How many notices were taken back now.
  @discardableResult
  static func takeBack(
    of person: OpaqueID,
    from sequence: Int64,
    in transaction: WriteTransaction
  ) throws -> Int {
    let db = transaction.database
    try keepWithdrawal(of: person, at: sequence, in: db)
    try db.cachedStatement(sql: takeBackSQL)
      .execute(arguments: [transaction.now.microseconds, person.text, sequence])
    return db.changesCount
  }

  /// Keeps the latest withdrawal of a person: no match that was read before it is settled.
  static func keepWithdrawal(of person: OpaqueID, at sequence: Int64, in db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO withdrawal (person, sequence) VALUES (?, ?)
        ON CONFLICT (person) DO UPDATE SET sequence = excluded.sequence WHERE excluded.sequence > sequence
        """
    ).execute(arguments: [person.text, sequence])
  }

  static let takeBackSQL = """
    UPDATE notice SET withdrawn = ?
    WHERE moment IN (SELECT key FROM moment WHERE person = ? AND coalesce(read_sequence, 0) < ?)
      AND acknowledged IS NULL AND withdrawn IS NULL
    """

  /// Sets a moment aside whose seal does not open, or that Registration refuses. Nothing of it is lost: the cause may be
  /// mended (the right key, a newer Registration).
  package func setAside(_ waiting: Waiting) async throws {
    try await database.write { transaction in
      try transaction.database.cachedStatement(
        sql: "UPDATE moment SET state = 'set_aside' WHERE key = ? AND state = 'waiting'"
      ).execute(arguments: [waiting.key])
    }
  }

  /// Lets the moments that were set aside wait again.
  package func takeUpSetAside() async throws {
    try await database.write { transaction in
      try transaction.database.cachedStatement(sql: Self.takeUpSQL).execute()
    }
  }

  static let takeUpSQL = "UPDATE moment SET state = 'waiting' WHERE state = 'set_aside'"

  private static func insert(
    _ notice: PlannedNotice,
    id: OpaqueID,
    moment: Int64,
    at now: Instant,
    in db: Database
  ) throws {
    let addressee = notice.addressee
    try db.cachedStatement(
      sql: """
        INSERT INTO notice (id, moment, caregiver, care_situation, municipality, channel, language, text, planned,
          through_trusted_adult)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      id.text, moment, addressee.caregiver.text, addressee.careSituation.text, addressee.municipality.digits,
      addressee.channel.rawValue, addressee.language.rawValue, notice.text, now.microseconds,
      addressee.throughTrustedAdult,
    ])
  }

  // MARK: - Notices

  /// A notice as it stands.
  package struct Notice: Sendable, Hashable {
    /// Opaque id.
    package let id: OpaqueID
    /// Place in the order of planning.
    package let sequence: Int64
    /// The moment.
    package let moment: OpaqueID
    /// What happened.
    package let kind: MomentKind
    /// Who is told.
    package let addressee: MatchedCaregiver
    /// What they are told.
    package let text: String
    /// When it was planned.
    package let planTime: Instant
    /// When it was acknowledged.
    package let acknowledgeTime: Instant?
    /// Whether it was taken back before it reached anyone.
    package let isWithdrawn: Bool
  }

  /// The notices for some municipalities after a sequence number, in order.
  package func notices(in municipalities: [NISCode], after sequence: Int64, limit: Int) async throws -> [Notice] {
    try await database.read { db in
      var notices: [Notice] = []
      for municipality in municipalities {
        let rows = try Row.fetchAll(
          db.cachedStatement(sql: Self.noticesSQL),
          arguments: [municipality.digits, sequence, limit]
        )
        notices += try rows.map(Notice.init(row:))
      }
      return Array(notices.sorted { $0.sequence < $1.sequence }.prefix(limit))
    }
  }

  static let noticesSQL = """
    SELECT notice.*, moment.id AS moment_id, moment.kind FROM notice JOIN moment ON moment.key = notice.moment
    WHERE notice.municipality = ? AND notice.sequence > ? ORDER BY notice.sequence LIMIT ?
    """

  /// Acknowledges a notice; the first time stays.
  ///
  /// - Parameter municipalities: Where its caregiver must live; empty: anywhere.
  /// - Throws: `Refusal` when it is not there, or was taken back.
  package func acknowledge(_ id: OpaqueID, in municipalities: [NISCode], command: Command) async throws -> Instant {
    let encode = encode
    return try await database.command(command) { transaction in
      let db = transaction.database
      let row = try Row.fetchOne(
        db.cachedStatement(sql: Self.noticeSQL),
        arguments: [id.text]
      )
      guard let row, municipalities.isEmpty || municipalities.map(\.digits).contains(row["municipality"] as String)
      else {
        throw Refusal.notFound(ResourceCollection.notices.name(id))
      }
      if let first = row["acknowledged"] as Int64? { return Instant(microseconds: first) }
      if (row["withdrawn"] as Int64?) != nil {
        throw Refusal(.noConsent, "The notice was taken back: its addressee is not to be told any more")
      }
      try db.cachedStatement(sql: "UPDATE notice SET acknowledged = ? WHERE id = ?")
        .execute(arguments: [transaction.now.microseconds, id.text])
      try transaction.append(encode(.noticeAcknowledged(notice: id)))
      return transaction.now
    }
  }

  static let noticeSQL = "SELECT municipality, acknowledged, withdrawn FROM notice WHERE id = ?"

  /// How many moments wait (those set aside among them), were matched, or came for people who are not in the registry.
  package func progress() async throws -> (waiting: Int64, matched: Int64, unknown: Int64) {
    try await database.read { db in
      let rows = try Row.fetchAll(db.cachedStatement(sql: "SELECT state, count FROM moment_count"))
      let counts = Dictionary(uniqueKeysWithValues: rows.map { ($0["state"] as String, $0["count"] as Int64) })
      return (
        counts["waiting", default: 0] + counts["set_aside", default: 0], counts["matched", default: 0],
        counts["unknown", default: 0]
      )
    }
  }
}

extension MomentsStore.Notice {
  init(row: Row) throws {
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
