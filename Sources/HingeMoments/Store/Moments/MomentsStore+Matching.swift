import CareTypes
package import HingeMomentsDomain
import ServiceRuntime

extension MomentsStore {
  /// The oldest moments that wait, after one of them in the order of arrival.
  ///
  /// - Parameters:
  ///   - key: The key of that moment; 0 to begin with the oldest.
  ///   - limit: The largest number of moments.
  package func waiting(after key: Int64, limit: Int) async throws -> [WaitingMoment] {
    let cipher = cipher
    return try await database.read { db in
      try db.rows(Self.waitingSQL, [key, limit]).map { row in
        let id = try row.id("id")
        return WaitingMoment(
          key: row["key"],
          traceparent: row["traceparent"] ?? "",
          moment: StoredMoment(
            id: id,
            source: row["source"],
            kind: try row.word("kind"),
            occurTime: Instant(microseconds: row["occurred"]),
            place: row["place"],
            placeKind: try row.optionalWord("place_kind")
          ),
          recipient: try? cipher.open(row["sealed_insz"], at: "moment/\(id)")
        )
      }
    }
  }

  static let waitingSQL = """
    SELECT key, id, source, kind, occurred, place, place_kind, sealed_insz, traceparent FROM moment
    WHERE state = 'waiting' AND key > ? ORDER BY key LIMIT ?
    """

  /// Stores the consequences of moments once Registration has answered who the people are, in one transaction.
  ///
  /// The national number is deleted. For a person in the registry the opaque id is stored and notices are planned; for
  /// anyone else all data of the moment is deleted, and only the fact that something was reported is left.
  ///
  /// - Parameter answered: The moments in the order of their arrival, each with the answer of Registration: nil for a person
  ///   who is not in the registry.
  /// - Returns: For each moment whether it is settled; false when the answer is outdated (`MatchedPerson.isOutdated`).
  package func settle(_ answered: [(waiting: WaitingMoment, person: MatchedPerson?)]) async throws -> [Bool] {
    let encode = encode
    return try await database.write { transaction in
      try answered.map { try Self.settle($0.waiting, as: $0.person, in: transaction, encode) }
    }
  }

  /// Stores the consequences of one moment.
  package func settle(_ waiting: WaitingMoment, as person: MatchedPerson?) async throws -> Bool {
    try await settle([(waiting, person)]) == [true]
  }

  private static func settle(
    _ waiting: WaitingMoment,
    as person: MatchedPerson?,
    in transaction: WriteTransaction,
    _ encode: (MomentEvent) throws -> EventPayload
  ) throws -> Bool {
    let db = transaction.connection
    let moment = waiting.moment
    guard let person else {
      try db.execute(forgetSQL + " WHERE key = ? AND state = 'waiting'", [waiting.key])
      return true
    }
    let withdrawals = try person.everyone.compactMap { someone in
      try db.value(Int64.self, withdrawalSQL, [someone.text])
    }
    if person.isOutdated(by: withdrawals.max()) { return false }
    let matched = try db.change(
      """
      UPDATE moment SET state = 'matched', person = ?, read_sequence = ?, sealed_insz = NULL
      WHERE key = ? AND state = 'waiting'
      """,
      [person.person.text, person.sequence, waiting.key]
    )
    // It was matched already, by a run that was interrupted after its commit, or its source corrected it.
    guard matched == 1 else { return true }
    let match = try MomentMatch(moment, to: person)
    if let announcement = match.announcement {
      try transaction.append(encode(announcement), traceparent: waiting.traceparent)
    }
    for notice in match.notices {
      let id = OpaqueID.random()
      try insert(notice, id: id, moment: waiting.key, at: transaction.now, in: db)
      try transaction.append(
        encode(.noticePlanned(notice: id, moment: moment.id, careSituation: notice.addressee.careSituation)),
        traceparent: waiting.traceparent
      )
    }
    return true
  }

  /// Deletes all data of a moment; what is left is that something was reported.
  static let forgetSQL = """
    UPDATE moment SET state = 'unknown', kind = NULL, occurred = NULL, place = NULL, place_kind = NULL,
      sealed_insz = NULL, traceparent = NULL, person = NULL, read_sequence = NULL
    """

  static let withdrawalSQL = "SELECT sequence FROM withdrawal WHERE person = ?"

  /// Sets a moment aside that cannot be matched, because its number cannot be decrypted or Registration refuses it. No data
  /// is lost, as the cause may be removed later (the right key, a newer Registration).
  package func setAside(_ waiting: WaitingMoment) async throws {
    try await database.write { transaction in
      try transaction.connection.execute(
        "UPDATE moment SET state = 'set_aside' WHERE key = ? AND state = 'waiting'",
        [waiting.key]
      )
    }
  }

  /// Makes the moments that were set aside wait again.
  package func retrySetAside() async throws {
    try await database.write { transaction in
      try transaction.connection.execute(Self.retrySQL)
    }
  }

  static let retrySQL = "UPDATE moment SET state = 'waiting' WHERE state = 'set_aside'"
}
