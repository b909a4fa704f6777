package import ServiceCore

/// The reasons that only Registration gives.
extension Refusal.Reason {
  /// There is a care situation of the same two people in the same period.
  package static let careSituationExists = Refusal.Reason("CARE_SITUATION_EXISTS", .alreadyExists)
  /// The care situation has ended.
  package static let careSituationEnded = Refusal.Reason("CARE_SITUATION_ENDED", .failedPrecondition)
  /// The recipient has a primary caregiver in the same period.
  package static let primaryCaregiverExists = Refusal.Reason("PRIMARY_CAREGIVER_EXISTS", .failedPrecondition)
  /// Two persons cannot be merged because of their care situations.
  package static let mergeConflict = Refusal.Reason("MERGE_CONFLICT", .failedPrecondition)
  /// The evidence was withdrawn.
  package static let evidenceWithdrawn = Refusal.Reason("EVIDENCE_WITHDRAWN", .failedPrecondition)
  /// An import has no header, a second header, or too many rows.
  package static let importMalformed = Refusal.Reason("IMPORT_MALFORMED", .failedPrecondition)
  /// The given facts are implausible, and were not confirmed.
  package static let implausible = Refusal.Reason("IMPLAUSIBLE", .failedPrecondition)
}
