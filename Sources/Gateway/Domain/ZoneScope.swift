import CareTypes
import ServiceRuntime

/// How far a care council sees where figures alone leave: the municipalities of its zone. Everywhere else it sees
/// nobody.
struct ZoneScope: Sendable {
  let tables: ReferenceTables
  let clock: RegistryClock

  /// The scope of a client, that of a care council being its zone today.
  ///
  /// Who was registered before a merger may still stand under the former code: former municipalities are included.
  ///
  /// - Throws: `ValueError` when the zone has ended since the gateway started.
  func scope(of client: APIClient) throws -> CallScope {
    guard case .careCouncil(let zone) = client.scope else { return client.callScope }
    let today = try clock.today()
    let current = try tables.zones.zone(id: zone, at: today).municipalities
    let former = current.flatMap { tables.municipalities.predecessors(of: $0, at: today) }
    return CallScope(municipalities: Set(current + former))
  }
}
