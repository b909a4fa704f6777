package import CareTypes

/// Caregiver Strain Index (Robinson 1983): 13 questions, each answered yes or no; the score is the number of yes.
package struct StrainIndex: Sendable, Hashable {
  /// Number of questions.
  package static let questions = 13
  /// From this score on the care weighs too heavily.
  package static let threshold = 7

  /// The answers in the order of the questions; nil for a question that was not answered.
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

  /// The number of yes answers, 0 to 13; nil when a question was not answered, because an incomplete list is never
  /// scored.
  package var score: Int? {
    answers.contains(nil) ? nil : answers.count { $0 == true }
  }
}
