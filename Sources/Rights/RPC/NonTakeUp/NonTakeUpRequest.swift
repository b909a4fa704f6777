import CareTypes
import RightsAPI
import RightsDomain
import ServiceCore
import ServiceRuntime

extension Validation {
  /// What a request asks about the rights that people of a municipality do not take up.
  ///
  /// - Parameters:
  ///   - municipality: Its NIS code, as the request gives it.
  ///   - provision: The name of a provision; empty for all.
  ///   - reasons: Only what one of these stands in the way of; empty for all that is known to be a right.
  ///   - date: The legal day.
  ///   - table: The municipalities and their mergers.
  /// - Throws: `Refusal` naming every wrong field, or for a municipality outside the scope of the client.
  mutating func nonTakeUp(
    _ municipality: String,
    _ provision: String,
    _ reasons: [Mantel_Rights_V1_NonTakeUpReason],
    on date: CalendarDate,
    _ table: MunicipalityTable
  ) throws -> NonTakeUpQuestion {
    requireGiven(!municipality.isEmpty, "municipality")
    let code =
      municipality.isEmpty
      ? nil
      : value("municipality") { () throws(ValueError) in try table.successor(of: NISCode(municipality), at: date).code }
    if !provision.isEmpty {
      var names: Set<String> = []
      provisionName("provision", provision, among: &names)
    }
    let words: [NonTakeUpReason] = words("reasons", reasons)
    return NonTakeUpQuestion(
      area: try ScopedArea([finish(code)], scope: CallContext.current.scope, on: date, table),
      provision: provision.isEmpty ? nil : provision,
      reasons: words.isEmpty ? NonTakeUpReason.ofKnownRights : Set(words),
      on: date
    )
  }
}
