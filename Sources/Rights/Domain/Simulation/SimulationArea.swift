package import CareTypes
package import ServiceRuntime

/// Whose care situations a client asks for, and may.
package struct SimulationArea: Sendable, Hashable {
  /// NIS codes as they are on the day; nothing: everywhere.
  private let municipalities: Set<NISCode>?
  private let date: CalendarDate
  private let table: MunicipalityTable

  /// The area of municipalities; none: all of the client's scope.
  ///
  /// - Throws: `Refusal` for a municipality outside the scope.
  package init(
    _ asked: [NISCode],
    scope: CallScope?,
    on date: CalendarDate,
    _ table: MunicipalityTable
  ) throws(Refusal) {
    self.date = date
    self.table = table
    let wanted = Set(asked.map { table.current($0, on: date) })
    let allowed = scope.map { Set($0.municipalities.map { table.current($0, on: date) }) }
    if let allowed, let other = wanted.subtracting(allowed).min() {
      throw Refusal(.outOfScope, "The municipality \(other) is outside the client's scope")
    }
    municipalities = wanted.isEmpty ? allowed : wanted
  }

  /// Whether one of the people of a care situation lives there.
  package func holds(_ situation: SituationFacts) -> Bool {
    guard let municipalities else { return true }
    return [situation.caregiver.place, situation.recipient.place].contains { place in
      place.municipality.map { municipalities.contains(table.current($0, on: date)) } ?? false
    }
  }

  /// Every code under which someone who lives there may be recorded; nothing: any.
  package var codes: Set<NISCode>? {
    municipalities.map { codes in Set(codes.flatMap { [$0] + table.predecessors(of: $0, at: date) }) }
  }
}
