package import CareTypes

/// How much the care weighs on a caregiver, on a day.
package struct Assessment: Sendable, Hashable {
  /// The instrument with which it was measured.
  package enum Instrument: Sendable, Hashable {
    /// Caregiver Strain Index.
    case strainIndex(StrainIndex)
    /// Zarit Burden Interview in 12 items: its sum, 0 to 48. There is no universal threshold. The items are under
    /// licence and not kept.
    case zarit12(Int)
  }

  /// The day.
  package let date: CalendarDate
  /// Who assessed: an organisation, or `self`.
  package let assessor: String
  /// The instrument with which it was measured.
  package let instrument: Instrument

  /// An assessment.
  package init(date: CalendarDate, assessor: String, instrument: Instrument) {
    self.date = date
    self.assessor = assessor
    self.instrument = instrument
  }

  /// The score; nil for an incomplete list.
  package var score: Int? {
    switch instrument {
    case .strainIndex(let index): index.score
    case .zarit12(let sum): sum
    }
  }

  /// Whether the care weighs too heavily: at or over the threshold of the instrument, where it has one.
  package var isOverload: Bool {
    guard case .strainIndex(let index) = instrument, let score = index.score else { return false }
    return score >= StrainIndex.threshold
  }
}
