import CareTypes
import RightsAPI
import RightsDomain
import ServiceCore
import ServiceRuntime

/// A checked request to preview a move.
struct PreviewMoveRequest {
  /// The care situation.
  let careSituation: OpaqueID
  /// The people who move.
  let mover: PreviewMoveRule.Mover
  /// The place that they move to.
  let place: Place
  /// The day.
  let date: CalendarDate

  /// Checks a request.
  ///
  /// - Parameters:
  ///   - message: The request.
  ///   - today: The day to use when the request has none; nil when it has one.
  ///   - tables: The municipalities and their mergers.
  /// - Throws: `Refusal` naming every wrong field.
  init(
    _ message: Mantel_Rights_V1_PreviewMoveRequest,
    today: CalendarDate?,
    _ tables: ReferenceTables
  ) throws(Refusal) {
    var validation = Validation()
    let id = validation.value("care_situation") { () throws(ValueError) in
      try ResourceCollection.careSituations.id(from: message.careSituation)
    }
    let date = message.hasDate ? validation.date("date", message.date, isSet: true) : today
    let place = validation.place("", message.municipality, message.country, on: date, tables)
    let mover: PreviewMoveRule.Mover? =
      switch (message.caregiverMoves, message.recipientMoves) {
      case (true, true): .both
      case (true, false): .caregiver
      case (false, true): .recipient
      case (false, false): nil
      }
    validation.require(mover != nil, "caregiver_moves", "is required, unless recipient_moves")
    careSituation = try validation.finish(id)
    self.mover = try validation.finish(mover)
    self.place = try validation.finish(place)
    self.date = try validation.finish(date)
  }
}
