import CareTypes
import Yams

// Reads how a provision is applied for, renewed and ended.
extension PackReader {
  private static let procedureFields: Set = [
    "evidence", "signatures", "application", "renewal", "suspend_after_days_admitted", "suspend_after_months_admitted",
    "ended_by", "per_recipient", "per_caregiver", "per_address", "decider", "objection",
  ]

  mutating func procedure(_ provision: inout Fields, _ settings: inout ParameterReferences) -> Procedure {
    guard let node = provision.take("procedure"),
      var map = fields(node, provision.path("procedure"), known: Self.procedureFields)
    else { return Procedure() }
    let path = map.path("evidence")
    var procedure = Procedure()
    procedure.evidence = list(&map, "evidence").enumerated().compactMap { evidence($1, "\(path)[\($0)]") }
    procedure.signatures = words(&map, "signatures")
    procedure.application = application(&map)
    procedure.renewal = renewal(&map)
    procedure.suspendAfterDaysAdmitted = setting(&map, "suspend_after_days_admitted", in: 0...3_660, &settings)
    procedure.suspendAfterMonthsAdmitted = optionalInteger(&map, "suspend_after_months_admitted", in: 1...120)
    procedure.endedBy = words(&map, "ended_by")
    procedure.perRecipient = setting(&map, "per_recipient", in: 1...100, &settings)
    procedure.perCaregiver = setting(&map, "per_caregiver", in: 1...100, &settings)
    procedure.perAddress = setting(&map, "per_address", in: 1...100, &settings)
    procedure.decider = optionalBilingual(&map, "decider")
    procedure.objection = objection(&map)
    return procedure
  }

  /// Reads a whole number or a reference to a parameter.
  private mutating func setting(
    _ map: inout Fields,
    _ name: String,
    in range: ClosedRange<Int>,
    _ settings: inout ParameterReferences
  ) -> Int? {
    if let text = map.nodes[name]?.scalar?.string, settings.take(text, for: "procedure.\(name)") {
      _ = map.take(name)
      return nil
    }
    return optionalInteger(&map, name, in: range)
  }

  private mutating func evidence(_ node: Node, _ path: String) -> RequiredEvidence? {
    guard var map = fields(node, path, known: ["nl", "en", "fact", "max_age_months"]) else { return nil }
    let (dutch, english) = (text(&map, "nl"), text(&map, "en"))
    guard let dutch, let english else { return nil }
    return RequiredEvidence(
      text: BilingualText(dutch, english),
      fact: knownFact(&map, "fact"),
      maxAgeMonths: optionalInteger(&map, "max_age_months", in: 1...1_200)
    )
  }

  private mutating func application(_ procedure: inout Fields) -> ApplicationWindow? {
    guard let node = procedure.take("application"),
      var map = fields(
        node,
        procedure.path("application"),
        known: ["from", "until", "reference_day", "within_days", "text"]
      )
    else { return nil }
    return ApplicationWindow(
      from: dayOfYear(&map, "from"),
      until: dayOfYear(&map, "until"),
      referenceDay: dayOfYear(&map, "reference_day"),
      withinDays: optionalInteger(&map, "within_days", in: 1...3_660),
      text: optionalBilingual(&map, "text")
    )
  }

  private mutating func renewal(_ procedure: inout Fields) -> Renewal? {
    guard let node = procedure.take("renewal"),
      var map = fields(node, procedure.path("renewal"), known: ["kind", "months"])
    else { return nil }
    let kind: Renewal.Kind? = word(&map, "kind")
    let months = optionalInteger(&map, "months", in: 1...1_200)
    return kind.map { Renewal(kind: $0, months: months) }
  }

  private mutating func objection(_ procedure: inout Fields) -> Objection? {
    guard let node = procedure.take("objection"),
      var map = fields(node, procedure.path("objection"), known: ["nl", "en", "within_days"])
    else { return nil }
    let (dutch, english) = (text(&map, "nl"), text(&map, "en"))
    guard let dutch, let english else { return nil }
    return Objection(
      body: BilingualText(dutch, english),
      withinDays: optionalInteger(&map, "within_days", in: 1...3_660)
    )
  }

  /// Reads a day of the year as `MM-DD`.
  private mutating func dayOfYear(_ map: inout Fields, _ name: String) -> String? {
    guard let text = optionalText(&map, name) else { return nil }
    // A leap year, so that 02-29 is a day.
    guard isDate("2024-\(text)") else {
      reject(map.path(name), "is not a day of the year as MM-DD, such as \"03-31\"")
      return nil
    }
    return text
  }
}
