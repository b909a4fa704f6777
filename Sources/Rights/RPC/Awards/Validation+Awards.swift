import CareTypes
import RightsAPI
import RightsDomain
import ServiceCore
import ServiceRuntime
import TypeAPI

/// Reads the fields of requests about awards.
extension Validation {
  /// The most characters of the number of a ruling.
  private static let numberLimit = 50
  /// The most characters of the reason of a refusal.
  private static let reasonLimit = 500
  /// The most hundredths of a unit that can be used at once.
  private static let useLimit: Int64 = 1_000_000

  /// The award that a field names.
  mutating func award(_ field: String, _ name: String) -> AwardKey? {
    if name.isEmpty {
      missing(field)
      return nil
    }
    return value(field) { () throws(ValueError) in try AwardKey(name: name) }
  }

  /// The awards that a field names: 1 to 100, each once.
  mutating func awards(_ field: String, _ names: [String]) -> [AwardKey] {
    requireGiven(!names.isEmpty, field)
    require(names.count <= 100, field, "has more than 100 elements")
    require(Set(names).count == names.count, field, "names an award twice")
    return names.prefix(100).enumerated().compactMap { award("\(field)[\($0.offset)]", $0.element) }
  }

  /// A day that lies in the past or is today, at most ten years ago.
  mutating func pastDay(_ field: String, _ message: Mantel_Type_V1_Date, isSet: Bool, today: CalendarDate) -> Int? {
    guard let date = date(field, message, isSet: isSet) else { return nil }
    require(date <= today, field, "is in the future")
    require(date.days(until: today) <= Self.mostDays, field, "is more than ten years ago")
    return date.daysSinceEpoch
  }

  /// Signatures: each signatory once.
  mutating func signatures(
    _ field: String,
    _ messages: [Mantel_Rights_V1_AwardSignature],
    today: CalendarDate
  ) -> [AwardAction.Signature] {
    require(Set(messages.map(\.signatory)).count == messages.count, field, "names a signatory twice")
    return messages.prefix(Signatory.allCases.count + 1).enumerated().compactMap { index, message in
      let signatory = Signatory(rawValue: message.signatory)
      requireGiven(!message.signatory.isEmpty, "\(field)[\(index)].signatory")
      if !message.signatory.isEmpty {
        require(
          signatory != nil,
          "\(field)[\(index)].signatory",
          "is not one of \(Signatory.allCases.map(\.rawValue).joined(separator: ", "))"
        )
      }
      let day = pastDay("\(field)[\(index)].date", message.date, isSet: message.hasDate, today: today)
      guard let signatory, let day else { return nil }
      return AwardAction.Signature(signatory: signatory, day: day)
    }
  }

  /// A ruling.
  mutating func ruling(_ message: Mantel_Rights_V1_AwardRuling, isSet: Bool, today: CalendarDate) -> AwardAction.Ruling?
  {
    guard isSet else {
      missing("ruling")
      return nil
    }
    text("ruling.number", message.number, atMost: Self.numberLimit)
    let day = pastDay("ruling.date", message.date, isSet: message.hasDate, today: today)
    let from = message.hasGrantFromDate ? nearDay("ruling.grant_from_date", message.grantFromDate, to: today) : nil
    if message.grants {
      require(message.reason.isEmpty, "ruling.reason", "is given with a ruling that grants")
    } else {
      text("ruling.reason", message.reason, atMost: Self.reasonLimit)
      require(!message.hasGrantFromDate, "ruling.grant_from_date", "is given with a ruling that refuses")
    }
    guard let day else { return nil }
    return AwardAction.Ruling(
      number: message.number,
      day: day,
      grantFrom: from?.daysSinceEpoch,
      refusal: message.grants ? nil : message.reason
    )
  }

  /// What was used of a quota.
  mutating func use(_ message: Mantel_Rights_V1_AwardUse, isSet: Bool, today: CalendarDate) -> AwardAction.Use? {
    guard isSet else {
      missing("use")
      return nil
    }
    let first = date("use.first_date", message.firstDate, isSet: message.hasFirstDate)
    let last = message.hasLastDate ? date("use.last_date", message.lastDate, isSet: true) : first
    if let first, let last { require(first <= last, "use.last_date", "is before the first day") }
    require((1...Self.useLimit).contains(message.hundredths), "use.hundredths", "is not 1 to \(Self.useLimit)")
    let unit = Quota.Unit(rawValue: message.unit)
    requireGiven(!message.unit.isEmpty, "use.unit")
    if !message.unit.isEmpty {
      require(
        unit != nil,
        "use.unit",
        "is not one of \(Quota.Unit.allCases.map(\.rawValue).joined(separator: ", "))"
      )
    }
    let form = LeaveForm(rawValue: message.form)
    require(
      message.form.isEmpty || form != nil,
      "use.form",
      "is not one of \(LeaveForm.allCases.map(\.rawValue).joined(separator: ", "))"
    )
    guard let first, let last, let unit else { return nil }
    return AwardAction.Use(
      first: first.daysSinceEpoch,
      last: last.daysSinceEpoch,
      hundredths: Int(message.hundredths),
      unit: unit,
      form: form
    )
  }

  private mutating func text(_ field: String, _ text: String, atMost length: Int) {
    if text.allSatisfy(\.isWhitespace) { return missing(field) }
    require(text.count <= length, field, "has more than \(length) characters")
    require(
      text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control },
      field,
      "has control characters"
    )
    require(!NationalNumberSearch.isNumber(in: text), field, "holds a national number")
  }
}
