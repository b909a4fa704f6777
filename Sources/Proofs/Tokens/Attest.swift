package import CareTypes

/// A statement on paper that someone cares or cared (attest). It says nothing of the recipients, not even how many there are.
package struct Attest: Sendable, Hashable {
  /// For what it is.
  package enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
    /// For an employer, with a request for flexible hours or leave.
    case employer
    /// For a school.
    case school
    /// Of the experience that was gained.
    case experience
  }

  /// For what it is.
  package let kind: Kind
  /// The first day of the care that is registered.
  package let from: CalendarDate
  /// The last day of the care; nil while it goes on.
  package let until: CalendarDate?
  /// Full months of care, those of interruptions not counted; only of experience.
  package let months: Int?

  /// An attest.
  package init(kind: Kind, from: CalendarDate, until: CalendarDate? = nil, months: Int? = nil) {
    self.kind = kind
    self.from = from
    self.until = until
    self.months = months
  }
}
