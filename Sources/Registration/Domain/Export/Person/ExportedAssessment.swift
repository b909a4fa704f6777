import CareTypes

/// An assessment of a caregiver, as their export shows it.
package struct ExportedAssessment: Encodable, Sendable {
  /// Date.
  package let date: String
  /// Assessor.
  package let assessor: String
  /// Instrument.
  package let instrument: String
  /// Answers.
  package let answers: [Bool?]?
  /// Score.
  package let score: Int?
  /// When it was recorded.
  package let recordTime: String

  /// An entry of the export.
  package init(
    date: String,
    assessor: String,
    instrument: String,
    answers: [Bool?]?,
    score: Int?,
    recordTime: String
  ) {
    self.date = date
    self.assessor = assessor
    self.instrument = instrument
    self.answers = answers
    self.score = score
    self.recordTime = recordTime
  }
}

extension ExportedAssessment {
  /// Exports an assessment.
  package init(_ assessment: Assessment, _ recordTime: String) {
    let isStrainIndex = if case .strainIndex = assessment.instrument { true } else { false }
    var answers: [Bool?]?
    if case .strainIndex(let index) = assessment.instrument { answers = index.answers }
    self.init(
      date: assessment.date.isoText,
      assessor: assessment.assessor,
      instrument: isStrainIndex ? "csi" : "zbi12",
      answers: answers,
      score: assessment.score,
      recordTime: recordTime
    )
  }
}
