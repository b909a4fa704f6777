package import CareTypes
import Foundation
import GRDB
import RuleLanguage
import ServiceRuntime

extension RegistrationStore {
  /// Reads a care situation with both persons.
  ///
  /// - Throws: `Refusal` when it is not there.
  package func careSituation(_ id: OpaqueID, today: CalendarDate) async throws -> CareSituation {
    let cipher = cipher
    return try await database.read { db in
      guard
        let row = try Row.fetchOne(
          db.cachedStatement(sql: "SELECT * FROM care_situation WHERE id = ?"),
          arguments: [id.text]
        )
      else { throw Refusal.notFound(ResourceCollection.careSituations.name(id)) }
      return CareSituation(
        id: id,
        revision: row["revision"],
        caregiver: try PersonRecord.fetch(row["caregiver"], cipher: cipher, today: today, in: db),
        recipient: try PersonRecord.fetch(row["recipient"], cipher: cipher, today: today, in: db),
        care: CareDetails(
          relation: try row.word("relation"),
          hours: try HoursPerWeek(minutes: row["minutes_per_week"]),
          tasks: (row["tasks"] as String).split(separator: " ").compactMap { CareTask(rawValue: String($0)) },
          span: try row.span(),
          dwelling: try row.word("dwelling"),
          sameAddress: row["same_address"],
          professionalInvolved: row["professional_involved"],
          evidence: try Self.evidence(of: row["key"], id: id, cipher: cipher, in: db),
          caregiverDeclaration: try Self.declaration(row, "caregiver"),
          recipientDeclaration: try Self.declaration(row, "recipient")
        ),
        endReason: try row.optionalWord("end_reason"),
        createTime: Instant(microseconds: row["created"]),
        updateTime: Instant(microseconds: row["updated"])
      )
    }
  }

  private static func declaration(_ row: Row, _ who: String) throws -> Declaration? {
    guard let date = try row.optionalDate("\(who)_signed_date") else { return nil }
    return Declaration(signedDate: date, givenBy: try row.word("\(who)_signed_by"))
  }

  private static func evidence(
    of key: Int64,
    id: OpaqueID,
    cipher: PersonCipher,
    in db: Database
  ) throws -> [Evidence] {
    try Row.fetchAll(
      db.cachedStatement(sql: "SELECT * FROM evidence WHERE care_situation = ? ORDER BY fact"),
      arguments: [key]
    ).map { row in
      try Evidence(
        fact: row["fact"],
        value: JSONDecoder().decode(FactValue.self, from: row["value"] as Data),
        assessor: cipher.open(row["assessor"], "assessor", of: id),
        validity: DateSpan(start: row.date("issued_date"), end: row.optionalDate("valid_until_date"))
      )
    }
  }

  /// A page of the care situations that a municipality sees, and the key after which the next page begins.
  package func careSituations(
    of municipality: NISCode,
    after key: Int64,
    limit: Int
  ) async throws -> (summaries: [CareSituationSummary], next: Int64?) {
    let cipher = cipher
    return try await database.read { db in
      let rows = try Row.fetchAll(
        db.cachedStatement(sql: Self.listSQL),
        arguments: [municipality.digits, key, limit + 1]
      )
      let summaries = try rows.prefix(limit).map { row in
        guard let id = OpaqueID(row["id"] as String) else {
          throw Refusal(.internal, "A care situation has no valid id")
        }
        return CareSituationSummary(
          id: id,
          caregiverName: try PersonRecord.displayName(row, prefix: "caregiver", cipher: cipher),
          recipientName: try PersonRecord.displayName(row, prefix: "recipient", cipher: cipher),
          caregiverMunicipality: try NISCode(row["caregiver_municipality"] as String),
          recipientMunicipality: try NISCode(row["recipient_municipality"] as String),
          hours: try HoursPerWeek(minutes: row["minutes_per_week"]),
          span: try row.span()
        )
      }
      let next: Int64? = rows.count > limit ? rows[limit - 1]["key"] : nil
      return (summaries, next)
    }
  }

  static let listSQL = """
    SELECT situation.key, situation.id, situation.minutes_per_week, situation.start_date, situation.end_date,
      caregiver.id AS caregiver_id, caregiver.family_name AS caregiver_family_name,
      caregiver.given_names AS caregiver_given_names, caregiver.municipality AS caregiver_municipality,
      recipient.id AS recipient_id, recipient.family_name AS recipient_family_name,
      recipient.given_names AS recipient_given_names, recipient.municipality AS recipient_municipality
    FROM care_situation_municipality AS seen
    JOIN care_situation AS situation ON situation.key = seen.care_situation
    JOIN person AS caregiver ON caregiver.key = situation.caregiver
    JOIN person AS recipient ON recipient.key = situation.recipient
    WHERE seen.municipality = ? AND seen.care_situation > ?
    ORDER BY seen.care_situation LIMIT ?
    """

  /// The caregivers of a recipient, as far as the recipient consented.
  package func caregivers(
    of insz: INSZ,
    purpose: ConsentPurpose,
    on date: CalendarDate
  ) async throws -> FoundCaregivers? {
    let cipher = cipher
    return try await database.read { db in
      guard let recipient = try PersonRecord.find(insz, cipher: cipher, in: db),
        let id = OpaqueID(recipient.row["id"] as String),
        try Bool.fetchOne(
          db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM care_situation WHERE recipient = ?)"),
          arguments: [recipient.key]
        ) == true
      else { return nil }
      let consented = try Bool.fetchOne(
        db.cachedStatement(
          sql: "SELECT EXISTS (SELECT 1 FROM consent WHERE person = ? AND purpose = ? AND withdrawn IS NULL)"
        ),
        arguments: [recipient.key, purpose.rawValue]
      )
      guard consented == true else { return FoundCaregivers(recipient: id, consented: false, caregivers: []) }
      let rows = try Row.fetchAll(
        db.cachedStatement(sql: Self.caregiversSQL),
        arguments: [recipient.key, date.daysSinceEpoch, date.daysSinceEpoch]
      )
      return FoundCaregivers(recipient: id, consented: true, caregivers: try rows.map(FoundCaregiver.init(row:)))
    }
  }

  static let caregiversSQL = """
    SELECT situation.id AS situation_id, caregiver.id AS caregiver_id, caregiver.municipality, caregiver.channel,
      caregiver.language
    FROM care_situation AS situation JOIN person AS caregiver ON caregiver.key = situation.caregiver
    WHERE situation.recipient = ? AND situation.start_date <= ?
      AND (situation.end_date IS NULL OR situation.end_date >= ?)
    ORDER BY situation.key
    """

  /// Where both persons of a care situation live.
  ///
  /// - Throws: `Refusal` when it is not there.
  package func municipalities(ofCareSituation id: OpaqueID) async throws -> [NISCode] {
    try await database.read { db in
      let codes = try String.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT person.municipality FROM care_situation
            JOIN person ON person.key IN (care_situation.caregiver, care_situation.recipient)
            WHERE care_situation.id = ?
            """
        ),
        arguments: [id.text]
      )
      guard !codes.isEmpty else { throw Refusal.notFound(ResourceCollection.careSituations.name(id)) }
      return try Set(codes).sorted().map { try NISCode($0) }
    }
  }

  /// Where a person lives, and everyone whom they care for or are cared for by.
  ///
  /// - Throws: `Refusal` when the person is not there.
  package func municipalities(ofPerson id: OpaqueID) async throws -> [NISCode] {
    try await database.read { db in
      guard let key = try PersonRecord.key(of: id, in: db) else {
        throw Refusal.notFound(ResourceCollection.persons.name(id))
      }
      let codes = try String.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT municipality FROM person WHERE key = :key
            UNION SELECT municipality FROM person
              WHERE key IN (SELECT recipient FROM care_situation WHERE caregiver = :key)
            UNION SELECT municipality FROM person
              WHERE key IN (SELECT caregiver FROM care_situation WHERE recipient = :key)
            """
        ),
        arguments: ["key": key]
      )
      return try codes.sorted().map { try NISCode($0) }
    }
  }

  /// The caregivers who live in some municipalities and care on a day, one value for each.
  package func countedCaregivers(in municipalities: [NISCode], on date: CalendarDate) async throws -> [CountedCaregiver]
  {
    try await database.read { db in
      var counted: [CountedCaregiver] = []
      for municipality in municipalities {
        let rows = try Row.fetchCursor(
          db.cachedStatement(sql: Self.countSQL),
          arguments: [municipality.digits, date.daysSinceEpoch, date.daysSinceEpoch]
        )
        while let row = try rows.next() {
          counted.append(
            CountedCaregiver(
              municipality: municipality,
              birthDate: try row.optionalDate("birth_date"),
              minutesPerWeek: row["minutes"]
            )
          )
        }
      }
      return counted
    }
  }

  static let countSQL = """
    SELECT person.birth_date, sum(situation.minutes_per_week) AS minutes
    FROM person JOIN care_situation AS situation ON situation.caregiver = person.key
    WHERE person.municipality = ? AND situation.start_date <= ?
      AND (situation.end_date IS NULL OR situation.end_date >= ?)
    GROUP BY person.key
    """
}

/// Who cares for a recipient.
package struct FoundCaregivers: Sendable, Hashable {
  /// The recipient.
  package let recipient: OpaqueID
  /// Whether the recipient consented to the purpose.
  package let consented: Bool
  /// The caregivers of active care situations; empty without consent.
  package let caregivers: [FoundCaregiver]
}

/// A caregiver, without identity.
package struct FoundCaregiver: Sendable, Hashable {
  /// The care situation.
  package let careSituation: OpaqueID
  /// The caregiver.
  package let caregiver: OpaqueID
  /// Where the caregiver lives.
  package let municipality: NISCode
  /// How the caregiver is best reached.
  package let channel: Channel
  /// The language of texts for the caregiver.
  package let language: Language
}

extension FoundCaregiver {
  init(row: Row) throws {
    guard let situation = OpaqueID(row["situation_id"] as String),
      let caregiver = OpaqueID(row["caregiver_id"] as String)
    else { throw Refusal(.internal, "A care situation has no valid id") }
    self.init(
      careSituation: situation,
      caregiver: caregiver,
      municipality: try NISCode(row["municipality"] as String),
      channel: try row.word("channel"),
      language: try row.word("language")
    )
  }
}
