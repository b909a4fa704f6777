import CareTypes
import RightsAPI
import ServiceRuntime
import TypeAPI

/// What a client asks to be simulated, checked.
struct SimulationRequest {
  /// The provisions as they would be.
  let drafts: [ProvisionVersion]
  /// Names of those that would no longer be in force.
  let withdrawn: Set<String>
  /// Where the people live who are asked for; none: everywhere in the scope.
  let municipalities: [NISCode]
  /// The day.
  let date: CalendarDate

  /// More drafts are not taken.
  static let draftLimit = 60
  /// More withdrawn provisions are not taken.
  static let withdrawnLimit = 200

  /// Reads a request.
  ///
  /// - Parameters:
  ///   - message: The request.
  ///   - today: The day of a request that names none.
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
