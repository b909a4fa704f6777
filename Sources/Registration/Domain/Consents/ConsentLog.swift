package import CareTypes
package import ServiceCore

/// That a consent is withdrawn (intrekking van de toestemming).
package struct ConsentWithdrawal: Sendable, Hashable {
  /// What for.
  package let purpose: ConsentPurpose
  /// The day on which it was withdrawn.
  package let date: CalendarDate
  /// Who withdrew it; nil when not given.
  package let withdrawnBy: GivenBy?
  /// How it reached the registry; nil means in person.
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
  /// It was recorded separately, by a clerk to whom the person declared it.
  case statement
  /// It was part of a registration.
  case registration
  /// It was part of an imported list.
  case list
  /// It was part of a draft that was confirmed.
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
  fileprivate func place(recordedAs order: Int) -> (CalendarDate, Int64, Int) { (date, timeInDay, order) }
}

/// Everything that was declared about the consents of one person, and the only rule that evaluates it: for each purpose
/// the latest declaration by its own date is valid, whenever it was recorded.
package struct ConsentLog: Sendable, Hashable {
  /// The declarations, in the order of their own dates.
  package let declarations: [ConsentDeclaration]

  /// A log.
  ///
  /// - Parameter declarations: In the order of recording.
  package init(_ declarations: [ConsentDeclaration]) {
    self.declarations = declarations.enumerated()
      .sorted { $0.element.place(recordedAs: $0.offset) < $1.element.place(recordedAs: $1.offset) }
      .map(\.element)
  }

  /// The consents that are in force at the end of a day, by purpose.
  ///
  /// - Parameter day: Declarations of later days are ignored; nil: all are used.
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

  /// Whether a consent is in force at the end of a day.
  package func stands(_ purpose: ConsentPurpose, on day: CalendarDate) -> Bool {
    standing(on: day).contains { $0.purpose == purpose }
  }

  /// Checks that there is a consent to withdraw.
  ///
  /// - Parameter person: Resource name of the person, for the text.
  /// - Throws: `Refusal` with `noConsent` when no consent for the purpose is in force on the day of the withdrawal.
  package func requireStanding(for withdrawal: ConsentWithdrawal, of person: String) throws(Refusal) {
    guard stands(withdrawal.purpose, on: withdrawal.date) else {
      throw Refusal(.noConsent, "\(person) has no consent for this purpose")
    }
  }

  /// The withdrawals that were declared to one record while two records were merged, and that must also apply to the
  /// other record when the merge is undone: those that end a consent of the other. A consent stays with the record to
  /// which it was given.
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
