import CareTypes
import Foundation
import RegistrationDomain
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
  /// Key of the care situation of the same two people that it was joined into; nil if it was not joined.
  let joinedInto: Int64?
  let created: Instant
  let updated: Instant

  init(_ row: SQLRow) throws {
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

  /// The row of a care situation that was just stored.
  init(key: Int64, id: OpaqueID, _ care: CareDetails, caregiver: Int64, recipient: Int64, created: Instant) {
    self.key = key
    self.id = id
    self.caregiver = caregiver
    self.recipient = recipient
    span = care.span
    endReason = nil
    declarations = care.declarations
    dataKey = nil
    sealedContactPoint = nil
    revision = 1
    joinedInto = nil
    self.created = created
    updated = created
  }

  /// Resource name.
  var name: String { ResourceCollection.careSituations.name(id) }
}

extension Declarations {
  /// Reads a row of `care_situation` or `care_revision`.
  init(_ row: SQLRow) throws {
    func declaration(_ who: String) throws -> Declaration? {
      guard let date = try row.optionalDate("\(who)_signed_date") else { return nil }
      return Declaration(signedDate: date, givenBy: try row.word("\(who)_signed_by"))
    }
    self.init(caregiver: try declaration("caregiver"), recipient: try declaration("recipient"))
  }
}

extension CareTerms {
  /// Reads a row of `care_period`.
  init(_ row: SQLRow) throws {
    self = try JSONDecoder().decode(CareTerms.self, from: row["terms"] as Data)
  }
}
