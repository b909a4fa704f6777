import CareTypes
import ServiceCore

/// A primary-care zone as it is on a day: how far its care council sees where figures alone leave. Everywhere else it sees
/// nobody.
struct ZoneArea: Sendable {
  /// The day.
  let date: CalendarDate
  /// The municipalities of the zone, by code.
  let current: [NISCode]
  /// What the services behind the gateway are told. Who was registered before a merger may still stand under the former
  /// code: former municipalities are included.
  let scope: CallScope

  /// The area of a zone.
  ///
  /// - Throws: `ValueError` when the zone has ended since the gateway started.
  init(zone: String, on date: CalendarDate, _ tables: ReferenceTables) throws(ValueError) {
    self.date = date
    current = try tables.zones.zone(id: zone, at: date).municipalities.sorted()
    let former = current.flatMap { tables.municipalities.predecessors(of: $0, at: date) }
    scope = CallScope(municipalities: Set(current + former))
  }
}
