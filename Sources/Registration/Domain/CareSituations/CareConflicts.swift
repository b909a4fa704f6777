package import CareTypes
package import ServiceCore

/// Which care situations cannot exist beside each other.
package enum CareConflicts {
  /// Checks that nobody is registered as their own caregiver.
  ///
  /// - Throws: `Refusal` with `invalidField` for the field of the recipient.
  package static func requireTwoPeople(_ caregiver: PersonStatus, _ recipient: PersonStatus) throws(Refusal) {
    guard caregiver.key != recipient.key else {
      throw Refusal.invalid("care_situation.recipient", "is the same person as the caregiver")
    }
  }

  /// Checks that two people have no other care situation in the same period.
  ///
  /// - Parameter others: The days of their other care situations.
  /// - Throws: `Refusal` with `careSituationExists`.
  package static func requireNoOverlap(_ span: DateSpan, with others: [DateSpan]) throws(Refusal) {
    for other in others where other.overlaps(span) {
      throw Refusal(.careSituationExists, "These two people have a care situation in the same period")
    }
  }

  /// The days of a care situation on which its caregiver is the primary caregiver (centrale mantelzorger).
  ///
  /// - Parameters:
  ///   - terms: The terms of the care. The first ones are also used for earlier days of the care.
  ///   - care: First and last day of the care.
  package static func primaryDays(of terms: Timeline<CareTerms>, within care: DateSpan) -> [DateSpan] {
    terms.spans.enumerated().compactMap { index, span in
      guard span.value.role == .primary else { return nil }
      let start = index == 0 ? min(span.start, care.start) : span.start
      return (try? DateSpan(start: start, end: span.end)).flatMap(care.intersection)
    }
  }

  /// Checks that a recipient has one primary caregiver at a time.
  ///
  /// - Parameters:
  ///   - days: The days on which a caregiver is to be the primary one.
  ///   - others: The days on which the recipient has another primary caregiver.
  /// - Throws: `Refusal` with `primaryCaregiverExists`.
  package static func requireOnePrimary(_ days: [DateSpan], beside others: [DateSpan]) throws(Refusal) {
    guard hasSecondPrimary(days, beside: others) else { return }
    throw Refusal(.primaryCaregiverExists, "The recipient has another primary caregiver in the same period")
  }

  /// Whether a recipient would have two primary caregivers on some day.
  package static func hasSecondPrimary(_ days: [DateSpan], beside others: [DateSpan]) -> Bool {
    days.contains { day in others.contains { $0.overlaps(day) } }
  }
}
