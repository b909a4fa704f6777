package import CareTypes
import ServiceCore

/// That a consent is withdrawn (intrekking van de toestemming).
package struct ConsentWithdrawal: Sendable, Hashable {
  /// What for.
  package let purpose: ConsentPurpose
  /// The day on which it was withdrawn.
  package let date: CalendarDate
  /// Who withdrew it; nothing when it was not told.
  package let withdrawnBy: GivenBy?
  /// How it reached the registry; nothing means in person.
  package let channel: Channel?

  /// A withdrawal.
  package init(purpose: ConsentPurpose, date: CalendarDate, withdrawnBy: GivenBy?, channel: Channel?) {
    self.purpose = purpose
    self.date = date
    self.withdrawnBy = withdrawnBy
    self.channel = channel
  }
}

/// How a declaration about a consent came into the registry.
package enum ConsentSource: String, Sendable, Hashable, CaseIterable {
  /// It was recorded for itself, by a clerk to whom the person declared it.
  case statement
  /// It stood on the form of a registration.
  case registration
  /// It stood in a list that was imported.
  case list
  /// It stood in a draft that was confirmed.
  case draft
}

/// One declaration about a consent: that it is given, or that it is withdrawn.
package struct ConsentDeclaration: Sendable, Hashable {
  /// What for.
  package let purpose: ConsentPurpose
  /// Whether it is given; otherwise it is withdrawn.
  package let isGiven: Bool
  /// The day of the declaration itself.
  package let date: CalendarDate
  /// Who declared it; nothing when it was not told.
  package let declaredBy: GivenBy?
  /// How it reached the registry; nothing means in person.
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

  /// When in its day it was made, in microseconds since 1970: known of what was declared to a clerk on the day itself.
  /// Of anything else the protective end of the day counts: the first for a consent, the last for a withdrawal.
  private var timeInDay: Int64 {
    if source == .statement, (try? recordTime.dateInBelgium()) == date { return recordTime.microseconds }
    return isGiven ? .min : .max
  }

  /// Its place in time: what was declared later counts, not what was recorded later.
  ///
  /// - Parameter order: Its place in the order of recording, which decides between those of one moment.
  fileprivate func place(recordedAs order: Int) -> (CalendarDate, Int64, Int) { (date, timeInDay, order) }
}

/// Everything that was declared about the consents of one person, and the one rule that reads it: of each purpose the
/// latest declaration by its own date counts, whenever it was recorded.
package struct ConsentLog: Sendable, Hashable {
  /// The declarations; of two about one purpose the later one counts.
  package let declarations: [ConsentDeclaration]

  /// A log.
  ///
  /// - Parameter declarations: In the order of recording.
  package init(_ declarations: [ConsentDeclaration]) {
    self.declarations = declarations.enumerated()
      .sorted { $0.element.place(recordedAs: $0.offset) < $1.element.place(recordedAs: $1.offset) }
      .map(\.element)
  }

  /// The consents that stand at the end of a day, by purpose.
  ///
  /// - Parameter day: Declarations of later days do not count; nothing: all count.
  package func standing(on day: CalendarDate? = nil) -> [Consent] {
    var latest: [ConsentPurpose: ConsentDeclaration] = [:]
    for declaration in declarations where day.map({ declaration.date <= $0 }) ?? true {
      latest[declaration.purpose] = declaration
    }
    return latest.values.compactMap { declaration in
      guard declaration.isGiven, let givenBy = declaration.declaredBy else { return nil }
      return Consent(
        purpose: declaration.purpose,
        givenDate: declaration.date,
        givenBy: givenBy,
        channel: declaration.channel
      )
    }
    .sorted { $0.purpose.rawValue < $1.purpose.rawValue }
  }

  /// Whether a consent stands at the end of a day.
  package func stands(_ purpose: ConsentPurpose, on day: CalendarDate) -> Bool {
    standing(on: day).contains { $0.purpose == purpose }
  }

  /// What was declared to the one record while two were one, and must hold for the other too when they are parted: the
  /// withdrawals that end a consent of theirs. A consent stays with the record to which it was given.
  ///
  /// - Parameters:
  ///   - time: When the two became one.
  ///   - other: The log of the one who leaves.
  package func protecting(_ other: ConsentLog, since time: Instant) -> [ConsentDeclaration] {
    declarations.filter {
      !$0.isGiven && $0.recordTime >= time && other.stands($0.purpose, on: $0.date)
    }
  }
}
