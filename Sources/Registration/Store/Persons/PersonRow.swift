import CareTypes
import Foundation
import GRDB
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// A row of the table `person`: what stands in it as plain text, and what is sealed.
struct PersonRow {
  let key: Int64
  let id: OpaqueID
  let dataKey: Int64?
  let sealedIdentity: Data?
  let nameHash: Data?
  let birthDate: CalendarDate?
  let reach: Reach
  let hasTrustedAdult: Bool
  let isSealed: Bool
  let isRestricted: Bool
  /// The municipality whose confirmation it awaits, by the code of when that began: another one made the record, or let
  /// the person move there. Nothing: it was confirmed.
  let unconfirmedIn: NISCode?
  let mergedInto: Int64?
  let isErased: Bool
  let revision: Int64

  init(_ row: Row) throws {
    key = row["key"]
    id = try row.id("id")
    dataKey = row["data_key"]
    sealedIdentity = row["identity"]
    nameHash = row["name_hash"]
    birthDate = try row.optionalDate("birth_date")
    reach = Reach(
      language: try row.word("language"),
      channel: try row.word("channel"),
      digitalSkill: try row.optionalWord("digital_skill")
    )
    hasTrustedAdult = row["has_trusted_adult"]
    isSealed = row["sealed"]
    isRestricted = row["restricted"]
    unconfirmedIn = try (row["unconfirmed_in"] as String?).map { try NISCode($0) }
    mergedInto = row["merged_into"]
    isErased = (row["erased"] as Int64?) != nil
    revision = row["revision"]
  }

  /// The row of a person who was just stored.
  init(
    key: Int64,
    id: OpaqueID,
    dataKey: Int64,
    identity: Data,
    _ nameHash: Data?,
    _ details: PersonDetails,
    unconfirmedIn: NISCode?
  ) {
    self.key = key
    self.id = id
    self.dataKey = dataKey
    sealedIdentity = identity
    self.nameHash = nameHash
    birthDate = details.birthDate
    reach = details.reach
    hasTrustedAdult = details.identity.trustedAdult != nil
    isSealed = false
    isRestricted = false
    self.unconfirmedIn = unconfirmedIn
    mergedInto = nil
    isErased = false
    revision = 1
  }

  /// What decides who may see and change the record.
  var status: PersonStatus {
    PersonStatus(
      key: key,
      id: id,
      isSealed: isSealed,
      isRestricted: isRestricted,
      isErased: isErased,
      isMerged: mergedInto != nil,
      unconfirmedIn: unconfirmedIn
    )
  }

  /// Whether it awaits the confirmation of the municipality where the person lives.
  var isUnconfirmed: Bool { unconfirmedIn != nil }

  /// Resource name.
  var name: String { ResourceCollection.persons.name(id) }
}

/// What of a care party goes into events.
extension CareSnapshot.Party {
  init(_ row: PersonRow, residences: Timeline<Place>) {
    self.init(id: row.id, birthDate: row.isErased ? nil : row.birthDate, residences: residences)
  }
}
