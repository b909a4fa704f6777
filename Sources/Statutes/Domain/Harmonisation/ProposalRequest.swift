package import CareTypes

/// The request for a proposal.
package struct ProposalRequest: Sendable {
  /// How the values are chosen.
  package var strategy: HarmonisationStrategy
  /// The day whose regulations are compared.
  package var date: CalendarDate
  /// The first day on which the proposal would be in force.
  package var validFrom: CalendarDate
  /// The yearly amount in euro cents that replaces the choice of the strategy; nil for that choice.
  package var centsPerYear: Int64?

  /// Makes a request.
  package init(
    _ strategy: HarmonisationStrategy,
    date: CalendarDate,
    validFrom: CalendarDate,
    centsPerYear: Int64? = nil
  ) {
    (self.strategy, self.date, self.validFrom, self.centsPerYear) = (strategy, date, validFrom, centsPerYear)
  }
}
