package import CareTypes

/// Whom a proof is about, as on their identity card. It passes through: nobody keeps it.
package struct ProofHolder: Sendable, Hashable {
  /// Given names.
  package let givenNames: String
  /// Family name.
  package let familyName: String
  /// Birth date; nil when it is not known.
  package let birthDate: CalendarDate?

  /// A holder.
  package init(givenNames: String, familyName: String, birthDate: CalendarDate? = nil) {
    self.givenNames = givenNames
    self.familyName = familyName
    self.birthDate = birthDate
  }
}

/// The days for which a proof is given.
package struct ProofTerm: Sendable, Hashable {
  /// The day on which it is issued.
  package let issued: CalendarDate
  /// The last day on which it is valid.
  package let validUntil: CalendarDate

  /// A term.
  package init(issued: CalendarDate, validUntil: CalendarDate) {
    self.issued = issued
    self.validUntil = validUntil
  }

  /// The beginning of the first day, in seconds since 1970: not the time of issue, by which proofs that were issued
  /// together could be told. In Belgium a day begins at 22:00 or 23:00 of the day before, by universal time.
  var issueTime: Int64 { Int64(issued.daysSinceEpoch) * 86_400 - 7_200 }
  /// The end of the last day, in seconds since 1970.
  var endTime: Int64 { Int64(validUntil.daysSinceEpoch + 1) * 86_400 - 3_600 }
}
