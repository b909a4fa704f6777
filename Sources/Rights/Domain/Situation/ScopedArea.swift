package import CareTypes
package import ServiceCore

/// The municipalities whose care situations a question is about, limited to the scope of the client.
package struct ScopedArea: Sendable, Hashable {
  /// NIS codes of the day; nil for everywhere.
  private let municipalities: Set<NISCode>?
  private let date: CalendarDate
  private let table: MunicipalityTable

  /// Makes the area of a question.
  ///
  /// - Parameters:
  ///   - asked: The municipalities that the client asks for; empty for the client's whole scope.
  ///   - scope: The scope of the client; nil when it is not limited.
  ///   - date: The day.
  ///   - table: The municipalities and their mergers.
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

  /// Whether the caregiver or the recipient of a care situation lives in the area.
  package func holds(_ situation: SituationFacts) -> Bool {
    guard let municipalities else { return true }
    return [situation.caregiver.place, situation.recipient.place].contains { place in
      place.municipality.map { municipalities.contains(table.current($0, on: date)) } ?? false
    }
  }

  /// All codes under which a residence in the area may be recorded; nil for any code.
  package var codes: Set<NISCode>? {
    municipalities.map { codes in Set(codes.flatMap { [$0] + table.predecessors(of: $0, at: date) }) }
  }
}
