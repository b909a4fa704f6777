import CareTypes
import Foundation
import RightsDomain
import ServiceCore

/// A period of a timeline, as it is stored in a list of JSON objects. An empty list stands for no timeline.
protocol StoredPeriod: Codable {
  associatedtype Value: Sendable, Hashable

  init(_ period: Timeline<Value>.Period)

  /// The period.
  ///
  /// - Throws: `ValueError` for a period that was not written by this service.
  func period() throws -> Timeline<Value>.Period
}

extension StoredPeriod {
  /// The JSON of a timeline.
  static func text(of timeline: Timeline<Value>?) throws -> String {
    try StoredJSON.text((timeline?.periods ?? []).map(Self.init))
  }

  /// Reads a timeline; nil for an empty list.
  ///
  /// - Throws: `DecodingError`, `ValueError` or `Refusal` for a list that was not written by this service.
  static func timeline(_ json: Data) throws -> Timeline<Value>? {
    let stored: [Self] = try StoredJSON.list(json)
    if stored.isEmpty { return nil }
    guard let timeline = Timeline(try stored.map { try $0.period() }) else {
      throw Refusal(.internal, "Two stored periods begin on one day")
    }
    return timeline
  }
}

/// The terms of a care situation from a day on, as they are stored.
struct StoredTerms: StoredPeriod {
  var from: Int
  var relation: Relation
  var minutesPerWeek: Int
  var dwelling: Dwelling
  var sameAddress: Bool
  var professionalInvolved: Bool

  init(_ period: Timeline<SituationTerms>.Period) {
    from = period.start.daysSinceEpoch
    relation = period.value.relation
    minutesPerWeek = period.value.hours.minutes
    dwelling = period.value.dwelling
    sameAddress = period.value.sameAddress
    professionalInvolved = period.value.professionalInvolved
  }

  func period() throws -> Timeline<SituationTerms>.Period {
    Timeline.Period(
      start: try CalendarDate(daysSinceEpoch: from),
      value: SituationTerms(
        relation: relation,
        hours: try HoursPerWeek(minutes: minutesPerWeek),
        dwelling: dwelling,
        sameAddress: sameAddress,
        professionalInvolved: professionalInvolved
      )
    )
  }
}

/// Where a person lives from a day on, as it is stored: a NIS code, or the code of another country.
struct StoredResidence: StoredPeriod {
  var from: Int
  var municipality: String

  init(_ period: Timeline<Place>.Period) {
    from = period.start.daysSinceEpoch
    municipality = period.value.text
  }

  func period() throws -> Timeline<Place>.Period {
    Timeline.Period(start: try CalendarDate(daysSinceEpoch: from), value: try Place(municipality))
  }
}
