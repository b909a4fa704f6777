import CareTypes
import RightsAPI
import ServiceRuntime

/// What a client asks about a move, checked.
struct PreviewMoveRequest {
  /// The care situation.
  let careSituation: OpaqueID
  /// Who moves.
  let mover: PreviewMoveRule.Mover
  /// Where to.
  let municipality: NISCode
  /// The day.
  let date: CalendarDate

  /// Reads a request.
  ///
  /// - Parameters:
  ///   - message: The request.
  ///   - today: The day of a request that names none.
  ///   - table: The municipalities and their mergers.
  /// - Throws: `Refusal` naming every wrong field.
  init(
    _ message: Mantel_Rights_V1_PreviewMoveRequest,
    today: CalendarDate?,
    _ table: MunicipalityTable
  ) throws(Refusal) {
    var validation = Validation()
    let id = validation.value("care_situation") { () throws(ValueError) in
      try ResourceCollection.careSituations.id(from: message.careSituation)
    }
    let date = message.hasDate ? validation.date("date", message.date, isSet: true) : today
    let municipality = validation.value("municipality") { () throws(ValueError) in
      let code = try NISCode(message.municipality)
      return try date.map { day throws(ValueError) in try table.municipality(code, at: day).code } ?? code
    }
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
    self.municipality = try validation.finish(municipality)
    self.date = try validation.finish(date)
  }
}
