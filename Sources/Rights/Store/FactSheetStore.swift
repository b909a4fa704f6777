package import CareTypes
import Foundation
import GRDB
package import ServiceRuntime

/// What the events of the other services tell Rights.
package enum RightsInput: Sendable {
  /// A care situation was registered.
  case registered(SituationFacts)
  /// A care situation is told anew as a whole: what was told before holds no more.
  case changed(SituationFacts)
  /// A care situation has a last day.
  case ended(OpaqueID, CalendarDate)
  /// A person gave or withdrew the consent to rights being granted without an application.
  case automaticConsent(person: OpaqueID, given: Bool)
  /// A person was erased: their facts are forgotten.
  case erased(person: OpaqueID)
  /// A person was merged into another.
  case merged(kept: OpaqueID, merged: OpaqueID)
  /// A merge was undone.
  case unmerged(kept: OpaqueID, merged: OpaqueID)
  /// A version of a provision was published.
  case published(ProvisionVersion)
  /// Something befell a person.
  case moment(person: OpaqueID, kind: MomentKind, day: CalendarDate)
}

extension RightsStore {
  /// Applies events in one transaction with the cursor: fact sheets change, and what may be decided otherwise is queued.
  package func apply(_ inputs: [RightsInput], of feed: FeedName, upTo sequence: Int64) async throws {
    try await database.write { transaction in
      for input in inputs { try Self.apply(input, in: transaction) }
      try transaction.advanceCursor(of: feed, to: sequence)
    }
  }

  /// Queues the care situations of which something changed by itself.
  package func queueReviews(on date: CalendarDate) async throws {
    try await database.write { transaction in
      try transaction.database.cachedStatement(
        sql: "INSERT OR IGNORE INTO evaluation_queue SELECT key, ? FROM situation WHERE next_review <= ?"
      ).execute(arguments: [transaction.traceparent, date.daysSinceEpoch])
    }
  }

  private static func apply(_ input: RightsInput, in transaction: WriteTransaction) throws {
    let db = transaction.database
    switch input {
    case .registered(let situation):
      try insert(situation, in: db)
      try queue("recipient = ?", situation.recipient.id.text, in: transaction)
    case .changed(let situation):
      let former = try String.fetchOne(
        db.cachedStatement(sql: "SELECT recipient FROM situation WHERE id = ?"),
        arguments: [situation.id.text]
      )
      try replace(situation, in: db)
      // How many care for the recipient bears on the other care situations, of a former recipient as well.
      for recipient in Set([situation.recipient.id.text, former ?? situation.recipient.id.text]) {
        try queue("recipient = ?", recipient, in: transaction)
      }
    case .ended(let id, let date):
      try db.cachedStatement(sql: "UPDATE situation SET end_date = ? WHERE id = ?")
        .execute(arguments: [date.daysSinceEpoch, id.text])
      try queue("recipient = (SELECT recipient FROM situation WHERE id = ?)", id.text, in: transaction)
    case .automaticConsent(let person, let given):
      let sql =
        given
        ? "INSERT OR IGNORE INTO automatic_consent (person) VALUES (?)"
        : "DELETE FROM automatic_consent WHERE person = ?"
      try db.cachedStatement(sql: sql).execute(arguments: [person.text])
      try queue("caregiver = ?", person.text, in: transaction)
      try queue("recipient = ?", person.text, in: transaction)
    case .erased(let person):
      try erase(person.text, in: db)
      try queue("caregiver = ?", person.text, in: transaction)
      try queue("recipient = ?", person.text, in: transaction)
    case .merged(let kept, let merged):
      try db.cachedStatement(sql: "INSERT OR REPLACE INTO merged_person (merged, kept) VALUES (?, ?)")
        .execute(arguments: [merged.text, kept.text])
      try queue("recipient = ?", kept.text, in: transaction)
    case .unmerged(let kept, let merged):
      try db.cachedStatement(sql: "DELETE FROM merged_person WHERE merged = ?").execute(arguments: [merged.text])
      for person in [kept, merged] { try queue("recipient = ?", person.text, in: transaction) }
    case .published(let version):
      let content = String(decoding: try JSONEncoder().encode(version), as: UTF8.self)
      try db.cachedStatement(sql: "INSERT OR IGNORE INTO provision (name, version, content) VALUES (?, ?, ?)")
        .execute(arguments: [version.name, version.version, content])
      if version.territory.isEmpty {
        try db.cachedStatement(sql: "INSERT OR IGNORE INTO evaluation_queue SELECT key, ? FROM situation")
          .execute(arguments: [transaction.traceparent])
      }
      for code in version.territory {
        try db.cachedStatement(sql: Self.territorySQL).execute(arguments: [transaction.traceparent, code])
      }
    case .moment(let person, let kind, let day):
      let isErased = try Bool.fetchOne(
        db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM erased_person WHERE person = ?)"),
        arguments: [person.text]
      )
      if isErased == true { return }
      var moments = try storedMoments(of: person.text, in: db)
      moments.apply(kind, on: day.daysSinceEpoch)
      try db.cachedStatement(
        sql: """
          INSERT INTO recipient_moments (person, moments) VALUES (?, ?)
          ON CONFLICT (person) DO UPDATE SET moments = excluded.moments
          """
      ).execute(arguments: [person.text, String(decoding: try JSONEncoder().encode(moments), as: UTF8.self)])
      for kept in try keepers(of: person.text, in: db) { try queue("recipient = ?", kept, in: transaction) }
    }
  }

  /// A person, and those whom they were merged into.
  private static func keepers(of person: String, in db: Database) throws -> [String] {
    try String.fetchAll(
      db.cachedStatement(
        sql: """
          WITH RECURSIVE keeper (person) AS (
            SELECT ? UNION SELECT kept FROM merged_person JOIN keeper ON merged_person.merged = keeper.person)
          SELECT person FROM keeper
          """
      ),
      arguments: [person]
    )
  }

  /// A person, and whoever was merged into them.
  private static func mergedPersons(into person: String, in db: Database) throws -> [String] {
    try String.fetchAll(
      db.cachedStatement(
        sql: """
          WITH RECURSIVE same (person) AS (
            SELECT ? UNION SELECT merged FROM merged_person JOIN same ON merged_person.kept = same.person)
          SELECT person FROM same
          """
      ),
      arguments: [person]
    )
  }

  static let territorySQL = """
    INSERT OR IGNORE INTO evaluation_queue SELECT situation, ? FROM situation_municipality WHERE municipality = ?
    """

  /// Queues the care situations that a condition over one value picks.
  private static func queue(_ condition: String, _ value: String, in transaction: WriteTransaction) throws {
    try transaction.database.cachedStatement(
      sql: "INSERT OR IGNORE INTO evaluation_queue SELECT key, ? FROM situation WHERE \(condition)"
    ).execute(arguments: [transaction.traceparent, value])
  }

  /// What befell a person, under whatever id it was told.
  static func moments(of person: String, in db: Database) throws -> RecipientMoments {
    var moments = RecipientMoments()
    for same in try mergedPersons(into: person, in: db) { moments.add(try storedMoments(of: same, in: db)) }
    return moments
  }

  private static func storedMoments(of person: String, in db: Database) throws -> RecipientMoments {
    let stored = try Data.fetchOne(
      db.cachedStatement(sql: "SELECT moments FROM recipient_moments WHERE person = ?"),
      arguments: [person]
    )
    return try stored.map { try JSONDecoder().decode(RecipientMoments.self, from: $0) } ?? RecipientMoments()
  }

  /// Stores a care situation that is new. One that is known stays: it may have been told anew since.
  private static func insert(_ situation: SituationFacts, in db: Database) throws {
    try execute("\(insertSQL) ON CONFLICT (id) DO NOTHING", situation, in: db)
    if db.changesCount == 1 { try setMunicipalities(of: situation, in: db) }
  }

  /// Stores a care situation as it stands now, known or not.
  private static func replace(_ situation: SituationFacts, in db: Database) throws {
    try execute(replaceSQL, situation, in: db)
    try setMunicipalities(of: situation, in: db)
  }

  private static let columns = [
    "id", "caregiver", "recipient", "caregiver_birth", "recipient_birth", "caregiver_municipality",
    "recipient_municipality", "relation", "minutes_per_week", "dwelling", "same_address", "professional_involved",
    "start_date", "end_date", "declared_by_caregiver", "declared_by_recipient", "evidence", "terms",
    "caregiver_residences", "recipient_residences",
  ]

  private static let insertSQL = """
    INSERT INTO situation (\(columns.joined(separator: ", ")))
    VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
    """

  private static let replaceSQL = """
    \(insertSQL) ON CONFLICT (id) DO UPDATE
    SET \(columns.dropFirst().map { "\($0) = excluded.\($0)" }.joined(separator: ", "))
    """

  private static func execute(_ sql: String, _ situation: SituationFacts, in db: Database) throws {
    try db.cachedStatement(sql: sql).execute(arguments: [
      situation.id.text, situation.caregiver.id.text, situation.recipient.id.text,
      situation.caregiver.birthDate?.daysSinceEpoch, situation.recipient.birthDate?.daysSinceEpoch,
      situation.caregiver.municipality.digits, situation.recipient.municipality.digits, situation.relation.rawValue,
      situation.hours.minutes, situation.dwelling.rawValue, situation.sameAddress, situation.professionalInvolved,
      situation.span.start.daysSinceEpoch, situation.span.end?.daysSinceEpoch, situation.declaredByCaregiver,
      situation.declaredByRecipient, try json(situation.evidence), try json(situation.timeline.terms),
      try json(situation.timeline.caregiverResidences), try json(situation.timeline.recipientResidences),
    ])
  }

  private static func setMunicipalities(of situation: SituationFacts, in db: Database) throws {
    try db.cachedStatement(
      sql: "DELETE FROM situation_municipality WHERE situation = (SELECT key FROM situation WHERE id = ?)"
    ).execute(arguments: [situation.id.text])
    for code in situation.municipalities {
      try db.cachedStatement(
        sql: """
          INSERT INTO situation_municipality (municipality, situation) SELECT ?, key FROM situation WHERE id = ?
          """
      ).execute(arguments: [code, situation.id.text])
    }
  }

  /// Forgets the facts of a person. Evidence goes as a whole: it does not tell of whom it speaks.
  private static func erase(_ person: String, in db: Database) throws {
    for same in try mergedPersons(into: person, in: db) {
      for sql in [
        "INSERT OR IGNORE INTO erased_person (person) VALUES (?)",
        "UPDATE situation SET evidence = '[]', caregiver_birth = NULL WHERE caregiver = ?",
        "UPDATE situation SET evidence = '[]', recipient_birth = NULL WHERE recipient = ?",
        "DELETE FROM recipient_moments WHERE person = ?", "DELETE FROM automatic_consent WHERE person = ?",
      ] {
        try db.cachedStatement(sql: sql).execute(arguments: [same])
      }
    }
  }

  /// Reads a fact sheet as it stands for a day: of terms and residences, those of that day.
  static func situation(_ key: Int64, on day: Int, in db: Database) throws -> SituationFacts {
    guard
      let row = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT * FROM situation WHERE key = ?"),
        arguments: [key]
      )
    else { throw Refusal(.internal, "A queued care situation is not there") }
    let recipient: String = row["recipient"]
    let count = try Int.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT count(*) FROM situation
          WHERE recipient = ? AND start_date <= ? AND (end_date IS NULL OR end_date >= ?)
          """
      ),
      arguments: [recipient, day, day]
    )
    var situation = SituationFacts(
      id: try row.id("id"),
      caregiver: try party("caregiver", row, in: db),
      recipient: try party("recipient", row, in: db),
      relation: try row.word("relation"),
      hours: try HoursPerWeek(minutes: row["minutes_per_week"]),
      dwelling: try row.word("dwelling"),
      sameAddress: row["same_address"],
      professionalInvolved: row["professional_involved"],
      span: try row.span(),
      declaredByCaregiver: row["declared_by_caregiver"],
      declaredByRecipient: row["declared_by_recipient"],
      evidence: try value(row["evidence"]),
      timeline: SituationTimeline(
        terms: try value(row["terms"]),
        caregiverResidences: try value(row["caregiver_residences"]),
        recipientResidences: try value(row["recipient_residences"])
      ),
      caregiverCount: count ?? 0,
      moments: try moments(of: recipient, in: db)
    )
    try situation.resolve(on: day)
    return situation
  }

  private static func value<Value: Decodable>(_ json: Data) throws -> Value {
    try JSONDecoder().decode(Value.self, from: json)
  }

  private static func party(_ who: String, _ row: Row, in db: Database) throws -> SituationFacts.Party {
    let consents = try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM automatic_consent WHERE person = ?)"),
      arguments: [row[who] as String]
    )
    return SituationFacts.Party(
      id: try row.id(who),
      birthDate: try row.optionalDate("\(who)_birth"),
      municipality: try NISCode(row["\(who)_municipality"] as String),
      consentsToAutomaticRights: consents ?? false
    )
  }
}
