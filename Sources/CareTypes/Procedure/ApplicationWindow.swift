/// When and how to apply (aanvraagperiode).
package struct ApplicationWindow: Sendable, Hashable, Codable {
  /// The first day of the period in every year, as `MM-DD`; nil for no such period.
  package var from: String?
  /// The last day of the period in every year, as `MM-DD`; nil for no such period.
  package var until: String?
  /// The day of every year on which the conditions must be met, as `MM-DD`; nil for the day of the application.
  package var referenceDay: String?
  /// The days after the event that opens the right within which to apply; nil for no limit.
  package var withinDays: Int?
  /// How to apply; nil when the source does not state it.
  package var text: BilingualText?

  /// When and how to apply.
  package init(
    from: String? = nil,
    until: String? = nil,
    referenceDay: String? = nil,
    withinDays: Int? = nil,
    text: BilingualText? = nil
  ) {
    self.from = from
    self.until = until
    self.referenceDay = referenceDay
    self.withinDays = withinDays
    self.text = text
  }
}
