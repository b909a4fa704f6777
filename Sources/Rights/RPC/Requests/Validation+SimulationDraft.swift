import CareTypes
import RightsAPI
import RightsDomain
import RuleLanguage
import ServiceCore
import ServiceRuntime
import TypeAPI

extension Validation {
  /// Checks the name of a provision, which must differ from the others.
  mutating func provisionName(_ field: String, _ name: String, among others: inout Set<String>) {
    guard ProvisionName.isName(name) else {
      return reject(field, name.isEmpty ? "is required" : "is not of the form provisions/{id}")
    }
    require(others.insert(name).inserted, field, "comes twice")
  }

  /// Reads a draft, which is treated as in force on the day.
  mutating func draft(
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

  /// Checks the enumerations and numbers of a draft.
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
    require(
      (0...1_200).contains(message.suspendAfterMonthsAdmitted),
      "\(field).suspend_after_months_admitted",
      "is not 0 to 1200"
    )
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
  /// Checks that a code is that of a municipality of any time.
  fileprivate func checkKnown(_ code: NISCode, at date: CalendarDate) throws(ValueError) {
    do {
      _ = try municipality(code, at: date)
    } catch  where error.kind == .notValidAtDate {
      return
    }
  }
}
