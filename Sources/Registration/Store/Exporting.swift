import ServiceCore
package import CareTypes
package import Foundation
import GRDB
import RuleLanguage
import ServiceRuntime

/// Everything that is held on a person (inzage), as a document for that person. Dates are ISO 8601.
private struct PersonExport: Encodable {
  struct Residence: Encodable {
    let startDate: String
    let municipality: String?
    /// Of who lives outside Belgium.
    let country: String?
    let streetLine: String?
    let postalCode: String?
    let locality: String?
    let recordTime: String
    /// When something else became known; absent: it is what is known now.
    let replaceTime: String?
  }
  struct Number: Encodable {
    let kind: String
    let digits: String
    let holdsNow: Bool
    let recordTime: String
  }
  struct Consent: Encodable {
    let purpose: String
    let isGiven: Bool
    let declaredDate: String
    let declaredBy: String?
    let channel: String?
    let source: String
    let recordTime: String
  }
  struct Terms: Encodable {
    let startDate: String
    let endDate: String?
    let relation: String
    let hoursPerWeek: Double
    let tasks: [String]
    let causes: [String]
    let dwelling: String
    let sameAddress: Bool
    let professionalInvolved: Bool
    let role: String?
  }
  struct Revision: Encodable {
    let revision: Int64
    let recordTime: String
    let kind: String
    let startDate: String
    let endDate: String?
    let endReason: String?
    let terms: [Terms]
  }
  struct Evidence: Encodable {
    let name: String
    let fact: String
    let kind: String?
    let value: FactValue
    let assessor: String
    let issuedDate: String
    let validUntilDate: String?
    let recordTime: String
    let withdrawTime: String?
  }
  struct Declaration: Encodable {
    let signedDate: String
    let givenBy: String
  }
  struct Care: Encodable {
    let name: String
    let roleOfThePerson: String
    /// The care situation of the same two people that stands for it.
    let joinedInto: String?
    let declaration: Declaration?
    let contactPoint: ContactPoint?
    let evidence: [Evidence]
    let confirmedWarnings: [ConfirmedWarning]
    let history: [Revision]
  }
  struct Load: Encodable {
    let date: String
    let assessor: String
    let instrument: String
    let answers: [Bool?]?
    let score: Int?
    let recordTime: String
  }
  struct Need: Encodable {
    let area: String
    let recordTime: String
  }
  struct Draft: Encodable {
    let name: String
    let municipality: String
    let sender: String
    let senderKind: String?
    let receiveTime: String
    /// What it tells of the person and of the care.
    let careSituation: JSONValue?
    /// A remark is in the sender's own words, which may tell of the other person: a clerk reads it out.
    let hasRemark: Bool
  }
  /// Something hardly to be believed that was confirmed.
  struct ConfirmedWarning: Encodable {
    let warning: String
    let client: String
    let recordTime: String

    init(_ row: Row) {
      warning = row["rule"]
      client = row["client"]
      recordTime = row.time("recorded")
    }
  }
  struct Merge: Encodable {
    let merged: String
    let kept: String
    let recordTime: String
    let undoTime: String?
  }
  /// That the person looked like another, who is not told.
  struct Likeness: Encodable {
    let findTime: String
    let closeTime: String?
  }
  /// What stands under the name of one person.
  struct Record: Encodable {
    let name: String
    let identity: Identity?
    let birthDate: String?
    let language: String
    let channel: String
    let digitalSkill: String?
    let sealed: Bool
    let restricted: Bool
    let registerTime: String
    let eraseTime: String?
    let numbers: [Number]
    let residences: [Residence]
    let consents: [Consent]
    /// What is about the person, in either role; what is about the care stands there.
    let evidence: [Evidence]
    let careSituations: [Care]
    let assessments: [Load]
    let needs: [Need]
    let drafts: [Draft]
    let likenesses: [Likeness]
    let confirmedWarnings: [ConfirmedWarning]
  }

  let person: Record
  /// What was left with those who were merged into this person.
  let merged: [Record]
  let merges: [Merge]

  private enum CodingKeys: String, CodingKey {
    case mergedPersons, merges
  }

  func encode(to encoder: any Encoder) throws {
    try person.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(merged, forKey: .mergedPersons)
    try container.encode(merges, forKey: .merges)
  }
}

/// Any JSON, taken over as it is.
private enum JSONValue: Codable {
  case null
  case bool(Bool)
  case number(Double)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Swift.Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .text(let value): try container.encode(value)
    case .list(let values): try container.encode(values)
    case .object(let values): try container.encode(values)
    }
  }
}

extension RegistrationStore {
  /// Everything that is held on a person, as a JSON document.
  ///
  /// - Parameter excerpt: Reads what drafts tell.
  /// - Throws: `Refusal` when the person is not there or out of sight.
  package func export(
    _ id: OpaqueID,
    for viewer: Viewer,
    reading excerpt: @escaping DraftExcerpt.Reading
  ) async throws -> Data {
    try await database.read { db in
      let person = try visiblePerson(id, for: viewer, in: db)
      try requireAtHome(person, for: viewer, in: db)
      let export = PersonExport(
        person: try record(of: person, for: viewer, excerpt, in: db),
        merged: try mergedPersons(into: person.key, in: db).map { try record(of: $0, for: viewer, excerpt, in: db) },
        merges: try merges(of: person, in: db)
      )
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      encoder.keyEncodingStrategy = .convertToSnakeCase
      return try encoder.encode(export)
    }
  }

  private func record(
    of person: PersonRow,
    for viewer: Viewer,
    _ excerpt: DraftExcerpt.Reading,
    in db: Database
  ) throws -> PersonExport.Record {
    let cipher = try cipher(of: person, in: db)
    func rows(_ sql: String) throws -> [Row] {
      try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [person.key])
    }
    let row = try rows("SELECT recorded, erased FROM person WHERE key = ?").first
    let numbers = try cipher.map { try knownNumbers(of: person.key, $0, today: viewer.today, in: db) } ?? []
    return PersonExport.Record(
      name: person.name,
      identity: try identity(of: person, in: db),
      birthDate: person.birthDate?.isoText,
      language: person.reach.language.rawValue,
      channel: person.reach.channel.rawValue,
      digitalSkill: person.reach.digitalSkill?.rawValue,
      sealed: person.isSealed,
      restricted: person.isRestricted,
      registerTime: row?.time("recorded") ?? "",
      eraseTime: row?.optionalTime("erased"),
      numbers: numbers.map(PersonExport.Number.init),
      residences: try rows("SELECT * FROM residence WHERE person = ? ORDER BY recorded, start_date").map {
        try residence($0, cipher)
      },
      consents: try rows(Self.consentDeclarationsSQL).map { row in
        PersonExport.Consent(
          purpose: row["purpose"],
          isGiven: row["given"],
          declaredDate: try row.date("declared_date").isoText,
          declaredBy: row["declared_by"],
          channel: row["channel"],
          source: row["source"],
          recordTime: row.time("recorded")
        )
      },
      evidence: try evidence(in: rows("SELECT * FROM evidence WHERE person = ? ORDER BY key"), db),
      careSituations: try careSituations(of: person, for: viewer, in: db),
      assessments: try rows("SELECT * FROM assessment WHERE person = ? ORDER BY key").compactMap { row in
        try cipher.map { PersonExport.Load(try Self.assessment(row["content"], $0), row.time("recorded")) }
      },
      needs: try rows("SELECT * FROM need WHERE person = ? ORDER BY area").map {
        PersonExport.Need(area: $0["area"], recordTime: $0.time("recorded"))
      },
      drafts: try drafts(about: person, today: viewer.today, in: db).compactMap { draft in
        let held = draft.held
        let told = try self.told(by: draft.row, in: db).map { try excerpt($0, held.isTold) }
        return try told.map { try PersonExport.Draft(draft.row, $0) }
      },
      likenesses: try likenesses(of: person, for: viewer, in: db),
      confirmedWarnings: try confirmedWarnings(ofPerson: person.key, in: db).map(PersonExport.ConfirmedWarning.init)
    )
  }

  /// The pairs that a person is one of; one with somebody out of the viewer's sight is not there for them.
  private func likenesses(
    of person: PersonRow,
    for viewer: Viewer,
    in db: Database
  ) throws -> [PersonExport.Likeness] {
    try duplicates(ofPerson: person.key, in: db).compactMap { row in
      let other: Int64 = row["first"] == person.key ? row["second"] : row["first"]
      guard try sees(viewer, self.person(other, in: db), in: db) else { return nil }
      return PersonExport.Likeness(findTime: row.time("found"), closeTime: row.optionalTime("closed"))
    }
  }

  private func residence(_ row: Row, _ cipher: FieldCipher?) throws -> PersonExport.Residence {
    let address = try (row["address"] as Data?).flatMap {
      try cipher?.open($0, as: Residence.Address.self, at: Self.addressPlace)
    }
    let place = try Place(row["municipality"] as String)
    return PersonExport.Residence(
      startDate: try row.date("start_date").isoText,
      municipality: place.municipality?.digits,
      country: place.country?.letters,
      streetLine: address?.streetLine,
      postalCode: address?.postalCode,
      locality: address?.locality,
      recordTime: row.time("recorded"),
      replaceTime: row.optionalTime("replaced")
    )
  }

  /// The care situations of a person; one with a sealed record of another whom the viewer may not read is not there for
  /// them.
  private func careSituations(
    of person: PersonRow,
    for viewer: Viewer,
    in db: Database
  ) throws -> [PersonExport.Care] {
    try careSituations(ofPerson: person.key, withJoined: true, in: db).compactMap { care in
      let other = care.caregiver == person.key ? care.recipient : care.caregiver
      if try self.person(other, in: db).isSealed, viewer.clearance < .read { return nil }
      return try export(of: care, person.key, in: db)
    }
  }

  private func merges(of person: PersonRow, in db: Database) throws -> [PersonExport.Merge] {
    try Row.fetchAll(db.cachedStatement(sql: Self.mergesOfPersonSQL), arguments: ["key": person.key]).map { row in
      PersonExport.Merge(
        merged: ResourceCollection.persons.name(try row.id("merged_id")),
        kept: ResourceCollection.persons.name(try row.id("kept_id")),
        recordTime: row.time("recorded"),
        undoTime: row.optionalTime("undone")
      )
    }
  }

  static let mergesOfPersonSQL = """
    SELECT merge.recorded, merge.undone, kept.id AS kept_id, merged.id AS merged_id
    FROM merge JOIN person AS kept ON kept.key = merge.kept JOIN person AS merged ON merged.key = merge.merged
    WHERE merge.key IN (SELECT key FROM merge WHERE kept = :key UNION SELECT key FROM merge WHERE merged = :key)
    ORDER BY merge.key
    """

  /// Evidence; of what says the very same, and stands or was withdrawn at the same time, one.
  private func evidence(in rows: [Row], _ db: Database) throws -> [PersonExport.Evidence] {
    var seen: Set<[AnyHashable]> = []
    return try zip(rows, recordedEvidence(in: rows, db)).compactMap { row, recorded in
      let evidence = recorded.evidence
      guard seen.insert([evidence, row["withdrawn"] as Int64?]).inserted else { return nil }
      return PersonExport.Evidence(
        name: ResourceCollection.evidence.name(recorded.id),
        fact: evidence.fact,
        kind: evidence.kind?.rawValue,
        value: evidence.value,
        assessor: evidence.assessor,
        issuedDate: evidence.validity.start.isoText,
        validUntilDate: evidence.validity.end?.isoText,
        recordTime: row.time("recorded"),
        withdrawTime: row.optionalTime("withdrawn")
      )
    }
  }

  /// What the care itself tells, without the identity of the other person.
  private func export(of care: CareRow, _ person: Int64, in db: Database) throws -> PersonExport.Care {
    let isCaregiver = care.caregiver == person
    let declaration = isCaregiver ? care.declarations.caregiver : care.declarations.recipient
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT * FROM evidence WHERE care_situation = ? ORDER BY key"),
      arguments: [care.key]
    )
    return PersonExport.Care(
      name: care.name,
      roleOfThePerson: isCaregiver ? "caregiver" : "recipient",
      joinedInto: try care.joinedInto.map { try careSituation($0, in: db).name },
      declaration: declaration.map {
        PersonExport.Declaration(signedDate: $0.signedDate.isoText, givenBy: $0.givenBy.rawValue)
      },
      contactPoint: try contactPoint(of: care, in: db),
      evidence: try evidence(in: rows, db),
      confirmedWarnings: try confirmedWarnings(ofCare: care.key, in: db).map(PersonExport.ConfirmedWarning.init),
      history: try histories(of: care, after: 0, limit: .max - 1, in: db).map(PersonExport.Revision.init)
    )
  }
}

extension PersonExport.Draft {
  init(_ row: Row, _ told: DraftExcerpt) throws {
    self.init(
      name: ResourceCollection.drafts.name(try row.id("id")),
      municipality: row["municipality"],
      sender: row["sender"],
      senderKind: row["sender_kind"],
      receiveTime: row.time("received"),
      careSituation: try JSONDecoder().decode(JSONValue.self, from: told.careSituation),
      hasRemark: told.hasRemark
    )
  }
}

extension PersonExport.Number {
  init(_ known: KnownNumber) {
    let (kind, digits) = known.number.kindAndDigits
    self.init(kind: kind, digits: digits, holdsNow: known.holdsNow, recordTime: known.recordTime.isoText)
  }
}

extension PersonExport.Load {
  init(_ assessment: Assessment, _ recordTime: String) {
    let isStrainIndex = if case .strainIndex = assessment.instrument { true } else { false }
    var answers: [Bool?]?
    if case .strainIndex(let index) = assessment.instrument { answers = index.answers }
    self.init(
      date: assessment.date.isoText,
      assessor: assessment.assessor,
      instrument: isStrainIndex ? "csi" : "zbi12",
      answers: answers,
      score: assessment.score,
      recordTime: recordTime
    )
  }
}

extension PersonExport.Revision {
  init(_ history: CareHistory) {
    self.init(
      revision: history.revision,
      recordTime: history.recordTime.isoText,
      kind: history.kind.rawValue,
      startDate: history.span.start.isoText,
      endDate: history.span.end?.isoText,
      endReason: history.endReason?.rawValue,
      terms: history.terms.spans.map { span in
        PersonExport.Terms(
          startDate: span.start.isoText,
          endDate: span.end?.isoText,
          relation: span.value.relation.rawValue,
          hoursPerWeek: span.value.hours.hours,
          tasks: span.value.tasks.map(\.rawValue),
          causes: span.value.causes.map(\.rawValue),
          dwelling: span.value.dwelling.rawValue,
          sameAddress: span.value.sameAddress,
          professionalInvolved: span.value.professionalInvolved,
          role: span.value.role?.rawValue
        )
      }
    )
  }
}

extension Row {
  /// The time of a column of microseconds, in ISO 8601.
  fileprivate func time(_ column: String) -> String { Instant(microseconds: self[column]).isoText }

  fileprivate func optionalTime(_ column: String) -> String? {
    (self[column] as Int64?).map { Instant(microseconds: $0).isoText }
  }
}

extension Instant {
  /// ISO 8601 in UTC, to the second.
  fileprivate var isoText: String {
    Date(timeIntervalSince1970: TimeInterval(seconds)).ISO8601Format()
  }
}
