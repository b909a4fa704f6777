package import CareTypes
import RuleLanguage

/// The terms of a care situation from a day on.
package struct SituationTerms: Sendable, Hashable {
  /// How the caregiver is related to the recipient.
  package var relation: Relation
  /// Hours of care per week.
  package var hours: HoursPerWeek
  /// Where the recipient lives.
  package var dwelling: Dwelling
  /// Whether the two live at one address.
  package var sameAddress: Bool
  /// Whether a professional care provider is involved.
  package var professionalInvolved: Bool

  /// Terms.
  package init(
    relation: Relation,
    hours: HoursPerWeek,
    dwelling: Dwelling,
    sameAddress: Bool,
    professionalInvolved: Bool
  ) {
    self.relation = relation
    self.hours = hours
    self.dwelling = dwelling
    self.sameAddress = sameAddress
    self.professionalInvolved = professionalInvolved
  }
}

/// The terms of a care situation and the residences of both people over time. What is nil does not change: the value in
/// `SituationFacts` is valid on every day.
package struct SituationTimeline: Sendable, Hashable {
  /// The terms.
  package var terms: Timeline<SituationTerms>?
  /// Where the caregiver lives.
  package var caregiverResidences: Timeline<Place>?
  /// Where the recipient lives.
  package var recipientResidences: Timeline<Place>?

  /// A timeline.
  package init(
    terms: Timeline<SituationTerms>? = nil,
    caregiverResidences: Timeline<Place>? = nil,
    recipientResidences: Timeline<Place>? = nil
  ) {
    self.terms = terms
    self.caregiverResidences = caregiverResidences
    self.recipientResidences = recipientResidences
  }

  /// The days on which something changes, in days since 1970-01-01.
  package var changeDays: [Int] {
    let starts =
      (terms?.later.map(\.start) ?? []) + (caregiverResidences?.later.map(\.start) ?? [])
      + (recipientResidences?.later.map(\.start) ?? [])
    return starts.map(\.daysSinceEpoch)
  }
}

extension SituationFacts {
  /// Sets relation, hours, dwelling, address, professional care and both places to those of a day.
  package mutating func resolve(on date: CalendarDate) {
    if let terms = timeline.terms?[date] {
      relation = terms.relation
      hours = terms.hours
      dwelling = terms.dwelling
      sameAddress = terms.sameAddress
      professionalInvolved = terms.professionalInvolved
    }
    if let place = timeline.caregiverResidences?[date] { caregiver.place = place }
    if let place = timeline.recipientResidences?[date] { recipient.place = place }
  }

  /// The NIS codes of all municipalities, and the codes of other countries, where either of the two lives on any day.
  package var places: Set<String> {
    let residences = [timeline.caregiverResidences, timeline.recipientResidences].compactMap(\.self).flatMap(\.periods)
    return Set([caregiver.place.text, recipient.place.text] + residences.map(\.value.text))
  }
}

extension SituationTimeline {
  /// Whether evidence of one day no longer applies on another, because it belongs to the own rules of a municipality that
  /// was left between the two days.
  func hasMovedAway(_ fact: String, shownOn shown: Int, by date: CalendarDate) -> Bool {
    if caregiverResidences == nil, recipientResidences == nil { return false }
    return FactCatalogue.care.locality(of: fact).lapses(
      caregiverMoved: Self.moveDay(in: caregiverResidences, before: date).map { shown < $0 } ?? false,
      recipientMoved: Self.moveDay(in: recipientResidences, before: date).map { shown < $0 } ?? false
    )
  }

  /// The first day in the place of a day; nil when no other place is known before it.
  private static func moveDay(in residences: Timeline<Place>?, before date: CalendarDate) -> Int? {
    residences?.later.last { $0.start <= date }?.start.daysSinceEpoch
  }
}
