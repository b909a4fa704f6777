import CareTypes
import Foundation
import GRDB
import RegistrationDomain
import RuleLanguage
import ServiceCore
import ServiceRuntime

/// Everything that is held on a person (inzage), as a document for that person. Dates are ISO 8601.
struct PersonExport: Encodable {
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
enum JSONValue: Codable {
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
  func time(_ column: String) -> String { Instant(microseconds: self[column]).isoText }

  func optionalTime(_ column: String) -> String? {
    (self[column] as Int64?).map { Instant(microseconds: $0).isoText }
  }
}

extension Instant {
  /// ISO 8601 in UTC, to the second.
  var isoText: String {
    Date(timeIntervalSince1970: TimeInterval(seconds)).ISO8601Format()
  }
}
