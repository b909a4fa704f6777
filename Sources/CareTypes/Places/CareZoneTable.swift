/// Which municipality lies in which primary-care zone, in time (indeling in eerstelijnszones).
///
/// A large city may be divided over several zones by postal code.
package struct CareZoneTable: Sendable, Hashable {
  private let byCode: [NISCode: [Membership]]
  private let byZone: [String: [Membership]]

  /// Reads a table in CSV with the columns `zone_id`, `zone_name`, `zone_province`, `nis_code`,
  /// `part_postal_codes` (with `|` between them; empty for a whole municipality), `valid_from` and
  /// `valid_to`; other columns are passed over.
  ///
  /// - Throws: `ValueError` whose reason names the row (the header is row 1): what its values throw, and
  ///   `.inconsistent` for a place in two zones on one day or a zone with two names.
  package init(csv: String) throws(ValueError) {
    let table = try DelimitedText(csv: csv, columns: Self.columns)
    var byCode: [NISCode: [Membership]] = [:]
    var byZone: [String: [Membership]] = [:]
    for row in table.rows {
      do throws(ValueError) {
        let membership = try Membership(row)
        if let named = byZone[membership.zoneID]?.first, !named.hasSameZoneDetails(as: membership) {
          throw ValueError(.inconsistent, "The zone has another name or province in an earlier row.")
        }
        if byCode[membership.code, default: []].contains(where: membership.conflicts(with:)) {
          throw ValueError(.inconsistent, "The place is already in a zone on one of these days.")
        }
        byCode[membership.code, default: []].append(membership)
        byZone[membership.zoneID, default: []].append(membership)
      } catch {
        throw error.inRow(row.number)
      }
    }
    self.byCode = byCode
    self.byZone = byZone
  }

  /// All zones of a day, in the order of their ids.
  package func zones(at date: CalendarDate) -> [CareZone] {
    byZone.values.compactMap { Self.zone(of: $0, at: date) }.sorted { $0.id < $1.id }
  }

  /// The zone of an id on a day.
  ///
  /// - Throws: `ValueError` of kind `.unknownCode` or `.notValidAtDate`.
  package func zone(id: String, at date: CalendarDate) throws(ValueError) -> CareZone {
    guard let memberships = byZone[id] else {
      throw ValueError(.unknownCode, "There is no primary-care zone of this id.")
    }
    guard let zone = Self.zone(of: memberships, at: date) else {
      throw ValueError(.notValidAtDate, "The primary-care zone did not exist on that day.")
    }
    return zone
  }

  /// The zone in which a municipality lies on a day.
  ///
  /// - Parameters:
  ///   - code: The municipality.
  ///   - date: The day.
  ///   - postalCode: Where in the municipality; needed only for a city that is divided over several zones.
  /// - Throws: `ValueError` of kind `.unknownCode` for a place that no row puts in a zone, `.notValidAtDate`
  ///   for a municipality that was in one on other days only, `.ambiguous` for a divided city without postal
  ///   code.
  package func zone(
    of code: NISCode,
    at date: CalendarDate,
    postalCode: PostalCode? = nil
  ) throws(ValueError) -> CareZone {
    guard let all = byCode[code] else {
      throw ValueError(.unknownCode, "The municipality is in no primary-care zone of the table.")
    }
    let memberships = all.filter { $0.validity.contains(date) }
    guard let first = memberships.first else {
      throw ValueError(.notValidAtDate, "The municipality is in no primary-care zone on that day.")
    }
    if first.postalCodes.isEmpty {
      return try zone(id: first.zoneID, at: date)
    }
    guard let postalCode else {
      throw ValueError(.ambiguous, "The municipality is divided over several zones; give a postal code.")
    }
    guard let part = memberships.first(where: { $0.postalCodes.contains(postalCode) }) else {
      throw ValueError(.unknownCode, "This part of the municipality is in no primary-care zone of the table.")
    }
    return try zone(id: part.zoneID, at: date)
  }

  private static let columns = [
    "zone_id", "zone_name", "zone_province", "nis_code", "part_postal_codes", "valid_from", "valid_to",
  ]

  private static func zone(of memberships: [Membership], at date: CalendarDate) -> CareZone? {
    let current = memberships.filter { $0.validity.contains(date) }
    guard let first = current.first else { return nil }
    return CareZone(
      id: first.zoneID,
      name: first.zoneName,
      province: first.province,
      municipalities: Set(current.map(\.code)).sorted()
    )
  }
}

extension CareZoneTable {
  /// One row: a municipality, or the part of it with these postal codes, lies in a zone for some time.
  private struct Membership: Sendable, Hashable {
    let zoneID: String
    let zoneName: String
    let province: String
    let code: NISCode
    /// Empty for the whole municipality.
    let postalCodes: Set<PostalCode>
    let validity: DateSpan

    init(_ row: DelimitedText.Row) throws(ValueError) {
      zoneID = try row.required("zone_id")
      guard zoneID.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }) else {
        throw ValueError(.wrongFormat, "The id of a zone has lower-case letters, digits and hyphens only.")
      }
      zoneName = try row.required("zone_name")
      province = try row.required("zone_province")
      code = try NISCode(row.required("nis_code"))
      var postalCodes: Set<PostalCode> = []
      for part in try row.list("part_postal_codes") { postalCodes.insert(try PostalCode(part)) }
      self.postalCodes = postalCodes
      guard let start = try row.date("valid_from") else {
        throw ValueError(.wrongFormat, "The column valid_from is empty.")
      }
      validity = try DateSpan(start: start, end: row.date("valid_to"))
    }

    func hasSameZoneDetails(as other: Membership) -> Bool {
      zoneName == other.zoneName && province == other.province
    }

    /// Whether both rows, of one municipality, claim the same ground on the same day.
    func conflicts(with other: Membership) -> Bool {
      let areParts = !postalCodes.isEmpty && !other.postalCodes.isEmpty
      return validity.overlaps(other.validity)
        && !(areParts && postalCodes.isDisjoint(with: other.postalCodes))
    }
  }
}
