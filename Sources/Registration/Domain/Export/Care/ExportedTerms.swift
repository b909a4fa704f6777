package import CareTypes

/// The terms of care on some days, as the export of a person shows them.
package struct ExportedTerms: Encodable, Sendable {
  /// Start date.
  package let startDate: String
  /// End date.
  package let endDate: String?
  /// The terms.
  package let terms: CareTerms

  /// An entry of the export.
  package init(startDate: String, endDate: String?, terms: CareTerms) {
    self.startDate = startDate
    self.endDate = endDate
    self.terms = terms
  }

  private enum CodingKeys: CodingKey {
    case startDate
    case endDate
  }

  private enum HoursKey: String, CodingKey {
    case week = "hours_per_week"
    case month = "hours_per_month"
    case year = "hours_per_year"

    init(_ unit: CareHours.Unit) {
      self =
        switch unit {
        case .week: .week
        case .month: .month
        case .year: .year
        }
    }
  }

  /// Writes the days, and beside them every term under its name; the hours in the unit in which they were declared.
  package func encode(to encoder: any Encoder) throws {
    var days = encoder.container(keyedBy: CodingKeys.self)
    try days.encode(startDate, forKey: .startDate)
    try days.encodeIfPresent(endDate, forKey: .endDate)
    var values = encoder.container(keyedBy: CareTerm.self)
    var hoursAsDeclared = encoder.container(keyedBy: HoursKey.self)
    for term in CareTerm.allCases {
      switch terms[term] {
      case .word(let word): try values.encode(word, forKey: term)
      case .words(let words): try values.encode(words, forKey: term)
      case .hours(let hours): try hoursAsDeclared.encode(hours.amount(per: hours.unit), forKey: HoursKey(hours.unit))
      case .truth(let truth): try values.encode(truth, forKey: term)
      case nil: break
      }
    }
  }
}
