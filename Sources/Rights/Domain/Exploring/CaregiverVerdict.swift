import CareTypes
import RuleLanguage

/// Whether someone is a caregiver (mantelzorger) in the sense of the Flemish decree of 15 February 2019 on care at home
/// (woonzorgdecreet): who helps someone with reduced self-reliance out of a social and emotional bond, not professionally, and
/// more than occasionally. No age, residence or registration is asked.
package enum CaregiverVerdict: Sendable, Hashable, CaseIterable {
  case yes
  /// Something is not told.
  case probably
  case no

  /// The verdict on what someone tells.
  init(_ profile: ExplorerProfile) {
    func told(_ fact: String) -> Bool? {
      if case .bool(let value)? = profile.facts[fact] { value } else { nil }
    }
    let hours = ["week", "month", "year"].map { "situation.hours_per_\($0)" }
    let givesHours = !profile.rangedFacts.isDisjoint(with: hours) || hours.contains { profile.facts[$0] != nil }
    let isRegular = told("situation.regular_care") ?? (givesHours ? true : nil)
    let isUnpaid = told("caregiver.unpaid") ?? true
    let hasNeed = told("recipient.reduced_self_reliance") ?? true
    let hasBond = told("situation.trust_relation") ?? (profile.facts["situation.relation"] == nil ? nil : true)
    if isRegular == false || !isUnpaid || !hasNeed || hasBond == false {
      self = .no
    } else {
      self = isRegular == true && hasBond == true ? .yes : .probably
    }
  }
}
