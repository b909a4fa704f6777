import CareTypes
import RightsAPI
import RightsDomain
import ServiceCore
import ServiceRuntime
import TypeAPI

/// A checked request for a simulation.
struct SimulationRequest {
  /// The provisions as they would become.
  let drafts: [ProvisionVersion]
  /// Names of the provisions that would no longer be in force.
  let withdrawn: Set<String>
  /// The municipalities to simulate for; empty for the client's whole scope.
  let municipalities: [NISCode]
  /// The day.
  let date: CalendarDate

  /// The largest number of drafts.
  static let draftLimit = 60
  /// The largest number of withdrawn provisions.
  static let withdrawnLimit = 200

  /// Checks a request.
  ///
  /// - Parameters:
  ///   - message: The request.
  ///   - today: The day to use when the request has none; nil when it has one.
  ///   - table: The municipalities and their mergers.
  /// - Throws: `Refusal` naming every wrong field.
  init(
    _ message: Mantel_Rights_V1_SimulateRegulationRequest,
    today: CalendarDate?,
    _ table: MunicipalityTable
  ) throws {
    var validation = Validation()
    let date = message.hasDate ? validation.date("date", message.date, isSet: true) : today
    if message.drafts.isEmpty, message.withdrawn.isEmpty {
      validation.reject("drafts", "is required, unless something is withdrawn")
    }
    validation.require(message.drafts.count <= Self.draftLimit, "drafts", "has more than \(Self.draftLimit)")
    validation.require(
      message.withdrawn.count <= Self.withdrawnLimit,
      "withdrawn",
      "has more than \(Self.withdrawnLimit)"
    )
    var codes: [NISCode] = []
    for (index, text) in message.municipalities.enumerated() {
      let code = validation.value("municipalities[\(index)]") { () throws(ValueError) in
        let code = try NISCode(text)
        return try date.map { day throws(ValueError) in try table.successor(of: code, at: day).code } ?? code
      }
      if let code { codes.append(code) }
    }
    var names: Set<String> = []
    var drafts: [ProvisionVersion] = []
    if validation.violations.isEmpty, let date {
      for (index, draft) in message.drafts.enumerated() {
        let field = "drafts[\(index)]"
        validation.provisionName("\(field).provision", draft.provision, among: &names)
        if let draft = validation.draft(field, draft, on: date, table) { drafts.append(draft) }
      }
      for (index, name) in message.withdrawn.enumerated() {
        validation.provisionName("withdrawn[\(index)]", name, among: &names)
      }
    }
    self.date = try validation.finish(date)
    self.drafts = drafts
    withdrawn = Set(message.withdrawn)
    municipalities = codes
  }
}
