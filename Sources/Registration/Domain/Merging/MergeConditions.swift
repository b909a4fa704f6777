package import CareTypes
package import ServiceCore

/// When two records of persons can be merged.
package enum MergeConditions {
  /// Checks that a record is not merged into itself.
  ///
  /// - Throws: `Refusal` with `invalidField` for the field `merged`.
  package static func requireTwo(_ kept: PersonStatus, _ merged: PersonStatus) throws(Refusal) {
    guard kept.key != merged.key else { throw Refusal.invalid("merged", "is the person who is kept") }
  }

  /// Checks that the viewer keeps the record that is merged into another.
  ///
  /// A number that was given for someone who lives elsewhere does not give a say over their record.
  ///
  /// - Parameter hasClaim: Whether a number of the person who is kept was given for the other.
  /// - Throws: `Refusal` with `outOfScope`, or with `notFound` for a record that the viewer may not know of.
  package static func requireSay(
    over merged: PersonStatus,
    into kept: PersonStatus,
    hasClaim: Bool,
    by rules: VisibilityRules
  ) throws(Refusal) {
    if try rules.mayDecideOnClaim(of: merged, on: kept, hasClaim: hasClaim) { try rules.requireAtHome(merged) }
    guard try rules.sees(merged) else { throw Refusal.notFound(merged.name) }
    try rules.requireUnmasked(merged)
    try merged.requireChangeable()
    try rules.requireAtHome(merged)
  }

  /// Checks that the two people of a care situation stay two people after a merge.
  ///
  /// - Throws: `Refusal` with `mergeConflict`.
  package static func requireTwoPeople(caregiver: Int64, recipient: Int64) throws(Refusal) {
    guard caregiver != recipient else { throw Refusal(.mergeConflict, "The two care for each other") }
  }

  /// Checks that a recipient has one primary caregiver at a time after a merge.
  ///
  /// - Parameters:
  ///   - days: The days on which a caregiver is the primary one.
  ///   - others: The days on which the recipient has another primary caregiver.
  /// - Throws: `Refusal` with `mergeConflict`.
  package static func requireOnePrimary(_ days: [DateSpan], beside others: [DateSpan]) throws(Refusal) {
    guard CareConflicts.hasSecondPrimary(days, beside: others) else { return }
    throw Refusal(.mergeConflict, "The recipient would have two primary caregivers in one period")
  }
}
