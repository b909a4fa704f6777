package import CareTypes
package import Foundation
import GRDB
import RuleLanguage
import ServiceRuntime

/// Everything that is held on a person (inzage), as a document for that person. Dates are ISO 8601.
private struct PersonExport: Encodable {
  struct Residence: Encodable {
    let startDate: String
    let municipality: String
    let streetLine: String?
    let postalCode: String?
  }
  struct Number: Encodable {
    let kind: String
    let digits: String
    let holdsNow: Bool
    let recordTime: String
  }
  struct Consent: Encodable {
    let purpose: String
    let givenDate: String
    let givenBy: String
    let channel: String?
    let recordTime: String
    let withdrawTime: String?
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
    let withdrawTime: String?
  }
  struct Declaration: Encodable {
    let signedDate: String
    let givenBy: String
  }
  struct Care: Encodable {
    let name: String
    let roleOfThePerson: String
    let declaration: Declaration?
    let contactPoint: ContactPoint?
    let evidence: [Evidence]
    let history: [Revision]
  }
  struct Load: Encodable {
    let date: String
    let assessor: String
    let instrument: String
    let answers: [Bool?]?
    let score: Int?
  }
  struct Draft: Encodable {
    let name: String
    let municipality: String
    let sender: String
    let receiveTime: String
  }
  struct Merge: Encodable {
    let merged: String
    let kept: String
    let recordTime: String
    let undoTime: String?
  }

  let name: String
  let identity: Identity?
  let birthDate: String?
  let language: String
  let channel: String
  let digitalSkill: String?
  let sealed: Bool
  let restricted: Bool
  let registerTime: String
  let numbers: [Number]
  let residences: [Residence]
  let consents: [Consent]
  let careSituations: [Care]
  let assessments: [Load]
  let needs: [String]
  let drafts: [Draft]
  let merges: [Merge]
}

extension RegistrationStore {
  /// Everything that is held on a person, as a JSON document.
  ///
  /// - Throws: `Refusal` when the person is not there or out of sight.
  package func export(_ id: OpaqueID, for viewer: Viewer) async throws -> Data {
    try await database.read { db in
      let person = try visiblePerson(id, for: viewer, in: db)
      let export = try export(of: person, in: db)
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      encoder.keyEncodingStrategy = .convertToSnakeCase
      return try encoder.encode(export)
    }
  }

  private func export(of person: PersonRow, in db: Database) throws -> PersonExport {
    let cipher = try cipher(of: person, in: db)
    func rows(_ sql: String, _ arguments: StatementArguments) throws -> [Row] {
      try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments)
    }
    let numbers = try rows("SELECT * FROM person_identifier WHERE person = ? ORDER BY recorded", [person.key])
    return PersonExport(
      name: person.name,
      identity: try identity(of: person, in: db),
      birthDate: person.birthDate?.isoText,
      language: person.reach.language.rawValue,
      channel: person.reach.channel.rawValue,
      digitalSkill: person.reach.digitalSkill?.rawValue,
      sealed: person.isSealed,
      restricted: person.isRestricted,
      registerTime: try rows("SELECT recorded FROM person WHERE key = ?", [person.key]).first?.time("recorded") ?? "",
      numbers: try numbers.compactMap { row in
        try cipher.map {
          PersonExport.Number(
            kind: row["kind"],
            digits: try $0.open(row["digits"], at: Self.numberPlace),
            holdsNow: row["current"],
            recordTime: row.time("recorded")
          )
        }
      },
      residences: try residences(of: person, in: db).periods.map {
        PersonExport.Residence(
          startDate: $0.start.isoText,
          municipality: $0.value.municipality.digits,
          streetLine: $0.value.address?.streetLine,
          postalCode: $0.value.address?.postalCode
        )
      },
      consents: try rows("SELECT * FROM consent WHERE person = ? ORDER BY key", [person.key]).map { row in
        PersonExport.Consent(
          purpose: row["purpose"],
          givenDate: try row.date("given_date").isoText,
          givenBy: row["given_by"],
          channel: row["channel"],
          recordTime: row.time("recorded"),
          withdrawTime: row.optionalTime("withdrawn")
        )
      },
      careSituations: try careSituations(ofPerson: person.key, in: db).map { try export(of: $0, person.key, in: db) },
      assessments: try rows("SELECT content FROM assessment WHERE person = ? ORDER BY key", [person.key]).compactMap {
        row in try cipher.map { PersonExport.Load(try Self.assessment(row["content"], $0)) }
      },
      needs: try needs(of: person.key, in: db).map(\.rawValue),
      drafts: try numbers.flatMap { number in
        try rows(Self.draftsOfPersonSQL, [number["hash"] as Data]).map { row in
          PersonExport.Draft(
            name: ResourceCollection.drafts.name(try row.id("id")),
            municipality: row["municipality"],
            sender: row["sender"],
            receiveTime: row.time("received")
          )
        }
      },
      merges: try rows(Self.mergesOfPersonSQL, ["key": person.key]).map { row in
        PersonExport.Merge(
          merged: ResourceCollection.persons.name(try row.id("merged_id")),
          kept: ResourceCollection.persons.name(try row.id("kept_id")),
          recordTime: row.time("recorded"),
          undoTime: row.optionalTime("undone")
        )
      }
    )
  }

  static let draftsOfPersonSQL = """
    SELECT draft.* FROM draft_person JOIN draft ON draft.key = draft_person.draft WHERE draft_person.hash = ?
    """

  static let mergesOfPersonSQL = """
    SELECT merge.recorded, merge.undone, kept.id AS kept_id, merged.id AS merged_id
    FROM merge JOIN person AS kept ON kept.key = merge.kept JOIN person AS merged ON merged.key = merge.merged
    WHERE merge.key IN (SELECT key FROM merge WHERE kept = :key UNION SELECT key FROM merge WHERE merged = :key)
    ORDER BY merge.key
    """

  /// What the care itself tells, without the identity of the other person.
  private func export(of care: CareRow, _ person: Int64, in db: Database) throws -> PersonExport.Care {
    let cipher = try care.dataKey.map { try dataKeys.cipher($0, in: db) }
    let isCaregiver = care.caregiver == person
    let declaration = isCaregiver ? care.declarations.caregiver : care.declarations.recipient
    let evidence = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT * FROM evidence WHERE care_situation = ? ORDER BY key"),
      arguments: [care.key]
    ).compactMap { row -> PersonExport.Evidence? in
      guard let cipher else { return nil }
      let recorded = try RecordedEvidence(row, cipher: cipher)
      return PersonExport.Evidence(
        name: ResourceCollection.evidence.name(recorded.id),
        fact: recorded.evidence.fact,
        kind: recorded.evidence.kind?.rawValue,
        value: recorded.evidence.value,
        assessor: recorded.evidence.assessor,
        issuedDate: recorded.evidence.validity.start.isoText,
        validUntilDate: recorded.evidence.validity.end?.isoText,
        withdrawTime: row.optionalTime("withdrawn")
      )
    }
    return PersonExport.Care(
      name: care.name,
      roleOfThePerson: isCaregiver ? "caregiver" : "recipient",
      declaration: declaration.map {
        PersonExport.Declaration(signedDate: $0.signedDate.isoText, givenBy: $0.givenBy.rawValue)
      },
      contactPoint: try contactPoint(of: care, in: db),
      evidence: evidence,
      history: try histories(of: care, after: 0, limit: .max - 1, in: db).map(PersonExport.Revision.init)
    )
  }
}

extension PersonExport.Load {
  init(_ assessment: Assessment) {
    let isStrainIndex = if case .strainIndex = assessment.instrument { true } else { false }
    var answers: [Bool?]?
    if case .strainIndex(let index) = assessment.instrument { answers = index.answers }
    self.init(
      date: assessment.date.isoText,
      assessor: assessment.assessor,
      instrument: isStrainIndex ? "csi" : "zbi12",
      answers: answers,
      score: assessment.score
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
