package import CareTypes
import RuleLanguage

/// The terms of a care situation and the residences of both people over time. What is nil does not change: the value in
/// `SituationFacts` is valid on every day.
package struct SituationTimeline: Sendable, Hashable {
  /// The terms.
  package var terms: Timeline<CareTerms>?
  /// Where the caregiver lives.
  package var caregiverResidences: Timeline<Place>?
  /// Where the recipient lives.
  package var recipientResidences: Timeline<Place>?

  /// A timeline.
  package init(
    terms: Timeline<CareTerms>? = nil,
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
  /// Sets the terms and both places to those of a day.
  package mutating func resolve(on date: CalendarDate) {
    if let terms = timeline.terms?[date] { self.terms = terms }
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
