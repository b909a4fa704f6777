import CareTypes
import RightsAPI
import RuleLanguage
import ServiceCore
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

extension Validation {
  /// Checks the name of a provision, which may come but once.
  fileprivate mutating func provisionName(_ field: String, _ name: String, among others: inout Set<String>) {
    guard SimulationDraft.isName(name) else {
      return reject(field, name.isEmpty ? "is required" : "is not of the form provisions/{id}")
    }
    require(others.insert(name).inserted, field, "comes twice")
  }

  /// Reads a draft, which is taken to be in force on the day.
  fileprivate mutating func draft(
    _ field: String,
    _ message: Mantel_Type_V1_ExecutableProvision,
    on date: CalendarDate,
    _ table: MunicipalityTable
  ) -> ProvisionVersion? {
    let before = violations.count
    words("\(field)", message)
    for (index, code) in message.territory.enumerated() {
      _ = value("\(field).territory[\(index)]") { () throws(ValueError) in
        try table.checkKnown(NISCode(code), at: date)
      }
    }
    var dated = message
    let first = optionalDate("\(field).valid_from_date", message.validFromDate, isSet: message.hasValidFromDate)
    _ = optionalDate("\(field).valid_to_date", message.validToDate, isSet: message.hasValidToDate)
    dated.validFromDate = Mantel_Type_V1_Date(min(first ?? date, date))
    dated.clearValidToDate()
    for (index, parameter) in message.parameters.enumerated() {
      self.parameter("\(field).parameters[\(index)]", parameter)
    }
    for (index, amount) in message.amounts.enumerated() {
      let path = "\(field).amounts[\(index)]"
      _ = optionalDate("\(path).valid_from_date", amount.validFromDate, isSet: amount.hasValidFromDate)
      _ = optionalDate("\(path).valid_to_date", amount.validToDate, isSet: amount.hasValidToDate)
    }
    guard violations.count == before else { return nil }
    do {
      let draft = try ProvisionVersion(dated)
      for mistake in SimulationDraft.mistakes(of: draft) { reject("\(field).\(mistake.field)", mistake.description) }
      return violations.count == before ? draft : nil
    } catch {
      reject(field, "cannot be read")
      return nil
    }
  }

  /// Checks the enumerations of a draft.
  private mutating func words(_ field: String, _ message: Mantel_Type_V1_ExecutableProvision) {
    switch message.grantMode {
    case .automatic, .propose, .apply, .ratify: break
    case .unspecified: reject("\(field).grant_mode", "is required")
    case .UNRECOGNIZED: reject("\(field).grant_mode", "is not a known word")
    }
    if case .UNRECOGNIZED = message.frequency { reject("\(field).frequency", "is not a known word") }
    require(
      message.kind.isEmpty || SimulationDraft.kinds.contains(message.kind),
      "\(field).kind",
      "is not a known word"
    )
    require(message.version >= 0, "\(field).version", "is negative")
    require(message.suspendAfterDaysAdmitted >= 0, "\(field).suspend_after_days_admitted", "is negative")
  }

  private mutating func parameter(_ field: String, _ message: Mantel_Type_V1_ProvisionParameter) {
    guard let type = FactType(rawValue: message.type) else {
      return reject("\(field).type", message.type.isEmpty ? "is required" : "is not a known word")
    }
    guard message.hasValue else { return }
    let isReadable =
      switch type {
      case .bool: Bool(message.value) != nil
      case .int: Int(message.value) != nil
      case .decimal: Double(message.value)?.isFinite ?? false
      case .string: true
      case .date: RuleDate(iso: message.value) != nil
      }
    require(isReadable, "\(field).value", "is not of the type \(type.rawValue)")
  }
}

extension MunicipalityTable {
  /// Checks that a code is that of a municipality, of whatever time.
  fileprivate func checkKnown(_ code: NISCode, at date: CalendarDate) throws(ValueError) {
    do {
      _ = try municipality(code, at: date)
    } catch  where error.kind == .notValidAtDate {
      return
    }
  }
}
