package import CareTypes
import ServiceCore

/// One declaration about a consent: that it is given, or that it is withdrawn.
package struct ConsentDeclaration: Sendable, Hashable {
  /// What for.
  package let purpose: ConsentPurpose
  /// Whether it is given; otherwise it is withdrawn.
  package let isGiven: Bool
  /// The day of the declaration itself.
  package let date: CalendarDate
  /// Who declared it; nil when not given.
  package let declaredBy: GivenBy?
  /// How it reached the registry; nil means in person.
  package let channel: Channel?
  /// How it came into the registry.
  package let source: ConsentSource
  /// When it was recorded.
  package let recordTime: Instant

  /// A declaration.
  package init(
    purpose: ConsentPurpose,
    isGiven: Bool,
    date: CalendarDate,
    declaredBy: GivenBy?,
    channel: Channel?,
    source: ConsentSource,
    recordTime: Instant
  ) {
    self.purpose = purpose
    self.isGiven = isGiven
    self.date = date
    self.declaredBy = declaredBy
    self.channel = channel
    self.source = source
    self.recordTime = recordTime
  }

  /// The declaration that a consent is given.
  package init(_ consent: Consent, source: ConsentSource, recordTime: Instant) {
    self.init(
      purpose: consent.purpose,
      isGiven: true,
      date: consent.givenDate,
      declaredBy: consent.givenBy,
      channel: consent.channel,
      source: source,
      recordTime: recordTime
    )
  }

  /// The declaration that a consent is withdrawn, made to a clerk.
  package init(_ withdrawal: ConsentWithdrawal, recordTime: Instant) {
    self.init(
      purpose: withdrawal.purpose,
      isGiven: false,
      date: withdrawal.date,
      declaredBy: withdrawal.withdrawnBy,
      channel: withdrawal.channel,
      source: .statement,
      recordTime: recordTime
    )
  }

  /// At which time of its day it was made, in microseconds since 1970-01-01. That is only known if it was declared to a
  /// clerk on the day itself. Otherwise it is the protective end of the day: the start for a consent, the end for a
  /// withdrawal.
  private var timeInDay: Int64 {
    if source == .statement, (try? recordTime.dateInBelgium()) == date { return recordTime.microseconds }
    return isGiven ? .min : .max
  }

  /// Its place in time, by when it was declared and not by when it was recorded.
  ///
  /// - Parameter order: Its place in the order of recording, which decides between those of one moment.
  func place(recordedAs order: Int) -> (CalendarDate, Int64, Int) { (date, timeInDay, order) }
}

/// How a declaration about a consent came into the registry.
package enum ConsentSource: String, Sendable, Hashable, CaseIterable {
  /// It was recorded separately, by a clerk to whom the person declared it.
  case statement
  /// It was part of a registration.
  case registration
  /// It was part of an imported list.
  case list
  /// It was part of a draft that was confirmed.
  case draft
}
