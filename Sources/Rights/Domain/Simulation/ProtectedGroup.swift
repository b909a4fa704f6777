package import CareTypes
import RuleLanguage

/// A group of people for which a simulation says whether a change of the law takes something from them (beschermde groep).
package enum ProtectedGroup: String, Sendable, Hashable, CaseIterable {
  /// The caregiver is under 18.
  case youngCaregivers = "young_caregivers"
  /// The recipient is under 18.
  case childRecipients = "child_recipients"
  /// The recipient has the palliative status.
  case palliative
  /// The recipient has the care budget for severe care needs, or at least 15 points on the medical-social scale.
  case severeCareNeed = "severe_care_need"
  /// The recipient has the increased reimbursement.
  case lowIncome = "low_income"
  /// The caregiver scores at least 7 on the Caregiver Strain Index.
  case overloadedCaregivers = "overloaded_caregivers"

  /// Its name for people.
  package var label: BilingualText {
    switch self {
    case .youngCaregivers: BilingualText("jonge mantelzorgers (jonger dan 18)", "young caregivers (under 18)")
    case .childRecipients: BilingualText("zorgvragers jonger dan 18", "recipients under 18")
    case .palliative: BilingualText("zorgvragers met het palliatief statuut", "recipients with the palliative status")
    case .severeCareNeed: BilingualText("zwaar zorgbehoevende zorgvragers", "recipients with a severe care need")
    case .lowIncome:
      BilingualText("zorgvragers met de verhoogde tegemoetkoming", "recipients with the increased reimbursement")
    case .overloadedCaregivers: BilingualText("overbelaste mantelzorgers", "overloaded caregivers")
    }
  }

  /// The groups that a care situation belongs to, by the facts that are known on a day.
  package static func groups(of situation: SituationFacts, on date: CalendarDate) -> [ProtectedGroup] {
    func age(_ person: SituationFacts.Party) -> Int? { person.birthDate?.fullYears(until: date) }
    return allCases.filter { group in
      switch group {
      case .youngCaregivers: age(situation.caregiver).map { $0 < 18 } ?? false
      case .childRecipients: age(situation.recipient).map { $0 < 18 } ?? false
      case .palliative:
        (situation.moments.palliativeSince ?? .max) <= date.daysSinceEpoch
          || situation.shows("recipient.palliative_status", on: date)
      case .severeCareNeed:
        situation.shows("recipient.has_care_budget_severe", on: date)
          || situation.shows("recipient.fod_points", atLeast: 15, on: date)
      case .lowIncome: situation.shows("recipient.increased_reimbursement", on: date)
      case .overloadedCaregivers: situation.shows("caregiver.csi_score", atLeast: 7, on: date)
      }
    }
  }
}

extension SituationFacts {
  /// Whether evidence that is valid on a day shows a fact.
  fileprivate func shows(_ fact: String, on date: CalendarDate) -> Bool {
    evidence(of: fact, on: date) == .bool(true)
  }

  /// Whether evidence that is valid on a day shows a number of at least `least`.
  fileprivate func shows(_ fact: String, atLeast least: Int, on date: CalendarDate) -> Bool {
    if case .int(let number)? = evidence(of: fact, on: date) { number >= least } else { false }
  }

  /// The value in the evidence that was issued last of those valid on a day; the last in the list of those issued on one
  /// day. It is nil when there is none, or its value is not allowed.
  private func evidence(of fact: String, on date: CalendarDate) -> FactValue? {
    let day = date.daysSinceEpoch
    var latest: EvidenceItem?
    for item in evidence where item.fact == fact && item.isValid(on: day) {
      if item.from >= latest?.from ?? item.from { latest = item }
    }
    return latest.flatMap { FactCatalogue.care[fact]?.admitted($0.value) }
  }
}
