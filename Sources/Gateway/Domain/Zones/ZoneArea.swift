package import CareTypes
package import ServiceCore

/// The municipalities of a primary-care zone (eerstelijnszone) on a day, for which its care council gets figures. It sees no
/// single person anywhere.
package struct ZoneArea: Sendable {
  /// The day.
  package let date: CalendarDate
  /// The municipalities of the zone, by code.
  package let current: [NISCode]
  /// The scope for calls to the services behind the gateway. Former municipalities are included, because people who were
  /// registered before a merger may still be kept under the former code.
  package let scope: CallScope

  /// The area of a zone.
  ///
  /// - Throws: `ValueError` if the zone has ceased to exist since the gateway started.
  package init(zone: String, on date: CalendarDate, _ tables: ReferenceTables) throws(ValueError) {
    self.date = date
    current = try tables.zones.zone(id: zone, at: date).municipalities.sorted()
    let former = current.flatMap { tables.municipalities.predecessors(of: $0, at: date) }
    scope = CallScope(municipalities: Set(current + former))
  }
}
