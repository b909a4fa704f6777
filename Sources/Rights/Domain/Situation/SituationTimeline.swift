package import CareTypes
import RuleLanguage

/// The terms of a care situation and the residences of both people over time. In each list the oldest period comes first,
/// and it is valid for every earlier day as well. If a list is empty, the values of `SituationFacts` are valid on every day.
package struct SituationTimeline: Sendable, Hashable {
  /// The terms from a day on.
  package struct Terms: Sendable, Hashable, Codable {
    /// First day on which they are valid, in days since 1970-01-01.
    package var from: Int
    /// How the caregiver is related to the recipient.
    package var relation: Relation
    /// Minutes of care per week.
    package var minutesPerWeek: Int
    /// Where the recipient lives.
    package var dwelling: Dwelling
    /// Whether the two live at one address.
    package var sameAddress: Bool
    /// Whether a professional care provider is involved.
    package var professionalInvolved: Bool

    /// Terms from a day on.
    package init(
      from: Int,
      relation: Relation,
      minutesPerWeek: Int,
      dwelling: Dwelling,
      sameAddress: Bool,
      professionalInvolved: Bool
    ) {
      self.from = from
      self.relation = relation
      self.minutesPerWeek = minutesPerWeek
      self.dwelling = dwelling
      self.sameAddress = sameAddress
      self.professionalInvolved = professionalInvolved
    }
  }

  /// Where a person lives from a day on.
  package struct Residence: Sendable, Hashable, Codable {
    /// First day there, in days since 1970-01-01.
    package var from: Int
    /// NIS code, or the code of another country.
    package var place: String

    /// A residence from a day on.
    package init(
      from: Int,
      place: String
    ) {
      self.from = from
      self.place = place
    }

    private enum CodingKeys: String, CodingKey {
      case from
      case place = "municipality"
    }
  }

  /// The terms, oldest first.
  package var terms: [Terms] = []
  /// Where the caregiver lives, oldest first.
  package var caregiverResidences: [Residence] = []
  /// Where the recipient lives, oldest first.
  package var recipientResidences: [Residence] = []

  /// A timeline.
  package init(
    terms: [Terms] = [],
    caregiverResidences: [Residence] = [],
    recipientResidences: [Residence] = []
  ) {
    self.terms = terms
    self.caregiverResidences = caregiverResidences
    self.recipientResidences = recipientResidences
  }

  /// The days on which something changes: the start of every period except the first of each list.
  package var changeDays: [Int] {
    terms.dropFirst().map(\.from) + caregiverResidences.dropFirst().map(\.from)
      + recipientResidences.dropFirst().map(\.from)
  }

  /// The period of a day: the last that has begun, or else the first; nil for an empty list.
  fileprivate static func period<Period>(of periods: [Period], on day: Int, from: KeyPath<Period, Int>) -> Period? {
    periods.last { $0[keyPath: from] <= day } ?? periods.first
  }
}

extension SituationFacts {
  /// Sets relation, hours, dwelling, address, professional care and both places to those of a day.
  ///
  /// - Throws: `ValueError` for a period that is malformed.
  package mutating func resolve(on day: Int) throws(ValueError) {
    if let terms = SituationTimeline.period(of: timeline.terms, on: day, from: \.from) {
      relation = terms.relation
      hours = try HoursPerWeek(minutes: terms.minutesPerWeek)
      dwelling = terms.dwelling
      sameAddress = terms.sameAddress
      professionalInvolved = terms.professionalInvolved
    }
    if let residence = SituationTimeline.period(of: timeline.caregiverResidences, on: day, from: \.from) {
      caregiver.place = try Place(residence.place)
    }
    if let residence = SituationTimeline.period(of: timeline.recipientResidences, on: day, from: \.from) {
      recipient.place = try Place(residence.place)
    }
  }

  /// The NIS codes of all municipalities, and the codes of other countries, where either of the two lives on any day.
  package var places: Set<String> {
    Set(
      [caregiver.place.text, recipient.place.text]
        + (timeline.caregiverResidences + timeline.recipientResidences).map(\.place)
    )
  }
}

extension SituationTimeline {
  /// Whether evidence of one day no longer applies on another, because it belongs to the own rules of a municipality that
  /// was left between the two days.
  func hasMovedAway(_ fact: String, shownOn shown: Int, by day: Int) -> Bool {
    if caregiverResidences.count < 2, recipientResidences.count < 2 { return false }
    return FactCatalogue.care.locality(of: fact).lapses(
      caregiverMoved: Self.start(of: caregiverResidences, on: day).map { shown < $0 } ?? false,
      recipientMoved: Self.start(of: recipientResidences, on: day).map { shown < $0 } ?? false
    )
  }

  /// The first day in the municipality of a day; nil when no other municipality is known before it.
  private static func start(of residences: [Residence], on day: Int) -> Int? {
    let begun = residences.prefix { $0.from <= day }
    guard let current = begun.last, let other = begun.lastIndex(where: { $0.place != current.place })
    else { return nil }
    return begun[other + 1].from
  }
}
