import CareTypes
import GRDB
import ServiceRuntime

extension MomentsStore {
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
      if NoticePlanner.isTold(moment, of: person) {
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
      for notice in try NoticePlanner.notices(for: moment, of: person) {
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
}
