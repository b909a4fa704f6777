import CareTypes
import RuleLanguage

/// What follows from what someone tells, so that it need not be asked. What was told itself always counts.
enum ImpliedFacts {
  /// Adds what follows.
  ///
  /// - Parameter facts: What is known, by name.
  static func add(to facts: inout [String: FactValue]) {
    let told = facts
    func imply(_ fact: String, _ value: FactValue) {
      if facts[fact] == nil { facts[fact] = value }
    }
    kinship(told).forEach { imply($0.key, $0.value) }
    switch told["situation.same_address"] {
    case .bool(true)?:
      imply("recipient.lives_alone", .bool(false))
      imply("caregiver.lives_alone", .bool(false))
    case .bool(false)?: imply("situation.household_member", .bool(false))
    default: break
    }
    if case .string(let status)? = told["caregiver.work_status"] {
      if status != "unemployed" { imply("caregiver.fully_unemployed_benefit", .bool(false)) }
      // Who works or is retired and names no school is at none.
      if status != "student", told["caregiver.education"] == nil { imply("caregiver.institution", .string("none")) }
    }
    if case .int(let age)? = told["recipient.age"], age >= ageWithoutChildBenefit {
      for (fact, value) in ofChildren { imply(fact, value) }
    }
    allowances(told).map { imply("recipient.has_income_or_integration_allowance", $0) }
    let modules = screenerModules.map { told["recipient.belrai_\($0)"]?.number }
    if modules.allSatisfy({ $0 != nil }) {
      imply("recipient.belrai_total", .decimal(modules.compactMap(\.self).reduce(0, +)))
    }
    if let first = modules[0], let second = modules[1] { imply("recipient.belrai_iadl_adl", .decimal(first + second)) }
  }

  /// The age from which nobody has child benefit (Groeipakket) any more.
  private static let ageWithoutChildBenefit = 25

  /// What only children and young people can have.
  private static let ofChildren: [String: FactValue] = [
    "recipient.child_points_p1": .int(0), "recipient.child_points_p2": .int(0), "recipient.child_points_p3": .int(0),
    "recipient.child_points_total": .int(0), "recipient.child_mobility_points": .int(0),
    "recipient.has_child_care_supplement": .bool(false), "recipient.has_child_support_supplement": .bool(false),
    "recipient.has_increased_child_benefit": .bool(false), "recipient.is_unaccompanied_minor": .bool(false),
    "recipient.is_orphan": .bool(false),
  ]

  /// The modules of the BelRAI Screener; the first two are IADL and ADL.
  private static let screenerModules = ["iadl", "adl", "cognition", "psychic", "behaviour"]

  /// Kinship (verwantschap) by what the caregiver is to the recipient.
  private static func kinship(_ told: [String: FactValue]) -> [String: FactValue] {
    guard case .string(let word)? = told["situation.relation"], let relation = Relation(rawValue: word) else {
      return [:]
    }
    switch relation {
    case .partner: return ["situation.kinship": .string("partner")]
    case .child, .parent: return ["situation.kinship": .string("blood"), "situation.kinship_degree": .int(1)]
    case .sibling, .grandchild: return ["situation.kinship": .string("blood"), "situation.kinship_degree": .int(2)]
    case .neighbour, .friend: return ["situation.kinship": .string("none")]
    case .otherFamily, .other: return [:]
    }
  }

  /// Whether the recipient has one of the allowances for disabled persons; nil when that is not told.
  private static func allowances(_ told: [String: FactValue]) -> FactValue? {
    let each = ["has_income_replacement", "has_integration_allowance", "has_elderly_assistance"].map {
      told["recipient.\($0)"]
    }
    if each.contains(.bool(true)) { return .bool(true) }
    return each.allSatisfy { $0 == .bool(false) } ? .bool(false) : nil
  }
}
