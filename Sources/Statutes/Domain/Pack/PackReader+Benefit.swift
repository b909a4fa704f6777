import CareTypes
import RuleLanguage
import Yams

/// The figures of a provision that refer to a parameter.
struct ParameterReferences {
  /// By path such as `benefit.payee`: the name of the parameter.
  private(set) var parameters: [String: String] = [:]

  /// Records a text that refers to a parameter; false when the text is a value.
  mutating func take(_ text: String, for setting: String) -> Bool {
    guard let parameter = Fact.parameter(text) else { return false }
    parameters[setting] = parameter
    return true
  }
}

// Reads what a provision gives.
extension PackReader {
  mutating func benefit(_ provision: inout Fields, _ settings: inout ParameterReferences) -> Benefit? {
    guard let node = provision.take("benefit"),
      var map = fields(
        node,
        provision.path("benefit"),
        known: [
          "amount_cents", "amounts", "frequency", "payee", "proration", "in_kind", "quotas", "own_contribution",
        ]
      )
    else { return nil }
    var benefit = Benefit()
    benefit.amounts = amounts(&map, &settings)
    benefit.frequency = wordOrUnknown(&map, "frequency")
    if let payee = optionalText(&map, "payee"), !settings.take(payee, for: "benefit.payee") {
      benefit.payee = Payee(rawValue: payee)
      if benefit.payee == nil { reject(map.path("payee"), Self.oneOf(Payee.self)) }
    }
    benefit.proration = wordOrUnknown(&map, "proration")
    benefit.inKind = optionalBilingual(&map, "in_kind")
    let path = map.path("quotas")
    benefit.quotas = list(&map, "quotas").enumerated().compactMap { quota($1, "\(path)[\($0)]") }
    benefit.ownContribution = ownContribution(&map)
    return benefit
  }

  /// The amounts of a benefit; `amount_cents` is a short form for one amount for everyone.
  private mutating func amounts(_ map: inout Fields, _ settings: inout ParameterReferences) -> [BenefitAmount] {
    if let text = optionalText(&map, "amount_cents") {
      var amount = BenefitAmount()
      cents(text, map.path("amount_cents"), "benefit.amounts[0].cents", &settings, &amount)
      if map.take("amounts") != nil { reject(map.path("amounts"), "stands beside amount_cents; use one of them") }
      return [amount]
    }
    let path = map.path("amounts")
    return list(&map, "amounts").enumerated().compactMap { index, node in
      guard var fields = fields(node, "\(path)[\(index)]", known: ["cents", "when", "from", "until"]) else {
        return nil
      }
      guard let text = text(&fields, "cents") else { return nil }
      var amount = BenefitAmount()
      cents(text, fields.path("cents"), "benefit.amounts[\(index)].cents", &settings, &amount)
      amount.condition = optionalText(&fields, "when")
      amount.from = date(&fields, "from", isRequired: false)?.daysSinceEpoch
      amount.until = date(&fields, "until", isRequired: false)?.daysSinceEpoch
      if let from = amount.from, let until = amount.until, until < from {
        reject(fields.path("until"), "is before the first day")
      }
      return amount
    }
  }

  private mutating func cents(
    _ text: String,
    _ path: String,
    _ setting: String,
    _ settings: inout ParameterReferences,
    _ amount: inout BenefitAmount
  ) {
    if text == Self.unknown || settings.take(text, for: setting) { return }
    guard let cents = Int64(text), (0...100_000_000).contains(cents) else {
      return reject(path, "is neither a number of euro cents, nor a parameter, nor unknown")
    }
    amount.cents = cents
  }

  private mutating func quota(_ node: Node, _ path: String) -> Quota? {
    guard
      var map = fields(
        node,
        path,
        known: ["amount", "unit", "scope", "window_months", "window", "pot", "per_week", "part_time", "remark"]
      )
    else { return nil }
    let amount = number(&map, "amount", isRequired: true)
    let unit: Quota.Unit? = word(&map, "unit")
    let scope: Quota.Scope? = word(&map, "scope")
    let window = optionalText(&map, "window")
    if window != nil, window != "calendar_year" { reject(map.path("window"), "is not calendar_year") }
    if window != nil, map.nodes["window_months"] != nil { reject(map.path("window"), "stands beside window_months") }
    let pot = map.nodes["pot"] == nil ? nil : identifier(&map, "pot")
    let partTime: PartTimeCount? = map.nodes["part_time"] == nil ? nil : word(&map, "part_time")
    guard let amount, let unit, let scope else { return nil }
    return Quota(
      amount: amount,
      unit: unit,
      scope: scope,
      windowMonths: optionalInteger(&map, "window_months", in: 1...1_200),
      perWeek: number(&map, "per_week", isRequired: false),
      remark: optionalBilingual(&map, "remark"),
      isPerCalendarYear: window == nil ? nil : true,
      pot: pot,
      partTime: partTime
    )
  }

  private mutating func ownContribution(_ benefit: inout Fields) -> OwnContribution? {
    guard let node = benefit.take("own_contribution"),
      var map = fields(node, benefit.path("own_contribution"), known: ["cents", "per"])
    else { return nil }
    let text = text(&map, "cents")
    let per = bilingual(&map, "per")
    guard let text, let per else { return nil }
    var contribution = OwnContribution(per: per)
    if text != Self.unknown {
      contribution.cents = Int64(text)
      if !(0...100_000_000).contains(contribution.cents ?? -1) {
        reject(map.path("cents"), "is neither a number of euro cents nor unknown")
      }
    }
    return contribution
  }
}
