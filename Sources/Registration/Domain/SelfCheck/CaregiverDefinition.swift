/// The legal definition of a caregiver (mantelzorger), asked part by part.
///
/// Woonzorgdecreet of 15 February 2019, article 2: who, out of a social and emotional bond, helps a person with reduced
/// self-reliance in daily life, not professionally but more than occasionally. No age, registration or shared home is
/// asked.
package struct CaregiverDefinition: Sendable, Hashable {
  /// One part of the definition.
  package enum Part: String, Sendable, Hashable, CaseIterable {
    /// Helps someone with reduced self-reliance in daily life.
    case helpsInDailyLife = "helps_in_daily_life"
    /// Out of a social and emotional bond.
    case outOfABond = "out_of_a_bond"
    /// Not as a job, nor in organised volunteering.
    case notProfessionally = "not_professionally"
    /// More than once in a while.
    case moreThanOccasionally = "more_than_occasionally"
  }

  /// What the definition makes of the answers.
  package enum Outcome: Sendable, Hashable {
    /// Every part is true.
    case caregiver
    /// These parts do not hold.
    case notACaregiver([Part])
    /// No part fails, but these are not answered.
    case open([Part])
  }

  /// The answers; a part that is missing was not answered.
  package let answers: [Part: Bool]

  /// Answers.
  package init(answers: [Part: Bool]) {
    self.answers = answers
  }

  /// What the definition makes of the answers.
  package var outcome: Outcome {
    let failed = Part.allCases.filter { answers[$0] == false }
    if !failed.isEmpty { return .notACaregiver(failed) }
    let unanswered = Part.allCases.filter { answers[$0] == nil }
    return unanswered.isEmpty ? .caregiver : .open(unanswered)
  }
}
