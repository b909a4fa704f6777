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
    try StoredJSON.text(list: timeline?.periods.map(Self.init) ?? [])
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

/// The terms of a care situation from a day on, as they are stored: the JSON of `CareTerms` with the day beside the terms.
struct StoredTerms: StoredPeriod {
  private let start: Int
  private let terms: CareTerms

  private enum CodingKeys: String, CodingKey {
    case start = "from"
  }

  init(_ period: Timeline<CareTerms>.Period) {
    start = period.start.daysSinceEpoch
    terms = period.value
  }

  init(from decoder: any Decoder) throws {
    start = try decoder.container(keyedBy: CodingKeys.self).decode(Int.self, forKey: .start)
    terms = try CareTerms(from: decoder)
  }

  func encode(to encoder: any Encoder) throws {
    var stored = encoder.container(keyedBy: CodingKeys.self)
    try stored.encode(start, forKey: .start)
    try terms.encode(to: encoder)
  }

  func period() throws -> Timeline<CareTerms>.Period {
    Timeline.Period(start: try CalendarDate(daysSinceEpoch: start), value: terms)
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
