import CareTypes
import Foundation
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// A row of the table `person`: what is stored as plain text, and what is encrypted.
struct PersonRow {
  let key: Int64
  let id: OpaqueID
  /// The key that encrypts what is kept of the person; nil once they were erased.
  let dataKey: DataKey?
  let sealedIdentity: Data?
  let birthDate: CalendarDate?
  let contactPreferences: ContactPreferences
  let hasTrustedAdult: Bool
  let isSealed: Bool
  let isRestricted: Bool
  /// The municipality that still has to confirm the record, by its code of that time, because another municipality made
  /// the record or moved the person there; nil once it is confirmed.
  let unconfirmedIn: NISCode?
  let mergedInto: Int64?
  let isErased: Bool
  let revision: Int64

  init(_ row: SQLRow) throws {
    key = row["key"]
    id = try row.id("id")
    dataKey = (row["data_key"] as Int64?).map { DataKey(key: $0, master: row["master"], wrapped: row["wrapped"]) }
    sealedIdentity = row["identity"]
    birthDate = try row.optionalDate("birth_date")
    contactPreferences = ContactPreferences(
      language: try row.word("language"),
      channel: try row.word("channel"),
      digitalSkill: try row.optionalWord("digital_skill")
    )
    hasTrustedAdult = row["has_trusted_adult"]
    isSealed = row["sealed"]
    isRestricted = row["restricted"]
    unconfirmedIn = try (row["unconfirmed_in"] as String?).map { try NISCode($0) }
    mergedInto = row["merged_into"]
    isErased = !row.isNull("erased")
    revision = row["revision"]
  }

  /// The row of a person who was just stored.
  init(
    key: Int64,
    id: OpaqueID,
    dataKey: DataKey,
    identity: Data,
    _ details: PersonDetails,
    unconfirmedIn: NISCode?
  ) {
    self.key = key
    self.id = id
    self.dataKey = dataKey
    sealedIdentity = identity
    birthDate = details.birthDate
    contactPreferences = details.contactPreferences
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

  /// Whether the municipality where the person lives still has to confirm the record.
  var isUnconfirmed: Bool { unconfirmedIn != nil }

  /// Resource name.
  var name: String { ResourceCollection.persons.name(id) }
}

/// A person of a care situation, as published in events.
extension CareSnapshot.Party {
  init(_ row: PersonRow, residences: Timeline<Place>) {
    self.init(id: row.id, birthDate: row.isErased ? nil : row.birthDate, residences: residences)
  }
}
