package import CareTypes

/// How much the care weighs on a caregiver, on a day.
package struct Assessment: Sendable, Hashable {
  /// With what it was measured.
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
  /// With what it was measured.
  package let instrument: Instrument

  /// An assessment.
  package init(date: CalendarDate, assessor: String, instrument: Instrument) {
    self.date = date
    self.assessor = assessor
    self.instrument = instrument
  }

  /// The score; nothing for an incomplete list.
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

/// Caregiver Strain Index (Robinson 1983): 13 questions, each answered yes or no; the score is the number of yes.
package struct StrainIndex: Sendable, Hashable {
  /// Number of questions.
  package static let questions = 13
  /// From this score on the care weighs too heavily.
  package static let threshold = 7

  /// The answers in the order of the questions; nothing: not answered.
  package let answers: [Bool?]

  /// A list of answers.
  ///
  /// - Throws: `ValueError` unless there are 13.
  package init(answers: [Bool?]) throws(ValueError) {
    guard answers.count == Self.questions else {
      throw ValueError(.wrongLength, "has not \(Self.questions) answers")
    }
    self.answers = answers
  }

  /// Number of yes, 0 to 13; nothing when a question is not answered: an incomplete list is never scored.
  package var score: Int? {
    answers.contains(nil) ? nil : answers.count { $0 == true }
  }
}

/// Something missing in what is on offer (leemte in het aanbod). Names nobody.
package struct Gap: Sendable, Hashable {
  /// Where.
  package let municipality: NISCode
  /// In which support area.
  package let area: SupportArea
  /// What is missing.
  package let description: String

  /// A gap.
  package init(municipality: NISCode, area: SupportArea, description: String) {
    self.municipality = municipality
    self.area = area
    self.description = description
  }
}
